import {idOf} from '../protocol/ids.ts';
import {fillRegion, furnishedRegions} from './inventory.ts';
import {RegionHoldings} from './resources.ts';

/** Everything that the sandbox's AWS account holds. A region's inventory is made when it is first asked for. */
export class Account {
	readonly #regions = new Map<string, RegionHoldings>();
	readonly #start: number;
	readonly #extraGateways: number;
	#made = 0;

	constructor(start: number, extraGateways: number) {
		this.#start = start;
		this.#extraGateways = extraGateways;
	}

	region(name: string): RegionHoldings {
		const known = this.#regions.get(name);
		if (known) return known;
		const region = new RegionHoldings(name);
		fillRegion(region, this.#start, this.#extraGateways);
		this.#regions.set(name, region);
		return region;
	}

	/** Every region that holds connections, asked for or not. */
	get furnished(): readonly RegionHoldings[] {
		for (const name of furnishedRegions) this.region(name);
		return [...this.#regions.values()];
	}

	/** A fresh id: like the real ones, but the same ones in every start of the sandbox. */
	readonly newId = (prefix: string): string => {
		this.#made += 1;
		return idOf(prefix, `made ${this.#made}`);
	};
}
