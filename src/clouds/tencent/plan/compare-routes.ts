import type {StandingRoute} from '../../../connection/inventory.ts';
import {checkCidr, normalise, overlaps} from '../../../connection/networks.ts';
import type {ExistingConnection, Facts, RouteTable} from '../../contract/cloud.ts';
import type {Difference} from '../../contract/comparison.ts';
import type {TencentConnection} from '../document.ts';
import {mainRouteTable, sitePrefixes} from '../read/route-priority.ts';

/** A route that stands, and what is not as it should be. */
export interface RouteDifference {
	readonly route: StandingRoute;
	readonly difference: Difference;
}

/** The routes of a tunnel that are not as the document has them, by what mends them. */
interface RouteDifferences {
	/** Turned off. */
	readonly off: readonly RouteDifference[];
	/** Of another priority. */
	readonly priority: readonly RouteDifference[];
	/** Of no document. */
	readonly extra: readonly RouteDifference[];
}

const none: RouteDifferences = {off: [], priority: [], extra: []};

/** Routes of the gateway into a tunnel, against a document with destination routes. */
export function gatewayRouteDifferences(
	document: TencentConnection,
	{routes, routing, cloudGatewayId}: ExistingConnection,
): RouteDifferences {
	if (document.routing.mode !== 'static' || routing !== 'static' || !routes) return none;
	if (cloudGatewayId !== document.cloudGateway.id) return none;
	const wanted = sitePrefixes(document);
	const {priority: asked} = document.routing;
	const own = routes.filter(({destination}) => wanted.includes(destination));
	return {
		off: own
			.filter(({enabled}) => enabled === false)
			.map(route => ({
				route,
				difference: {field: 'routing.prefixes', what: whatOf(route), was: 'turned off', wanted: 'in force'},
			})),
		priority: own
			.filter(({priority}) => asked !== undefined && priority !== asked)
			.map(route => ({route, difference: ofPriority(route, asked)})),
		extra: routes
			.filter(({destination}) => !wanted.includes(destination))
			.map(route => ({
				route,
				difference: {field: 'routing.prefixes', what: 'gateway route', was: route.destination, wanted: ''},
			})),
	};
}

/**
 * Standbys of no other tunnel, where the document leaves the priority to what stands: made now they would be the first choice.
 * Source: vpc 2017-03-12, CreateVpnGatewayRoutes, Priority.
 */
export function lonelyStandbys(
	document: TencentConnection,
	{connections = []}: Facts,
	exists: ExistingConnection,
): readonly RouteDifference[] {
	if (document.routing.mode !== 'static' || document.routing.priority !== undefined) return [];
	const others = connections.filter(
		({id, cloudGatewayId}) => id !== exists.id && cloudGatewayId === exists.cloudGatewayId,
	);
	const wanted = sitePrefixes(document);
	return (exists.routes ?? [])
		.filter(({destination, priority}) => priority === 100 && wanted.includes(destination))
		.filter(({destination}) =>
			others.every(({routes = []}) => routes.every(other => other.destination !== destination || other.priority !== 0)),
		)
		.map(route => ({route, difference: ofPriority(route, 0)}));
}

/** Routes of the VPC's main table to the gateway that lead to no range of the document. One that another tunnel could carry is not told. */
export function extraVpcRoutes(
	document: TencentConnection,
	facts: Facts,
	exists: ExistingConnection,
): {readonly table: RouteTable; readonly routes: readonly Difference[]} | undefined {
	const table = mainRouteTable(document, facts.routeTables);
	if (!table || document.routing.mode === 'bgp' || exists.cloudGatewayId !== document.cloudGateway.id) return undefined;
	const wanted = sitePrefixes(document);
	const others = (facts.connections ?? []).filter(
		({id, cloudGatewayId}) => id !== exists.id && cloudGatewayId === exists.cloudGatewayId,
	);
	const extra = table.routes
		.filter(({target, system}) => target === exists.cloudGatewayId && !system)
		.map(({destination}) => destination)
		.filter(destination => checkCidr(destination) === undefined && !wanted.includes(normalise(destination).cidr))
		.filter(destination => !others.some(other => mayCarry(other, destination)));
	return {
		table,
		routes: extra.map(was => ({
			field: document.routing.mode === 'policy' ? 'ranges' : 'routing.prefixes',
			what: `route to the gateway in ${table.name || table.id}`,
			was,
			wanted: '',
			interrupts: {kind: 'nothing'},
		})),
	};
}

const whatOf = ({destination}: StandingRoute) => `gateway route to ${destination}`;

function ofPriority(route: StandingRoute, wanted: number | undefined): Difference {
	return {
		field: 'routing.priority',
		what: `${whatOf(route)}, priority`,
		was: String(route.priority ?? ''),
		wanted: String(wanted ?? ''),
	};
}

/** What is not known counts as carried: a route that somebody needs is worse to lose than to keep. */
function mayCarry({routing, routes, ranges}: ExistingConnection, destination: string): boolean {
	if (routing === 'bgp') return true;
	if (routing === 'static') return routes?.some(route => touches(route.destination, destination)) ?? true;
	return ranges.some(({siteSide}) => siteSide.some(range => touches(range, destination)));
}

function touches(one: string, other: string): boolean {
	return checkCidr(one) !== undefined || overlaps(one, other);
}
