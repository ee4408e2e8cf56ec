import {readFileSync} from 'node:fs';
import path from 'node:path';
import {build} from './built.mjs';
import {install} from './install.mjs';
import {run, runNode} from './run.mjs';
import {ownTemporaryFolder} from './temporary-folder.mjs';

/** Says what is going on, runs it, says how long it took. Resolves with true when it passed. */
async function stage(title, work) {
	const started = Date.now();
	process.stdout.write(`\n${title}\n`);
	const passed = await work();
	const seconds = ((Date.now() - started) / 1000).toFixed(1);
	process.stdout.write(passed ? `${title}: fine (${seconds} s)\n` : `${title}: FAILED (${seconds} s)\n`);
	return passed;
}

/** Biome colours its reports for a terminal even where there is none. */
const plain = process.stdout.isTTY ? [] : ['--colors=off'];

/** What can be checked without running anything: types, lint and format. Resolves with the number that failed. */
export async function checkSources() {
	const types = await stage(
		'Types',
		async () => (await runNode(['node_modules/typescript/bin/tsc', '--noEmit'])).code === 0,
	);
	const lint = await stage(
		'Lint and format',
		async () => (await runNode(['node_modules/@biomejs/biome/bin/biome', 'ci', ...plain])).code === 0,
	);
	return [types, lint].filter(passed => !passed).length;
}

/** Installs and builds what has changed. Resolves with the number that failed: 0 or 1. */
export async function prepare() {
	try {
		await install();
		await build();
		return 0;
	} catch (error) {
		process.stdout.write(`${error.message}\n`);
		return 1;
	}
}

/** Names what passed on its second try, which `.ci/run` alone allows, each with why the first one failed. */
function tellSecondTries(report) {
	const tests = report.testResults.flatMap(file => file.assertionResults);
	const second = tests.filter(({status, failureMessages}) => status === 'passed' && failureMessages.length > 0);
	for (const {fullName, failureMessages} of second)
		process.stdout.write(`passed on the second try: ${fullName}\n  ${failureMessages[0].split('\n')[0]}\n`);
}

/** Reads vitest's JSON report: a file that could not be loaded holds no test and counts as one that failed. */
function count(report) {
	const broken = report.testResults.filter(file => file.status === 'failed' && file.assertionResults.length === 0);
	return {
		passed: report.numPassedTests,
		failed: report.numFailedTests + broken.length,
		skipped: report.numPendingTests + (report.numTodoTests ?? 0),
	};
}

/**
 * Runs the tests, with `node` where another one than ours is wanted. Resolves with `{passed, failed, skipped}`; `failed`
 * is at least 1 whenever vitest was not content, an error outside of any test included.
 */
export async function runTests(args, node = process.execPath) {
	const file = path.join(ownTemporaryFolder(), 'report.json');
	try {
		const {code} = await run(node, [
			'node_modules/vitest/vitest.mjs',
			'run',
			'--config=test/vitest.config.ts',
			'--reporter=default',
			'--reporter=json',
			`--outputFile.json=${file}`,
			...args,
		]);
		const report = JSON.parse(readFileSync(file, 'utf8'));
		tellSecondTries(report);
		const counted = count(report);
		return code === 0 ? counted : {...counted, failed: Math.max(1, counted.failed)};
	} catch (error) {
		process.stdout.write(`the tests could not be run: ${error.message}\n`);
		return {passed: 0, failed: 1, skipped: 0};
	}
}

/** The closing line, and the exit code that goes with it. */
export function close({passed, failed, skipped}, label = '') {
	process.stdout.write(`\n${label}${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
	process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}
