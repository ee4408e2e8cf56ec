import type {ConnectionStatus, TunnelState} from '../../../src/clouds/contract/cloud.ts';
import {CloudError} from '../../../src/clouds/contract/cloud-error.ts';
import type {GatewayReading} from '../../../src/clouds/contract/sight.ts';
import type {Fleet, FleetSnapshot} from '../../../src/watch/fleet/fleet.ts';
import type {ClockReader} from '../../../src/watch/fleet/fleet-clock.ts';
import type {Later} from '../../../src/watch/fleet/newest-only.ts';
import type {PlaceQuestion} from '../../../src/watch/fleet/open-question.ts';
import type {AskedPlace} from '../../../src/watch/fleet/watched-place.ts';

/** 2026-11-30, 12:00 UTC. */
export const noon = Date.UTC(2026, 10, 30, 12);

/** Time as a machine has it, moved by hand: timers go off in their order, and what they begin is carried on before the next one. */
export class FakeTime {
	/** Ms that really went by: what nobody on the machine can know. */
	true = 0;
	#wallAhead = noon;
	#steady = 0;
	#hasBoot = true;
	#timers: {readonly at: number; readonly work: () => void}[] = [];

	readonly clock: ClockReader = {
		wall: () => this.true + this.#wallAhead,
		steady: () => this.#steady,
		booted: () => (this.#hasBoot ? 5_000_000 + this.true : undefined),
	};

	/** By the steady clock, as a machine's timers are: a sleep makes them late. */
	readonly later: Later = (ms, work) => {
		const timer = {at: this.#steady + Math.max(0, ms), work};
		this.#timers.push(timer);
		return () => {
			this.#timers = this.#timers.filter(other => other !== timer);
		};
	};

	get wall(): number {
		return this.true + this.#wallAhead;
	}

	get timers(): number {
		return this.#timers.length;
	}

	async pass(ms: number): Promise<void> {
		const until = this.#steady + ms;
		await settled();
		for (;;) {
			const next = this.#timers.filter(({at}) => at <= until).sort((one, other) => one.at - other.at)[0];
			if (!next) break;
			this.#timers = this.#timers.filter(other => other !== next);
			this.#move(Math.max(0, next.at - this.#steady));
			next.work();
			await settled();
		}

		this.#move(until - this.#steady);
		await settled();
	}

	/** The machine is suspended: its steady clock stands still, as on Linux. */
	sleep(ms: number): void {
		this.true += ms;
	}

	/** The process is stopped, or the machine's steady clock counts its sleep, as on other systems. */
	stop(ms: number): void {
		this.#move(ms);
	}

	set(ms: number): void {
		this.#wallAhead += ms;
	}

	withoutBootTime(): this {
		this.#hasBoot = false;
		return this;
	}

	#move(ms: number): void {
		this.true += ms;
		this.#steady += ms;
	}
}

/** Everything that promises have begun is carried out. */
export function settled(): Promise<void> {
	return new Promise(resolve => setImmediate(resolve));
}

/** A connection as a cloud tells it, with a tunnel for each state. */
export function connection(
	id: string,
	states: readonly TunnelState[] = ['UP', 'UP'],
	more: Partial<ConnectionStatus> = {},
): ConnectionStatus {
	return {
		cloud: 'aws',
		region: 'eu-central-1',
		id,
		name: `office ${id}`,
		state: 'available',
		phase: 'settled',
		routing: 'static',
		tunnels: states.map((state, index) => ({
			key: `3.120.14.${index + 1}`,
			state,
			raw: state,
			message: state === 'DOWN' ? 'IPSEC IS DOWN' : '',
		})),
		...more,
	};
}

export function refusal(more: Partial<CloudError['info']> = {}): CloudError {
	return new CloudError({
		cloud: 'aws',
		kind: 'api',
		code: 'RequestLimitExceeded',
		message: 'Request limit exceeded.',
		retryable: true,
		ambiguous: false,
		...more,
	});
}

/** A region of an account, played: what stands there, and how its next answers come. */
export class FakePlace {
	connections: readonly ConnectionStatus[];
	/** True times of the questions. */
	readonly askedAt: number[] = [];
	readonly oldRoutes: number[] = [];
	/** The questions that were answered well: when they were asked, by true time, and what was said. */
	readonly looks: {readonly askedAt: number; readonly answer: readonly ConnectionStatus[]}[] = [];
	/** How long an answer takes, ms. */
	takesMs = 50;
	failure: Error | undefined;
	/** How reading its gateways went. */
	gateways: GatewayReading | undefined;
	readonly #time: FakeTime;
	readonly key: string;
	readonly account: string;

	constructor(time: FakeTime, connections: readonly ConnectionStatus[] = [], key = 'aws eu-central-1') {
		this.#time = time;
		this.connections = connections;
		this.key = key;
		this.account = '123456789012';
	}

	get asked(): AskedPlace {
		return {
			place: {
				cloud: 'aws',
				region: this.key.split(' ').at(-1) ?? '',
				key: this.key,
				account: `as found (${this.account})`,
				accountNumber: this.account,
			},
			limit: {key: this.key, perSecond: 2},
			wants: () => true,
			gateways: () => this.gateways,
			ask: (signal, oldRoutesMs) => {
				this.askedAt.push(this.#time.true);
				this.oldRoutes.push(oldRoutesMs);
				const {failure} = this;
				// as it is when the question comes, each time made anew
				const answer = structuredClone(this.connections);
				const askedAt = this.#time.true;
				return new Promise((resolve, reject) => {
					this.#time.later(this.takesMs, () => {
						if (failure) return reject(failure);
						if (!signal.aborted) this.looks.push({askedAt, answer});
						resolve(answer);
					});
				});
			},
		};
	}

	question(): PlaceQuestion {
		const {asked} = this;
		return {place: {...asked.place, region: '', key: `${this.key} ?`}, find: async () => [asked]};
	}
}

/** What a reader of a fleet was given. */
export class Reading {
	readonly snapshots: FleetSnapshot[] = [];
	end: 'done' | {readonly error: unknown} | undefined;

	constructor(fleet: Fleet, look: (snapshot: FleetSnapshot) => void = () => {}) {
		const read = async () => {
			for await (const snapshot of fleet) {
				this.snapshots.push(snapshot);
				look(snapshot);
			}
		};
		read().then(
			() => {
				this.end = 'done';
			},
			(error: unknown) => {
				this.end = {error};
			},
		);
	}

	get last(): FleetSnapshot {
		const last = this.snapshots.at(-1);
		if (!last) throw new Error('nothing was read yet');
		return last;
	}

	/** As somebody tells them: each by its number, the oldest first. */
	get news(): readonly string[] {
		const told = new Map(this.snapshots.flatMap(({changes}) => changes).map(change => [change.number, change]));
		return [...told.values()]
			.sort((one, other) => one.number - other.number)
			.map(({id, what}) =>
				what.kind === 'tunnel'
					? `${id} tunnel ${what.number} ${what.from} → ${what.to}${what.unseen ? ' unseen' : ''}`
					: what.kind === 'health'
						? `${id} ${what.from} → ${what.to}`
						: `${id} ${what.kind}`,
			);
	}
}
