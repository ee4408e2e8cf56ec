import {Box} from 'ink';
import {type Row, viewOf} from '../../wizard/core/list.ts';
import {listOf} from '../../wizard/screens/registry.ts';
import {type Line, Lines, line, spread, wrapped} from '../parts/line.tsx';
import {Menu, pointerCells, position, windowOfHeights} from '../parts/menu.tsx';
import {cells, pad} from '../text-width.ts';
import type {ViewProps} from './registry.tsx';

/** The first screen: what can be done, and whom the clouds would take us for. */
export function Home({state, layout}: ViewProps) {
	const {columns: width, rows: height} = layout.body;
	const list = listOf(state);
	const view = list && viewOf(state, list);
	const rows = view?.rows ?? [];
	const cursor = view?.cursor ?? 0;
	const isNarrow = layout.kind === 'stacked';
	const look = {width, isNarrow, label: Math.max(24, ...rows.map(({cells: [title = '']}) => cells(title) + 2))};
	const whole = rows.map((row, index) => linesOf(row, look, index === cursor));
	// every row in full where the screen has that many lines, else the highlighted one
	const isWhole = whole.flat().length <= height;
	const isRoomy = (isWhole ? whole.flat().length : rows.length) + 3 <= height;
	const items = rows.map((row, index) => {
		const [first = [], ...below] = isWhole || index === cursor ? (whole[index] ?? []) : [shortOf(row, look)];
		const gap = isRoomy && rows[index + 1]?.apart ? [[]] : [];
		return {line: first, under: [...below, ...gap]};
	});
	const heights = items.map(({under}) => 1 + under.length);
	const used = heights.reduce((sum, own) => sum + own, 0);
	const window = used > height ? windowOfHeights(heights, cursor, height - 1) : {start: 0, end: items.length};
	const place = position(window, items.length);
	return (
		<Box flexDirection="column" flexShrink={0} width={width}>
			{height > used || place !== '' ? <Lines lines={[spread([], line(place, 'dim'), width)]} width={width} /> : null}
			<Menu items={items.slice(window.start, window.end)} highlighted={cursor - window.start} width={width} />
		</Box>
	);
}

interface Look {
	readonly width: number;
	readonly isNarrow: boolean;
	/** Cells of the titles, with the space behind them. */
	readonly label: number;
}

/** A title, and beside it as much of its text as fits; on a narrow screen the title alone. */
function shortOf({cells: [title = '', says = '']}: Row, {isNarrow, label}: Look): Line {
	return isNarrow ? line(title) : [{text: pad(title, label)}, {text: says, tone: 'dim'}];
}

/** The same with the whole text, on as many lines as it needs; of the highlighted row also what it has to tell beyond that. */
function linesOf(
	{cells: [title = '', says = '', whole = says]}: Row,
	{width, isNarrow, label}: Look,
	isHere: boolean,
): readonly Line[] {
	const below = (text: string) => wrapped(text, width - pointerCells, 'dim', [{text: '  '}]);
	if (isNarrow) return [line(title), ...below(isHere ? whole : says)];
	const own = wrapped(says, width - pointerCells, 'dim', [{text: pad(title, label)}]);
	return isHere && whole !== says ? [...own, ...below(whole)] : own;
}
