import {Worker} from 'node:worker_threads';

/** Ends the process when a case holds it up for too long: from within, nothing could any more. */
export interface Watchdog {
	/** A case begins: what to say if it never ends. */
	began(again: string): void;
	/** No case is under way: a target is closed, the next one opened. */
	rests(): void;
	end(): Promise<number>;
}

const code = `
const {workerData, parentPort} = require('node:worker_threads');
const {writeSync} = require('node:fs');
let timer;
parentPort.on('message', again => {
	clearTimeout(timer);
	if (again === undefined) return;
	timer = setTimeout(() => {
		writeSync(1, 'a hang: a case does not end\\n  again: ' + again + '\\n');
		process.kill(process.pid, 'SIGKILL');
	}, workerData);
});
`;

export function startWatchdog(patienceMs: number): Watchdog {
	const worker = new Worker(code, {eval: true, workerData: patienceMs});
	return {
		began: again => worker.postMessage(again),
		rests: () => worker.postMessage(undefined),
		end: () => worker.terminate(),
	};
}
