import type {ConnectionStatus, Maintenance, TunnelStatus} from '../../clouds/contract/cloud.ts';
import type {FleetChange, FleetConnection, FleetPlace, TunnelHistory} from './fleet.ts';
import {healthOf, troubleOf} from './health.ts';
import {isSameData} from './same-data.ts';
import {countedAt, type Look, lookAt, shiftedBy, type TunnelTurn, upTo} from './tunnel-history.ts';

/** A change before it has its number. */
export type News = Omit<FleetChange, 'number'>;

/** What is remembered of a tunnel from before, if anything is. */
export type Remembered = (connection: string, tunnel: string) => TunnelHistory | undefined;

/** What became of the connections of a place, in one look. */
export interface PlaceTurn {
	readonly news: readonly News[];
	/** Those that are another object now, and what they were; undefined where there was none, or is none any more. */
	readonly changed: readonly {
		readonly before: FleetConnection | undefined;
		readonly after: FleetConnection | undefined;
	}[];
}

/** A watch that begins so soon after another one goes on with it, ms: within it the same would have been asked three times. */
const longestPauseMs = 30_000;

/** The connections of one place as they were last told. What does not change stays the same object. */
export class PlaceBook {
	#place: FleetPlace;
	readonly #remembered: Remembered;
	/** By the connection's id. */
	readonly #known = new Map<string, FleetConnection>();
	#array: readonly FleetConnection[] | undefined;
	/** Ids of those with changes in the last hour: their number shrinks as time goes on. */
	readonly #restless = new Set<string>();
	readonly #working = new Set<string>();
	readonly #maintenance = new Map<string, readonly Maintenance[]>();
	#isFirst = true;
	/** The answer before. */
	#told: readonly ConnectionStatus[] | undefined;

	constructor(place: FleetPlace, remembered: Remembered = () => undefined) {
		this.#place = place;
		this.#remembered = remembered;
	}

	/** The same array while none of them changed. */
	get connections(): readonly FleetConnection[] {
		this.#array ??= [...this.#known.values()];
		return this.#array;
	}

	get size(): number {
		return this.#known.size;
	}

	/** The cloud is at work on one of them. */
	get isWorking(): boolean {
		return this.#working.size > 0;
	}

	/** Another name for people, as when the account's number got known. */
	rename(place: FleetPlace): PlaceTurn {
		this.#place = place;
		return this.#each(connection => ({...connection, place}));
	}

	/** A good answer: all of the place's connections that are watched. @param isThere whether one is there still that is not watched any more */
	answered(answer: readonly ConnectionStatus[], look: Look, isThere: (id: string) => boolean): PlaceTurn {
		// the same array says the same of every connection
		if (answer === this.#told && !look.isGap) return {news: [], changed: []};
		this.#told = answer;
		const news: News[] = [];
		const changed: PlaceTurn['changed'][number][] = [];
		const told = new Set<string>();
		for (const plain of answer) {
			told.add(plain.id);
			const status = this.#maintenance.has(plain.id) ? this.#withMaintenance(plain) : plain;
			const before = this.#known.get(status.id);
			const after = this.#looked(before, status, look, news);
			if (after === before) continue;
			this.#keep(after);
			changed.push({before, after});
		}

		if (told.size < this.#known.size)
			for (const [id, before] of this.#known) {
				if (told.has(id)) continue;
				this.#forget(id);
				changed.push({before, after: undefined});
				if (!isThere(id) && before.status.phase !== 'gone')
					news.push(this.#news(before.status, look.at, {kind: 'gone'}));
			}

		this.#isFirst = false;
		return {news, changed};
	}

	/** What the cloud said of a connection's maintenance, by its tunnels' keys; nothing: it is not told any more. */
	maintained(id: string, told: readonly Maintenance[]): PlaceTurn {
		if (told.length === 0) this.#maintenance.delete(id);
		else this.#maintenance.set(id, structuredClone(told));
		const before = this.#known.get(id);
		const status = before && this.#withMaintenance(before.status);
		if (!before || !status || isSameData(before.status, status)) return {news: [], changed: []};
		const after = {...before, status};
		this.#keep(after);
		return {news: [], changed: [{before, after}]};
	}

	/** Counts the changes of the last hour anew, where there were any. */
	recount(at: number): PlaceTurn {
		const changed = [...this.#restless].flatMap(id => {
			const before = this.#known.get(id);
			const history = before?.history.map(tunnel => countedAt(tunnel, at));
			if (!before || !history || history.every((tunnel, index) => tunnel === before.history[index])) return [];
			const after = {...before, history};
			this.#keep(after);
			return [{before, after}];
		});
		return {news: [], changed};
	}

	/** After this machine's clock was set by so much: times that it told since then are moved along. */
	shift(from: number, ms: number): PlaceTurn {
		return this.#each(connection => ({
			...connection,
			history: connection.history.map(tunnel => shiftedBy(tunnel, from, ms)),
		}));
	}

	#each(change: (connection: FleetConnection) => FleetConnection): PlaceTurn {
		const changed = this.connections.map(before => ({before, after: change(before)}));
		for (const {after} of changed) this.#keep(after);
		return {news: [], changed};
	}

	#keep(connection: FleetConnection): void {
		const {id, phase} = connection.status;
		this.#known.set(id, connection);
		this.#array = undefined;
		mark(
			this.#restless,
			id,
			connection.history.some(({changesLastHour}) => changesLastHour > 0),
		);
		mark(this.#working, id, phase === 'working');
	}

	#withMaintenance(status: ConnectionStatus): ConnectionStatus {
		const told = this.#maintenance.get(status.id) ?? [];
		return {
			...status,
			tunnels: status.tunnels.map(({maintenance: _before, ...tunnel}) => {
				const maintenance = told.find(({key}) => key === tunnel.key);
				return maintenance ? {...tunnel, maintenance} : tunnel;
			}),
		};
	}

	#forget(id: string): void {
		this.#known.delete(id);
		this.#restless.delete(id);
		this.#working.delete(id);
		this.#array = undefined;
	}

	#looked(before: FleetConnection | undefined, status: ConnectionStatus, look: Look, news: News[]): FleetConnection {
		const isSame = before !== undefined && isSameData(before.status, status);
		if (isSame && !look.isGap) return before;
		// rebuilt: a piece of text keeps the whole answer that it was cut from, and with AWS the keys that stand in it
		const kept = isSame ? before.status : structuredClone(status);
		const health = isSame ? before.health : healthOf(kept);
		const looks = kept.tunnels.map((tunnel, index) =>
			before === undefined
				? this.#lookAgain(kept.id, tunnel, look)
				: lookAt(pastOf(before, index, tunnel.key), tunnel, look),
		);
		const after: FleetConnection = {
			key: before?.key ?? `${this.#place.key} ${kept.id}`,
			place: this.#place,
			status: kept,
			health,
			trouble: isSame ? before.trouble : troubleOf(kept, health),
			history: looks.map(({history}) => history),
		};
		if (before === undefined && !this.#isFirst) news.push(this.#news(kept, look.at, {kind: 'appeared'}));
		for (const [index, {turn}] of looks.entries()) if (turn) news.push(this.#turned(kept, index, turn));
		if (before && before.health !== health)
			news.push(
				this.#news(
					kept,
					look.at,
					health === 'gone' ? {kind: 'gone'} : {kind: 'health', from: before.health, to: health},
				),
			);
		return after;
	}

	/** At a tunnel that was not there at the last look, but may have been seen before this watch. */
	#lookAgain(id: string, tunnel: TunnelStatus, look: Look): ReturnType<typeof lookAt> {
		const past = this.#remembered(id, tunnel.key);
		const seenTo = past?.spells.at(-1)?.to;
		if (past === undefined || seenTo === undefined) return lookAt(undefined, tunnel, look);
		return lookAt(seenTo > look.at ? upTo(past, look.at) : past, tunnel, {
			at: look.at,
			before: seenTo,
			isGap: look.at - seenTo > longestPauseMs,
		});
	}

	#turned(status: ConnectionStatus, index: number, {at, from, unseen}: TunnelTurn): News {
		const tunnel = status.tunnels[index];
		if (!tunnel) throw new Error('a tunnel that was looked at is there');
		return this.#news(status, at, {
			kind: 'tunnel',
			number: index + 1,
			tunnel: tunnel.key,
			from,
			to: tunnel.state,
			message: tunnel.message,
			...(unseen ? {unseen} : {}),
		});
	}

	#news({id, name}: ConnectionStatus, at: number, what: FleetChange['what']): News {
		return {at, connection: `${this.#place.key} ${id}`, place: this.#place, id, name, what};
	}
}

function pastOf(before: FleetConnection, index: number, tunnel: string): TunnelHistory | undefined {
	const atItsPlace = before.history[index];
	// two tunnels without addresses may share a key
	return atItsPlace?.tunnel === tunnel ? atItsPlace : before.history.find(past => past.tunnel === tunnel);
}

function mark(marked: Set<string>, id: string, isMarked: boolean): void {
	if (isMarked) marked.add(id);
	else marked.delete(id);
}
