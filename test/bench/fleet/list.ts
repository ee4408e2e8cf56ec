import {readFileSync} from 'node:fs';
import {questions, WizardUser} from '../../e2e/wizard-user.ts';
import type {FleetSandbox} from './sandbox.ts';

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

/** Jiffies in a second, as /proc counts them: USER_HZ, 100 on every Linux. */
const jiffies = 100;

/** The whole program at its list of connections, on a terminal of 120 columns and 40 rows. */
export class WatchedList {
	private constructor(readonly user: WizardUser) {}

	/** Opens it on a fleet: of the region in use, or of every region of every profile. */
	static async open(fleet: FleetSandbox, connections: number, everywhere: boolean): Promise<WatchedList> {
		const user = new WizardUser([], {columns: 120, rows: 40, machine: fleet.machine});
		await user.screen.ready(questions.home, 20_000);
		await user.at('❯ New connection');
		user.press('down');
		await user.at('❯ From a profile');
		user.press('down');
		await user.at('❯ Watch tunnels');
		user.press('enter');
		await user.at('what is watched');
		if (everywhere) await watchEverything(user);
		// what is gone is not listed, and what comes and goes is little
		await user.at(text => countIn(text) >= connections * 0.95, 120_000);
		return new WatchedList(user);
	}

	/** Seconds of one core that the program has used so far. */
	cpuSeconds(): number {
		const stat = readFileSync(`/proc/${this.user.opened.pid()}/stat`, 'utf8');
		// past the name in brackets, which may hold anything: utime is the 14th field, stime the 15th
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return (Number(fields[11]) + Number(fields[12])) / jiffies;
	}

	/** Memory that is in real use, bytes. */
	residentBytes(): number {
		const status = readFileSync(`/proc/${this.user.opened.pid()}/status`, 'utf8');
		return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
	}

	/**
	 * Asks every place once a second, after `change`. Returns for each second the bytes that were written and the core's seconds that were used.
	 */
	async ticks(count: number, change: () => Promise<unknown>): Promise<readonly {bytes: number; cpu: number}[]> {
		const {screen} = this.user;
		const seen: {bytes: number; cpu: number}[] = [];
		for (let tick = 0; tick < count; tick += 1) {
			await change();
			const [bytes, cpu, until] = [screen.bytes.length, this.cpuSeconds(), performance.now() + 1000];
			screen.send('r');
			await pause(until - performance.now());
			seen.push({bytes: screen.bytes.length - bytes, cpu: this.cpuSeconds() - cpu});
		}

		return seen;
	}

	/** The share of a core that is used in so many seconds in which nobody presses a key. */
	async left(seconds: number): Promise<number> {
		const before = this.cpuSeconds();
		await pause(seconds * 1000);
		return (this.cpuSeconds() - before) / seconds;
	}

	/** Bytes of one frame with every line in it, as after the terminal has another size. */
	async fullRedraw(): Promise<number> {
		const {screen} = this.user;
		const {rows} = screen.term;
		screen.resize(screen.columns, rows + 1);
		await pause(1000);
		const before = screen.bytes.length;
		screen.resize(screen.columns, rows);
		await pause(700);
		return screen.bytes.length - before;
	}

	close(): void {
		this.user.opened.close();
	}
}

/** How many connections the header counts; 0 before it does. */
const countIn = (text: string): number => Number(/([\d,]+) connections?\b/.exec(text)?.[1]?.replaceAll(',', '') ?? 0);

async function watchEverything(user: WizardUser): Promise<void> {
	await user.screen.type('w');
	await user.at('What do you want to watch?');
	for (const [row, count] of [
		['every region', 1],
		['every profile', 2],
	] as const) {
		await user.screen.type(row);
		await user.at(text => (text.match(new RegExp(` ${row} `, 'g'))?.length ?? 0) === count && /❯ \S/.test(text));
		for (let index = 1; index <= count; index += 1) {
			user.press('tab');
			await user.at(text => (text.match(new RegExp(`✔ ${row}`, 'g'))?.length ?? 0) === index);
			user.press('down');
		}

		user.press('ctrlU');
		await user.at('as found');
	}

	user.press('enter');
	await user.at('what is watched');
}
