import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest';
import {freshMachine, type OpenOptions, open, root} from '../e2e/program.ts';
import {asItWas, Screen} from '../e2e/screen.ts';

const folder = mkdtempSync(path.join(root, 'node_modules/.terminal-test-'));
const script = path.join(folder, 'terminal-program.mjs');

beforeAll(async () => {
	const noDevtools = path.join(folder, 'no-devtools.js');
	writeFileSync(noDevtools, 'export default {}');
	await esbuild.build({
		entryPoints: [path.join(root, 'test/ui/terminal-program.ts')],
		outdir: folder,
		outExtension: {'.js': '.mjs'},
		bundle: true,
		splitting: true,
		format: 'esm',
		platform: 'node',
		target: 'node20',
		define: {'process.env.NODE_ENV': '"production"'},
		banner: {js: "import {createRequire} from 'node:module';const require=createRequire(import.meta.url);"},
		alias: {'react-devtools-core': noDevtools},
	});
});
afterAll(() => rmSync(folder, {recursive: true, force: true}));

function program(options: OpenOptions = {}) {
	const opened = open([], {...options, script});
	onTestFinished(opened.close);
	return opened;
}

async function endsWell(opened: ReturnType<typeof program>, exit: number) {
	const {code, before, after} = await opened.ended();
	expect(code).toBe(exit);
	expect(after).toBe(before);
	expect(await opened.screen.state()).toEqual(asItWas);
	expect(opened.screen.term.modes.wraparoundMode).toBe(true);
}

describe('keys on a real terminal', () => {
	test('arrive one by one, however many come in one write', async () => {
		const {screen} = program();
		await screen.ready('heard 0');
		screen.send(`10.0.0.0/16\r网${'\u001B[B'.repeat(200)}\u001B[A`);
		await screen.until('heard 214');
		expect(screen.lines()).toContain('up');
	});

	test('a paste comes whole, Esc alone is Esc', async () => {
		const {screen} = program();
		await screen.ready('heard 0');
		screen.paste('10.0.0.0/16\n10.1.0.0/16');
		await screen.until('paste(10.0.0.0/16|10.1.0.0/16)');
		screen.send('\u001B');
		await screen.until('escape');
	});

	test('typed while the program starts are kept, and not echoed', async () => {
		const {screen} = program();
		await screen.until('', 1);
		await screen.type('abc');
		await screen.ready('heard');
		screen.send('d');
		await screen.until(/heard \d: .*d/);
		expect(screen.text().match(/the end/g)).toHaveLength(1);
	});

	test('the real cursor stands in the active field, behind the wide characters before it', async () => {
		const {screen} = program();
		await screen.ready('heard 0');
		const row = screen.lines().findIndex(each => each.startsWith('上海'));
		await screen.until(() => screen.term.buffer.active.cursorX === 2 && screen.term.buffer.active.cursorY === row);
	});
});

describe('the screen', () => {
	test('is drawn on CI machines and with empty CI variables too', async () => {
		const {screen} = program({env: {CI: '', CONTINUOUS_INTEGRATION: '1'}});
		await screen.ready('heard 0');
	});

	test('has no colour where NO_COLOR asks for none, and colour elsewhere', async () => {
		const plain = program({env: {NO_COLOR: '1', COLORTERM: 'truecolor'}});
		await plain.screen.ready('heard 0');
		expect(plain.screen.bytes).not.toMatch(/\u001B\[[\d;]*3\d[;m]/);
		const coloured = program();
		await coloured.screen.ready('heard 0');
		expect(coloured.screen.bytes).toMatch(/\u001B\[32m/);
	});

	test('is one frame after any resize', async () => {
		const {screen} = program();
		await screen.ready('heard 0');
		for (const [columns, rows] of [
			[40, 12],
			[120, 40],
			[60, 20],
			[80, 24],
		] as const) {
			screen.resize(columns, rows);
			await screen.until(text => text.startsWith(`网络 ${columns}x${rows}`) && screen.lines()[rows - 1] === 'the end');
			expect(screen.text().match(/网络/g)).toHaveLength(1);
		}
	});

	test('is not torn by what others write; it is printed at the end', async () => {
		const opened = program();
		const {screen} = opened;
		await screen.ready('heard 0');
		screen.send('\u0017');
		await screen.until('ctrl-w');
		screen.send('a');
		const text = await screen.until('heard 2');
		expect(text).not.toMatch(/a line for|a warning/);
		screen.send('\u0011');
		await endsWell(opened, 4);
		expect(screen.text()).toContain(
			'made vpn-1 and left\na line for stderr\na line for stdout\nWarning: a warning of Node',
		);
	});

	test('comes back whole after the terminal was lent to a child', async () => {
		const {screen} = program();
		await screen.ready('heard 0');
		screen.send('\u000F');
		await screen.until(text => screen.term.modes.bracketedPasteMode && text.includes('heard 1'));
		screen.send('b');
		await screen.until('heard 2');
		const {alternateScreen, mouse} = await screen.state();
		expect({alternateScreen, mouse}).toEqual({alternateScreen: true, mouse: true});
		screen.send('\u001B[<0;3;2M');
		await screen.until('click(2,1)');
	});
});

describe('every way out gives the terminal back', () => {
	test.each([
		['leaving', '\u0011', 4, 'made vpn-1 and left'],
		['Ctrl-C', '\u0003', 130, ''],
		['an error while drawing', '\u0005', 1, 'bug: the screen is broken'],
		['an unhandled rejection', '\u0015', 1, 'bug: nobody waits for this'],
		['an error in a timer', '\u0014', 1, 'bug: '],
		['process.exit', '\u0018', 7, ''],
	])('%s', async (_, key, exit, text) => {
		const opened = program();
		await opened.screen.ready('heard 0');
		opened.screen.send(key);
		await endsWell(opened, exit);
		expect(opened.screen.text()).toContain(text);
		expect(opened.screen.text()).not.toContain('heard');
	});

	test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)('%s', async signal => {
		const opened = program();
		await opened.screen.ready('heard 0');
		opened.signal(signal);
		await endsWell(opened, 130);
	});
});

/** A shell with job control that runs the program, reads a line when it is stopped, and continues it. */
const shell = `set -m
stty -g >"$HOME/before"
"$@"
echo "stopped $?"
stty -g >"$HOME/during"
read line
fg >"$HOME/fg"
echo "ended $?"
stty -g >"$HOME/after"
read line`;

test('Ctrl-Z gives the shell its terminal, and fg the program its screen', async () => {
	const machine = freshMachine();
	const screen = new Screen('sh', ['-c', shell, 'sh', process.execPath, script], {env: machine.env, cwd: machine.home});
	onTestFinished(() => {
		screen.close();
		machine.remove();
	});
	const setting = (name: string) => readFileSync(path.join(machine.home, name), 'utf8');
	await screen.ready('heard 0');
	screen.send('a\u001A');
	await screen.until('stopped');
	expect(await screen.state()).toEqual(asItWas);
	screen.send('\r');
	await screen.ready('heard 1: a');
	expect(setting('during')).toBe(setting('before'));
	screen.send('b');
	await screen.until('heard 2: ab');
	screen.send('\u0011');
	await screen.until('ended 4');
	expect(await screen.state()).toEqual(asItWas);
});

test('Ctrl-Z where nobody could continue it changes nothing', async () => {
	const {screen} = program();
	await screen.ready('heard 0');
	screen.send('\u001A');
	await screen.until(() => !screen.term.modes.bracketedPasteMode);
	await screen.ready('heard 0');
	screen.send('b');
	await screen.until('heard 1: b');
});
