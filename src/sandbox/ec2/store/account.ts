import {idOf} from '../protocol/ids.ts';
import {type RegionEntry, regions} from '../region/regions.ts';
import {fillRegion, furnishedRegions} from './inventory.ts';
import {RegionHoldings} from './resources.ts';

/** What an account has had before the sandbox started. */
interface Inventory {
	/** The regions that it sees. */
	readonly regions: readonly RegionEntry[];
	/** Those that hold connections. */
	readonly furnished: readonly string[];
	/** Puts into a region what was there at `start`, cloud-clock ms. */
	fill(region: RegionHoldings, start: number): void;
	/** What its ids follow from, beside their number: so that two accounts have none in common. '' for an account that is alone. */
	readonly seed: string;
}

/** The account that the sandbox has where nobody asks for more. `extraGateways` further virtual private gateways go to eu-central-1. */
export const usualInventory = (extraGateways: number): Inventory => ({
	regions,
	furnished: furnishedRegions,
	fill: (region, start) => fillRegion(region, start, extraGateways),
	seed: '',
});

/** Everything that an AWS account of the sandbox holds. A region's inventory is made when it is first asked for. */
export class Account {
	readonly #holdings = new Map<string, RegionHoldings>();
	readonly #start: number;
	readonly #inventory: Inventory;
	#made = 0;

	constructor(start: number, inventory: Inventory) {
		this.#start = start;
		this.#inventory = inventory;
	}

	get regions(): readonly RegionEntry[] {
		return this.#inventory.regions;
	}

	region(name: string): RegionHoldings {
		const known = this.#holdings.get(name);
		if (known) return known;
		const region = new RegionHoldings(name);
		this.#inventory.fill(region, this.#start);
		this.#holdings.set(name, region);
		return region;
	}

	/** Every region that holds connections, asked for or not. */
	get furnished(): readonly RegionHoldings[] {
		for (const name of this.#inventory.furnished) this.region(name);
		return [...this.#holdings.values()];
	}

	/** A fresh id: like the real ones, but the same ones in every start of the sandbox. */
	readonly newId = (prefix: string): string => {
		this.#made += 1;
		return idOf(prefix, `${this.#inventory.seed}made ${this.#made}`);
	};
}
