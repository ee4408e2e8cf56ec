import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import path from 'node:path';
import {build} from 'esbuild';
import {freshMachine, launcher, type Machine, root} from '../e2e/program.ts';
import {Screen} from '../e2e/screen.ts';
import {atMost, forComparison, milliseconds, type Row} from './row.ts';
import {interleaved, median} from './statistics.ts';

const rounds = 15;

/** From the start of the process until its first words stand on the terminal. */
async function timeTo(wanted: string, machine: Machine, script: string, args: readonly string[] = []): Promise<number> {
	const started = performance.now();
	const screen = new Screen(process.execPath, [script, ...args], {env: machine.env, cwd: machine.home});
	try {
		await screen.written(wanted);
		return performance.now() - started;
	} finally {
		screen.close();
		await screen.exited;
	}
}

/** The same hello twice: in one file, bundled and minified for production as ours is, and importing Ink from node_modules. */
async function buildHellos(folder: string): Promise<{readonly bundled: string; readonly unbundled: string}> {
	// a build script, which is plain JavaScript: only its options are needed
	const {plainOptions} = (await import(path.join(root, 'src/build/bundle.mjs'))) as {plainOptions: object};
	const entryPoints = [path.join(root, 'test/bench/hello.tsx')];
	const [bundled, unbundled] = [path.join(folder, 'bundled.mjs'), path.join(folder, 'unbundled.mjs')];
	await build({...plainOptions, entryPoints, outfile: bundled});
	await build({entryPoints, outfile: unbundled, format: 'esm', platform: 'node', jsx: 'automatic', logLevel: 'silent'});
	return {bundled, unbundled};
}

export async function firstFrameRows(): Promise<Row[]> {
	const cache = path.join(root, 'node_modules/.cache/tunnelwright');
	mkdirSync(cache, {recursive: true});
	const folder = mkdtempSync(path.join(cache, 'bench-')); // inside the project, where Ink is found
	const machine = freshMachine({NODE_ENV: 'production'});
	try {
		const hello = await buildHellos(folder);
		const candidates = {
			wizard: () => timeTo('New connection', machine, launcher),
			sandbox: () => timeTo('New connection', machine, launcher, ['--sandbox']),
			bundled: () => timeTo('hello', machine, hello.bundled),
			unbundled: () => timeTo('hello', machine, hello.unbundled),
		};
		await interleaved(candidates, 2); // the file system's cache and Node's compile cache, as on every start but the first
		const times = await interleaved(candidates, rounds);
		const [wizard, sandbox] = [median(times.wizard), median(times.sandbox)];
		const [bundled, unbundled] = [median(times.bundled), median(times.unbundled)];
		return [
			forComparison('first frame, bundled hello in Ink', milliseconds(bundled)),
			forComparison('first frame, unbundled hello in Ink', milliseconds(unbundled)),
			forComparison('first frame, tunnelwright', milliseconds(wizard)),
			forComparison('first frame, tunnelwright --sandbox', milliseconds(sandbox)),
			atMost('tunnelwright : bundled hello', wizard / bundled, 1.2),
			atMost('tunnelwright : unbundled hello', wizard / unbundled, 0.5),
			atMost('tunnelwright --sandbox : bundled hello', sandbox / bundled, 1.2),
			atMost('tunnelwright --sandbox : unbundled hello', sandbox / unbundled, 0.5),
		];
	} finally {
		rmSync(folder, {recursive: true, force: true});
		machine.remove();
	}
}
