// npm run test:node24: every test again on Node 24, whatever Node runs this. The binary comes from a package of its own
// that nobody else needs, so it is no dependency; it is kept in a folder that a new install leaves empty.
import {existsSync} from 'node:fs';
import path from 'node:path';
import {close, prepare, runTests} from './check.mjs';
import {withProgress} from './progress.mjs';
import {root} from './root.mjs';
import {runNpm} from './run.mjs';

const version = '24.21.0';

/** The Node 24 to test with: this one if it is one, else the package's. Throws with npm's words when it can't be had. */
async function node24() {
	if (process.versions.node.startsWith('24.')) return process.execPath;
	const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
	const folder = path.join(root, 'node_modules/.cache', `node-${version}`);
	const binary = path.join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
	if (existsSync(binary)) return binary;
	const args = [
		'install',
		'--prefix',
		folder,
		'--no-save',
		'--ignore-scripts',
		'--no-audit',
		'--no-fund',
		'--loglevel=error',
	];
	const {code, output} = await withProgress(`Fetching Node ${version}`, () =>
		runNpm([...args, `${name}@${version}`], {quiet: true}),
	);
	if (code !== 0) throw new Error(`npm could not install ${name}@${version}:\n${output.trimEnd()}`);
	return binary;
}

const label = 'node24: ';
if ((await prepare()) > 0) {
	close({passed: 0, failed: 1, skipped: 0}, label);
} else {
	try {
		close(await runTests(process.argv.slice(2), await node24()), label);
	} catch (error) {
		process.stdout.write(`${error.message}\n`);
		close({passed: 0, failed: 1, skipped: 0}, label);
	}
}
