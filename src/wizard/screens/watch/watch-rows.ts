import type {CloudId} from '../../../clouds/contract/cloud.ts';
import {cloudIds, cloudName} from '../../../clouds/registry.ts';
import type {ConnectionPlace, Place} from '../../../connection/place.ts';
import {cursorRow, derived, type Row, row, viewOf, withView} from '../../core/list.ts';
import {placeKey} from '../../core/loads.ts';
import type {List} from '../../core/screen.ts';
import {type Turn, turn, type WizardState} from '../../core/state.ts';
import type {Several} from '../many/open.ts';
import {watchRegionOf} from '../watch-region/watch-region.ts';
import {tunnelsUp, watchedPlaces} from './watch-list.ts';

/** What a row of the list stands for. */
type Meant =
	| ({readonly kind: 'connection'} & ConnectionPlace)
	/** All connections of a region. */
	| ({readonly kind: 'all'} & Place)
	/** Another region of the cloud is to be picked. */
	| {readonly kind: 'other region'; readonly cloud: CloudId};

interface Entry {
	readonly row: Row;
	readonly meant: Meant;
}

/** The rows of the list; the cursor begins at the first. */
export const watchContent = derived(state => {
	const entries = [...connectionEntries(state), ...cloudIds().map(cloud => otherRegion(state, cloud))];
	return {
		rows: entries.map(entry => entry.row),
		meant: new Map(entries.map(({row: {id}, meant}) => [id, meant])),
	};
});

/** What the row of this id stands for. */
export function meantBy(state: WizardState, rowId: string | undefined): Meant | undefined {
	return watchContent(state).meant.get(rowId ?? '');
}

/** The connection that the row of this id stands for; undefined for a row that is no single connection. */
export function connectionBy(state: WizardState, rowId: string | undefined): ConnectionPlace | undefined {
	const meant = meantBy(state, rowId);
	return meant?.kind === 'connection' ? meant : undefined;
}

/** The rows that stand for all connections of a region come first: one finds them without looking. */
function connectionEntries(state: WizardState): readonly Entry[] {
	const places = watchedPlaces(state).map(place => ({
		...place,
		connections: state.data.statuses[placeKey(place.cloud, place.region)] ?? [],
	}));
	const all = places
		.filter(({connections}) => connections.length > 1)
		.map(({cloud, region, connections}): Entry => {
			const cells = ['', `all ${connections.length} of ${cloudName(cloud)}`, '', tunnelsUp(connections), region, ''];
			return {row: row(`${cloud} ${region}`, cells, {group: true}), meant: {kind: 'all', cloud, region}};
		});
	const single = places.flatMap(({cloud, region, connections}) =>
		connections.map((connection): Entry => {
			const {id, name, state: standing, cloudGatewayId, siteGatewayId} = connection;
			const rowId = `${cloud} ${region} ${id}`;
			const gateways = [cloudGatewayId, siteGatewayId].filter(Boolean).join(' ⇄ ');
			const cells = [id, name || id, standing, tunnelsUp([connection]), region, gateways];
			return {row: row(rowId, cells, markOf(state, rowId)), meant: {kind: 'connection', cloud, region, id}};
		}),
	);
	return [...all, ...single];
}

function otherRegion(state: WizardState, cloud: CloudId): Entry {
	const looked = watchRegionOf(state, cloud);
	const says = looked === undefined ? 'none is listed yet' : `in place of ${looked}`;
	const cells = [`+ another region of ${cloudName(cloud)}`, '', '', '', says, ''];
	return {row: row(`region ${cloud}`, cells, {offer: true}), meant: {kind: 'other region', cloud}};
}

const markOf = ({watchMarks}: WizardState, id: string) =>
	watchMarks.length === 0 ? {} : {marked: watchMarks.includes(id)};

/** Marks the connection under the cursor to be watched with others, or takes its mark off; the cursor goes on to the next connection. */
export function toggleMark(state: WizardState, list: Pick<List, 'key'>): Turn {
	const say = (text: string) => turn({...state, notice: {tone: 'look', text}});
	const view = viewOf(state, list);
	const rowId = cursorRow(view)?.id ?? '';
	const here = connectionBy(state, rowId);
	if (!here) return say('put the cursor on a connection to mark it');
	const marks = view.rows.flatMap(({id, marked}) => (marked ? [id] : []));
	const first = connectionBy(state, marks[0]);
	// one list call tells of one region of one cloud
	if (first && (first.cloud !== here.cloud || first.region !== here.region))
		return say(`what is marked is of ${cloudName(first.cloud)} · ${first.region}: one region at a time`);
	// not on to an offer: Enter after a filter and Tab means what is marked
	const next = view.rows[view.matches[view.cursor + 1] ?? -1];
	const cursor = connectionBy(state, next?.id) ? view.cursor + 1 : view.cursor;
	const watchMarks = marks.includes(rowId) ? marks.filter(own => own !== rowId) : [...marks, rowId];
	return turn(withView({...state, watchMarks}, list, {...view, cursor, touched: true}));
}

/**
 * What the marks ask to watch together; undefined where nothing that is still listed is marked. Where a filter leaves none of the marked ones in sight,
 * what is in sight is meant.
 */
export function markedToWatch(state: WizardState, list: Pick<List, 'key'>): Several | undefined {
	const {rows, matches} = viewOf(state, list);
	if (!matches.some(index => rows[index]?.marked)) return undefined;
	const marked = rows.flatMap(row => (row.marked ? (connectionBy(state, row.id) ?? []) : []));
	const [first] = marked;
	return first && {cloud: first.cloud, region: first.region, ids: marked.map(({id}) => id)};
}
