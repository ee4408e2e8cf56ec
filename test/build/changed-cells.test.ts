import {Terminal} from '@xterm/headless';
import fc from 'fast-check';
import {expect, test} from 'vitest';

interface Shim {
	readonly changedCells: (previous: string, next: string, columns: number) => string | undefined;
	readonly linesDown: (count: number) => string;
}

// plain JavaScript of the build, with these exports
const shim: Shim = await import(new URL('../../src/build/shims/changed-cells.mjs', import.meta.url).href);
const {changedCells, linesDown} = shim;

const columns = 24;

/** What a terminal shows of a line after these bytes: sign, colours and weight of each cell. */
async function shown(...bytes: readonly string[]): Promise<readonly string[]> {
	const terminal = new Terminal({cols: columns, rows: 3, allowProposedApi: true});
	for (const some of bytes) await new Promise<void>(resolve => terminal.write(some, resolve));
	const line = terminal.buffer.active.getLine(0);
	const cells = Array.from({length: columns}, (_, x) => {
		const cell = line?.getCell(x);
		const sign = cell?.getChars() || ' ';
		const isBlank = sign === ' ' && !cell?.isInverse();
		const look = [cell?.isBold(), cell?.isDim(), isBlank ? '' : cell?.getFgColor(), cell?.isInverse()];
		return `${sign} ${isBlank ? '' : look.join()}`;
	});
	terminal.dispose();
	return cells;
}

const spans = fc.array(
	fc.record({
		text: fc.stringMatching(/^[a-c ●○█▁·…]{0,6}$/),
		codes: fc.constantFrom(
			['', ''],
			['\u001B[32m', '\u001B[39m'],
			['\u001B[31m', '\u001B[39m'],
			['\u001B[2m', '\u001B[22m'],
			['\u001B[36m\u001B[1m', '\u001B[22m\u001B[39m'],
			['\u001B[7m', '\u001B[27m'],
			['\u001B[38;5;200m', '\u001B[39m'],
		),
	}),
	{maxLength: 5},
);
const lineOf = (given: readonly {readonly text: string; readonly codes: readonly string[]}[]) =>
	given.map(({text, codes}) => `${codes[0]}${text}${codes[1]}`).join('');

test('a line that was made another by its changed cells looks as if it had been written whole', async () => {
	let told = 0;
	await fc.assert(
		fc.asyncProperty(spans, spans, async (one, other) => {
			const [previous, next] = [lineOf(one), lineOf(other)];
			const bytes = changedCells(previous, next, columns);
			if (bytes === undefined) return;
			told += 1;
			expect(await shown('\u001B[?7l', previous, '\r', bytes)).toEqual(await shown('\u001B[?7l', next));
		}),
		{numRuns: 300},
	);
	expect(told).toBeGreaterThan(150);
});

test('a word that changes in the middle of a wide line costs the word', () => {
	const line = (state: string, colour: number) =>
		`   \u001B[${colour}m${state}\u001B[39m   store-malmo-04   ap-bangkok   ${'x'.repeat(60)}`;
	const bytes = changedCells(line('● UP  ', 32), line('○ DOWN', 31), 120);
	expect(bytes).toBeDefined();
	expect(bytes?.length).toBeLessThan(30);
	expect(changedCells(line('● UP', 32), line('● UP', 32), 120)).toBe('');
});

test.each([
	['wide letters', '总部-东莞'],
	['joined signs', 'e\u0301'],
	['a control code', 'a\u0007'],
	['a link', '\u001B]8;;http://x\u0007x\u001B]8;;\u0007'],
	['a code that is not known', '\u001B[5mx'],
	['more than the terminal is wide', 'x'.repeat(columns + 1)],
])('of %s nothing is guessed: Ink writes the line', (_, text) => {
	expect(changedCells(text, 'plain', columns)).toBeUndefined();
	expect(changedCells('plain', text, columns)).toBeUndefined();
});

test('lines that stay are passed over with one move', () => {
	expect(linesDown(0)).toBe('');
	expect(linesDown(1)).toBe('\u001B[E');
	expect(linesDown(35)).toBe('\u001B[35E');
});

test('blanks of another colour are blanks, and many of them are taken off with one code', async () => {
	const [dim, plain] = ['\u001B[2m', '\u001B[22m'];
	expect(changedCells(`${dim}a    ${plain}b`, 'a    b'.replace('a', `${dim}a${plain}`), columns)).toBe('');
	const [long, short] = [`1 ${'x'.repeat(20)} 2`, `1 ${' '.repeat(20)} 2`];
	const bytes = changedCells(long, short, columns) ?? '';
	expect(bytes.length).toBeLessThan(16);
	expect(await shown('\u001B[?7l', long, '\r', bytes)).toEqual(await shown('\u001B[?7l', short));
	// a bar of another ground is seen where nothing stands in it
	const ground = `\u001B[44m${' '.repeat(20)}\u001B[49m`;
	expect(changedCells(short, ground, columns)?.length).toBeGreaterThan(20);
});
