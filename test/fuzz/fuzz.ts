// npm run fuzz: hostile input for every parser and every screen. Arguments pick targets: npm run fuzz -- document wire
// --seconds N for all of them together (60), --seed N, --path P with one target tries one case of before again.
import {longestCaseMs, runTarget} from './run-target.ts';
import {targets} from './targets.ts';
import {startWatchdog} from './watchdog.ts';

const args = process.argv.slice(2);
const option = (name: string): string | undefined =>
	args.includes(name) ? args.splice(args.indexOf(name), 2)[1] : undefined;
const seconds = Number(option('--seconds') ?? 60);
const seed = Number(option('--seed') ?? Date.now() % 2 ** 31);
const path = option('--path');
const unknown = args.filter(name => !Object.hasOwn(targets, name));
if (unknown.length > 0 || !(seconds > 0) || !Number.isSafeInteger(seed) || (path !== undefined && args.length !== 1)) {
	process.stderr.write(
		`npm run fuzz -- [TARGET...] [--seconds N] [--seed N] [--path P]; --path needs one target\ntargets: ${Object.keys(targets).join(', ')}\n`,
	);
	process.exit(2);
}

const names = args.length > 0 ? args : Object.keys(targets);
const watchdog = startWatchdog(longestCaseMs * 1.5);
process.stdout.write(
	`seed ${seed}\n${'target'.padEnd(20)}${'cases'.padStart(9)}${'failures'.padStart(10)}${'seconds'.padStart(9)}\n`,
);
let failed = 0;
for (const name of names) {
	const target = await targets[name]?.();
	if (!target) continue;
	const {
		runs,
		seconds: took,
		failures,
	} = await runTarget(target, {
		seed,
		...(path === undefined ? {forMs: (seconds * 1000) / names.length} : {path}),
		began: index => watchdog.began(`npm run fuzz -- ${name} --seed ${seed} --path ${path ?? index}`),
	});
	watchdog.rests();
	await target.close?.();
	failed += failures.length;
	process.stdout.write(
		`${name.padEnd(20)}${String(runs).padStart(9)}${String(failures.length).padStart(10)}${took.toFixed(1).padStart(9)}\n`,
	);
	for (const {says, again} of failures) process.stdout.write(`  ${says.replaceAll('\n', '\n  ')}\n  again: ${again}\n`);
}

await watchdog.end();
process.stdout.write(failed === 0 ? 'nothing broke\n' : `${failed} failures\n`);
process.exit(failed === 0 ? 0 : 1);
