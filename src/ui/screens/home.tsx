import {Box} from 'ink';
import {listOnScreen, viewOf} from '../../wizard/lists.ts';
import type {WizardState} from '../../wizard/state.ts';
import type {Layout} from '../layout.ts';
import {Lines, line, spread, wrapped} from '../parts/line.tsx';
import {Menu, windowOfHeights} from '../parts/menu.tsx';
import {position} from '../parts/position.ts';
import {cells, pad} from '../text-width.ts';

/** The first screen: what can be done, and whom the clouds would take us for. */
export function Home({state, layout}: {readonly state: WizardState; readonly layout: Layout}) {
	const {columns: width, rows: height} = layout.body;
	const list = listOnScreen(state);
	const view = list && viewOf(state, list);
	const rows = view?.rows ?? [];
	const labelCells = 24;
	const isNarrow = layout.kind === 'stacked';
	const firstAccount = rows.findIndex(({id}) => id.startsWith('account '));
	const isRoomy = height >= rows.length + 3;
	const items = rows.map(({cells: [title = '', says = '', whole = says]}, index) => {
		const isWhole = !isNarrow && whole === says && cells(says) <= width - labelCells - 2;
		const inFull = index === view?.cursor && !isWhole ? wrapped(whole, width - 4, 'dim', [{text: '  '}]) : [];
		const gap = isRoomy && index === firstAccount - 1 ? [[]] : [];
		return {
			line: isNarrow ? [{text: title}] : [{text: pad(title, labelCells)}, {text: says, tone: 'dim'} as const],
			under: [...inFull, ...gap],
		};
	});
	const cursor = view?.cursor ?? 0;
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
