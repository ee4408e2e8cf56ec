import {normalise} from '../../../connection/networks.ts';
import type {RouteTable} from '../../contract/cloud.ts';
import {siteRangesOf} from '../../rules/ranges-of.ts';
import type {TencentDraft} from '../own-document.ts';

/** The site's ranges, each once, as networks: where routes must lead to. BGP learns them. */
export function sitePrefixes(draft: TencentDraft): readonly string[] {
	return [...new Set(siteRangesOf(draft).map(({cidr}) => normalise(cidr).cidr))];
}

/** The route table that subnets without one of their own use. A CCN spreads its routes itself. */
export function mainRouteTable(
	{cloudGateway}: TencentDraft,
	tables: readonly RouteTable[] | undefined,
): RouteTable | undefined {
	if (cloudGateway?.kind !== 'vpc') return undefined;
	return tables?.find(table => table.main && table.vpcId === cloudGateway.vpcId);
}

/** Prefixes that the table has no route for; one that leads elsewhere is the user's to decide. */
export function missingRoutes(table: RouteTable, prefixes: readonly string[]): readonly string[] {
	const standing = new Set(table.routes.map(({destination}) => destination));
	return prefixes.filter(prefix => !standing.has(prefix));
}
