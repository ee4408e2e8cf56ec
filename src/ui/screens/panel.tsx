import {clockTime} from '../../wizard/core/clock-time.ts';
import {type DetailLine, detailLines} from '../../wizard/screens/panel/detail.ts';
import {ageOf, type PanelModel, watching} from '../../wizard/screens/panel/model.ts';
import {errorParts} from '../../wizard/screens/run/text.ts';
import {type Glyphs, keyLabel, mark, useGlyphs} from '../look.tsx';
import {ClickArea} from '../parts/clicks.tsx';
import {firstLines, type Line, Lines, line, lineCells, spinnerLine, spread, wrapped} from '../parts/line.tsx';
import {ScrollView} from '../parts/scroll-view.tsx';
import {connectionLines, tunnelLines} from './panel-tunnels.ts';
import type {ViewProps} from './registry.tsx';
import {partLines} from './run.tsx';

const labelCells = 17;

/** A line of the details: its label dim, and what does not fit below the value. */
function detail({label, text, isHeading}: DetailLine, width: number): readonly Line[] {
	if (label === undefined) return wrapped(text, width, isHeading ? 'strong' : 'plain');
	const own = label.padEnd(labelCells);
	return width < 30 ? wrapped(own + text, width, 'plain') : wrapped(text, width, 'plain', line(own, 'dim'));
}

export function PanelView({state, layout}: ViewProps) {
	const glyphs = useGlyphs();
	const model = watching.of(state);
	if (!model) return null;
	const {columns: width, rows} = layout.body;
	if (model.open) {
		const lines = detailLines(model).flatMap(each => detail(each, width));
		return <ScrollView lines={lines} top={model.open.top} rows={rows} width={width} />;
	}

	const head = headLines(model, width, glyphs);
	const room = rows - head.length;
	const log = changeLines(model, Math.max(0, Math.min(6, Math.floor(room / 3))), glyphs);
	const tunnels = tunnelLines(model, width, Math.max(1, room - log.length), glyphs);
	const middle = tunnels.lines;
	const space = Array.from({length: Math.max(0, room - log.length - middle.length)}, (): Line => []);
	return (
		<ClickArea rows={tunnels.clicks.map(row => ({...row, y: row.y + head.length}))} enter="enter">
			<Lines lines={[...head, ...middle, ...space, ...log]} width={width} rows={rows} />
		</ClickArea>
	);
}

/** Lines of an error that leave the tunnels in sight. */
const fewLines = 4;

/** What is watched, how old the answer is, and what went wrong since. The answer stays. */
function headLines(model: PanelModel, width: number, glyphs: Glyphs): readonly Line[] {
	const {snapshot} = model;
	const error = snapshot?.error;
	const age = snapshot ? line(ageOf(model), error ? 'look' : 'dim') : spinnerLine('asking');
	const only = snapshot?.connections.length === 1 ? snapshot.connections[0] : undefined;
	const title = only ? connectionLines(only, width) : [countLine(model, width)];
	const [first = []] = title;
	const fits = title.length === 1 && lineCells(first) + lineCells(age) + 2 <= width;
	const head = fits
		? [spread(first, age, width, glyphs.ellipsis)]
		: [...title, spread([], age, width, glyphs.ellipsis)];
	return [
		...head,
		...(error
			? firstLines(
					errorParts(error).flatMap(part => partLines(part, width, glyphs)),
					// without a tunnel there are no details to read the rest in
					model.rows.length > 0 ? fewLines : Number.MAX_SAFE_INTEGER,
					line(`  ${glyphs.ellipsis} ${keyLabel('enter', glyphs)} tells the rest`, 'dim'),
				)
			: []),
	];
}

function countLine({snapshot, rows, ids, region}: PanelModel, width: number): Line {
	if (!snapshot) return line(ids.length > 0 ? ids.join(', ') : `VPN connections in ${region}`, 'strong');
	const tunnels = rows.filter(({tunnel}) => tunnel);
	const up = tunnels.filter(({tunnel}) => tunnel?.state === 'UP').length;
	const count = snapshot.connections.length;
	const connections = `${count} ${count === 1 ? 'connection' : 'connections'}`;
	const state = {
		text: `  ${up} of ${tunnels.length} tunnels UP`,
		tone: up === tunnels.length ? 'good' : 'look',
	} as const;
	const whole: Line = [{text: `${connections} in ${region}`, tone: 'strong'}, state];
	return lineCells(whole) <= width ? whole : [{text: connections, tone: 'strong'}, state];
}

/** What changed while watching, newest first. */
function changeLines({snapshot, now, rows}: PanelModel, room: number, glyphs: Glyphs): readonly Line[] {
	const changes = (snapshot?.changes ?? []).slice(0, Math.max(0, room - 1));
	if (changes.length === 0) return [];
	return [
		line('CHANGES SEEN', 'strong'),
		...changes.map(({at, from, to, message, tunnel, connectionId}): Line => {
			const row = rows.find(each => each.connection.id === connectionId && each.tunnel?.key === tunnel);
			const own = row && `tunnel ${row.number}`;
			const whose = snapshot?.connections.length === 1 ? '' : `${row?.connection.name || connectionId} `;
			const name = own ? whose + own : `${connectionId} ${tunnel}`;
			return [
				{text: `${clockTime(at, now)}  `, tone: 'dim'},
				{text: `${name}  `},
				{text: `${from ?? 'new'} ${glyphs.arrow} ${to}`, tone: mark(to, glyphs).tone ?? 'plain'},
				{text: `  ${message}`, tone: 'dim'},
			];
		}),
	];
}
