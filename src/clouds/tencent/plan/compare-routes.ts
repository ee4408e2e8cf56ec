import type {StandingRoute} from '../../../connection/inventory.ts';
import {checkCidr, overlaps} from '../../../connection/networks.ts';
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
	/** In force, and of no document. */
	readonly extra: readonly RouteDifference[];
	/** Turned off, and of no document: a document has no word for them, so that they are nobody's to take away. */
	readonly idle: readonly StandingRoute[];
}

const none: RouteDifferences = {off: [], priority: [], extra: [], idle: []};

/** Routes of the gateway into a tunnel, against a document with destination routes. */
export function gatewayRouteDifferences(
	document: TencentConnection,
	{routes, routing, cloudGatewayId}: ExistingConnection,
): RouteDifferences {
	if (document.routing.mode !== 'static' || routing !== 'static' || !routes) return none;
	if (cloudGatewayId !== document.cloudGateway.id) return none;
	const wanted = sitePrefixes(document);
	const {priority: asked} = document.routing;
	// one that names no prefix says nothing of routes: it may have been read while they could not be
	if (wanted.length === 0) return none;
	const own = routes.filter(({destination}) => wanted.includes(destination));
	const others = routes.filter(({destination}) => !wanted.includes(destination));
	return {
		idle: others.filter(({enabled}) => enabled === false),
		off: own
			.filter(({enabled}) => enabled === false)
			.map(route => ({
				route,
				difference: {field: 'routing.prefixes', what: whatOf(route), was: 'turned off', wanted: 'in force'},
			})),
		priority: own
			.filter(({priority}) => asked !== undefined && priority !== asked)
			.map(route => ({route, difference: ofPriority(route, asked)})),
		extra: others
			.filter(({enabled}) => enabled !== false)
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
	const own = (exists.routes ?? []).filter(({destination}) => wanted.includes(destination));
	// a document has one priority for all: where they differ, somebody has chosen that
	if (isMixed(own)) return [];
	return own
		.filter(({priority}) => priority === 100)
		.filter(({destination}) =>
			others.every(({routes = []}) => routes.every(other => other.destination !== destination || other.priority !== 0)),
		)
		.map(route => ({route, difference: ofPriority(route, 0)}));
}

/** Whether routes have several priorities, which a document has no word for. */
export function isMixed(routes: readonly Pick<StandingRoute, 'priority'>[]): boolean {
	return new Set(routes.map(({priority}) => priority)).size > 1;
}

/** Routes of the VPC's main table to the gateway that lead to no range of the document. One that another tunnel could carry is not told, nor one that covers a part of this one's own. */
export function extraVpcRoutes(
	document: TencentConnection,
	facts: Facts,
	exists: ExistingConnection,
): {readonly table: RouteTable; readonly routes: readonly Difference[]} | undefined {
	const table = mainRouteTable(document, facts.routeTables);
	if (!table || document.routing.mode === 'bgp' || exists.cloudGatewayId !== document.cloudGateway.id) return undefined;
	const wanted = sitePrefixes(document);
	// where its routes were not read, nobody knows what the table's are for
	if (wanted.length === 0 || (exists.routing === 'static' && !exists.routes)) return undefined;
	const own = [...wanted, ...gatewayRouteDifferences(document, exists).idle.map(({destination}) => destination)];
	const others = (facts.connections ?? []).filter(
		({id, cloudGatewayId}) => id !== exists.id && cloudGatewayId === exists.cloudGatewayId,
	);
	const extra = table.routes
		.filter(({target, system}) => target === exists.cloudGatewayId && !system)
		.map(({destination}) => destination)
		.filter(destination => checkCidr(destination) === undefined && !own.some(range => touches(range, destination)))
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
