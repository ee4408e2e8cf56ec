import {execFile} from 'node:child_process';
import {copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {promisify} from 'node:util';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {freshMachine, root} from '../e2e/program.ts';
import {Screen} from '../e2e/screen.ts';
import {keys, questions, WizardUser} from '../e2e/wizard-user.ts';
import {forComparison, type Row} from './row.ts';
import {interleaved, median} from './statistics.ts';

const run = promisify(execFile);
const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds));

type Measure = 'first frame' | 'key' | 'aws plan' | 'tencent plan';

/** What each change of a dependency is there for. */
const purposes: Readonly<Record<string, Measure>> = {
	'yoga-no-fetch': 'first frame',
	'quick-segmenter': 'first frame',
	'quick-width': 'first frame',
	'quick-output': 'key',
	'quick-measure': 'key',
	'aws-schema-keys': 'aws plan',
	'no-multipart': 'tencent plan',
};

const rounds: Readonly<Record<Measure, number>> = {'first frame': 15, key: 120, 'aws plan': 9, 'tencent plan': 9};

interface Bundler {
	readonly patchesForSpeed: readonly string[];
	bundle(options: {readonly without?: string}): Promise<{
		readonly outputFiles: readonly {readonly path: string; readonly contents: Uint8Array}[];
	}>;
}

/** The program as it is built, but for one change: a launcher in a folder of its own. */
async function builtWithout(bundler: Bundler, without: string | undefined, folder: string): Promise<string> {
	const home = path.join(folder, without ?? 'all');
	const {outputFiles} = await bundler.bundle(without === undefined ? {} : {without});
	for (const {path: file, contents} of outputFiles) {
		const target = path.join(home, path.relative(root, file));
		mkdirSync(path.dirname(target), {recursive: true});
		writeFileSync(target, contents);
	}

	mkdirSync(path.join(home, 'bin'));
	for (const name of readdirSync(path.join(root, 'bin')))
		copyFileSync(path.join(root, 'bin', name), path.join(home, 'bin', name));
	copyFileSync(path.join(root, 'package.json'), path.join(home, 'package.json'));
	return path.join(home, 'bin/tunnelwright.js');
}

async function firstFrame(launcher: string, env: Readonly<Record<string, string>>, home: string): Promise<number> {
	const started = performance.now();
	const screen = new Screen(process.execPath, [launcher], {env, cwd: home});
	try {
		await screen.written('New connection');
		return performance.now() - started;
	} finally {
		screen.close();
		await screen.exited;
	}
}

async function planTime(launcher: string, env: Readonly<Record<string, string>>, example: string): Promise<number> {
	const started = performance.now();
	await run(process.execPath, [launcher, 'plan', path.join(root, 'examples', example), '--json'], {env});
	return performance.now() - started;
}

/** Up and down in the list of gateways: each key changes the screen. */
async function keyTimes(launcher: string, sandbox: Sandbox): Promise<{next: () => Promise<number>; close: () => void}> {
	const user = new WizardUser([], {columns: 120, rows: 40, env: sandbox.env, script: launcher});
	await user.screen.ready(questions.home, 20_000);
	user.press('enter');
	await user.at(questions.cloud);
	user.press('enter');
	await user.at(questions.region);
	await user.pick('eu-central-1');
	await user.at(questions.gateway);
	await user.at('❯ vgw-');
	let step = 0;
	return {
		async next() {
			await pause(30);
			step += 1;
			return user.screen.answerTime(Math.floor((step - 1) / 20) % 2 === 0 ? keys.down : keys.up);
		},
		close: () => user.opened.close(),
	};
}

/**
 * What each change of a dependency on its way into the bundle gains: the program without it against the program with it, in turn.
 * 1.00 would be no gain.
 */
export async function patchRows(): Promise<Row[]> {
	// a build script, which is plain JavaScript
	const bundler = (await import(path.join(root, 'src/build/bundle.mjs'))) as Bundler;
	const cache = path.join(root, 'node_modules/.cache/tunnelwright');
	mkdirSync(cache, {recursive: true});
	const folder = mkdtempSync(path.join(cache, 'patches-'));
	const machine = freshMachine({NODE_ENV: 'production'});
	const sandbox = await startSandbox({extraGateways: 100});
	try {
		const env = {...machine.env, ...sandbox.env};
		const whole = await builtWithout(bundler, undefined, folder);
		const rows: Row[] = [];
		for (const name of bundler.patchesForSpeed) {
			const what = purposes[name];
			if (!what) throw new Error(`what ${name} is for is not said in test/bench/patches.ts`);
			const less = await builtWithout(bundler, name, folder);
			const times = await timesOf(what, {whole, less}, {env, home: machine.home, sandbox});
			const gain = median(times.less) / median(times.whole);
			rows.push(forComparison(`${name}: ${what} without it : with it`, gain.toFixed(2)));
		}

		return rows;
	} finally {
		await sandbox.close();
		machine.remove();
		rmSync(folder, {recursive: true, force: true});
	}
}

async function timesOf(
	what: Measure,
	launchers: {readonly whole: string; readonly less: string},
	{
		env,
		home,
		sandbox,
	}: {readonly env: Readonly<Record<string, string>>; readonly home: string; readonly sandbox: Sandbox},
): Promise<Record<'whole' | 'less', number[]>> {
	if (what === 'key') {
		const users = {whole: await keyTimes(launchers.whole, sandbox), less: await keyTimes(launchers.less, sandbox)};
		try {
			await interleaved({whole: users.whole.next, less: users.less.next}, 20);
			return await interleaved({whole: users.whole.next, less: users.less.next}, rounds.key);
		} finally {
			users.whole.close();
			users.less.close();
		}
	}

	const measure = (launcher: string) => () =>
		what === 'first frame'
			? firstFrame(launcher, env, home)
			: planTime(launcher, env, what === 'aws plan' ? 'aws-vgw-bgp.json' : 'tencent-vpc-static.json');
	const candidates = {whole: measure(launchers.whole), less: measure(launchers.less)};
	await interleaved(candidates, 2);
	return interleaved(candidates, rounds[what]);
}
