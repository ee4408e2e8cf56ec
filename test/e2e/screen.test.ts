import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {afterAll, expect, onTestFinished, test} from 'vitest';
import {type OpenOptions, open, root} from './program.ts';
import {asItWas} from './screen.ts';

const folder = mkdtempSync(path.join(root, 'node_modules/.screen-test-'));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

function program(name: string, source: string, options: OpenOptions = {}) {
	const script = path.join(folder, `${name}.mjs`);
	writeFileSync(script, source);
	const opened = open([], {...options, script});
	onTestFinished(opened.close);
	return opened;
}

const ink = `
	import {render, Text, usePaste, useInput, useApp} from 'ink';
	import {createElement, useState} from 'react';
	function App() {
		const [seen, see] = useState('nothing');
		const {exit} = useApp();
		usePaste(text => see('pasted ' + text));
		useInput(key => key === 'q' ? exit() : see('typed ' + key));
		return createElement(Text, null, '网络 ' + seen + ' in ' + process.stdout.columns + ' columns');
	}
	await render(createElement(App), {alternateScreen: true, patchConsole: false}).waitUntilExit();
	process.exitCode = 7;
`;

test('keys, pastes and the size reach an Ink program, and its end finds the terminal as it was', async () => {
	const {screen, ended} = program('ink', ink, {columns: 60});
	await screen.ready('网络 nothing in 60 columns');
	await screen.type('x');
	await screen.until('typed x');
	screen.paste('a\nb');
	await screen.until('pasted a');
	screen.resize(40, 15);
	expect((await screen.state()).alternateScreen).toBe(true);
	screen.send('q');
	const {code, before, after} = await ended();
	expect(code).toBe(7);
	expect(after).toBe(before);
	expect(await screen.state()).toEqual(asItWas);
});

test('a program that leaves a mess behind is caught', async () => {
	const {screen, ended} = program(
		'mess',
		`process.stdin.setRawMode(true);
		process.stdout.write('\\u001B[?1049h\\u001B[?25l\\u001B[?2004h\\u001B[?1000h\\u001B[>1uhere');
		process.kill(process.pid, 'SIGKILL');`,
	);
	await screen.until('here');
	const {code, before, after} = await ended();
	expect(code).toBe(137);
	expect(after).not.toBe(before);
	expect(await screen.state()).toEqual({
		alternateScreen: true,
		cursorHidden: true,
		bracketedPaste: true,
		kittyKeyboard: true,
		mouse: true,
	});
});

test('a wait that can not end says what was on the screen instead', async () => {
	const {screen} = program('short', `process.stdout.write('something else')`);
	await expect(screen.until('never shown')).rejects.toThrow(
		/never saw never shown \(the program has ended\)[\s\S]*something else/,
	);
});

test('a signal reaches the program, not only the shell around it', async () => {
	const {screen, signal, ended} = program(
		'signal',
		`process.on('SIGTERM', () => { process.stdout.write('told'); process.exit(9); });
		setInterval(() => {}, 1000); process.stdout.write('up');`,
	);
	await screen.until('up');
	signal('SIGTERM');
	expect((await ended()).code).toBe(9);
	await screen.until('told');
});
