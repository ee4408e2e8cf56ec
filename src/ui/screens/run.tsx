import {currentRow, isDone, type RunModel, type RunRow, running} from '../../wizard/screens/run/model.ts';
import {type EndPart, endParts} from '../../wizard/screens/run/text.ts';
import {verbOf} from '../../wizard/screens/run/verb.ts';
import {type Glyphs, mark, useGlyphs} from '../look.tsx';
import {signedLines} from '../parts/findings.ts';
import {beside, type Line, Lines, line, lineCells, spread, spreadRow, wrapped} from '../parts/line.tsx';
import {entriesOf, windowed} from '../parts/windowed.ts';
import type {ViewProps} from './registry.tsx';

export function RunView({state, layout}: ViewProps) {
	const glyphs = useGlyphs();
	const model = running.of(state);
	if (!model) return null;
	const {columns: width, rows} = layout.body;
	const head = headLines(model, width, glyphs);
	const entries = entriesOf([
		...model.rows.map((row, index) => rowLines(row, index, model.now, width, glyphs)),
		...endParts(model).map(part => partLines(part, width, glyphs)),
	]);
	const middle = windowed(entries, model.row ?? currentRow(model), rows - head.length);
	return <Lines lines={[...head, ...middle]} width={width} rows={rows} />;
}

/** More lines than this for a name push away what is being made. */
const longestHead = 3;

function headLines({plan, phase, rows, existed}: RunModel, width: number, {ellipsis}: Glyphs): readonly Line[] {
	const done = rows.filter(isDone).length;
	const titles = {
		running: verbOf(plan).doing,
		stopping: 'Stopping',
		stopped: 'Stopped',
		finished: existed ? 'Was there' : verbOf(plan).done,
		undone: 'Taken back',
	} as const;
	const count = line(`${done} of ${rows.length} done`, done === rows.length ? 'good' : 'plain');
	const says = `${titles[phase]} ${plan.name}`;
	const whole = beside(says, count, width, 'strong');
	return whole.length <= longestHead ? whole : [spread(line(says, 'strong'), count, width, ellipsis)];
}

const seconds = (ms: number) => `${Math.max(0, Math.round(ms / 1000))} s`;

export function rowLines(row: RunRow, index: number, now: number, width: number, glyphs: Glyphs): readonly Line[] {
	const {action, state, startedAt, endedAt, id, existed, detail} = row;
	const time = startedAt === undefined ? '' : seconds((endedAt ?? now) - startedAt);
	const tone = state === 'later' ? 'dim' : state === 'failed' ? 'bad' : 'plain';
	const sign = mark(state === 'done' && row.open ? 'warn' : state, glyphs);
	const number = {text: `${String(index + 1).padStart(2)}  `, tone: 'dim'} as const;
	// what is changed stood before, and keeps its id
	const made =
		id && !action.change
			? [{text: `  ${id}`, tone: 'good'} as const, ...(existed ? [{text: ' was there', tone: 'dim'} as const] : [])]
			: [];
	const what = made.length > 0 || state === 'waiting' ? [] : [{text: `  ${action.detail}`, tone: 'dim'} as const];
	const own: Line = [number, sign, {text: ` ${action.title}`, tone}];
	const right = line(time, 'dim');
	const fits = lineCells([...own, ...made, ...what]) + lineCells(right) + 1 <= width;
	const head = fits
		? [spreadRow([...own, ...made, ...what], right, width, glyphs.ellipsis)]
		: beside(action.title, right, width, tone, [number, sign, {text: ' '}]);
	const indent: Line = [{text: '      '}];
	const rest = id !== '' && detail.startsWith(`${id}, `) ? detail.slice(id.length + 2) : detail;
	const says = rest === id || rest === action.detail ? '' : rest;
	// what does not fit beside the title stands below it: an id is never cut
	const below =
		fits || says.includes(id || action.detail) ? [] : wrapped(textOf([...made, ...what]), width, 'dim', indent);
	const tail = wrapped(says, width, state === 'waiting' ? 'look' : state === 'failed' ? 'bad' : 'dim', indent);
	return [...head, ...below, ...(says === '' ? [] : tail)];
}

const textOf = (spans: Line): string =>
	spans
		.map(({text}) => text)
		.join('')
		.trim();

/** A paragraph below the actions as lines. */
export function partLines({kind, text}: EndPart, width: number, glyphs: Glyphs): readonly Line[] {
	switch (kind) {
		case 'space':
			return [[]];
		case 'bad':
			return signedLines('bad', text, width, glyphs);
		case 'good':
			return signedLines('good', text, width, glyphs);
		case 'look':
			return signedLines('look', text, width, glyphs);
		case 'heading':
			return [line(text, 'strong')];
		case 'step':
			return wrapped(text, width, 'plain', [{text: `  ${glyphs.arrow} `}]);
		case 'code':
			return wrapped(text.trimStart(), width, 'plain', [{text: `  ${/^ */.exec(text)?.[0] ?? ''}`}]);
		case 'small':
			return wrapped(text, width, 'dim', [{text: '  '}]);
		default:
			return wrapped(text, width, 'plain', [{text: '  '}]);
	}
}
