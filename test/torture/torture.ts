// npm run torture: kills the program at every request and every journal line of a run, of its undo and of a deletion, and meets every
// request with every fault, on each cloud and mode; after each, the run is finished and undone. Arguments pick examples:
//   npm run torture -- aws-vgw-bgp tencent-ccn-bgp
//   --every N     every Nth point only
//   --workers N   N examples at once, in place of one a processor
//   --kinds A,B   these columns only; see `kinds` in all-cases.ts
//   --deed D      makes (a connection), changes (what stands), keys (renewed); all of them where it is left out
import {fork} from 'node:child_process';
import {once} from 'node:events';
import {readdirSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {kinds} from './all-cases.ts';
import {deeds} from './deeds.ts';
import {inTurns} from './in-turns.ts';
import './memory-folder.mjs';
import type {Progress, Row} from './row.ts';
import {seedOfNow} from './seed.ts';

const {values, positionals} = parseArgs({
	allowPositionals: true,
	options: {every: {type: 'string'}, workers: {type: 'string'}, kinds: {type: 'string'}, deed: {type: 'string'}},
});
const every = Number(values.every ?? 1);
const workers = Number(values.workers ?? availableParallelism());
const chosen = kinds.filter(kind => values.kinds === undefined || values.kinds.split(',').includes(kind));
const examples = readdirSync('examples')
	.filter(name => name.endsWith('.json') && name !== 'connection.schema.json')
	.map(name => name.replace('.json', ''));
const unknown = positionals.filter(name => !examples.includes(name));
const wanted = deeds.filter(deed => values.deed === undefined || values.deed === deed);
if (wanted.length === 0 || unknown.length > 0 || !(every >= 1) || !(workers >= 1) || chosen.length === 0) {
	process.stderr.write(
		`examples are ${examples.join(', ')}\nkinds are ${kinds.join(', ')}\ndeeds are ${deeds.join(', ')}\n`,
	);
	process.exit(2);
}

/** How often an example tells how far it is, on stderr. */
const progressMs = 60_000;
const began = performance.now();
const seed = seedOfNow();
const line = (name: string, cells: readonly (string | number)[]) =>
	`${name.padEnd(28)}${cells.map(cell => String(cell).padStart(15)).join('')}\n`;
process.stdout.write(`cases, all of them right unless it says otherwise; TORTURE_SEED=${seed}\n`);
process.stdout.write(line('example', [...chosen, 'states', 'seconds']));
let failed = 0;
let total = 0;
await inTurns(
	wanted
		.flatMap(deed => (positionals.length > 0 ? positionals : examples).map(example => ({deed, example})))
		.map(({deed, example}) => async () => {
			const row = await rowOf(example, deed);
			for (const {cases, bad} of row.cells) {
				total += cases;
				failed += bad;
			}

			const cells = row.cells.map(({cases, bad}) => (bad === 0 ? cases : `${cases - bad} of ${cases}`));
			process.stdout.write(
				line(deed === 'makes' ? row.name : `${deed} ${row.name}`, [...cells, row.states, row.seconds.toFixed(0)]),
			);
			for (const what of row.wrong) process.stdout.write(`  ${what}\n`);
		}),
	workers,
);
const minutes = ((performance.now() - began) / 60_000).toFixed(1);
process.stdout.write(
	`${total - failed} of ${total} cases right in ${minutes} minutes: each thing exists once, or not at all after undo\n`,
);
process.exit(failed === 0 ? 0 : 1);

/** @throws Error when the worker ends without a row: a bug of the harness */
async function rowOf(example: string, deed: string): Promise<Row> {
	const args = [example, String(every), String(seed), chosen.join(), deed];
	const worker = fork(fileURLToPath(new URL('worker.ts', import.meta.url)), args);
	const ended = once(worker, 'exit').then(([code]) => {
		throw new Error(`the worker of ${example} ended with ${code}`);
	});
	const row = new Promise<Row>(resolve => {
		let told = performance.now();
		// the worker is our own file, which sends nothing else
		worker.on('message', (message: Progress | Row) => {
			if ('cells' in message) {
				resolve(message);
				return;
			}

			if (message.wrong.length === 0 && performance.now() - told < progressMs) return;
			told = performance.now();
			const clock = new Date().toISOString().slice(11, 19);
			process.stderr.write(
				`${[`${clock} ${example}: ${message.done} of ${message.of} cases`, ...message.wrong].join('\n  ')}\n`,
			);
		});
	});
	return Promise.race([row, ended]);
}
