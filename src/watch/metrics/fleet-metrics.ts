import {Counter, Gauge, Registry} from 'prom-client';
import type {FleetConnection, FleetSnapshot} from '../fleet/fleet.ts';
import type {CallCount} from './call-counts.ts';
import {type GaugeName, gauges, type Sample, samplesOfConnection, samplesOfPlace} from './series.ts';

/** What a connection last brought in, and of what that was made. */
interface Told {
	readonly connection: FleetConnection;
	readonly isStale: boolean;
	readonly samples: readonly Sample[];
}

/**
 * A fleet as Prometheus reads it, text format 0.0.4. What is gone from the fleet is gone from the next page. The series of a connection that did not change are
 * not made anew, and nothing is worked out before somebody asks.
 */
export class FleetMetrics {
	readonly contentType = Registry.PROMETHEUS_CONTENT_TYPE;
	readonly #registry = new Registry();
	readonly #gauges: ReadonlyMap<GaugeName, Gauge>;
	readonly #calls: Counter;
	readonly #told = new Map<string, Told>();
	#ofPlaces: readonly Sample[] = [];
	#snapshot: FleetSnapshot | undefined;
	#seen: FleetSnapshot | undefined;
	#page: Promise<string> | undefined;

	/** @param counts the calls so far */
	constructor(
		version: string,
		private readonly counts: () => readonly CallCount[],
	) {
		const registers = [this.#registry];
		const info = new Gauge({
			name: 'tunnelwright_build_info',
			help: 'The program that tells this, by its version. Always 1.',
			labelNames: ['version'],
			registers,
		});
		info.set({version}, 1);
		this.#gauges = new Map(
			Object.entries(gauges).map(([name, {help, labels}]) => [
				// cast: Object.entries forgets that these are the names there are
				name as GaugeName,
				new Gauge({name, help, labelNames: labels, registers}),
			]),
		);
		this.#calls = new Counter({
			name: 'tunnelwright_api_requests_total',
			help: "Calls to the clouds since the start, every try. result: ok, refused (the cloud's own error, throttling too), no_answer.",
			labelNames: ['cloud', 'region', 'result'],
			registers,
		});
	}

	/** The newest that is known; undefined: nobody watches, and nothing is. */
	see(snapshot: FleetSnapshot | undefined): void {
		this.#snapshot = snapshot;
	}

	/** The page. Who asks while it is being made gets the same one. */
	page(): Promise<string> {
		this.#page ??= this.#make().finally(() => {
			this.#page = undefined;
		});
		return this.#page;
	}

	async #make(): Promise<string> {
		this.#take();
		const parts: string[] = [];
		for (const {name} of this.#registry.getMetricsAsArray()) {
			parts.push(await this.#registry.getSingleMetricAsString(name));
			// ten thousand connections take a while: keys and answers come in between
			await new Promise(resolve => setImmediate(resolve));
		}

		return `${parts.join('\n\n')}\n`;
	}

	#take(): void {
		this.#calls.reset();
		for (const {calls, ...labels} of this.counts()) this.#calls.inc(labels, calls);
		const snapshot = this.#snapshot;
		if (snapshot === this.#seen) return;
		this.#seen = snapshot;
		const {places, connections} = snapshot ?? {places: [], connections: []};
		const stale = new Set(places.flatMap(({place, isStale}) => (isStale ? [place.key] : [])));
		const counts = new Map<string, Map<string, number>>();
		const gone = new Set(this.#told.keys());
		for (const connection of connections) {
			gone.delete(connection.key);
			this.#tell(connection, stale.has(connection.place.key));
			const ofPlace = counts.get(connection.place.key) ?? new Map<string, number>();
			counts.set(connection.place.key, ofPlace);
			ofPlace.set(connection.health, (ofPlace.get(connection.health) ?? 0) + 1);
		}

		for (const key of gone) {
			this.#remove(this.#told.get(key)?.samples ?? []);
			this.#told.delete(key);
		}

		this.#remove(this.#ofPlaces);
		this.#ofPlaces = places.flatMap(state =>
			samplesOfPlace(state, counts.get(state.place.key) ?? new Map<string, number>()),
		);
		this.#set(this.#ofPlaces);
	}

	#tell(connection: FleetConnection, isStale: boolean): void {
		const before = this.#told.get(connection.key);
		if (before?.connection === connection && before.isStale === isStale) return;
		if (before) this.#remove(before.samples);
		const samples = samplesOfConnection(connection, isStale);
		this.#set(samples);
		this.#told.set(connection.key, {connection, isStale, samples});
	}

	#set(samples: readonly Sample[]): void {
		for (const {gauge, labels, value} of samples) this.#gauges.get(gauge)?.set(labels, value);
	}

	#remove(samples: readonly Sample[]): void {
		for (const {gauge, labels} of samples) this.#gauges.get(gauge)?.remove(labels);
	}
}
