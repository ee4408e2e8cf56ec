import {type Actions, type Call, read} from '../protocol/action.ts';
import {chosen, filterField, page} from '../protocol/query.ts';
import {integer, list, optional, text} from '../protocol/shape.ts';
import type {VpnGateway} from '../store/store.ts';

/** The bandwidths a gateway can be changed to, Mbps, with the API's two names. */
const bandwidths = [
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
	const {readyAtMs, privateNet, ...shown} = gateway;
	return {
		...shown,
		State: gatewayState(gateway, nowMs),
		NewPurchasePlan: '',
		VpnGatewayQuotaSet: bandwidths,
		CdcId: '',
		MaxConnection: gateway.Type.startsWith('SSL') ? 5 : 0,
	};
}

const describeVpnGateways = read(
	{
		VpnGatewayIds: optional(list(text)),
		Filters: filterField,
		Offset: optional(integer),
		Limit: optional(integer),
	},
	(input, call: Call) => {
		const found = chosen([...call.region.gateways.values()], {
			idParameter: 'VpnGatewayIds',
			ids: input.VpnGatewayIds,
			idOf: gateway => gateway.VpnGatewayId,
			idPrefix: 'vpngw',
			unknownId: 'InvalidVpnGatewayId.NotFound',
			malformedId: 'InvalidVpnGatewayId.Malformed',
			filters: input.Filters,
			rules: {
				'vpc-id': {values: gateway => [gateway.VpcId]},
				'vpn-gateway-id': {values: gateway => [gateway.VpnGatewayId]},
				'vpn-gateway-name': {values: gateway => [gateway.VpnGatewayName]},
				type: {values: gateway => [gateway.Type]},
				'public-ip-address': {values: gateway => [gateway.PublicIpAddress]},
				'renew-flag': {values: gateway => [gateway.RenewFlag]},
				zone: {values: gateway => [gateway.Zone]},
			},
		});
		return {
			TotalCount: found.length,
			VpnGatewaySet: page(found, input.Offset, input.Limit).map(gateway => showGateway(gateway, call.world.now())),
		};
	},
);

export const gatewayActions: Actions = {DescribeVpnGateways: describeVpnGateways};
