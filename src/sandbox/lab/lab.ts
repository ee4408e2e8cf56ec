import {setTimeout as delay} from 'node:timers/promises';
import {isDeepStrictEqual} from 'node:util';
import type {LabNews, LineEnd, LineState} from '../line.ts';
import type {Service} from '../service.ts';
import {sweepOrphans} from './belongings.ts';
import {hostOf} from './cloud-configuration.ts';
import {CloudEnd} from './cloud-end.ts';
import {LabLacks, missingForLab} from './missing.ts';
import {Sites} from './sites.ts';

/** How often the ends are looked at. */
const everyMs = 400;

const down: LineState = {ipsec: false};

/** What one tunnel has come to. */
interface Played {
	readonly line: LineEnd;
	/** Undefined where it can't be played, or could not be started. */
	readonly end: CloudEnd | undefined;
	state: LineState;
	told: string;
}

/** Plays the cloud's end of every tunnel with a real strongSwan, and tells the clouds what those see. */
export class Lab {
	readonly #services: readonly Service[];
	readonly #say: (news: LabNews) => void;
	readonly #sites = new Sites();
	readonly #played = new Map<string, Played>();
	readonly #closing = new AbortController();
	readonly #round: Promise<void>;

	private constructor(services: readonly Service[], say: (news: LabNews) => void) {
		this.#services = services;
		this.#say = say;
		this.#round = this.#go();
	}

	/** @throws LabLacks naming what this machine lacks */
	static async start(services: readonly Service[], say: (news: LabNews) => void): Promise<Lab> {
		const lacks = await missingForLab();
		if (lacks.length > 0) throw new LabLacks(lacks);
		await sweepOrphans();
		return new Lab(services, say);
	}

	/** To be called after each request: no tunnel may come up by the sandbox's clock, and one that was changed stays what it is. */
	hold(): void {
		for (const service of this.#services)
			for (const {connectionId, tunnel} of service.lineEnds()) {
				const played = this.#played.get(keyOf({connectionId, tunnel}));
				service.setLine(connectionId, tunnel, played?.state ?? down, played?.line.generation);
			}
	}

	/** Ends everything. */
	async close(): Promise<void> {
		this.#closing.abort();
		await this.#round;
		await Promise.all([...this.#played.values()].map(({end}) => end?.stop(this.#sites)));
		this.#played.clear();
		await this.#sites.tidy();
	}

	async #go(): Promise<void> {
		while (!this.#closing.signal.aborted) {
			await this.#startAndStop();
			await this.#look();
			await delay(everyMs, undefined, {signal: this.#closing.signal}).catch(() => {});
		}
	}

	/** Brings what runs into line with what the clouds say. */
	async #startAndStop(): Promise<void> {
		const lines = this.#services.flatMap(service => service.lineEnds());
		const known = new Map(lines.map(line => [keyOf(line), line]));
		const wanted = new Map(lines.filter(({ready}) => ready).map(line => [keyOf(line), line]));
		for (const [key, {line, end}] of this.#played) {
			const now = wanted.get(key);
			if (now && sameEnd(now, line)) continue;
			this.#played.delete(key);
			await end?.stop(this.#sites, known.get(key)?.vanishes);
			if (!known.has(key) && line.tunnel === 0) this.#say({kind: 'gone', connection: line.connectionId});
		}

		const changed = new Set<string>();
		for (const [key, line] of wanted) {
			if (this.#played.has(key) || this.#closing.signal.aborted) continue;
			this.#played.set(key, {line, end: await this.#begin(line), state: down, told: ''});
			changed.add(line.connectionId);
		}

		// An end that is being replaced comes back to its site.
		await this.#sites.tidy(new Set(lines.map(({site}) => site)));
		for (const id of changed) this.#sayReady(id);
	}

	async #begin(line: LineEnd): Promise<CloudEnd | undefined> {
		const {connectionId: connection, tunnel, unplayable} = line;
		const trouble = (says: string) => this.#say({kind: 'trouble', connection, says: `tunnel ${tunnel + 1}: ${says}`});
		if (unplayable !== undefined) {
			trouble(`the lab does not play it: ${unplayable}`);
			return undefined;
		}

		try {
			return await CloudEnd.start(line, this.#sites);
		} catch (error) {
			trouble(error instanceof Error ? error.message : String(error));
			return undefined;
		}
	}

	async #look(): Promise<void> {
		for (const played of this.#played.values()) {
			if (this.#closing.signal.aborted) return;
			played.state = await this.#seenBy(played);
			const {connectionId: connection, tunnel, generation} = played.line;
			const told = this.#services.map(service => service.setLine(connection, tunnel, played.state, generation));
			const says = told.find(Boolean) ?? '';
			if (says === played.told) continue;
			played.told = says;
			this.#say({kind: 'line', connection, tunnel, says});
		}
	}

	async #seenBy({end, line, state}: Played): Promise<LineState> {
		if (!end) return down;
		try {
			return (await end.look()) ?? state;
		} catch (error) {
			const says = error instanceof Error ? error.message : String(error);
			if (state.ipsec) this.#say({kind: 'trouble', connection: line.connectionId, says});
			return down;
		}
	}

	#sayReady(connection: string): void {
		const ends = [...this.#played.values()]
			.flatMap(({end}) => (end?.line.connectionId === connection ? [end] : []))
			.sort((one, other) => one.line.tunnel - other.line.tunnel);
		const [first] = ends;
		if (!first) return;
		this.#say({
			kind: 'ready',
			connection,
			site: {namespace: first.site.namespace, address: first.line.site},
			tunnels: ends.map(({site, line}) => ({
				tunnel: line.tunnel,
				cloud: line.cloud,
				device: site.device,
				...(line.inside ? {inside: line.inside} : {}),
			})),
			hosts: first.line.networks.map(hostOf),
		});
	}
}

/** How it will leave one day does not make it another end. */
function sameEnd(one: LineEnd, other: LineEnd): boolean {
	return isDeepStrictEqual({...one, vanishes: undefined}, {...other, vanishes: undefined});
}

function keyOf({connectionId, tunnel}: Pick<LineEnd, 'connectionId' | 'tunnel'>): string {
	return `${connectionId} ${tunnel}`;
}
