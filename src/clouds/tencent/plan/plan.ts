import type {ConnectionDocument} from '../../../connection/document.ts';
import type {ConvergeOptions, ExistingConnection, Facts, Plan, RouteTable} from '../../contract/cloud.ts';
import {planOf} from '../../engine/plan-of.ts';
import {notInRegion} from '../../engine/read-back.ts';
import {planCustomerGateway} from '../actions/create-customer-gateway.ts';
import {planVpcRoutes} from '../actions/create-routes.ts';
import {planConnection} from '../actions/create-vpn-connection.ts';
import {planGatewayRoutes} from '../actions/create-vpn-gateway-routes.ts';
import type {TencentConnection} from '../document.ts';
import {isTencent} from '../own-document.ts';
import {mainRouteTable, plannedRoutes, sitePrefixes} from '../read/route-priority.ts';
import {endsOf, siteGatewayOf, tunnelOfPair} from '../read/site.ts';
import {tencentRules} from '../rules/rules.ts';
import {compareTunnel} from './compare-tunnel.ts';
import {convergingActions} from './converge.ts';
import {costs, leftByHand, notes} from './plan-texts.ts';
import {siteChange, siteLeft} from './site-values.ts';

/**
 * The ordered calls that make a Tencent Cloud connection real, or one that stands like its document. Tencent Cloud has no dry run for any of them.
 * @throws Error when the document is of another cloud, or names a customer gateway that was looked for and is not there; UserError for a connection
 * that is not there
 */
export function planTencent(document: ConnectionDocument, facts: Facts, converge: ConvergeOptions = {}): Plan {
	if (!isTencent(document)) throw new Error(`a document for ${document.cloud} was given to Tencent Cloud`);
	const existing = siteGatewayOf(document, facts);
	if (document.site.kind === 'existing' && !existing && facts.siteGateways)
		throw new Error(`there is no customer gateway ${document.site.id} in ${document.region}`);
	const exists = standingTunnel(document, facts, converge);
	const prefixes = sitePrefixes(document);
	const table = mainRouteTable(document, facts.routeTables);
	const compared = exists && compareTunnel(document, facts, exists, converge.prune);
	const differences = compared?.differences ?? [];
	const plan = planOf(document, {
		actions: () => actionsOf(document, facts, prefixes, table),
		standing:
			exists && compared
				? {
						exists,
						compared,
						actions: convergingActions({document, facts, exists, differences, converge, prefixes, table}),
						leftByHand: siteLeft(differences, facts, exists),
					}
				: undefined,
		rules: tencentRules,
		askedAt: ({call}) =>
			call === 'CreateCustomerGateway' ? 'site' : document.routing.mode === 'policy' ? 'ranges' : 'routing.prefixes',
		costs,
		leftByHand: leftByHand(document, facts, {prefixes, table}),
		notes: notes(document, facts, {existing, exists, prefixes, table, differences}),
	});
	return Object.keys(converge).length > 0 ? {...plan, converge} : plan;
}

/** The tunnel that a document is of: the one that joins its gateways, or the one that is named. @throws UserError when that is not there */
function standingTunnel(
	document: TencentConnection,
	facts: Facts,
	{connectionId}: ConvergeOptions,
): ExistingConnection | undefined {
	if (connectionId === undefined) return tunnelOfPair(document, facts);
	const named = facts.connections?.find(({id, state}) => id === connectionId && state !== 'DELETING');
	if (!named) throw notInRegion('Tencent Cloud', document.region, connectionId);
	return named;
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
		// the last: a gateway that no tunnel came to keeps its name
		...siteChange(document, facts),
	];
}
