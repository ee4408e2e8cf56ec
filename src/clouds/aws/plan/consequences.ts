import type {Cost, ExistingConnection, Facts} from '../../contract/cloud.ts';
import {deviceByHand} from '../../engine/left-by-hand.ts';
import type {AwsConnection} from '../document.ts';
import {connectionStandards} from '../options.ts';
import {notRead} from '../read/cloud-gateways.ts';
import type {Part} from './part.ts';
import {lookAtDirectConnect} from './propagation-ends.ts';

const vpnPricing = 'AWS VPN pricing page (aws.amazon.com/vpn/pricing)';
const largeTunnels = 'one VPN connection-hour rate, that of large tunnels';
const vpcPricing = 'Amazon VPC pricing page (aws.amazon.com/vpc/pricing), public IPv4 addresses';

const attachmentCost = {
	what: 'one transit gateway attachment-hour rate, and data processed by it',
	source: 'AWS Transit Gateway pricing page (aws.amazon.com/transit-gateway/pricing)',
};
const secretCost = {
	what: 'the secret that holds the keys, by the month',
	source: 'AWS Secrets Manager pricing page (aws.amazon.com/secrets-manager/pricing)',
};
const logCost: Cost = {
	what: 'CloudWatch logs by volume',
	from: 'from the first log line on',
	source: 'Amazon CloudWatch pricing page (aws.amazon.com/cloudwatch/pricing)',
};

const vpcRoutes = 'routes in the VPCs’ route tables towards the transit gateway';
const propagation = 'route propagation, or routes by hand, in the VPC’s route tables';

/** What begins to cost money, and when. Rates differ by region and change, so none is given here. */
export function costsOf(document: AwsConnection): readonly Cost[] {
	const from = 'from creation on, also while the tunnels are DOWN';
	const costs: Cost[] = [
		{
			what: document.tunnelBandwidth === 'large' ? largeTunnels : 'one VPN connection-hour rate',
			from,
			source: vpnPricing,
		},
	];
	if ((document.outsideAddressType ?? connectionStandards.outsideAddressType) === 'PublicIpv4')
		costs.push({what: '2 public IPv4 addresses by the hour', from, source: vpcPricing});
	if (document.acceleration)
		costs.push({what: '2 accelerators by the hour, and their premium data transfer', from, source: vpnPricing});
	if (document.cloudGateway.kind === 'tgw') costs.push({...attachmentCost, from});
	if (document.keyStorage === 'SecretsManager') costs.push({...secretCost, from: 'from creation on'});
	if ([document.security.options, ...document.tunnels.map(({options}) => options)].some(options => options?.logs))
		costs.push(logCost);
	costs.push({what: 'data transfer out of AWS by volume', from: 'from the first byte on', source: vpnPricing});
	return costs;
}

/** What changes of a connection that stands begin to cost. */
export function costsOfChange(parts: readonly Part[]): readonly Cost[] {
	const from = 'from the change on';
	const begins = (name: string | RegExp, value: string) =>
		parts.some(part => (typeof name === 'string' ? part.name === name : name.test(part.name)) && part.wanted === value);
	const costs: Cost[] = [];
	if (begins('tunnelBandwidth', 'large')) costs.push({what: largeTunnels, from, source: vpnPricing});
	if (begins('keyStorage', 'SecretsManager')) costs.push({...secretCost, from});
	if (begins(/^options\.logs\.\w*[lL]ogEnabled$/, 'true')) costs.push(logCost);
	if (parts.some(({by, shown}) => by === 'move' && /^tgw-/.test(shown.wanted))) costs.push({...attachmentCost, from});
	return costs;
}

/** What changes of a connection that stands leave to people: a move alone leaves anything. */
export function leftByChange(
	{cloudGateway: choice, routing, routeTables}: AwsConnection,
	facts: Facts,
	exists: ExistingConnection,
	parts: readonly Part[],
): readonly string[] {
	const moved = parts.some(({by, shown}) => by === 'move' && shown.field.startsWith('cloudGateway'));
	if (!moved) return [...lookAtDirectConnect(parts, exists), ...leftBehind(parts, facts, exists)];
	const arrives =
		choice.kind === 'tgw'
			? [vpcRoutes, ...leftToJoin(choice.id, routing.mode, facts)]
			: routeTables.length === 0
				? [propagation]
				: [];
	return [...arrives, ...routesLeft(exists), ...leftBehind(parts, facts, exists)];
}

/** What people join a new attachment to, where its transit gateway does not. */
function leftToJoin(
	gatewayId: string,
	mode: AwsConnection['routing']['mode'],
	{cloudGateway}: Facts,
): readonly string[] {
	const {joinsNot} = cloudGateway ?? {};
	const ifOff = joinsNot === undefined ? ', where its defaults are off' : '';
	const lacks = (what: 'association' | 'propagation') => joinsNot?.includes(what) ?? true;
	return [
		...(lacks('association') ? [`a route table of ${gatewayId} for what the site sends${ifOff}`] : []),
		...(mode === 'bgp' && lacks('propagation')
			? [`the route tables of ${gatewayId} that learn the site’s routes${ifOff}`]
			: []),
	];
}

/** Static routes that a connection leaves in a transit gateway. Their attachment goes, and they lead nowhere. */
function routesLeft({cloudGatewayId, routesElsewhere}: ExistingConnection): readonly string[] {
	if (!cloudGatewayId?.startsWith('tgw-')) return [];
	if (routesElsewhere === undefined)
		return [
			`static routes into this connection in other route tables of ${cloudGatewayId} than its default one: they could not be read`,
		];
	return routesElsewhere.map(
		({destination, tableId}) => `the static route ${destination} in ${tableId}, which leads nowhere then`,
	);
}

/** What the plan of a new connection does not do. */
export function leftByHandOf(
	{cloudGateway: choice, routing, routeTables}: AwsConnection,
	facts: Facts,
): readonly string[] {
	const left = [
		deviceByHand('the site’s device', 'the connection'),
		'security groups and network ACLs that let the site’s traffic in',
		'routes at the site towards the cloud',
	];
	if (choice.kind === 'none') left.push('attaching the connection to the core network in Network Manager');
	if (choice.kind === 'tgw') {
		left.push(vpcRoutes, ...leftToJoin(choice.id, routing.mode, facts));
		const {routeTableId, state} = facts.cloudGateway ?? {};
		// of one that was not read nobody knows whether it has a table
		if (routing.mode === 'static' && !routeTableId && state !== notRead)
			left.push('the static routes: the transit gateway has no default route table to put them into');
	}

	if (choice.kind === 'concentrator')
		left.push('routes in the VPCs’ route tables towards the transit gateway behind it');
	if ((choice.kind === 'vgw' || choice.kind === 'new-vgw') && routeTables.length === 0) left.push(propagation);
	return left;
}

/** What a connection that is moved leaves where it was. Source: AWS Site-to-Site VPN User Guide, "Modify the target gateway". */
function leftBehind(
	parts: readonly Part[],
	{connections = []}: Facts,
	{id: own, cloudGatewayId, siteGatewayId}: ExistingConnection,
): readonly string[] {
	const others = connections.filter(({id, state}) => id !== own && !/^delet/.test(state));
	return parts.flatMap(({by, shown: {field, was}}) => {
		if (by !== 'move' || was === '') return [];
		if (field.startsWith('cloudGateway')) {
			const isUsed = others.some(each => each.cloudGatewayId === cloudGatewayId);
			const use = isUsed ? '' : ', and no VPN connection uses it any more';
			return [`${was} stays${use}: route propagation and routes of VPCs that lead to it are changed or ended by hand`];
		}
		return others.some(each => each.siteGatewayId === siteGatewayId)
			? []
			: [`the customer gateway ${was} stays, and nothing uses it any more: delete it where it is not wanted`];
	});
}
