import type {ExistingConnection, Quota, SiteGateway} from '../../contract/cloud.ts';
import type {AwsDraft} from '../own-document.ts';

/** What of the account counts against a quota. */
interface Counted {
	readonly connections: readonly ExistingConnection[];
	readonly siteGateways: readonly SiteGateway[];
	/** Virtual private gateways, where one more is to be made. */
	readonly vpnGateways?: number | undefined;
}

/**
 * The quotas that a draft touches, with the documented defaults: EC2 does not tell an account's own.
 * Source: Service Quotas, Amazon VPC and Site-to-Site VPN.
 */
export function quotasOf(draft: AwsDraft, {connections, siteGateways, vpnGateways}: Counted): readonly Quota[] {
	const choice = draft.cloudGateway;
	const quotas: Quota[] = [
		byDefault('vpn-connections-per-region', 'VPN connections in the region', 50, connections.length),
		byDefault('customer-gateways-per-region', 'customer gateways in the region', 50, siteGateways.length),
	];
	if (choice?.kind === 'none')
		quotas.push(
			byDefault(
				'vpn-connections-unassociated',
				'VPN connections without a gateway',
				10,
				connections.filter(({cloudGatewayId}) => cloudGatewayId === undefined).length,
			),
		);
	if (choice?.kind === 'vgw')
		quotas.push(
			byDefault(
				'vpn-connections-per-vgw',
				`VPN connections on ${choice.id}`,
				10,
				connections.filter(({cloudGatewayId}) => cloudGatewayId === choice.id).length,
			),
		);
	if (choice?.kind === 'concentrator')
		quotas.push(
			byDefault(
				'vpn-connections-per-concentrator',
				`VPN connections on ${choice.id}`,
				100,
				connections.filter(({cloudGatewayId}) => cloudGatewayId === choice.id).length,
			),
		);
	if (vpnGateways !== undefined)
		quotas.push(byDefault('vpn-gateways-per-region', 'virtual private gateways in the region', 5, vpnGateways));
	if (draft.acceleration)
		quotas.push(
			byDefault(
				'vpn-connections-accelerated',
				'accelerated VPN connections in the region',
				10,
				connections.filter(({accelerated}) => accelerated).length,
			),
		);
	return quotas;
}

function byDefault(id: string, says: string, limit: number, used: number): Quota {
	return {id, says, limit, used, from: 'default'};
}
