import {liveConnections} from '../connection/connection-state.ts';
import type {Call} from '../protocol/action.ts';
import {TencentError} from '../protocol/tencent-error.ts';
import type {RegionStore, Tag} from '../store/store.ts';

/** Something that has tags. */
export interface Tagged {
	readonly TagSet: readonly Tag[];
}

/** Where the resources of a name's prefix are kept. A map takes back what it gave, with other tags. */
const shelves: Readonly<Record<string, (region: RegionStore) => Map<string, Tagged>>> = {
	vpnx: region => region.connections,
	vpngw: region => region.gateways,
	cgw: region => region.customerGateways,
	vpc: region => region.vpcs,
	rtb: region => region.routeTables,
};

/** The resources of a kind in a region, deleted tunnels left out. Undefined where the sandbox has no such kind or region. */
export function shelfOf(prefix: string, regionName: string, call: Call): Map<string, Tagged> | undefined {
	const region = call.partition.regions.get(regionName);
	const shelf = Object.hasOwn(shelves, prefix) ? shelves[prefix] : undefined;
	if (!region || !shelf) return undefined;
	liveConnections(region, call.world.now());
	return shelf(region);
}

const badName = (resource: string): TencentError =>
	new TencentError('InvalidParameterValue.ResourceDescriptionError', `\`${resource}\``);

/**
 * Where a six-part name leads to: `qcs::vpc:REGION:uin/UIN:PREFIX/ID`, whose UIN may be left out. Source: the description of resources in CAM's
 * documentation, which ModifyResourceTags refers to. Throws for what is no such name, another account, and another service than vpc.
 */
export function placeOf(resource: string, call: Call): {readonly shelf: Map<string, Tagged>; readonly id: string} {
	const [, region = '', uin = '', prefix = '', id = ''] =
		/^qcs::vpc:([a-z0-9-]+):uin\/(\d*):([a-z]+)\/([a-z0-9-]+)$/.exec(resource) ?? [];
	if (uin !== '' && uin !== call.key.accountUin) throw badName(resource);
	const shelf = shelfOf(prefix, region, call);
	if (!shelf) throw badName(resource);
	return {shelf, id};
}

/** The same, with the resource that is there. Throws where there is none. */
export function standingAt(
	resource: string,
	call: Call,
): {readonly shelf: Map<string, Tagged>; readonly id: string; readonly tagged: Tagged} {
	const {shelf, id} = placeOf(resource, call);
	const tagged = shelf.get(id);
	if (!tagged) throw badName(resource);
	return {shelf, id, tagged};
}
