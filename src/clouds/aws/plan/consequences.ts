import type {Cost, Facts} from '../../contract/cloud.ts';
import {deviceByHand} from '../../engine/left-by-hand.ts';
import type {AwsConnection} from '../document.ts';
import {notRead} from '../read/cloud-gateways.ts';
import type {Part} from './part.ts';

const vpnPricing = 'AWS VPN pricing page (aws.amazon.com/vpn/pricing)';
const vpcPricing = 'Amazon VPC pricing page (aws.amazon.com/vpc/pricing), public IPv4 addresses';

/** What begins to cost money, and when. Rates differ by region and change, so none is given here. */
export function costsOf(document: AwsConnection): readonly Cost[] {
	const from = 'from creation on, also while the tunnels are DOWN';
	const costs: Cost[] = [
		{
			what:
				document.tunnelBandwidth === 'large'
					? 'one VPN connection-hour rate, that of large tunnels'
					: 'one VPN connection-hour rate',
			from,
			source: vpnPricing,
		},
	];
	if (document.outsideAddressType === 'PublicIpv4')
		costs.push({what: '2 public IPv4 addresses by the hour', from, source: vpcPricing});
	if (document.acceleration)
		costs.push({what: '2 accelerators by the hour, and their premium data transfer', from, source: vpnPricing});
	if (document.cloudGateway.kind === 'tgw')
		costs.push({
			what: 'one transit gateway attachment-hour rate, and data processed by it',
			from,
			source: 'AWS Transit Gateway pricing page (aws.amazon.com/transit-gateway/pricing)',
		});
	if (document.keyStorage === 'SecretsManager')
		costs.push({
			what: 'the secret that holds the keys, by the month',
			from: 'from creation on',
			source: 'AWS Secrets Manager pricing page (aws.amazon.com/secrets-manager/pricing)',
		});
	if ([document.security.options, ...document.tunnels.map(({options}) => options)].some(options => options?.logs))
		costs.push({
			what: 'CloudWatch logs by volume',
			from: 'from the first log line on',
			source: 'Amazon CloudWatch pricing page (aws.amazon.com/cloudwatch/pricing)',
		});
	costs.push({what: 'data transfer out of AWS by volume', from: 'from the first byte on', source: vpnPricing});
	return costs;
}

/** What the plan does not do. */
export function leftByHandOf(
	{cloudGateway: choice, routing, routeTables}: AwsConnection,
	facts: Facts,
	parts: readonly Part[] = [],
): readonly string[] {
	const left = [
		deviceByHand('the site’s device', 'the connection'),
		'security groups and network ACLs that let the site’s traffic in',
		'routes at the site towards the cloud',
	];
	if (choice.kind === 'none') left.push('attaching the connection to the core network in Network Manager');
	if (choice.kind === 'tgw') {
		left.push('routes in the VPCs’ route tables towards the transit gateway');
		const {routeTableId, state} = facts.cloudGateway ?? {};
		// of one that was not read nobody knows whether it has a table
		if (routing.mode === 'static' && !routeTableId && state !== notRead)
			left.push('the static routes: the transit gateway has no default route table to put them into');
	}

	if (choice.kind === 'concentrator')
		left.push('routes in the VPCs’ route tables towards the transit gateway behind it');
	if ((choice.kind === 'vgw' || choice.kind === 'new-vgw') && routeTables.length === 0)
		left.push('route propagation, or routes by hand, in the VPC’s route tables');
	return [...left, ...leftBehind(parts)];
}

/** What a connection that is moved leaves where it was. Source: AWS Site-to-Site VPN User Guide, "Modify the target gateway". */
function leftBehind(parts: readonly Part[]): readonly string[] {
	return parts.flatMap(({by, shown: {field, was}}) => {
		if (by !== 'move' || was === '') return [];
		return field.startsWith('cloudGateway')
			? [`${was} stays: route propagation and routes of VPCs that lead to it are changed or ended by hand`]
			: [`the customer gateway ${was} stays: delete it once nothing uses it`];
	});
}
