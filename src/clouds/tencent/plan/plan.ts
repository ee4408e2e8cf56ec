import type {ConnectionDocument} from '../../../connection/document.ts';
import type {Action, ExistingConnection, Facts, Plan, RouteTable} from '../../contract/cloud.ts';
import {planOf} from '../../engine/plan-of.ts';
import {planCustomerGateway} from '../actions/create-customer-gateway.ts';
import {planVpcRoutes} from '../actions/create-routes.ts';
import {planConnection} from '../actions/create-vpn-connection.ts';
import {planGatewayRoutes} from '../actions/create-vpn-gateway-routes.ts';
import {planLookUp} from '../actions/look-up-vpn-connection.ts';
import type {TencentConnection} from '../document.ts';
import {isTencent} from '../own-document.ts';
import {mainRouteTable, plannedRoutes, sitePrefixes} from '../read/route-priority.ts';
import {endsOf, sameTunnel, siteGatewayOf} from '../read/site.ts';
import {tencentRules} from '../rules/rules.ts';
import {compareTunnel} from './compare-tunnel.ts';
import {costs, leftByHand, notes} from './plan-texts.ts';
/**
 * The ordered calls that make a Tencent Cloud connection real. Tencent Cloud has no dry run for any of them.
 * @throws Error when the document is of another cloud, or names a customer gateway that was looked for and is not there
 */
export function planTencent(document: ConnectionDocument, facts: Facts): Plan {
	if (!isTencent(document)) throw new Error(`a document for ${document.cloud} was given to Tencent Cloud`);
	const existing = siteGatewayOf(document, facts);
	if (document.site.kind === 'existing' && !existing && facts.siteGateways)
		throw new Error(`there is no customer gateway ${document.site.id} in ${document.region}`);
	const exists = sameTunnel(document, facts);
	const prefixes = sitePrefixes(document);
	const table = mainRouteTable(document, facts.routeTables);
	return planOf(document, {
		actions: () => actionsOf(document, facts, prefixes, table),
		standing: exists && {
			exists,
			compared: compareTunnel(document, facts, exists),
			actions: missingActions(document, facts, exists, {prefixes, table}),
		},
		rules: tencentRules,
		costs,
		leftByHand: leftByHand(document, facts, {prefixes, table}),
		notes: notes(document, facts, {existing, exists, prefixes, table}),
	});
}

function actionsOf(
	document: TencentConnection,
	facts: Facts,
	prefixes: readonly string[],
	table: RouteTable | undefined,
) {
	const {site} = document;
	const existingSite = siteGatewayOf(document, facts)?.id;
	const newSite = existingSite === undefined && site.kind === 'new' ? [planCustomerGateway(site, document)] : [];
	const siteId = existingSite ?? (site.kind === 'existing' ? site.id : {$result: 'site-gateway'});
	return [
		...newSite,
		planConnection(
			document,
			siteId,
			endsOf(document, facts),
			newSite.map(({id}) => id),
		),
		...planGatewayRoutes(document, document.routing.mode === 'static' ? plannedRoutes(prefixes, document, facts) : []),
		...planVpcRoutes(document, table, prefixes),
	];
}

/** What makes the rest of a tunnel that stands: the tunnel is looked up and waited for, then its routes are made. None when nothing is missing. */
function missingActions(
	document: TencentConnection,
	facts: Facts,
	exists: ExistingConnection,
	{prefixes, table}: {readonly prefixes: readonly string[]; readonly table: RouteTable | undefined},
): readonly Action[] {
	const standing = new Set(exists.routes?.map(({destination}) => destination));
	// routes that could not be read are not known to be missing
	const isRouted = document.routing.mode === 'static' && exists.routes !== undefined;
	const unrouted = isRouted ? prefixes.filter(prefix => !standing.has(prefix)) : [];
	const rest = [
		...planGatewayRoutes(document, plannedRoutes(unrouted, document, facts)),
		...planVpcRoutes(document, table, prefixes),
	];
	return rest.length === 0 ? [] : [planLookUp(exists.id), ...rest];
}
