import {screenOf} from '../../wizard/screens/registry.ts';
import {keysBehindHelp} from '../chrome.ts';
import {keyLabel, useGlyphs} from '../look.tsx';
import {type Line, line, wrapped} from '../parts/line.tsx';
import {ScrollView} from '../parts/scroll-view.tsx';
import {cells, pad} from '../text-width.ts';
import type {ViewProps} from './registry.tsx';

/** The help of a screen: what it is about, and every key that works on it. */
export function Help({state, layout}: ViewProps) {
	const keys = keysBehindHelp(state);
	const glyphs = useGlyphs();
	const {columns: width, rows} = layout.body;
	const names = keys.map(binding =>
		binding.keys.map(name => (name === ' ' ? 'space' : keyLabel(name, glyphs))).join(' '),
	);
	const nameCells = Math.max(8, Math.min(Math.floor(width / 3), Math.max(0, ...names.map(cells)) + 2));
	const keyLines = keys.flatMap(({label}, index): Line[] => {
		const name = names[index] ?? '';
		if (cells(name) < nameCells)
			return wrapped(label, width - nameCells - 2, 'plain', [{text: `  ${pad(name, nameCells)}`, tone: 'focus'}]);
		return [
			...wrapped(name, width - 2, 'focus', [{text: '  '}]),
			...wrapped(label, width - nameCells - 2, 'plain', [{text: ' '.repeat(nameCells + 2)}]),
		];
	});
	const lines: Line[] = [
		...screenOf(state)
			.about(state)
			.flatMap(text => [...wrapped(text, width), []]),
		line('KEYS ON THIS SCREEN', 'strong'),
		...keyLines,
		[],
		line('IN EVERY TEXT', 'strong'),
		...wrapped(
			'left right home end move · ctrl-a ctrl-e to its ends · ctrl-w a word, ctrl-u all before, ctrl-k all behind the cursor deleted · what is typed takes the place of a dim suggestion · pastes are cleaned, and it is said what was dropped',
			width - 2,
			'dim',
			[{text: '  '}],
		),
		[],
		line('THE MOUSE', 'strong'),
		...wrapped(
			'a click goes to a row, and on the row itself does what enter does; places of the way and keys of the footer can be clicked; the wheel scrolls · Shift and dragging select text (Option in some terminals) · --no-mouse or TUNNELWRIGHT_NO_MOUSE=1 turns it off',
			width - 2,
			'dim',
			[{text: '  '}],
		),
	];
	return <ScrollView lines={lines} top={state.help?.scroll ?? 0} rows={rows} width={width} />;
}
