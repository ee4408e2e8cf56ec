import type {ConnectionStatus, TunnelState, TunnelStatus} from '../../clouds/contract/cloud.ts';
import {printable} from '../../connection/printable.ts';
import {dueTogether, maintenanceNow, maintenanceText} from '../../watch/maintenance-text.ts';
import {sampleKey} from '../../watch/watch-snapshot.ts';
import {dayAndTime} from '../../wizard/core/clock-time.ts';
import {type PanelModel, type PanelRow, sinceOf} from '../../wizard/screens/panel/model.ts';
import {type Glyphs, keyLabel, mark} from '../look.tsx';
import type {ClickRow} from '../parts/clicks.tsx';
import {firstLines, type Line, line, lineCells, type Span, wrapped} from '../parts/line.tsx';
import {windowOf} from '../parts/menu.tsx';
import {type Column, tableWidths} from '../parts/table.tsx';
import {clickEntries, windowed} from '../parts/windowed.ts';
import {pad} from '../text-width.ts';

const columns: readonly Column[] = [
	{id: 'number', title: '#', min: 1},
	{id: 'outside', title: 'OUTSIDE', min: 15},
	{id: 'site', title: 'SITE', min: 15, drop: 4},
	{id: 'inside', title: 'INSIDE', min: 18, drop: 2},
	{id: 'state', title: 'STATUS', min: 6},
	{id: 'since', title: 'FOR', min: 10},
	{id: 'routes', title: 'ROUTES', min: 6, drop: 1, align: 'right'},
	{id: 'history', title: 'LATELY', min: 6, max: 36, drop: 3},
];
const longestHistory = 36;

/** The tunnels around the highlighted one. Costs as much as is drawn, however many there are. */
export function tunnelLines(
	model: PanelModel,
	width: number,
	room: number,
	glyphs: Glyphs,
): {readonly lines: readonly Line[]; readonly clicks: readonly ClickRow[]} {
	const {rows, row, snapshot} = model;
	if (!snapshot) return {lines: [], clicks: []};
	if (rows.length === 0) return {lines: [[], line('No VPN connection is here.', 'look')], clicks: []};
	const isNarrow = width < 58;
	const {start, end} = windowOf(rows.length, row, room);
	const shown = rows.slice(start, end);
	const widths = tableWidths(
		columns,
		shown.map(each => ({key: '', cells: cellsOf(each, model)})),
		width - 2,
	);
	const lines: Line[] = isNarrow ? [] : [headerLine(widths, glyphs)];
	const starts: number[] = [];
	const many = snapshot.connections.length > 1;
	for (const [offset, each] of shown.entries()) {
		if (many && each.connection !== shown[offset - 1]?.connection)
			lines.push(...connectionLines(each.connection, width));
		starts.push(lines.length);
		const isHere = start + offset === row;
		lines.push(
			...(isNarrow ? narrowLines(each, model, isHere, width, glyphs) : [wideLine(each, model, isHere, widths, glyphs)]),
		);
		if (each.tunnel)
			lines.push(...reasonLines(each.tunnel, isHere, width, glyphs), ...maintenanceLines(each, isHere, width, glyphs));
	}

	const entries = {lines, starts};
	return {lines: windowed(entries, row - start, room), clicks: clickEntries(entries, row - start, room, 0)};
}

function cellsOf(row: PanelRow, model: PanelModel): Readonly<Record<string, string>> {
	const {tunnel, number} = row;
	if (!tunnel) return {number: '–', outside: 'no tunnel yet', state: '–', since: '–'};
	return {
		number: `${number}`,
		outside: tunnel.outsideAddress ?? 'none yet',
		site: tunnel.siteAddress ?? '–',
		inside: tunnel.insideCidr ?? '–',
		state: tunnel.state,
		since: sinceOf(row, model),
		routes: tunnel.acceptedRoutes === undefined ? '–' : String(tunnel.acceptedRoutes),
		history: ' '.repeat(longestHistory),
	};
}

const gap = '  ';
const signCells = 2;

function headerLine(widths: readonly number[], glyphs: Glyphs): Line {
	const titles = columns.flatMap(({title, align}, index) =>
		widths[index] ? [pad(title, widths[index], align, glyphs.ellipsis)] : [],
	);
	return line(`${' '.repeat(2 + signCells)}${titles.join(gap)}`, 'dim');
}

function wideLine(row: PanelRow, model: PanelModel, isHere: boolean, widths: readonly number[], glyphs: Glyphs): Line {
	const state = row.tunnel?.state ?? 'UNKNOWN';
	const texts = cellsOf(row, model);
	const spans = columns.flatMap(({id, align}, index): readonly Span[] => {
		const width = widths[index] ?? 0;
		if (width === 0) return [];
		if (id === 'history') return [{text: gap}, ...historyOf(row, model, width, glyphs)];
		const text = (index === 0 ? '' : gap) + pad(printable(texts[id] ?? ''), width, align, glyphs.ellipsis);
		if (id === 'state') return [{text, tone: mark(state, glyphs).tone ?? 'plain'}];
		return [{text, tone: isHere ? 'focus' : 'plain'}];
	});
	return [{text: isHere ? `${glyphs.pointer} ` : '  ', tone: 'focus'}, mark(state, glyphs), {text: ' '}, ...spans];
}

function historyOf({connection, tunnel}: PanelRow, {snapshot}: PanelModel, width: number, glyphs: Glyphs): Line {
	const samples = (tunnel && snapshot?.samples.get(sampleKey(connection.id, tunnel.key))) ?? [];
	return spark(samples, width, glyphs);
}

function narrowLines(
	row: PanelRow,
	model: PanelModel,
	isHere: boolean,
	width: number,
	glyphs: Glyphs,
): readonly Line[] {
	const {tunnel, number} = row;
	const state = tunnel?.state ?? 'UNKNOWN';
	const sign = mark(state, glyphs);
	const texts = cellsOf(row, model);
	const routes = tunnel?.acceptedRoutes;
	const facts = [
		texts.since ?? '',
		routes === undefined ? '' : `${routes} ${routes === 1 ? 'route' : 'routes'}`,
		isHere && tunnel?.insideCidr ? tunnel.insideCidr : '',
	].filter(text => text !== '' && text !== '–');
	return [
		[
			{text: isHere ? `${glyphs.pointer} ` : '  ', tone: 'focus'},
			sign,
			{text: ` ${number} ${texts.outside}  `, tone: isHere ? 'focus' : 'plain'},
			{text: state, tone: sign.tone ?? 'plain'},
		],
		...(facts.length === 0 ? [] : wrapped(facts.join('  '), width, 'dim', [{text: '      '}])),
	];
}

/** The cloud's message of a tunnel that is not UP, or is and carries nothing, and for the highlighted one what is likely. */
function reasonLines(
	{state, message, hint}: TunnelStatus,
	isHere: boolean,
	width: number,
	glyphs: Glyphs,
): readonly Line[] {
	if (state === 'UP' && !isHere && !hint) return [];
	const lead = [{text: '      '}];
	const more = line(`      ${glyphs.ellipsis} ${keyLabel('enter', glyphs)} here tells the rest`, 'dim');
	return [
		...(message ? firstLines(wrapped(message, width, state === 'UP' && !hint ? 'dim' : 'plain', lead), 2, more) : []),
		...(isHere && hint ? firstLines(wrapped(`${glyphs.arrow} ${hint}`, width, 'look', lead), 3, more) : []),
	];
}

/** What the cloud will do to the tunnel by itself, and when; where both are due, that they are not to be done together. */
function maintenanceLines(
	{connection, tunnel, number}: PanelRow,
	isHere: boolean,
	width: number,
	glyphs: Glyphs,
): readonly Line[] {
	const said = tunnel?.maintenance && maintenanceText(connection, tunnel.maintenance, dayAndTime);
	if (said === undefined) return [];
	const lead = [{text: '      '}, mark('warn', glyphs), {text: ' '}];
	const both = number === connection.tunnels.length ? dueTogether(connection) : undefined;
	const now = isHere
		? wrapped(maintenanceNow(connection, number), width, 'plain', [{text: `      ${glyphs.arrow} `}])
		: [];
	return [...[said, ...(both === undefined ? [] : [both])].flatMap(text => wrapped(text, width, 'look', lead)), ...now];
}

/** A connection in words: its name, id and state; on a second line what does not fit the first. */
export function connectionLines({name, id, state, phase}: ConnectionStatus, width: number): readonly Line[] {
	const tone = phase === 'gone' ? 'bad' : phase === 'working' ? 'look' : 'plain';
	const first = {text: name || id, tone: 'strong'} as const;
	const rest: Line = [...(name ? [{text: `  ${id}`}] : []), {text: `  ${state}`, tone}];
	return lineCells([first, ...rest]) <= width ? [[first, ...rest]] : [[first], rest];
}

const tones = {UP: 'good', DOWN: 'bad', UNKNOWN: 'dim'} as const;

/** The newest `width` samples as one sign each, oldest at the left; neighbours of one state share a span. */
export function spark(samples: readonly TunnelState[], width: number, glyphs: Glyphs): Line {
	const signs = {UP: glyphs.bar.up, DOWN: glyphs.bar.down, UNKNOWN: glyphs.bar.unknown};
	const spans: Span[] = [];
	for (const sample of width > 0 ? samples.slice(-width) : []) {
		const tone = tones[sample];
		const last = spans.at(-1);
		if (last?.tone === tone) spans[spans.length - 1] = {text: last.text + signs[sample], tone};
		else spans.push({text: signs[sample], tone});
	}

	return spans;
}
