import type {TunnelStatus} from '../../clouds/contract/cloud.ts';
import {cloudName} from '../../clouds/registry.ts';
import type {FleetConnection, Health, PlaceState, TunnelHistory} from '../../watch/fleet/fleet.ts';
import {clockTime} from '../../wizard/core/clock-time.ts';
import {shortSpan} from '../../wizard/core/spans.ts';
import {factsOf, nameOf} from '../../wizard/screens/watch/row-facts.ts';
import type {SortColumn} from '../../wizard/screens/watch/view.ts';
import {type Glyphs, mark, type Tone} from '../look.tsx';
import {stripCells, stripOf} from '../parts/history-strip.ts';
import {type Line, line, lineCells, type Span} from '../parts/line.tsx';
import type {Column} from '../parts/table.tsx';

export type ColumnId = SortColumn | 'tunnels' | 'history' | 'wrong';

/** What a row is drawn by besides its connection. */
export interface RowLook {
	readonly now: number;
	/** How the place of the connection answers. */
	readonly place: PlaceState | undefined;
	readonly glyphs: Glyphs;
	/** Somebody knows of its problem. */
	readonly isKnown: boolean;
	/** Undefined where nothing is marked. */
	readonly isMarked: boolean | undefined;
}

const signs: Readonly<Record<Health, (glyphs: Glyphs) => Span>> = {
	down: glyphs => mark('DOWN', glyphs),
	degraded: glyphs => mark('warn', glyphs),
	impaired: glyphs => mark('warn', glyphs),
	unknown: glyphs => mark('UNKNOWN', glyphs),
	working: glyphs => ({text: glyphs.changed, tone: 'look'}),
	up: glyphs => mark('UP', glyphs),
	gone: glyphs => mark('later', glyphs),
};

/** The sign and the word of a health. */
function healthLine(health: Health, glyphs: Glyphs): Line {
	const sign = signs[health](glyphs);
	return [sign, {text: ` ${health}`, ...(sign.tone === undefined ? {} : {tone: sign.tone})}];
}

/** Tunnels that a cell has room for; more are counted. */
const mostTunnels = 2;
export const tunnelCells = 6;

export function cellOf(id: ColumnId, connection: FleetConnection, look: RowLook): Line {
	const own = cellLine(id, connection, look);
	return look.isKnown ? own.map(span => ({...span, tone: 'dim'}) as const) : own;
}

function cellLine(id: ColumnId, connection: FleetConnection, look: RowLook): Line {
	const {place, status, history} = connection;
	const {glyphs, now} = look;
	switch (id) {
		case 'state': {
			const own = healthLine(connection.health, glyphs);
			// what is too old to be believed is no good news, whatever it says
			return look.place?.isStale ? [...own, {text: ' ?'}].map(span => ({...span, tone: 'look'}) as const) : own;
		}
		case 'name':
			return [...markLine(look), {text: nameOf(connection)}];
		case 'id':
			return line(status.id);
		case 'cloud':
			return line(cloudName(place.cloud));
		case 'account':
			return line(place.account);
		case 'region':
			return line(place.region);
		case 'tunnels':
			return tunnelsLine(status.tunnels, glyphs);
		case 'since':
			return line(sinceTexts(history, look));
		case 'routes':
			return line(
				status.tunnels
					.slice(0, mostTunnels)
					.map(({acceptedRoutes}) => acceptedRoutes ?? glyphs.unknown)
					.join(', '),
			);
		case 'flaps': {
			const flaps = history.reduce((sum, {changesLastHour}) => sum + changesLastHour, 0);
			return [{text: flaps === 0 ? '' : String(flaps), tone: 'look'}];
		}
		case 'history':
			return [{text: stripOf(connection, now, look.place?.asOf, glyphs), tone: 'dim'}];
		case 'wrong':
			return wrongLine(connection, look);
	}
}

function markLine({isMarked, glyphs}: RowLook): Line {
	return isMarked === undefined ? [] : [{text: isMarked ? `${glyphs.pass} ` : '  ', tone: 'focus'}];
}

function tunnelsLine(tunnels: readonly TunnelStatus[], glyphs: Glyphs): Line {
	if (tunnels.length > mostTunnels) {
		const up = tunnels.filter(({state}) => state === 'UP').length;
		return [{text: `${up} of ${tunnels.length} UP`}];
	}

	return tunnels.flatMap(({state}, index): Line => {
		const sign = mark(state, glyphs);
		const word = state === 'UNKNOWN' ? '?' : state;
		const text = `${sign.text} ${word}`;
		const isLast = index === tunnels.length - 1;
		return [{text: isLast ? text : text.padEnd(tunnelCells + 1), ...(sign.tone ? {tone: sign.tone} : {})}];
	});
}

/** One for each tunnel; said once where it is the same. */
function sinceTexts(history: readonly TunnelHistory[], look: RowLook): string {
	return [...new Set(history.slice(0, mostTunnels).map(each => sinceText(each, look)))].join(', ');
}

/** `3 h`; `~3 h` where it was seen here to change; `≥3 h` where it was found so. */
function sinceText({since, sinceFrom}: TunnelHistory, {now, glyphs}: RowLook): string {
	if (since === undefined) return glyphs.unknown;
	const span = coarse(now - since);
	// nothing is less than now
	if (sinceFrom === 'found') return span === 'now' ? `${glyphs.atLeast}0 s` : `${glyphs.atLeast}${span}`;
	return `${sinceFrom === 'seen' ? '~' : ''}${span}`;
}

/** What is wrong in words; of what is not up to date, since when nobody knows better. */
function wrongLine(connection: FleetConnection, {place, now, isKnown}: RowLook): Line {
	const {reason: trouble} = factsOf(connection);
	const isOld = place?.isStale || place?.error !== undefined;
	const asOf = isOld && place.asOf !== undefined ? `as of ${clockTime(place.asOf, now)}` : '';
	return [
		...(asOf ? [{text: trouble === '' ? asOf : `${asOf} · `, tone: 'look'} as const] : []),
		// that its row is dim is not seen everywhere
		{text: isKnown ? `known · ${trouble}` : trouble},
	];
}

/** Under a minute in steps of ten seconds: where many tunnels have just changed, their rows would be written anew each second. */
function coarse(ms: number): string {
	if (ms >= 60_000) return shortSpan(ms);
	const seconds = Math.floor(Math.max(0, ms) / 10_000) * 10;
	return seconds === 0 ? 'now' : `${seconds} s`;
}

interface ColumnLook {
	readonly id: ColumnId;
	readonly title: string;
	/** Where there is no room, the highest goes first. */
	readonly drop: number;
	readonly min: number;
	readonly max: number;
}

const columns: readonly ColumnLook[] = [
	{id: 'state', title: 'STATE', drop: 0, min: 10, max: 12},
	{id: 'name', title: 'NAME', drop: 0, min: 15, max: 24},
	{id: 'id', title: 'ID', drop: 6, min: 14, max: 26},
	{id: 'cloud', title: 'CLOUD', drop: 10, min: 13, max: 16},
	{id: 'account', title: 'ACCOUNT', drop: 9, min: 8, max: 32},
	{id: 'region', title: 'REGION', drop: 4, min: 14, max: 20},
	{id: 'tunnels', title: 'TUNNELS', drop: 1, min: 13, max: 13},
	{id: 'since', title: 'SINCE', drop: 3, min: 7, max: 14},
	{id: 'routes', title: 'ROUTES', drop: 8, min: 7, max: 9},
	{id: 'flaps', title: 'FLAPS', drop: 7, min: 5, max: 6},
	{id: 'history', title: 'LAST HOUR', drop: 5, min: stripCells, max: stripCells},
	{id: 'wrong', title: 'WHAT IS WRONG', drop: 2, min: 18, max: 25},
];

/** Here how long is told before which of the tunnels it is: the state says how many, and there is no room for both. */
const narrow = 60;
const narrowDrop: Readonly<Partial<Record<ColumnId, number>>> = {since: 1, tunnels: 3};

/** What is the same for all rows says nothing there: it goes before all else, and the header tells it. */
const sameEverywhere = 20;

/** The columns of a list, with the sign of the order beside the title that rows are in order by. */
export function columnsFor(
	{sort, isReversed}: {readonly sort: SortColumn; readonly isReversed: boolean},
	uniform: ReadonlySet<ColumnId>,
	glyphs: Glyphs,
	width: number,
): readonly Column[] {
	const sign = isReversed ? glyphs.order.reversed : glyphs.order.usual;
	return columns.map(({id, title, drop, min, max}) => ({
		...{id, min, max},
		title: id === sort ? `${title} ${sign}` : title,
		drop: uniform.has(id) ? sameEverywhere + drop : width < narrow ? (narrowDrop[id] ?? drop) : drop,
	}));
}

/** A line that is exactly so wide. */
export function padLine(own: Line, width: number): Line {
	return [...own, {text: ' '.repeat(Math.max(0, width - lineCells(own)))}];
}

export const toneOfCount = (health: Health): Tone =>
	health === 'down' ? 'bad' : health === 'up' ? 'good' : health === 'unknown' || health === 'gone' ? 'dim' : 'look';
