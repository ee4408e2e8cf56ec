// Installs and builds what has changed, then runs a TypeScript file with the arguments that follow.
import {build} from './built.mjs';
import {install} from './install.mjs';
import {runNode} from './run.mjs';
import {ownTemporaryFolder} from './temporary-folder.mjs';

try {
	await install();
	await build();
	ownTemporaryFolder();
	const {code} = await runNode(['--import', './src/build/typescript.mjs', ...process.argv.slice(2)]);
	process.exitCode = code;
} catch (error) {
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
}
