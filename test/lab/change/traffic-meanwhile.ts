import {type ChildProcess, spawn} from 'node:child_process';
import {disownProgram, ownProgram} from '../../../src/sandbox/lab/belongings.ts';

/** What passed, and what did not. */
export interface Passed {
	readonly sent: number;
	readonly lost: number;
	/** What was being done when each of the lost was sent, each once. */
	readonly lostIn: readonly string[];
	/** The longest time between two answers, in seconds. */
	readonly gap: number;
	/** Bytes that the TCP stream brought, and the longest time in which it brought none, in seconds. */
	readonly bytes: number;
	readonly still: number;
	/** Whether the stream's one connection stood to the end. */
	readonly stands: boolean;
}

/** Ten pings a second, and a TCP stream of one connection, from a host of the site to one at the cloud, until `stop`. */
export class TrafficMeanwhile {
	readonly #ping: ChildProcess;
	readonly #server: ChildProcess;
	readonly #client: ChildProcess;
	readonly #marks: {readonly says: string; readonly after: number}[] = [];
	readonly #answers: {readonly sequence: number; readonly at: number}[] = [];
	#last = '';
	#bytes = 0;
	#arrived = 0;
	#still = 0;
	#stands = true;

	constructor(
		from: {readonly namespace: string; readonly host: string},
		to: {readonly namespace: string; readonly host: string},
	) {
		this.#ping = inside(from.namespace, ['ping', '-n', '-D', '-i', '0.1', '-I', from.host, to.host]);
		this.#ping.stdout?.setEncoding('utf8').on('data', (text: string) => this.#hear(text));
		const serve = `require('node:net').createServer(s=>{s.on('error',()=>{});setInterval(()=>s.write('x'.repeat(1000)),20)}).listen(7000,'${to.host}',()=>console.log('up'))`;
		this.#server = inside(to.namespace, [process.execPath, '-e', serve]);
		const take = `const s=require('node:net').connect({host:'${to.host}',port:7000,localAddress:'${from.host}'});s.on('data',d=>console.log(d.length));s.on('error',e=>{console.log('ended',e.code);process.exit(1)});s.on('close',()=>console.log('ended'))`;
		this.#client = inside(from.namespace, ['sh', '-c', `sleep 1; exec "$0" -e "$1"`, process.execPath, take]);
		this.#client.stdout?.setEncoding('utf8').on('data', (text: string) => this.#take(text));
	}

	/** How many pings were answered so far. */
	get answered(): number {
		return this.#answers.length;
	}

	get bytes(): number {
		return this.#bytes;
	}

	/** Notes what is being done from now on. */
	mark(says: string): void {
		this.#marks.push({says, after: this.#answers.at(-1)?.sequence ?? 0});
	}

	/** Begins to count anew: what was before, while all came up, is not asked about. */
	begin(): void {
		this.#answers.splice(0, this.#answers.length - 1);
		this.#still = 0;
	}

	/** Ends all. The last ping may be on its way still, and is not counted. */
	async stop(): Promise<Passed> {
		const first = this.#answers[0];
		const last = this.#answers.at(-1);
		for (const child of [this.#ping, this.#client, this.#server]) await end(child);
		const sent = first && last ? last.sequence - first.sequence + 1 : 0;
		const came = new Set(this.#answers.map(({sequence}) => sequence));
		const missing = Array.from({length: sent}, (_none, index) => (first?.sequence ?? 0) + index).filter(
			sequence => !came.has(sequence),
		);
		const times = this.#answers.map(({at}) => at);
		const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at));
		return {
			sent,
			lost: missing.length,
			lostIn: [
				...new Set(
					missing.map(sequence => this.#marks.findLast(({after}) => after < sequence)?.says ?? 'the beginning'),
				),
			],
			gap: Math.max(0, ...gaps),
			bytes: this.#bytes,
			still: this.#still,
			stands: this.#stands,
		};
	}

	#hear(text: string): void {
		const lines = `${this.#last}${text}`.split('\n');
		this.#last = lines.pop() ?? '';
		for (const line of lines) {
			const [, at, sequence] = /^\[([\d.]+)\] .*bytes from .*icmp_seq=(\d+) /.exec(line) ?? [];
			if (at !== undefined && sequence !== undefined) this.#answers.push({at: Number(at), sequence: Number(sequence)});
		}
	}

	#take(text: string): void {
		if (text.includes('ended')) this.#stands = false;
		const now = Date.now() / 1000;
		if (this.#arrived > 0) this.#still = Math.max(this.#still, now - this.#arrived);
		this.#arrived = now;
		for (const [, length] of text.matchAll(/^(\d+)$/gm)) this.#bytes += Number(length);
	}
}

function inside(namespace: string, command: readonly string[]): ChildProcess {
	const child = spawn('ip', ['netns', 'exec', namespace, ...command], {
		stdio: ['ignore', 'pipe', 'ignore'],
		detached: true,
	});
	if (child.pid !== undefined) ownProgram(child.pid);
	return child;
}

async function end(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = new Promise(resolve => child.once('exit', resolve));
	child.kill('SIGKILL');
	await ended;
	if (child.pid !== undefined) disownProgram(child.pid);
}
