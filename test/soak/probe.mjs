// Loaded into the program with NODE_OPTIONS=--import: on SIGUSR2 it collects garbage and writes what is left as a line of JSON to
// the file named in SOAK_PROBE. It changes nothing else.
import {appendFileSync, readdirSync} from 'node:fs';
import {setImmediate as turn} from 'node:timers/promises';
import v8 from 'node:v8';
import vm from 'node:vm';

v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc');
/** How many there are of each kind. */
function counted(names) {
	const counts = {};
	for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
	return counts;
}

process.on('SIGUSR2', async () => {
	// what the first pass finds dead may hold more that the second can take
	for (let pass = 0; pass < 3; pass += 1) {
		collect();
		await turn();
	}

	const {rss, heapUsed, external, arrayBuffers} = process.memoryUsage();
	const listeners = process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
	const files = process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0;
	const sample = {rss, heapUsed, external, arrayBuffers, listeners, files};
	appendFileSync(
		process.env.SOAK_PROBE,
		`${JSON.stringify({...sample, resources: counted(process.getActiveResourcesInfo())})}\n`,
	);
});
