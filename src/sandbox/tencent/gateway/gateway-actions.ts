import {type Actions, type Call, read} from '../protocol/action.ts';
import {answer, chosen, paged} from '../protocol/query.ts';
import {list, optional, text} from '../protocol/shape.ts';
import type {VpnGateway} from '../store/store.ts';

/** The bandwidths that a gateway can have, Mbps, with the API's two names. */
export const bandwidths = [
	{Bandwidth: 5, Cname: '微小型', Name: 'cdmini'},
	{Bandwidth: 10, Cname: '小型', Name: 'cdsmall'},
	{Bandwidth: 20, Cname: '中型', Name: 'cdmiddle'},
	{Bandwidth: 50, Cname: '大型', Name: 'cdlarge'},
	{Bandwidth: 100, Cname: '超大型', Name: 'cdsuperLarge'},
	{Bandwidth: 200, Cname: '超大型2', Name: 'cdsuperLarge2'},
	{Bandwidth: 500, Cname: '超大型3', Name: 'cdsuperLarge3'},
	{Bandwidth: 1000, Cname: '超大型4', Name: 'cdsuperLarge4'},
	{Bandwidth: 3000, Cname: '超大型5', Name: 'cdsuperLarge5'},
];

/** PENDING until it is ready. */
export const gatewayState = (gateway: VpnGateway, nowMs: number): 'PENDING' | 'AVAILABLE' =>
	nowMs < gateway.readyAtMs ? 'PENDING' : 'AVAILABLE';

/** The gateway as DescribeVpnGateways shows it. */
export function showGateway(gateway: VpnGateway, nowMs: number): object {
	const {readyAtMs, privateNet, maxConnection, before, cappedAtMs, ...shown} = gateway;
	return {
		...shown,
		State: gatewayState(gateway, nowMs),
		NewPurchasePlan: '',
		VpnGatewayQuotaSet: bandwidths,
		CdcId: '',
		MaxConnection: gateway.Type.startsWith('SSL') ? (maxConnection ?? 5) : 0,
	};
}

const describeVpnGateways = read({VpnGatewayIds: optional(list(text)), ...paged}, (input, {region, world}: Call) => {
	const found = chosen(region.gateways, input.VpnGatewayIds, input.Filters, {
		id: 'VpnGatewayId',
		prefix: 'vpngw',
		unknownId: 'InvalidVpnGatewayId.NotFound',
		malformedId: 'InvalidVpnGatewayId.Malformed',
		filters: {
			'vpc-id': gateway => gateway.VpcId,
			'vpn-gateway-id': gateway => gateway.VpnGatewayId,
			'vpn-gateway-name': gateway => gateway.VpnGatewayName,
			type: gateway => gateway.Type,
			'public-ip-address': gateway => gateway.PublicIpAddress,
			'renew-flag': gateway => gateway.RenewFlag,
			zone: gateway => gateway.Zone,
		},
	});
	return answer('VpnGatewaySet', found, input, gateway => showGateway(gateway, world.now()));
});

export const gatewayActions: Actions = {DescribeVpnGateways: describeVpnGateways};
