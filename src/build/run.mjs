import {spawn} from 'node:child_process';
import {root} from './root.mjs';

/**
 * Runs a program in the project's folder.
 * `quiet` collects what it prints instead of showing it. Resolves with the exit code (128 + number for a signal is
 * reported as 1) and the collected text; rejects only when the program can't be started.
 */
export function run(file, args, {quiet = false, env = process.env} = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn(file, args, {
			cwd: root,
			env,
			stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
		});
		let output = '';
		const collect = chunk => {
			output += chunk;
		};

		child.stdout?.setEncoding('utf8').on('data', collect);
		child.stderr?.setEncoding('utf8').on('data', collect);
		child.on('error', reject);
		child.on('close', code => resolve({code: code ?? 1, output}));
	});
}

/** Runs a script or a package's command with this Node. */
export const runNode = (args, options) => run(process.execPath, args, options);

/** Runs npm: the one that called us where there is one. npm's own script needs no shell, on Windows either. */
export function runNpm(args, options) {
	const script = process.env.npm_execpath;
	return script?.endsWith('.js') ? runNode([script, ...args], options) : run('npm', args, options);
}
