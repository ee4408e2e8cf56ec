import {cloudName} from '../../clouds/registry.ts';
import {printable} from '../../connection/printable.ts';
import type {FleetConnection, FleetPlace, TunnelHistory} from '../../watch/fleet/fleet.ts';
import {differences} from '../../wizard/screens/watch/differences.ts';
import {nameOf} from '../../wizard/screens/watch/row-facts.ts';
import {stripCells} from '../parts/history-strip.ts';
import {cells} from '../text-width.ts';
import {type ColumnId, tunnelCells} from './watch-cells.ts';

/** What is measured over all rows: a text that is as wide as the widest, and which columns say the same everywhere. */
interface Measured {
	readonly widest: Readonly<Record<string, string>>;
	readonly uniform: ReadonlySet<ColumnId>;
}

/** How many there are of each. */
class Counts<T> {
	readonly #counts = new Map<T, number>();

	add(value: T, by: 1 | -1): void {
		const count = (this.#counts.get(value) ?? 0) + by;
		if (count === 0) this.#counts.delete(value);
		else this.#counts.set(value, count);
	}

	values(): readonly T[] {
		return [...this.#counts.keys()];
	}
}

/** Counted over all connections: one that changes is taken out as it was and counted as it is, and no other is looked at. */
class Tally {
	readonly #names = new Counts<number>();
	readonly #ids = new Counts<number>();
	readonly #tunnels = new Counts<number>();
	readonly #troubles = new Counts<number>();
	readonly #places = new Counts<FleetPlace>();
	#manySince = 0;

	add(connection: FleetConnection, by: 1 | -1): void {
		const {status, trouble, history, place} = connection;
		this.#names.add(widthOf(nameOf(connection)), by);
		this.#ids.add(widthOf(status.id), by);
		this.#tunnels.add(status.tunnels.length, by);
		this.#troubles.add(trouble.length, by);
		this.#places.add(place, by);
		if (isSinceMore(history)) this.#manySince += by;
	}

	measured(): Measured {
		const tunnels = Math.max(1, ...this.#tunnels.values());
		const places = this.#places.values();
		const texts = {
			account: new Set(places.map(({account}) => account)),
			region: new Set(places.map(({region}) => region)),
			cloud: new Set(places.map(({cloud}) => cloudName(cloud))),
		};
		const widths: Readonly<Partial<Record<ColumnId, number>>> = {
			state: 10,
			tunnels: tunnels === 1 ? tunnelCells : 2 * tunnelCells + 1,
			since: this.#manySince > 0 ? 14 : 7,
			routes: tunnels === 1 ? 4 : 8,
			flaps: 3,
			history: stripCells,
			wrong: troubleCells(Math.max(0, ...this.#troubles.values())),
			name: Math.min(200, Math.max(0, ...this.#names.values())),
			id: Math.min(200, Math.max(0, ...this.#ids.values())),
			account: widest(texts.account),
			region: widest(texts.region),
			cloud: widest(texts.cloud),
		};
		return {
			widest: Object.fromEntries(Object.entries(widths).map(([id, width]) => [id, 'x'.repeat(width)])),
			uniform: new Set((['cloud', 'account', 'region'] as const).filter(id => texts[id].size <= 1)),
		};
	}
}

/** What was measured last. */
let last: {readonly connections: readonly FleetConnection[]; readonly tally: Tally; readonly measured: Measured} = {
	connections: [],
	tally: new Tally(),
	measured: {widest: {}, uniform: new Set()},
};

/** Only visible rows are drawn, and columns stay in their place while the window moves. */
export function measure(connections: readonly FleetConnection[]): Measured {
	if (last.connections === connections) return last.measured;
	const {tally} = last;
	for (const {before, now} of differences(last.connections, connections).changed) {
		if (before) tally.add(before, -1);
		if (now) tally.add(now, 1);
	}

	last = {connections, tally, measured: tally.measured()};
	return last.measured;
}

/** A name is measured once, however often its connection changes. */
const known = new Map<string, number>();
const mostKnown = 50_000;

function widthOf(text: string): number {
	const before = known.get(text);
	if (before !== undefined) return before;
	if (known.size >= mostKnown) known.clear();
	const width = cells(printable(text));
	known.set(text, width);
	return width;
}

function widest(texts: ReadonlySet<string>): number {
	return Math.min(200, Math.max(0, ...[...texts].map(widthOf)));
}

/** Two tunnels that are not as they are since the same time take two texts. */
function isSinceMore([first, ...others]: readonly TunnelHistory[]): boolean {
	return others.some(({since, sinceFrom}) => since !== first?.since || sinceFrom !== first?.sinceFrom);
}

/** In large steps, so that columns stay in their place while what is wrong changes; where nothing is, others have the room. */
function troubleCells(longest: number): number {
	return longest === 0 ? 1 : Math.min(200, Math.max(60, Math.ceil(longest / 50) * 50));
}
