// Loaded into the program with NODE_OPTIONS=--import: on SIGUSR2 it collects garbage and writes what is left as a line of JSON to
// the file named in SOAK_PROBE, with the keys that the sandbox made for itself, so that another client can ask it. It changes nothing else.
import crypto from 'node:crypto';
import {subscribe} from 'node:diagnostics_channel';
import {appendFileSync, readdirSync} from 'node:fs';
import {syncBuiltinESMExports} from 'node:module';
import {setImmediate as turn} from 'node:timers/promises';
import v8 from 'node:v8';
import vm from 'node:vm';

v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc');
const calls = {};
let port = 0;

// the first of each size are those of src/sandbox/aws-keys.ts and src/sandbox/tencent/protocol/tencent-keys.ts
const sizes = {20: 'aws', 16: 'tencent'};
const keys = {};
const {randomBytes} = crypto;
crypto.randomBytes = (size, ...rest) => {
	const bytes = randomBytes(size, ...rest);
	if (Object.hasOwn(sizes, size) && rest.length === 0) keys[sizes[size]] ??= bytes.toString('hex');
	return bytes;
};
syncBuiltinESMExports();

subscribe('http.server.request.start', ({request, server}) => {
	port = server.address()?.port ?? port;
	const signed = request.headers.authorization ?? '';
	const cloud = signed.startsWith('TC3-') ? 'tencent' : 'aws';
	calls[cloud] = (calls[cloud] ?? 0) + 1;
});

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
	const sample = {rss, heapUsed, external, arrayBuffers, listeners, files, port, keys, calls};
	appendFileSync(
		process.env.SOAK_PROBE,
		`${JSON.stringify({...sample, resources: counted(process.getActiveResourcesInfo())})}\n`,
	);
});
