// npm run soak: eight simulated hours of the live panel with flapping tunnels and failing calls, about eleven minutes of real time.
// It prints what memory and handles did, and exits 1 when one of them grew. npm run soak -- --hours 2 takes less.
import {maxChanges} from '../../src/watch/update-snapshot.ts';
import {atMost, forComparison, type Row, table} from '../bench/row.ts';
import {median} from '../bench/statistics.ts';
import {growthPerHour, type Sample, sockets, span, timers} from './samples.ts';
import {soak, speed} from './soaked.ts';

const args = process.argv.slice(2);
const hours = args[0] === '--hours' ? Number(args[1]) : 8;
if (!(hours > 0) || (args.length > 0 && args[0] !== '--hours')) {
	process.stderr.write('write --hours and a number above 0, or nothing for 8\n');
	process.exit(2);
}

const kilobytes = (bytes: number) => `${Math.round(bytes / 1024).toLocaleString('en')} KB`;
const turns = 8;
const perTurn = 8;
const soaked = await soak({
	hours,
	turns,
	visits: 3,
	samples: perTurn,
	say: news => process.stdout.write(`${news}\n`),
});

// the first visit of each cloud loads its SDK, and the compiler takes its time: what grows is looked for after them
const settled = soaked.samples.slice(perTurn * 2);
// what a panel gathers while it is open is gone when it is left: that is looked for within each stay, of each cloud apart
const stays = Array.from({length: turns - 2}, (_, turn) => settled.slice(turn * perTurn, (turn + 1) * perTurn));
const inStay = (cloud: number) =>
	median(stays.filter((_, turn) => turn % 2 === cloud).map(stay => growthPerHour(stay, ({heapUsed}) => heapUsed)));
const inAll = (memory: 'heapUsed' | 'rss' | 'external') => growthPerHour(settled, sample => sample[memory]);
process.stdout.write(`\n hours         RSS       heap   external sockets  timers  files  calls\n`);
for (const sample of soaked.samples) process.stdout.write(`${line(sample)}\n`);

const [leastSockets, mostSockets] = span(settled, sockets);
const [, mostTimers] = span(settled, timers);
const [leastFiles, mostFiles] = span(settled, ({files}) => files);
const [leastListeners, mostListeners] = span(settled, ({listeners}) => listeners);
const calls = Object.values(soaked.samples.at(-1)?.calls ?? {}).reduce((sum, count) => sum + count, 0);
const rows: Row[] = [
	forComparison('simulated time', `${soaked.hours.toFixed(2)} h at ${speed} times`),
	forComparison('calls to the clouds', String(calls)),
	forComparison('panels opened', String(soaked.visits)),
	growth('heap grows in an hour on the panel of AWS', inStay(0), 3072),
	growth('heap grows in an hour on that of Tencent Cloud', inStay(1), 3072),
	// with a call in flight it has 2 MB more than without: a line through all samples is sure to some 100 KB an hour
	growth('heap grows in an hour', inAll('heapUsed'), 256),
	growth('RSS grows in an hour', inAll('rss'), 1024),
	growth('external memory grows in an hour', inAll('external'), 64),
	atMost('sockets, most', mostSockets, Math.max(leastSockets + 4, 8), String),
	atMost('timers, most', mostTimers, 16, String),
	atMost('open files, most', mostFiles, leastFiles + 8, String),
	atMost('signal listeners, most', mostListeners, leastListeners, String),
	{
		...atMost('changes that the history holds', soaked.history, maxChanges + 10, String),
		...(soaked.history > 0 ? {} : {held: false}),
	},
	atMost('last screens that were wrong', soaked.wrong.length, 0, String),
	atMost('exit code after Ctrl-C', soaked.code, 130, String),
];
process.stdout.write(`\n${table(rows)}\n`);
for (const wrong of soaked.wrong) process.stdout.write(`\n${wrong}\n`);
const broken = rows.filter(row => row.held === false).length;
const verdict = hours < 4 ? 'every bound held; growth takes four hours and more to judge' : 'nothing grew';
process.stdout.write(broken === 0 ? `\n${verdict}\n` : `\n${broken} bounds were broken\n`);
process.exit(broken === 0 ? 0 : 1);

/** In a short run the scatter of the samples alone looks like megabytes an hour: there growth is told, not judged. */
function growth(name: string, bytes: number, mostKilobytes: number): Row {
	return hours < 4 ? forComparison(name, kilobytes(bytes)) : atMost(name, bytes, mostKilobytes * 1024, kilobytes);
}

function line(sample: Sample): string {
	const cells: readonly (readonly [string, number])[] = [
		[sample.hours.toFixed(2), 6],
		[kilobytes(sample.rss), 12],
		[kilobytes(sample.heapUsed), 11],
		[kilobytes(sample.external), 11],
		[String(sockets(sample)), 8],
		[String(timers(sample)), 8],
		[String(sample.files), 7],
		[String(Object.values(sample.calls).reduce((sum, count) => sum + count, 0)), 7],
	];
	return cells.map(([text, width]) => text.padStart(width)).join('');
}
