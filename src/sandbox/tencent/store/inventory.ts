import {financeRegion, publicRegions} from '../account/regions.ts';
import {guangzhou} from './inventory-guangzhou.ts';
import {ccns, finance, hongkong, shanghai, singapore} from './inventory-regions.ts';
import {type Partition, RegionStore} from './store.ts';

/** The account as it stands when the sandbox starts: the public cloud and the finance region, apart. */
export function createInventory(nowMs: number): readonly Partition[] {
	const regions = new Map(publicRegions.map(region => [region.id, new RegionStore(region.id)]));
	for (const region of [guangzhou(nowMs), singapore(nowMs), hongkong(), shanghai()]) regions.set(region.name, region);
	return [
		{name: 'public', regions, ccns: new Map(ccns.map(ccn => [ccn.CcnId, ccn]))},
		{name: financeRegion, regions: new Map([[financeRegion, finance(nowMs)]]), ccns: new Map()},
	];
}
