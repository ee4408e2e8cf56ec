import {Box} from 'ink';
import {printable} from '../../connection/printable.ts';
import type {FleetConnection, FleetSnapshot, Health, PlaceState} from '../../watch/fleet/fleet.ts';
import {isKnownProblem} from '../../wizard/attention/known.ts';
import type {WizardState} from '../../wizard/core/state.ts';
import {connectionNamed} from '../../wizard/screens/watch/connection-named.ts';
import {type FleetModel, fleet} from '../../wizard/screens/watch/fleet.ts';
import {type FleetList, fleetList, openingList} from '../../wizard/screens/watch/model.ts';
import type {Entry, Section} from '../../wizard/screens/watch/order.ts';
import {factsOf} from '../../wizard/screens/watch/row-facts.ts';
import {newsWords} from '../../wizard/screens/watch/words.ts';
import {type Glyphs, useGlyphs} from '../look.tsx';
import {signedLines} from '../parts/findings.ts';
import {cutLines, fitLine, type Line, Lines, LineView, line, lineCells, wrapped} from '../parts/line.tsx';
import {Menu, type MenuItem, pointerCells, windowOf} from '../parts/menu.tsx';
import {type Column, tableWidths} from '../parts/table.tsx';
import {cells, take} from '../text-width.ts';
import type {ViewProps} from './registry.tsx';
import {type ColumnId, cellOf, columnsFor, padLine, type RowLook} from './watch-cells.ts';
import {countParts, flow, headLines} from './watch-head.ts';
import {measure} from './watch-measure.ts';
import {shownLine} from './watch-shown.ts';

const gap = 2;
/** Lines below the rows for the one under the cursor. */
const mostBelow = 4;

/** The list of all connections that are watched. What it costs is what is drawn, however many there are. */
export function WatchView({state, layout}: ViewProps) {
	const glyphs = useGlyphs();
	const {columns: width, rows: height} = layout.body;
	const list = fleetList.of(state) ?? openingList;
	const model = fleet.of(state);
	const snapshot = model?.snapshot;
	const isPaused = model?.isPaused === true;
	const head = headLines({snapshot, now: state.now, isPaused, width, room: height < 18 ? 1 : 4}, glyphs);
	const news = line(newsWords(snapshot?.changes ?? [], state.now), 'dim');
	const empty = list.entries.length === 0 ? emptyLines(model, list, width, glyphs) : [];
	const drawn = snapshot && list.entries.length > 0 ? drawing(state, snapshot, list, width, glyphs) : undefined;
	// the line of what is shown, the titles, and the newest change; of rows three stay in sight on the smallest screen
	const left = height - head.length - 3;
	const below = drawn ? drawn.below(Math.max(1, Math.min(left - Math.min(3, list.entries.length), mostBelow))) : [];
	const room = Math.max(1, left - below.length);
	const window = windowOf(list.entries.length, list.at, room);
	return (
		<Box flexDirection="column" flexShrink={0} width={width} height={height}>
			<Lines lines={[...head, shownLine(list, snapshot, window, width, drawn?.isOrderSeen ?? true)]} width={width} />
			{drawn ? (
				<Box flexDirection="column" flexShrink={0} height={room + 1}>
					<LineView line={drawn.titles} width={width} />
					<Menu
						items={list.entries.slice(window.start, window.end).map(drawn.item)}
						highlighted={list.at - window.start}
						width={width}
					/>
				</Box>
			) : (
				<Box flexDirection="column" flexShrink={0} height={room + 1}>
					<Lines lines={empty} width={width} rows={room + 1} />
				</Box>
			)}
			<Lines lines={[...below, fitLine(news, width, glyphs.ellipsis)]} width={width} />
		</Box>
	);
}

interface Drawing {
	/** The column that rows are in order by is on the screen. */
	readonly isOrderSeen: boolean;
	readonly titles: Line;
	item(entry: Entry): MenuItem;
	/** What the columns of the highlighted row have no room for. */
	below(most: number): readonly Line[];
}

function drawing(state: WizardState, snapshot: FleetSnapshot, list: FleetList, width: number, glyphs: Glyphs): Drawing {
	const {widest, uniform} = measure(snapshot.connections);
	const columns = columnsFor(list.view, uniform, glyphs, width);
	// a sign stands behind what is not up to date
	const staleRoom = snapshot.places.some(({isStale}) => isStale) ? 'xx' : '';
	const named = {
		...widest,
		state: `${widest.state ?? ''}${staleRoom}`,
		name: `${widest.name ?? ''}${list.marks.size > 0 ? 'xx' : ''}`,
	};
	const widths = tableWidths(columns, [{key: '', cells: named}], width);
	const shown = columns.flatMap((column, index) => {
		const own = widths[index] ?? 0;
		// cast: the columns are made of these ids
		return own > 0 ? [{column, id: column.id as ColumnId, width: own}] : [];
	});
	const places = new Map(snapshot.places.map((each): [string, PlaceState] => [each.place.key, each]));
	const lookOf = (connection: FleetConnection): RowLook => ({
		now: state.now,
		place: places.get(connection.place.key),
		glyphs,
		isKnown: isKnownProblem(state, connection),
		isMarked: list.marks.size === 0 ? undefined : list.marks.has(connection.key),
	});
	return {
		isOrderSeen: shown.some(({id}) => id === list.view.sort),
		titles: [
			{text: ' '.repeat(pointerCells)},
			...joined(
				shown.map(({column, width: own}) => padLine(fitLine(line(column.title, 'dim'), own, glyphs.ellipsis), own)),
			),
		],
		item(entry) {
			if (entry.kind === 'section')
				return {line: sectionLine(entry.section, entry.isFolded, snapshot.connections, glyphs)};
			const connection = connectionNamed(snapshot.connections, entry.id);
			if (!connection) return {line: []};
			const look = lookOf(connection);
			return {
				line: joined(
					shown.map(({id, width: own}) =>
						padLine(fitCell(id, cellOf(id, connection, look), own, glyphs.ellipsis), own),
					),
				),
			};
		},
		below(most) {
			const entry = list.entries[list.at];
			const connection = entry?.kind === 'connection' ? connectionNamed(snapshot.connections, entry.id) : undefined;
			const wide: Readonly<Record<string, string | undefined>> = named;
			const whole = columns.map(({id}) => cells(wide[id] ?? ''));
			const isCut = whole.some((wanted, index) => (widths[index] ?? 0) < wanted);
			if (!isCut) return [];
			// kept for every row, so that nothing moves with the cursor
			const lasting = whole.reduce((sum, wanted, index) => sum + ((widths[index] ?? 0) < wanted ? wanted + 11 : 0), 0);
			const kept = Math.min(most, Math.ceil(lasting / (width - pointerCells)));
			const text = connection ? hiddenText(connection, columns, widths, lookOf(connection)) : '';
			const lines = wrapped(text, width, 'dim', [{text: ' '.repeat(pointerCells)}]);
			const cut = cutLines(text === '' ? [] : lines, most, width, 'dim', glyphs.ellipsis);
			return [...cut, ...Array.from({length: Math.max(0, kept - cut.length)}, (): Line => [])];
		},
	};
}

/**
 * A reason ends with a whole word, for half of one may say the opposite. Of `connected, health check fails` the end is told where there is no room for both:
 * what comes first in such words is what is well.
 */
function fitCell(id: ColumnId, own: Line, width: number, ellipsis: string): Line {
	const last = own.at(-1);
	if (id === 'since' && lineCells(own) > width) {
		// of two times the first stands whole: half of a time says nothing
		const [first = ''] = cellWords(own).split(', ');
		return fitLine([{text: cells(`${first} ${ellipsis}`) <= width ? `${first} ${ellipsis}` : first}], width, ellipsis);
	}

	if (id !== 'wrong' || last === undefined || lineCells(own) <= width) return fitLine(own, width, ellipsis);
	const before = own.slice(0, -1);
	const room = width - lineCells(before);
	const [first = ''] = printable(last.text).split('; ');
	const end = first.slice(first.lastIndexOf(', ') + 1).trim();
	const told = [`${first} ${ellipsis}`, first, end].find(text => cells(text) <= room);
	if (told !== undefined) return [...before, {...last, text: told}];
	const cut = take(end, Math.max(0, room - cells(ellipsis))).replace(/[\s·:,]*\S*$/u, '');
	return cut === '' ? fitLine(own, width, ellipsis) : [...before, {...last, text: `${cut} ${ellipsis}`}];
}

const cellWords = (own: Line): string => own.map(({text}) => text).join('');

function joined(parts: readonly Line[]): Line {
	return parts.flatMap((part, index) => (index === 0 ? part : [{text: ' '.repeat(gap)}, ...part]));
}

/** A section's title: how its own rows stand. Counted for those in sight alone. */
function sectionLine(
	section: Section,
	isFolded: boolean,
	connections: readonly FleetConnection[],
	glyphs: Glyphs,
): Line {
	const counts = countsOf(section, connections);
	const parts = [
		[{text: `${isFolded ? '+' : '-'} ${section.title}`, tone: 'strong'} as const],
		...countParts(counts, glyphs),
	];
	return flow(parts, Number.POSITIVE_INFINITY, '  ')[0] ?? [];
}

type HealthCounts = Readonly<Partial<Record<Health, number>>>;

const counted = new WeakMap<readonly FleetConnection[], WeakMap<Section, HealthCounts>>();

/** How the rows of a section stand; counted once for what is known of them, however often it is drawn. */
function countsOf(section: Section, connections: readonly FleetConnection[]): HealthCounts {
	const known = counted.get(connections) ?? new WeakMap<Section, HealthCounts>();
	counted.set(connections, known);
	const before = known.get(section);
	if (before) return before;
	const counts: Partial<Record<Health, number>> = {};
	for (const key of section.members) {
		const health = connectionNamed(connections, key)?.health;
		if (health) counts[health] = (counts[health] ?? 0) + 1;
	}

	known.set(section, counts);
	return counts;
}

/** What is told first of a row: what is wrong with which. */
const first: readonly ColumnId[] = ['wrong', 'since', 'name', 'id', 'region', 'account', 'cloud', 'tunnels'];
/** These need no title. */
const isPlain = (id: string) => ['wrong', 'name', 'id', 'region', 'cloud'].includes(id);

/** What a row has to tell beyond its columns: each with its column's title. */
function hiddenText(
	connection: FleetConnection,
	columns: readonly Column[],
	widths: readonly number[],
	look: RowLook,
): string {
	const told = columns.flatMap(({id, title}, index) => {
		// cast: the columns are made of these ids
		const own = cellOf(id as ColumnId, connection, {...look, isMarked: undefined});
		const inCell = printable(own.map(({text: part}) => part).join('')).trim();
		const isSeen = inCell === '' || cells(inCell) <= (widths[index] ?? 0);
		// where the cell has no room for few words, here is room for more
		const text =
			id === 'wrong' ? inCell.replace(factsOf(connection).reason, () => printable(connection.trouble)) : inCell;
		// a strip of an hour and what no cloud counts tell nothing in a sentence
		if (isSeen || id === 'history' || !/[\p{L}\p{N}]/u.test(text)) return [];
		const place = first.indexOf(id as ColumnId); // cast: the same
		const rank = place < 0 ? first.length : place;
		return [{rank, text: isPlain(id) ? text : `${title.toLowerCase()} ${text}`}];
	});
	return told
		.sort((one, other) => one.rank - other.rank)
		.map(({text}) => text)
		.join(' · ');
}

/** Why there is no row, and what can be done. */
function emptyLines(model: FleetModel | undefined, list: FleetList, width: number, glyphs: Glyphs): readonly Line[] {
	const say = (text: string) => wrapped(text, width, 'dim');
	if (model?.trouble) {
		const {message, mend} = model.trouble;
		return [
			...signedLines('bad', message, width, glyphs),
			...(mend ? wrapped(mend, width, 'plain', [{text: '  '}]) : []),
			...wrapped(
				'w chooses what is watched; on the first screen, enter on an account picks who signs in',
				width,
				'focus',
				[{text: '  '}],
			),
		];
	}

	const snapshot = model?.snapshot;
	const isAsking = snapshot?.places.some(({asOf, error}) => asOf === undefined && error === undefined);
	if (!snapshot || snapshot.isFinding || isAsking) return say('reading connections');
	if (list.filter !== '' || list.view.onlyProblems)
		return say(
			list.filter === ''
				? 'No connection has a problem: ! shows all'
				: `nothing matches "${list.filter}": esc clears the filter`,
		);
	if (snapshot.places.length === 0)
		return say('Nothing is chosen to be watched: w chooses clouds, profiles and regions');
	if (snapshot.places.every(({error}) => error !== undefined))
		return say('Nothing could be read yet: it is asked again by itself, r asks now, w chooses other places');
	if (snapshot.places.some(({error, isStale}) => error !== undefined || isStale))
		return say('No connection in what could be read: the rest is asked again by itself, r asks now');
	return say('No connection in what is watched: w looks in other regions or accounts');
}
