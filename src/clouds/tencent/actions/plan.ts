import type {ConnectionDocument, TencentConnection} from '../../../connection/document.ts';
import type {Action, ExistingConnection, Facts, Plan, RouteTable} from '../../contract/cloud.ts';
import {refusedAsNew} from '../../engine/refused-as-new.ts';
import {type PlannedRoute, plannedRoutes} from '../read/route-priority.ts';
import {sameTunnel, siteEnd, siteGatewayOf} from '../read/site.ts';
import {mainRouteTable, missingRoutes, sitePrefixes} from '../read/vpc-routes.ts';
import {tencentRules} from '../rules/rules.ts';
import {compareTunnel} from './compare-tunnel.ts';
import {costs, leftByHand, notes} from './plan-texts.ts';
import {
	asParameters,
	connectionRequest,
	customerGatewayRequest,
	gatewayRoutesRequest,
	type Hole,
	vpcRoutesRequest,
} from './requests.ts';

/** Routes that go into one call: few enough that a refusal names something one can find. */
const routesPerCall = 50;

/**
 * The ordered calls that make a Tencent Cloud connection real. Tencent Cloud has no dry run for any of them.
 * @throws Error when the document is of another cloud, or names a customer gateway that was looked for and is not there
 */
export function planTencent(document: ConnectionDocument, facts: Facts): Plan {
	if (document.cloud !== 'tencent') throw new Error(`a document for ${document.cloud} was given to Tencent Cloud`);
	const existing = siteGatewayOf(document, facts);
	if (document.site.kind === 'existing' && !existing && facts.siteGateways)
		throw new Error(`there is no customer gateway ${document.site.id} in ${document.region}`);
	const exists = sameTunnel(document, facts);
	const prefixes = sitePrefixes(document);
	const table = mainRouteTable(document, facts.routeTables);
	const missing = exists ? missingActions(document, facts, exists, {prefixes, table}) : [];
	const compared = exists && compareTunnel(document, facts, exists);
	const comparison = compared && {
		...compared,
		notCompared: [...compared.notCompared, ...refusedAsNew(tencentRules, document, compared)],
		missing: missing.filter(({id}) => id !== 'connection').map(({title, detail}) => `${title}, ${detail}`),
	};
	return {
		cloud: 'tencent',
		region: document.region,
		name: document.name,
		document,
		actions: exists
			? comparison?.differences.length === 0
				? missing
				: []
			: actionsOf(document, facts, prefixes, table),
		costs,
		leftByHand: leftByHand(document, facts, {prefixes, table}),
		...(exists && {exists}),
		...(comparison && {comparison}),
		notes: notes(document, facts, {existing, exists, prefixes, table}),
	};
}

function actionsOf(
	document: TencentConnection,
	facts: Facts,
	prefixes: readonly string[],
	table: RouteTable | undefined,
): readonly Action[] {
	const {site, cloudGateway} = document;
	const actions: Action[] = [];
	const existingSiteId = siteGatewayOf(document, facts)?.id;
	const ends = {cloud: facts.cloudGateway?.publicAddress, site: siteEnd(document, facts).address};
	let customerGateway: string | Hole = existingSiteId ?? (site.kind === 'existing' ? site.id : '');
	if (existingSiteId === undefined && site.kind === 'new') {
		customerGateway = {$result: 'site-gateway'};
		actions.push({
			id: 'site-gateway',
			title: 'create customer gateway',
			detail: [site.address, site.asn === undefined ? '' : `ASN ${site.asn}`].filter(Boolean).join(', '),
			call: 'CreateCustomerGateway',
			parameters: asParameters(customerGatewayRequest(site, document)),
			after: [],
			makes: 'customer gateway',
			...always,
		});
	}

	actions.push({
		id: 'connection',
		title: 'create VPN tunnel',
		detail: `${typeof customerGateway === 'string' ? customerGateway : 'customer gateway from 1'} ⇄ ${cloudGateway.id}, ${modeWords[document.routing.mode]}`,
		call: 'CreateVpnConnection',
		parameters: asParameters(connectionRequest(document, customerGateway, ends)),
		after: actions.map(({id}) => id),
		makes: 'VPN tunnel',
		...always,
	});
	actions.push(
		...gatewayRouteActions(
			document,
			document.routing.mode === 'static' ? plannedRoutes(prefixes, document, facts) : [],
		),
		...vpcRouteActions(document, table, prefixes),
	);
	return actions;
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
		...gatewayRouteActions(document, plannedRoutes(unrouted, document, facts)),
		...vpcRouteActions(document, table, prefixes),
	];
	if (rest.length === 0) return [];
	const lookUp: Action = {
		id: 'connection',
		title: 'look up VPN tunnel',
		detail: `${exists.id}, until it is AVAILABLE`,
		call: 'DescribeVpnConnections',
		parameters: {VpnConnectionIds: [exists.id]},
		after: [],
		makes: '',
		...always,
	};
	return [lookUp, ...rest];
}

function gatewayRouteActions({cloudGateway}: TencentConnection, routes: readonly PlannedRoute[]): readonly Action[] {
	return batches(routes).map((batch, index) => ({
		id: numbered('gateway-routes', index),
		title: 'route to the tunnel on the VPN gateway',
		detail: routesDetail(batch),
		call: 'CreateVpnGatewayRoutes',
		parameters: asParameters(gatewayRoutesRequest(cloudGateway.id, {$result: 'connection'}, batch)),
		after: ['connection'],
		makes: '',
		...always,
	}));
}

function vpcRouteActions(
	{cloudGateway}: TencentConnection,
	table: RouteTable | undefined,
	prefixes: readonly string[],
): readonly Action[] {
	if (!table) return [];
	return batches(missingRoutes(table, prefixes)).map((batch, index) => ({
		id: numbered('vpc-routes', index),
		title: 'route to the VPN gateway in the VPC',
		detail: `${table.name || table.id}: ${shortList(batch)}`,
		call: 'CreateRoutes',
		parameters: asParameters(vpcRoutesRequest(table.id, cloudGateway.id, batch)),
		after: ['connection'],
		makes: '',
		...always,
	}));
}

const always = {service: 'vpc', dryRun: false} as const;
const modeWords = {policy: 'SPD policy', static: 'destination routes', bgp: 'BGP'} as const;

function batches<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
	const count = Math.ceil(items.length / routesPerCall);
	return Array.from({length: count}, (_, index) => items.slice(index * routesPerCall, (index + 1) * routesPerCall));
}

/** The destinations, and that they are a standby's where they are. */
function routesDetail(routes: readonly PlannedRoute[]): string {
	const list = (priority: number) =>
		shortList(routes.filter(route => route.priority === priority).map(({destination}) => destination));
	return [list(0), list(100) && `${list(100)} with priority 100, the standby`].filter(Boolean).join(' · ');
}

function numbered(id: string, index: number): string {
	return index === 0 ? id : `${id}:${index + 1}`;
}

function shortList(prefixes: readonly string[]): string {
	const more = prefixes.length - 3;
	return prefixes.slice(0, 3).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
