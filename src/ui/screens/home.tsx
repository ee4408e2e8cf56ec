import {Box} from 'ink';
import {listOnScreen, viewOf} from '../../wizard/lists.ts';
import type {WizardState} from '../../wizard/state.ts';
import type {Layout} from '../layout.ts';
import {Lines, wrapped} from '../parts/line.tsx';
import {Menu} from '../parts/menu.tsx';
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
	const used = items.reduce((sum, {under}) => sum + 1 + under.length, 0);
	return (
		<Box flexDirection="column" flexShrink={0} width={width}>
			{height > used ? <Lines lines={[[]]} width={width} /> : null}
			<Menu items={items} highlighted={view?.cursor ?? 0} width={width} />
		</Box>
	);
}
