// npm start: on a fresh clone with nothing but Node and npm, installs, builds and opens the wizard on the sandbox.
import {fileURLToPath} from 'node:url';
import {build} from './built.mjs';
import {install} from './install.mjs';

try {
	await install();
	await build();
} catch (error) {
	process.stderr.write(`tunnelwright can't start: ${error.message}\n`);
	process.exit(1);
}

// In this very process, so that signals, the terminal and the exit code need no passing on.
const launcher = new URL('../../bin/tunnelwright.js', import.meta.url);
process.argv.splice(1, 1, fileURLToPath(launcher), '--sandbox');
await import(launcher.href);
