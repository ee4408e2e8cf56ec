import {own} from '../../../connection/own.ts';
import type {Action, ConvergeOptions, ExistingConnection, Facts, RouteTable} from '../../contract/cloud.ts';
import type {Difference} from '../../contract/comparison.ts';
import {planCustomerGateway} from '../actions/create-customer-gateway.ts';
import {planVpcRoutes} from '../actions/create-routes.ts';
import {otherPriorityRoutes, planGatewayRoutes} from '../actions/create-vpn-gateway-routes.ts';
import {planLookUp} from '../actions/look-up-vpn-connection.ts';
import {planTags, type TagChange} from '../actions/modify-resource-tags.ts';
import {planRouteStatus} from '../actions/modify-vpn-gateway-routes.ts';
import {planRemovedRoutes} from '../actions/remove-gateway-routes.ts';
import {planRemovedVpcRoutes} from '../actions/remove-vpc-routes.ts';
import type {TencentConnection} from '../document.ts';
import {tunnelName} from '../read/companions.ts';
import {plannedRoutes, rivalsOf} from '../read/route-priority.ts';
import {siteGatewayOf} from '../read/site.ts';
import {planTunnelChange, planTunnelName} from './change-tunnel.ts';
import {changedValue} from './changed-value.ts';
import {extraVpcRoutes, gatewayRouteDifferences, lonelyStandbys, type RouteDifference} from './compare-routes.ts';
import {siteChange} from './site-values.ts';

/** A tunnel that stands, and all that its document and the account say of it. */
export interface Converging {
	readonly document: TencentConnection;
	readonly facts: Facts;
	readonly exists: ExistingConnection;
	readonly differences: readonly Difference[];
	readonly converge: ConvergeOptions;
	/** The site's ranges, as networks. */
	readonly prefixes: readonly string[];
	readonly table: RouteTable | undefined;
}

/**
 * What makes a tunnel that stands like its document, in order: what takes nothing down first; then the tunnel itself, relieved of its traffic
 * meanwhile where another one can carry it; what goes, last. None where nothing differs.
 */
export function convergingActions(given: Converging): readonly Action[] {
	const {document, facts, exists, converge} = given;
	const gatewayId = exists.cloudGatewayId ?? document.cloudGateway.id;
	const tags = tagChanges(given);
	const about = {region: document.region, tunnelId: exists.id};
	const routes = gatewayRouteDifferences(document, exists);
	const site = newSite(given);
	const ofSite = siteChange(document, facts, exists, converge);
	const isQuiet = ofSite.every(({change}) => change?.interrupts.kind === 'nothing');
	return [
		...planTags(
			{...about, id: 'tags'},
			tags.filter(({wanted}) => wanted !== undefined),
		),
		...planTunnelName(given),
		...(isQuiet ? ofSite : []),
		...site,
		...missingRoutes(given),
		...planRouteStatus(
			{id: 'gateway-routes-on', gatewayId, title: 'put routes on the VPN gateway in force'},
			switchable(routes.off),
			'ENABLE',
			quiet,
		),
		...(isQuiet ? [] : ofSite),
		...planTunnelChange(
			given,
			routes.off.map(({route}) => route),
			site.map(({id}) => id),
		),
		...otherPriority(given, gatewayId),
		...(converge.prune
			? [
					...planRemovedVpcs(given, gatewayId),
					...planRemovedRoutes(
						{id: 'gateway-routes-removed', gatewayId, tunnelId: exists.id},
						asRemoved(routes.extra),
						quiet,
					),
				]
			: []),
		...planTags(
			{...about, id: 'tags-removed'},
			tags.filter(({wanted}) => wanted === undefined),
		),
	];
}

/** Tags that differ, as they are sent: which is not as they are shown where something in them can't be. */
function tagChanges({document, exists, differences}: Converging): readonly TagChange[] {
	return differences.flatMap(difference => {
		if (!difference.field.startsWith('tags.')) return [];
		const key = difference.field.slice('tags.'.length);
		const was = own(exists.settings, difference.field);
		const wanted = difference.wanted === '' ? undefined : own(document.tags, key);
		return [{key, was: was === '""' ? '' : was, wanted, shown: changedValue(difference)}];
	});
}

const quiet = {interrupts: {kind: 'nothing'}, needsUp: [], backUp: []} as const;

const asRemoved = (routes: readonly RouteDifference[]) =>
	routes.map(({route, difference}) => ({route, value: changedValue(difference)}));

const switchable = (routes: readonly RouteDifference[]) =>
	routes.flatMap(({route: {id, destination}}) => (id === undefined ? [] : [{id, destination}]));

/** A customer gateway for a tunnel that is moved to a site without one. */
function newSite({document, facts}: Converging): readonly Action[] {
	const {site} = document;
	return site.kind === 'new' && !siteGatewayOf(document, facts) ? [planCustomerGateway(site, document)] : [];
}

/** Routes that the document has and nobody has made: the tunnel is looked up and waited for, then they are made. Those that could not be read are not known to be missing. */
function missingRoutes({document, facts, exists, prefixes, table}: Converging): readonly Action[] {
	const standing = new Set(exists.routes?.map(({destination}) => destination));
	const isRouted = document.routing.mode === 'static' && exists.routing === 'static' && exists.routes !== undefined;
	const unrouted = isRouted ? prefixes.filter(prefix => !standing.has(prefix)) : [];
	const rest = [
		...planGatewayRoutes(document, plannedRoutes(unrouted, document, facts)),
		...planVpcRoutes(document, table, prefixes),
	];
	return rest.length === 0 ? [] : [planLookUp(exists.id), ...rest];
}

/** A route of another priority is made, and the old one deleted: nothing of a route but its status can be changed. */
function otherPriority(given: Converging, gatewayId: string): readonly Action[] {
	const {document, facts, exists, converge} = given;
	const routes = [
		...gatewayRouteDifferences(document, exists).priority,
		...(converge.prune ? lonelyStandbys(document, facts, exists) : []),
	];
	if (routes.length === 0) return [];
	const made = planGatewayRoutes(
		document,
		routes.map(({route: {destination}, difference: {wanted}}) => ({
			destination,
			priority: wanted === '100' ? 100 : 0,
		})),
		{id: otherPriorityRoutes, tunnel: exists.id},
	);
	return [
		...made,
		...planRemovedRoutes(
			{id: 'gateway-routes-old-priority', gatewayId, tunnelId: exists.id},
			asRemoved(routes),
			{...quiet, needsUp: converge.evenIfDown ? [] : carriersAfter(given, routes)},
			made.map(({id}) => id),
		),
	];
}

/** The tunnels that traffic goes by once the old priorities are gone: this one where it becomes the first choice, else those that are. */
function carriersAfter({document, facts, exists}: Converging, routes: readonly RouteDifference[]) {
	const first = routes.flatMap(({route: {destination}, difference: {wanted}}) => {
		if (wanted === '0') return [exists];
		return rivalsOf(destination, document, facts)
			.filter(({tunnel, priority}) => tunnel.id !== exists.id && priority === 0)
			.slice(0, 1)
			.map(({tunnel}) => tunnel);
	});
	return [...new Map(first.map(tunnel => [tunnel.id, tunnelName(tunnel)])).values()];
}

function planRemovedVpcs({document, facts, exists}: Converging, gatewayId: string): readonly Action[] {
	const extra = extraVpcRoutes(document, facts, exists);
	return extra ? planRemovedVpcRoutes(extra.table, gatewayId, extra.routes) : [];
}
