// npm run soak: the list of a thousand connections over both clouds while tunnels change, calls fail and a region dies and comes back, one
// tick a second, for half an hour. It prints what memory and handles did, and exits 1 when one of them grew. npm run soak -- --minutes 5
// takes less.
import {atMost, forComparison, type Row, table} from '../bench/row.ts';
import {files, growthPerThousand, type Sample, sockets, span, timers} from './samples.ts';
import {connections, soak} from './soaked.ts';

const args = process.argv.slice(2);
const minutes = args[0] === '--minutes' ? Number(args[1]) : 30;
if (!(minutes > 0) || (args.length > 0 && args[0] !== '--minutes')) {
	process.stderr.write('write --minutes and a number above 0, or nothing for 30\n');
	process.exit(2);
}

/** Of an hour of ticks, one each ten seconds, as a list is asked for that is calm. */
const ticksOfHour = 360;
const ticksOfRound = 20;
const rounds = Math.max(3, Math.round((minutes * 60) / ticksOfRound));
/**
 * The compiler takes its time, and of each of the sixteen places a thousand changes are kept before one pushes another out. Measured in a heap snapshot: 9,200 of
 * those 16,000 were there at tick 360, 15,100 at tick 800.
 */
const settledAfter = 1000;
/** Enough ticks after that for a slope. */
const judgedFrom = 25;
/** States of the last hour are kept whole: for so long each change adds one, of some 100 bytes. */
const keptInHour = 20 * ticksOfHour * 100;

const kilobytes = (bytes: number) => `${Math.round(bytes / 1024).toLocaleString('en')} KB`;
const soaked = await soak({rounds, ticks: ticksOfRound, say: news => process.stdout.write(`${news}\n`)});
const settled = soaked.samples.filter(({ticks}) => ticks > Math.min(settledAfter, soaked.ticks / 3));
const inAll = (memory: 'heapUsed' | 'rss' | 'external') =>
	(growthPerThousand(settled, sample => sample[memory]) / 1000) * ticksOfHour;
process.stdout.write(`\n ticks         RSS       heap   external sockets  timers  files\n`);
for (const sample of soaked.samples) process.stdout.write(`${line(sample)}\n`);

const [leastSockets, mostSockets] = span(settled, sockets);
const [, mostTimers] = span(settled, timers);
const [leastFiles, mostFiles] = span(settled, files);
const [leastListeners, mostListeners] = span(settled, ({listeners}) => listeners);
const rows: Row[] = [
	forComparison('connections', connections.toLocaleString('en')),
	forComparison('ticks', soaked.ticks.toLocaleString('en')),
	forComparison('calls to the clouds', soaked.calls.toLocaleString('en')),
	forComparison('connections opened', String(soaked.visits)),
	growth('heap grows in an hour of ticks, beside the hour’s history', inAll('heapUsed') - keptInHour, 1024),
	growth('RSS grows in an hour of ticks', inAll('rss'), 8192),
	growth('external memory grows in an hour of ticks', inAll('external'), 256),
	atMost('sockets, most', mostSockets, Math.max(leastSockets + 16, 40), String),
	atMost('timers, most', mostTimers, 60, String),
	atMost('open files, most', mostFiles, leastFiles + 24, String),
	atMost('signal listeners, most', mostListeners, leastListeners, String),
	atMost('last screens that were wrong', soaked.wrong.length, 0, String),
	atMost('exit code after Ctrl-C at the list', soaked.code, 0, String),
];
process.stdout.write(`\n${table(rows)}\n`);
for (const wrong of soaked.wrong) process.stdout.write(`\n${wrong}\n`);
const broken = rows.filter(row => row.held === false).length;
const verdict = minutes < judgedFrom ? 'every bound held; growth takes 25 minutes and more to judge' : 'nothing grew';
process.stdout.write(broken === 0 ? `\n${verdict}\n` : `\n${broken} bounds were broken\n`);
process.exit(broken === 0 ? 0 : 1);

/** In a short run the scatter of the samples alone looks like megabytes an hour: there growth is told, not judged. */
function growth(name: string, bytes: number, mostKilobytes: number): Row {
	return minutes < judgedFrom
		? forComparison(name, kilobytes(bytes))
		: atMost(name, bytes, mostKilobytes * 1024, kilobytes);
}

function line(sample: Sample): string {
	const cells: readonly (readonly [string, number])[] = [
		[String(sample.ticks), 6],
		[kilobytes(sample.rss), 12],
		[kilobytes(sample.heapUsed), 11],
		[kilobytes(sample.external), 11],
		[String(sockets(sample)), 8],
		[String(timers(sample)), 8],
		[String(sample.files), 7],
	];
	return cells.map(([text, width]) => text.padStart(width)).join('');
}
