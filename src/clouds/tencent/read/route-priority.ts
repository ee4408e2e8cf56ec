import {checkCidr, normalise} from '../../../connection/networks.ts';
import type {ExistingConnection, Facts, RouteTable} from '../../contract/cloud.ts';
import {siteRangesOf} from '../../rules/ranges-of.ts';
import type {TencentDraft} from '../own-document.ts';
import {tunnelsOnGateway} from './site.ts';

/** 0 is the first choice, 100 the second. Source: vpc 2017-03-12, CreateVpnGatewayRoutes, Priority. */
type RoutePriority = 0 | 100;

/** A route of the VPN gateway that is to lead into the tunnel. */
export interface PlannedRoute {
	readonly destination: string;
	readonly priority: RoutePriority;
}

/** A route to the same destination that leads into another tunnel of the gateway. */
interface Rival {
	readonly tunnel: ExistingConnection;
	readonly priority: number;
}

/** The routes of the gateway's other tunnels to a destination; those whose priority could not be read are left out. */
export function rivalsOf(destination: string, draft: TencentDraft, facts: Facts): readonly Rival[] {
	return tunnelsOnGateway(draft, facts).flatMap(tunnel =>
		(tunnel.routes ?? [])
			.filter(route => !checkCidr(route.destination) && normalise(route.destination).cidr === destination)
			.flatMap(({priority}) => (priority === undefined ? [] : [{tunnel, priority}])),
	);
}

/**
 * The routes with their priorities: the document's own where it names one; else 0 for the first tunnel to a destination, and 100, the
 * standby, for one that comes after it.
 * @param destinations networks without host bits
 */
export function plannedRoutes(
	destinations: readonly string[],
	draft: TencentDraft,
	facts: Facts,
): readonly PlannedRoute[] {
	const named = draft.routing?.mode === 'static' ? draft.routing.priority : undefined;
	return destinations.map(destination => ({
		destination,
		priority: named ?? (rivalsOf(destination, draft, facts).some(({priority}) => priority === 0) ? 100 : 0),
	}));
}

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
