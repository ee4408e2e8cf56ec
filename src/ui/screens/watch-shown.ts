import type {FleetSnapshot} from '../../watch/fleet/fleet.ts';
import {type FleetList, placesIn} from '../../wizard/screens/watch/model.ts';
import {tagOf} from '../../wizard/screens/watch/view.ts';
import {grouped} from '../../wizard/screens/watch/words.ts';
import {type Line, line, type Span, spread} from '../parts/line.tsx';
import {position} from '../parts/menu.tsx';

/** What of all is shown: filter, order, marks, and which part is in sight. */
export function shownLine(
	list: FleetList,
	snapshot: FleetSnapshot | undefined,
	window: {readonly start: number; readonly end: number},
	width: number,
	isOrderSeen: boolean,
): Line {
	const {view, filter, isFiltering, marks, sections} = list;
	const parts: Span[] = [];
	const add = (text: string, tone: Span['tone']) => {
		if (parts.length > 0) parts.push({text: '   '});
		parts.push({text, ...(tone ? {tone} : {})});
	};
	const found = sections.reduce((sum, {members}) => sum + members.length, 0);
	if (isFiltering || filter !== '') add(`filter: ${filter}${isFiltering ? '_' : ''}`, 'focus');
	if (view.onlyProblems) add('only problems', 'focus');
	if (filter !== '' || view.onlyProblems)
		add(`${grouped(found)} of ${grouped(snapshot?.connections.length ?? 0)}`, 'dim');
	if (view.grouping !== 'none') add(`by ${tagOf(view.grouping) ?? view.grouping}`, 'dim');
	if (!isOrderSeen) add(`in order of ${view.sort}${view.isReversed ? ', reversed' : ''}`, 'dim');
	if (marks.size > 0) add(`${marks.size} marked`, 'focus');
	const news = freshWords(list, window);
	if (news !== '') add(news, 'look');
	return spread(parts, line(partInSight(list, window), 'dim'), width);
}

/** Problems that came since the rows were put in order and are not in sight. */
function freshWords({fresh, entries}: FleetList, {start, end}: {readonly start: number; readonly end: number}): string {
	if (fresh.size === 0) return '';
	const places = placesIn(entries);
	const at = [...fresh].map(key => places.get(key) ?? Number.POSITIVE_INFINITY);
	const above = at.filter(index => index < start).length;
	const below = at.filter(index => index >= end).length;
	const count = above + below;
	if (count === 0) return '';
	const where = above === 0 ? ' further down' : below === 0 ? ' further up' : ' out of sight';
	return `${grouped(count)} new ${count === 1 ? 'problem' : 'problems'}${where} · . sorts now`;
}

/** `1–29 of 300`: of connections, without the titles between them. */
function partInSight(
	{entries, view}: Pick<FleetList, 'entries' | 'view'>,
	{start, end}: {readonly start: number; readonly end: number},
): string {
	if (view.grouping === 'none') return position({start, end}, entries.length);
	const connectionsTo = (index: number) =>
		entries.reduce((count, {kind}, at) => (at < index && kind === 'connection' ? count + 1 : count), 0);
	const total = connectionsTo(entries.length);
	const [first, last] = [connectionsTo(start), connectionsTo(end)];
	return last > first ? position({start: first, end: last}, total) : '';
}
