import fc from 'fast-check';
import {Box, renderToString} from 'ink';
import stringWidth from 'string-width';
import stripAnsi from 'strip-ansi';
import {describe, expect, it} from 'vitest';
import {layoutOf} from '../../src/ui/layout.ts';
import {asciiGlyphs, glyphsFor, Look, unicodeGlyphs} from '../../src/ui/look.tsx';
import {Field, linesBelow} from '../../src/ui/parts/field.tsx';
import {findingLines, noticeLines} from '../../src/ui/parts/findings.ts';
import {Frame, footerLine, topLine, wayLine} from '../../src/ui/parts/frame.tsx';
import {
	beside,
	fitLine,
	type Line,
	Lines,
	line,
	lineCells,
	spread,
	spreadRow,
	wrapped,
} from '../../src/ui/parts/line.tsx';
import {Menu, windowOf, windowOfHeights} from '../../src/ui/parts/menu.tsx';

import {scrolled} from '../../src/ui/parts/scroll-view.tsx';
import {Summary} from '../../src/ui/parts/summary.tsx';
import {Table, tableWidths} from '../../src/ui/parts/table.tsx';
import {TextLine, textWindow} from '../../src/ui/parts/text-line.tsx';
import {windowed} from '../../src/ui/parts/windowed.ts';
import {cells, cutTo, graphemes, pad, take, wrap} from '../../src/ui/text-width.ts';
import {hostileNames} from './hostile-names.ts';

const sizes = [
	[120, 40],
	[80, 24],
	[40, 15],
] as const;
const textOf = (spans: Line) => spans.map(({text}) => text).join('');
const shownRows = (frame: string) => stripAnsi(frame).split('\n');
const anyText = fc.oneof(fc.string({unit: 'grapheme', maxLength: 40}), fc.constantFrom(...hostileNames));

describe('text widths: a name in any script takes the cells it is given, and no more', () => {
	it('cuts and fills exactly', () => {
		fc.assert(
			fc.property(anyText, fc.integer({min: 0, max: 60}), (text, width) => {
				expect(cells(cutTo(text, width))).toBeLessThanOrEqual(width);
				expect(cells(take(text, width))).toBeLessThanOrEqual(width);
			}),
		);
		expect(pad('上海', 6)).toBe('上海  ');
		expect(pad('上海机房', 6)).toBe('上海… ');
		expect(pad('7', 3, 'right')).toBe('  7');
	});

	it('wraps without losing a word or passing the edge', () => {
		fc.assert(
			fc.property(fc.string({unit: 'grapheme', maxLength: 80}), fc.integer({min: 2, max: 30}), (text, width) => {
				const lines = wrap(text, width);
				const widest = Math.max(width, ...graphemes(text).map(cells)); // a single sign can be wider than the room
				for (const each of lines) expect(cells(each)).toBeLessThanOrEqual(widest);
				expect(lines.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
			}),
		);
		expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
	});
});

describe('lines', () => {
	it('never pass their width, whatever is in them', () => {
		fc.assert(
			fc.property(fc.array(anyText, {maxLength: 5}), fc.integer({min: 1, max: 60}), (texts, width) => {
				const spans = texts.map(text => ({text}));
				expect(lineCells(fitLine(spans, width))).toBeLessThanOrEqual(width);
				expect(lineCells(spread(spans, spans, width))).toBeLessThanOrEqual(width);
			}),
		);
	});

	it('have what is said of a row near it, however wide the terminal is, and cut nothing for that', () => {
		const [left, right] = [line('create VPN connection'), line('permitted')];
		expect(lineCells(spreadRow(left, right, 80))).toBe(80);
		expect(lineCells(spreadRow(left, right, 200))).toBe(118);
		const long = line('x'.repeat(150));
		expect(textOf(spreadRow(long, right, 200))).toBe(`${'x'.repeat(150)} permitted`);
	});

	it('show that something was cut', () => {
		expect(textOf(fitLine([{text: 'abc'}, {text: 'def'}], 5))).toBe('abcd…');
		expect(textOf(fitLine([{text: 'abc'}, {text: 'def'}], 3))).toBe('ab…');
		expect(textOf(fitLine([{text: 'abc'}, {text: 'def'}], 6))).toBe('abcdef');
	});

	it('draw no escape sequence that a cloud put into a name', () => {
		for (const name of hostileNames) {
			const frame = renderToString(<Lines lines={[line(name), ...wrapped(name, 20)]} width={20} />, {columns: 20});
			expect(stripAnsi(frame)).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/);
			for (const row of shownRows(frame)) expect(stringWidth(row)).toBeLessThanOrEqual(20);
		}
	});
});

describe('layout', () => {
	it('fits any terminal: nothing is taller or wider than it', () => {
		fc.assert(
			fc.property(
				fc.integer({min: 1, max: 300}),
				fc.integer({min: 1, max: 100}),
				fc.boolean(),
				(columns, rows, way) => {
					const layout = layoutOf(columns, rows, way);
					const side = layout.side?.columns ?? 0;
					expect(layout.body.columns + side + 2).toBeLessThanOrEqual(Math.max(2, columns));
					expect(layout.body.rows + 2 + (layout.way ? 1 : 0) + (layout.rules ? 2 : 0)).toBeLessThanOrEqual(
						Math.max(3, rows),
					);
				},
			),
		);
	});

	it.each([
		[120, 40, 'panes'],
		[99, 24, 'single'],
		[59, 24, 'stacked'],
		[39, 24, 'too-small'],
		[80, 9, 'too-small'],
	] as const)('%i x %i is %s', (columns, rows, kind) => {
		expect(layoutOf(columns, rows).kind).toBe(kind);
	});
});

describe('frame', () => {
	const way = ['cloud', 'region', 'cloud gateway', 'site gateway', 'routing', 'ranges', 'security', 'name'].map(
		(title, index) => ({
			title,
			state: index < 2 ? ('done' as const) : index === 2 ? ('now' as const) : ('later' as const),
		}),
	);
	const hints = [
		{key: 'enter', label: 'choose'},
		{key: 'escape', label: 'back'},
		{key: '?', label: 'help'},
		{key: 'ctrl-r', label: 'reload'},
		{key: 'ctrl-s', label: 'save'},
	];
	const tall = Array.from({length: 200}, (_, index) =>
		line(`${hostileNames[index % hostileNames.length]} ${'x'.repeat(200)}`),
	);

	it.each(sizes)(
		'at %i x %i is exactly as large as the terminal, with its footer, whatever the body holds',
		(columns, rows) => {
			const layout = layoutOf(columns, rows);
			const frame = renderToString(
				<Frame
					layout={layout}
					banner={{text: `AWS · eu-central-1 · ${hostileNames[0]}`, tone: 'plain'}}
					hints={hints}
					way={way}
					step={{now: 3, of: 9}}
					side={
						<Summary
							title="Being built"
							entries={[{label: 'cloud', value: 'AWS'}]}
							width={layout.side?.columns ?? 0}
							rows={layout.body.rows}
						/>
					}
				>
					<Lines lines={tall} width={layout.body.columns} />
				</Frame>,
				{columns},
			);
			const drawn = shownRows(frame);
			expect(drawn).toHaveLength(rows);
			for (const row of drawn) expect(stringWidth(row)).toBeLessThanOrEqual(columns);
			expect(drawn.at(-1)).toContain('? help');
			expect(drawn[1]).toContain('cloud gateway');
		},
	);

	it('asks for room where there is none, and is not cut for want of it', () => {
		const frame = renderToString(
			<Frame layout={layoutOf(30, 8)} banner={{text: 'SANDBOX'}} hints={hints}>
				<Lines lines={tall} width={10} />
			</Frame>,
			{columns: 30},
		);
		expect(shownRows(frame).length).toBeLessThanOrEqual(8);
		expect(
			shownRows(frame)
				.map(row => row.trim())
				.join(' '),
		).toBe('tunnelwright needs 40x10, this is 30x8: please widen');
	});

	it('keeps ? in the footer and cuts whole hints at any width', () => {
		for (let width = 10; width < 100; width++) {
			const text = textOf(footerLine(hints, width, unicodeGlyphs));
			expect(text.startsWith('? help')).toBe(true);
			expect(cells(text)).toBeLessThanOrEqual(width);
			for (const part of text.replace(/ …$/, '').split('   '))
				expect(['? help', '⏎ choose', 'esc back', 'ctrl-r reload', 'ctrl-s save']).toContain(part);
		}
	});

	it('gives the room of a hint that is too long to those after it', () => {
		const long = [
			{key: '?', label: 'help'},
			{key: 'enter', label: 'create, once it is typed to its end'},
			{key: 'escape', label: 'back'},
		];
		expect(textOf(footerLine(long, 38, unicodeGlyphs))).toBe('? help   esc back …');
	});

	it('never loses the help and the way out: what is less useful goes first', () => {
		const many = [
			{key: '?', label: 'help'},
			{key: 'type', label: 'to filter'},
			{key: 'enter', label: 'choose'},
			{key: 'escape', label: 'back'},
			{key: 'ctrl-r', label: 'reload'},
			{key: 'ctrl-l', label: 'home'},
			{key: 'ctrl-c', label: 'leave'},
		];
		for (let width = 38; width < 120; width++) {
			const text = textOf(footerLine(many, width, unicodeGlyphs));
			expect(text).toMatch(/^\? help {3}.*ctrl-c leave( …)?$/);
			expect(cells(text)).toBeLessThanOrEqual(width);
			if (text.includes('ctrl-r')) expect(text).toContain('esc back');
		}

		expect(textOf(footerLine(many, 38, unicodeGlyphs))).toBe('? help   ⏎ choose   ctrl-c leave …');
	});

	it('never gives up the banner: whose account it is, or that it is the sandbox', () => {
		for (let width = 38; width < 100; width++)
			expect(textOf(topLine({text: 'SANDBOX · eu-central-1'}, {now: 3, of: 9}, width))).toContain(
				'SANDBOX · eu-central-1',
			);
	});

	it('shows the current step of the way at any width', () => {
		for (let now = 0; now < way.length; now++) {
			const steps = way.map(({title}, index) => ({
				title,
				state: index < now ? ('done' as const) : index === now ? ('now' as const) : ('later' as const),
			}));
			for (const width of [38, 58, 78, 118])
				expect(textOf(wayLine(steps, width, unicodeGlyphs))).toContain(`❯ ${now + 1} ${way[now]?.title}`);
		}
	});
});

describe('menu and table', () => {
	it('mark the highlighted item, grey out what cannot be chosen, and keep the order', () => {
		const items = ['one', 'two', 'three'].map(text => ({line: line(text)}));
		expect(
			shownRows(renderToString(<Menu items={items} highlighted={1} width={20} />, {columns: 20})).map(row =>
				row.trimEnd(),
			),
		).toEqual(['  one', '❯ two', '  three']);
		expect(
			shownRows(renderToString(<Menu items={items} highlighted={-1} width={20} />, {columns: 20})).map(row =>
				row.trimEnd(),
			),
		).toEqual(['  one', '  two', '  three']);
	});

	it('window a list around the highlight without ever leaving it out', () => {
		fc.assert(
			fc.property(fc.integer({min: 1, max: 20_000}), fc.nat(), fc.integer({min: 1, max: 60}), (total, at, rows) => {
				const highlighted = at % total;
				const {start, end} = windowOf(total, highlighted, rows);
				expect(start).toBeLessThanOrEqual(highlighted);
				expect(end).toBeGreaterThan(highlighted);
				expect(end - start).toBe(Math.min(total, rows));
			}),
		);
	});

	const columns = [
		{id: 'id', title: 'ID', min: 12},
		{id: 'name', title: 'NAME', min: 6},
		{id: 'asn', title: 'ASN', align: 'right' as const, drop: 2},
		{id: 'at', title: 'ATTACHED TO', drop: 1},
	];
	const rows = hostileNames.map((name, index) => ({
		key: String(index),
		cells: {id: `vgw-${index}a4cacf3`, name, asn: '64512', at: {text: name, tone: 'dim' as const}},
	}));

	it.each([118, 78, 38, 20])('a table of %i cells has straight columns with names in any script', width => {
		const frame = renderToString(<Table columns={columns} rows={rows} highlighted={2} width={width} />, {
			columns: width,
		});
		for (const row of shownRows(frame)) expect(stringWidth(row)).toBeLessThanOrEqual(width);
		expect(shownRows(frame)).toHaveLength(rows.length + 1);
	});

	it('drops the least important columns first and keeps the others whole', () => {
		const plain = [
			{key: 'a', cells: {id: 'vgw-9a4cacf3', name: 'prod-edge', asn: '64512', at: 'vpc-0a1b 10.0.0.0/16'}},
		];
		expect(tableWidths(columns, plain, 80)).toEqual([12, 9, 5, 20]);
		expect(tableWidths(columns, plain, 38)).toEqual([12, 9, 0, 11]);
		expect(tableWidths(columns, plain, 26)).toEqual([12, 9, 0, 0]);
	});

	it('gives the room of a column without any text to the others', () => {
		const empty = [{key: 'a', cells: {id: 'vgw-9a4cacf3b1c2d3e4f', name: 'prod-edge', asn: '', at: ''}}];
		expect(tableWidths(columns, empty, 40)).toEqual([21, 9, 0, 0]);
		expect(tableWidths(columns, [], 80)).toEqual([12, 6, 3, 11]);
	});
});

describe('what may be longer than a line', () => {
	const glyphs = unicodeGlyphs;
	const text = (lines: readonly Line[]) => lines.map(spans => spans.map(span => span.text).join(''));

	it('a question is never cut, and keeps the count at the right edge', () => {
		const asked = (width: number) =>
			text(beside('Which gateway ends the tunnel in AWS?', line('4 of 37'), width, 'strong'));
		expect(asked(60)).toEqual([`Which gateway ends the tunnel in AWS?${' '.repeat(16)}4 of 37`]);
		expect(asked(38).map(row => row.trim())).toEqual(['Which gateway ends the tunnel in AWS?', '4 of 37']);
		expect(asked(20).join(' ')).toMatch(/Which gateway ends +the tunnel in AWS\? +4 of 37/);
	});

	it('the first line of the highlighted entry is in sight, however tall entries are and however little room there is', () => {
		fc.assert(
			fc.property(
				fc.array(fc.integer({min: 1, max: 9}), {minLength: 1, maxLength: 12}),
				fc.nat(),
				fc.integer({min: 1, max: 20}),
				(heights, pick, rows) => {
					const row = pick % heights.length;
					const starts = heights.map((_, index) => heights.slice(0, index).reduce((sum, tall) => sum + tall, 0));
					const lines = heights.flatMap((tall, index) =>
						Array.from({length: tall}, (_, part) => line(`${index}.${part}`)),
					);
					const shown = text(windowed({lines, starts}, row, rows));
					expect(shown).toHaveLength(Math.min(rows, lines.length));
					expect(shown).toContain(`${row}.0`);
				},
			),
		);
	});

	it('a notice takes up to three lines, and says where it goes on', () => {
		const notice = (words: number) => text(noticeLines({tone: 'look', text: 'word '.repeat(words).trim()}, 20, glyphs));
		expect(notice(3)).toEqual(['! word word word']);
		expect(notice(6)).toHaveLength(2);
		expect(notice(60)).toHaveLength(3);
		expect(notice(60).at(-1)).toMatch(/…$/);
		for (const row of notice(60)) expect(cells(row)).toBeLessThanOrEqual(20);
	});

	it.each([
		[15, 20],
		[15, 35],
		[10, 20],
	])('a notice of some lines leaves a frame of %i rows as tall as the terminal, footer and all', (rows, words) => {
		const frame = renderToString(
			<Frame
				layout={layoutOf(40, rows)}
				banner={{text: 'SANDBOX'}}
				hints={[
					{key: '?', label: 'help'},
					{key: 'ctrl-c', label: 'leave'},
				]}
				notice={{tone: 'bad', text: 'word '.repeat(words).trim()}}
			>
				{null}
			</Frame>,
			{columns: 40},
		);
		expect(frame.split('\n')).toHaveLength(rows);
		expect(frame.split('\n').at(-1)).toMatch(/\? help.*ctrl-c leave/);
		expect(frame.match(/word/g)).toHaveLength(words);
	});
});

describe('text line', () => {
	it('keeps cursor and value inside its width for any value and cursor', () => {
		fc.assert(
			fc.property(anyText, fc.nat(50), fc.integer({min: 1, max: 40}), (value, cursor, width) => {
				const {text, cursorCell} = textWindow(value, cursor, width);
				expect(cells(text)).toBeLessThanOrEqual(width);
				expect(cursorCell).toBeLessThan(Math.max(1, width));
			}),
			{examples: [['  𐀀 𐀀   𝅘𝅥𝅮', 15, 4]]},
		);
	});

	it('scrolls a long value sideways and says what is out of sight', () => {
		const value = '10.0.0.0/16, 10.1.0.0/16, 10.2.0.0/16';
		expect(textWindow(value, value.length, 16).text).toBe('…6, 10.2.0.0/16');
		expect(textWindow(value, 0, 16)).toEqual({text: '10.0.0.0/16, 1…', cursorCell: 0});
	});

	it('never draws a masked value, nor tells more than its length', () => {
		const frame = renderToString(<TextLine value="pa👩‍💻s" cursor={0} width={20} masked />, {columns: 20});
		expect(stripAnsi(frame).trim()).toBe('••••');
	});
});

describe('the other parts', () => {
	it.each(sizes)('fit a terminal of %i columns with hostile texts', columns => {
		for (const name of hostileNames) {
			const findings = [{rule: 'r', severity: 'refuse', field: '', message: `${name} `.repeat(9), mend: name}] as const;
			const frame = renderToString(
				<Box flexDirection="column">
					<Field
						label="Address"
						value={name}
						cursor={2}
						width={columns}
						stacked={columns < 60}
						below={linesBelow(
							{findings, help: `${name} `.repeat(20)},
							{width: columns - (columns < 60 ? 2 : 20), most: Number.MAX_SAFE_INTEGER},
							unicodeGlyphs,
						)}
						active
					/>
					<Lines lines={findings.flatMap(each => findingLines(each, columns, unicodeGlyphs))} width={columns} />
					<Lines lines={wrapped(name.repeat(9), columns)} width={columns} rows={10} />
				</Box>,
				{columns},
			);
			for (const row of shownRows(frame)) expect(stringWidth(row)).toBeLessThanOrEqual(columns);
			expect(stripAnsi(frame)).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/);
		}
	});

	it('a scroll view reaches its last line and says where it is', () => {
		const lines = Array.from({length: 30}, (_, index) => line(String(index)));
		expect(scrolled(lines, 999, 10).map(textOf)).toEqual([
			'21',
			'22',
			'23',
			'24',
			'25',
			'26',
			'27',
			'28',
			'29',
			'lines 22 to 30 of 30 · the end',
		]);
		expect(scrolled(lines.slice(0, 10), 5, 10)).toHaveLength(10);
	});

	it('draws plain ASCII where the terminal cannot do better', () => {
		expect(glyphsFor({TERM: 'linux'})).toBe(asciiGlyphs);
		expect(glyphsFor({LANG: 'de_DE.ISO-8859-1'})).toBe(asciiGlyphs);
		expect(glyphsFor({LANG: 'C', TUNNELWRIGHT_ASCII: '0'})).toBe(unicodeGlyphs);
		expect(glyphsFor({TUNNELWRIGHT_ASCII: '1', LANG: 'en_US.UTF-8'})).toBe(asciiGlyphs);
		expect(glyphsFor({LC_ALL: 'en_US.utf8'})).toBe(unicodeGlyphs);
		const frame = renderToString(
			<Look glyphs={asciiGlyphs}>
				<Frame
					layout={layoutOf(80, 24)}
					banner={{text: 'SANDBOX'}}
					hints={[
						{key: 'enter', label: 'go'},
						{key: '?', label: 'help'},
					]}
					way={[{title: 'cloud', state: 'now'}]}
				>
					<Summary title="WHAT" entries={[{label: 'x', value: '…'.repeat(300)}]} width={78} rows={12} />
				</Frame>
			</Look>,
			{columns: 80},
		);
		expect(stripAnsi(frame)).toMatch(/^[\u0020-\u007E\n]+$/);
	});
});

it('a pasted value of many thousand characters is drawn without freezing the wizard', () => {
	const long = '网'.repeat(50_000);
	const {text, cursorCell} = textWindow(long, long.length, 40);
	expect(cells(text)).toBeLessThanOrEqual(40);
	expect(cursorCell).toBe(cells(text));
});

it('rows of several lines fill a small screen as far as whole ones fit, the one with the cursor among them', () => {
	// one tall row far above takes no room from the short ones beside the cursor
	expect(windowOfHeights([9, 1, 1, 1, 1], 4, 4)).toEqual({start: 1, end: 5});
	expect(windowOfHeights([1, 1, 5, 1, 9], 2, 7)).toEqual({start: 1, end: 4});
	expect(windowOfHeights([1, 20, 1], 1, 7)).toEqual({start: 1, end: 2});
	expect(windowOfHeights([], 0, 7)).toEqual({start: 0, end: 0});
});
