import {liveConnections} from '../connection/connection-state.ts';
import {checkAsn} from '../customer-gateway/customer-gateway-actions.ts';
import {type Actions, type Call, write} from '../protocol/action.ts';
import {checkName, lookUp, oneOf} from '../protocol/checks.ts';
import {integer, optional, required, text} from '../protocol/shape.ts';
import {TencentError} from '../protocol/tencent-error.ts';
import type {VpnGateway} from '../store/store.ts';
import {gatewayState} from './gateway-actions.ts';
import {canBgp} from './gateway-version.ts';

/** Inside one of these a bandwidth can be changed, Mbps. Source: vpc 2017-03-12, ResetVpnGatewayInternetMaxBandwidth. */
const bands: readonly (readonly number[])[] = [
	[5, 10, 20, 50, 100],
	[200, 500, 1000],
];

/** Source: vpc 2017-03-12, CreateVpnGateway, MaxConnection. */
const sslConnections: readonly number[] = [5, 10, 20, 50, 100, 200, 500, 1000];

function availableGateway({region, world}: Call, id: string): VpnGateway {
	const gateway = lookUp(region.gateways, 'vpngw', 'VpnGatewayId', id);
	if (gatewayState(gateway, world.now()) === 'AVAILABLE') return gateway;
	throw new TencentError('UnsupportedOperation.InvalidState', `\`${id}\` is not AVAILABLE.`);
}

/** From the month to the hour: the API takes no other way. */
function chargeType({InstanceChargeType, VpnGatewayId}: VpnGateway, asked: string): string {
	oneOf('InstanceChargeType', asked, ['POSTPAID_BY_HOUR']);
	if (InstanceChargeType === 'PREPAID') return asked;
	throw new TencentError('UnsupportedOperation', `\`${VpnGatewayId}\` is paid by the hour already.`);
}

/** That a BGP tunnel holds the ASN is said by the code VpnUnsupportedModifyBgpAsn alone. */
function asnOf(gateway: VpnGateway, asked: number, {region, world}: Call): number {
	const asn = checkAsn(asked);
	if (!canBgp(gateway)) throw new TencentError('UnsupportedOperation.VpnUnsupportedBgp', `\`${gateway.VpnGatewayId}\``);
	const speaker = liveConnections(region, world.now()).find(
		({VpnGatewayId, RouteType}) => VpnGatewayId === gateway.VpnGatewayId && RouteType === 'Bgp',
	);
	if (speaker && asn !== gateway.BgpAsn)
		throw new TencentError('UnsupportedOperation.VpnUnsupportedModifyBgpAsn', `\`${speaker.VpnConnectionId}\``);
	return asn;
}

function clientsOf({Type, VpnGatewayId}: VpnGateway, asked: number): number {
	if (!Type.startsWith('SSL'))
		throw new TencentError('UnsupportedOperation', `\`${VpnGatewayId}\` is of type ${Type}.`);
	if (sslConnections.includes(asked)) return asked;
	throw new TencentError(
		'InvalidParameterValue',
		`\`MaxConnection\`: \`${asked}\`. Allowed: ${sslConnections.join(', ')}.`,
	);
}

const modifyVpnGatewayAttribute = write(
	{
		VpnGatewayId: required(text),
		VpnGatewayName: optional(text),
		InstanceChargeType: optional(text),
		BgpAsn: optional(integer),
		MaxConnection: optional(integer),
	},
	({VpnGatewayId, VpnGatewayName: name, InstanceChargeType: charge, BgpAsn: asn, MaxConnection: clients}, call) => {
		const gateway = availableGateway(call, VpnGatewayId);
		call.region.gateways.set(VpnGatewayId, {
			...gateway,
			...(name === undefined ? {} : {VpnGatewayName: checkName('VpnGatewayName', name, 'bytes')}),
			...(charge === undefined ? {} : {InstanceChargeType: chargeType(gateway, charge), RenewFlag: ''}),
			...(asn === undefined ? {} : {BgpAsn: asnOf(gateway, asn, call)}),
			...(clients === undefined ? {} : {maxConnection: clientsOf(gateway, clients)}),
		});
		return {};
	},
);

const resetVpnGatewayInternetMaxBandwidth = write(
	{VpnGatewayId: required(text), InternetMaxBandwidthOut: required(integer)},
	({VpnGatewayId, InternetMaxBandwidthOut}, call) => {
		const gateway = availableGateway(call, VpnGatewayId);
		const wanted = bands.find(band => band.includes(InternetMaxBandwidthOut));
		if (!wanted)
			throw new TencentError(
				'InvalidParameterValue',
				`\`InternetMaxBandwidthOut\`: \`${InternetMaxBandwidthOut}\`. Allowed: ${bands.flat().join(', ')}.`,
			);
		const {InternetMaxBandwidthOut: standing} = gateway;
		if (!wanted.includes(standing)) {
			throw new TencentError(
				'UnsupportedOperation.VpnUnsupportedModifyBandwidth',
				`\`${VpnGatewayId}\`: from \`${standing}\` to \`${InternetMaxBandwidthOut}\`.`,
			);
		}
		call.region.gateways.set(VpnGatewayId, {...gateway, InternetMaxBandwidthOut});
		return {};
	},
);

/** Changing a VPN gateway. Its type, its VPC and its address are for life. */
export const gatewayModifyActions: Actions = {
	ModifyVpnGatewayAttribute: modifyVpnGatewayAttribute,
	ResetVpnGatewayInternetMaxBandwidth: resetVpnGatewayInternetMaxBandwidth,
};
