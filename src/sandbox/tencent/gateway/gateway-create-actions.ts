import {addressText} from '../../ipv4.ts';
import {tagsShape} from '../connection/connection-shape.ts';
import {liveConnections} from '../connection/connection-state.ts';
import {checkAsn} from '../customer-gateway/customer-gateway-actions.ts';
import {type Actions, type Call, read, write} from '../protocol/action.ts';
import {checkName, lookUp, oneOf} from '../protocol/checks.ts';
import {newId, timeText} from '../protocol/naming.ts';
import {integer, optional, required, struct, text} from '../protocol/shape.ts';
import {TencentError} from '../protocol/tencent-error.ts';
import {gatewaysPerRegion, limits} from '../store/limits.ts';
import type {GatewayType, RegionStore, VpnGateway} from '../store/store.ts';
import {checkTags} from '../store/tags.ts';
import {bandwidths, showGateway} from './gateway-actions.ts';
import {canBgp} from './gateway-version.ts';

/** How long a new gateway is PENDING, ms: a minute or two in the cloud, less here. */
const gatewayPendingMs = 10_000;

const prepaidShape = struct({Period: required(integer), RenewFlag: optional(text)});

const billing = {
	InternetMaxBandwidthOut: required(integer),
	InstanceChargeType: optional(text),
	InstanceChargePrepaid: optional(prepaidShape),
	MaxConnection: optional(integer),
	Type: optional(text),
} as const;

function checkBandwidth(value: number): number {
	const allowed = bandwidths.map(({Bandwidth}) => Bandwidth);
	if (allowed.includes(value)) return value;
	throw new TencentError(
		'InvalidParameterValue',
		`The value \`${value}\` of parameter \`InternetMaxBandwidthOut\` is not allowed. Allowed: ${allowed.join(', ')}.`,
	);
}

function checkCharge(type = 'POSTPAID_BY_HOUR', prepaid?: object): string {
	const charge = oneOf('InstanceChargeType', type, ['POSTPAID_BY_HOUR', 'PREPAID']);
	if (charge === 'PREPAID' && !prepaid) {
		throw new TencentError('InvalidParameterValue', 'The parameter `InstanceChargePrepaid` is required for PREPAID.');
	}
	return charge;
}

/** A VPC gateway names its VPC; a CCN gateway is attached to its CCN later and names none. */
function checkVpc(type: GatewayType, vpcId: string, region: RegionStore): string {
	if (type === 'CCN' || type === 'SSL_CCN') {
		if (vpcId !== '') throw new TencentError('UnsupportedOperation.VpnGwVpcIdNotHave', `\`${vpcId}\``);
		return '';
	}
	if (vpcId === '') throw new TencentError('UnsupportedOperation.VpnGwVpcIdMustHave');
	if (!/^vpc-[0-9a-z]{8}$/.test(vpcId)) throw new TencentError('InvalidVpcId.Malformed', `\`${vpcId}\``);
	if (!region.vpcs.has(vpcId)) throw new TencentError('InvalidVpcId.NotFound', `\`${vpcId}\``);
	return vpcId;
}

function checkQuota(type: GatewayType, vpcId: string, region: RegionStore): void {
	const all = [...region.gateways.values()];
	if (all.filter(gateway => gateway.Type === type).length >= gatewaysPerRegion) {
		throw new TencentError('LimitExceeded', `At most ${gatewaysPerRegion} gateways of type \`${type}\` in one region.`);
	}
	if (vpcId !== '' && all.filter(gateway => gateway.VpcId === vpcId).length >= limits['vpc-max-vpn-gateways']) {
		throw new TencentError('LimitExceeded', `\`vpc-max-vpn-gateways\` is ${limits['vpc-max-vpn-gateways']}.`);
	}
}

const gatewayTypes = ['IPSEC', 'SSL', 'CCN', 'SSL_CCN'] as const;

const createVpnGateway = write(
	{
		...billing,
		VpcId: required(text),
		VpnGatewayName: required(text),
		Zone: optional(text),
		Tags: optional(tagsShape),
		CdcId: optional(text),
		BgpAsn: optional(integer),
	},
	(input, {region, world}: Call) => {
		const Type = oneOf('Type', input.Type ?? 'IPSEC', gatewayTypes);
		const VpcId = checkVpc(Type, input.VpcId, region);
		checkQuota(Type, VpcId, region);
		const nowMs = world.now();
		const gateway: VpnGateway = {
			VpnGatewayId: newId('vpngw'),
			VpnGatewayName: checkName('VpnGatewayName', input.VpnGatewayName, 'bytes'),
			Type,
			VpcId,
			NetworkInstanceId: '',
			// A block no one routes, so that the address is nobody's.
			PublicIpAddress: addressText(0xcb_00_71_0a + region.gateways.size),
			InternetMaxBandwidthOut: checkBandwidth(input.InternetMaxBandwidthOut),
			InstanceChargeType: checkCharge(input.InstanceChargeType, input.InstanceChargePrepaid),
			RenewFlag: input.InstanceChargePrepaid?.RenewFlag ?? '',
			CreatedTime: timeText(nowMs),
			ExpiredTime: '0000-00-00 00:00:00',
			IsAddressBlocked: false,
			RestrictState: 'NORMAL',
			Zone: input.Zone ?? '',
			Version: 'ver4.0',
			BgpAsn: input.BgpAsn === undefined ? undefined : checkAsn(input.BgpAsn),
			TagSet: checkTags(input.Tags ?? []),
			readyAtMs: nowMs + gatewayPendingMs,
			privateNet: undefined,
		};
		if (gateway.BgpAsn !== undefined && !canBgp(gateway))
			throw new TencentError('UnsupportedOperation.VpnUnsupportedBgp');
		region.gateways.set(gateway.VpnGatewayId, gateway);
		return {VpnGateway: showGateway(gateway, nowMs)};
	},
);

const deleteVpnGateway = write({VpnGatewayId: required(text)}, (input, {region, world}) => {
	const gateway = lookUp(region.gateways, 'vpngw', 'VpnGatewayId', input.VpnGatewayId);
	const user = liveConnections(region, world.now()).find(other => other.VpnGatewayId === gateway.VpnGatewayId);
	if (user) throw new TencentError('UnsupportedOperation', `\`${user.VpnConnectionId}\` is a tunnel of the gateway.`);
	region.gateways.delete(gateway.VpnGatewayId);
	return {};
});

/** Yuan an hour and a GB, or a month; invented but for the smallest, in proportion to the bandwidth. */
function price(bandwidth: number, prepaid: {readonly Period: number} | undefined) {
	const item = (amount: number, unit: string) => ({
		OriginalPrice: amount,
		DiscountPrice: amount,
		UnitPrice: unit === 'none' ? 0 : amount,
		ChargeUnit: unit,
	});
	const scale = Math.max(1, bandwidth / 5);
	if (prepaid) {
		return {
			InstancePrice: item(Math.round(380 * scale ** 0.7 * prepaid.Period), 'none'),
			BandwidthPrice: item(0, 'none'),
		};
	}
	return {
		InstancePrice: item(Math.round(48 * scale ** 0.7) / 100, 'HOUR'),
		BandwidthPrice: item(0.8, 'GB'),
	};
}

const inquiryPrice = read(billing, input => {
	oneOf('Type', input.Type ?? 'IPSEC', ['IPSEC', 'SSL']);
	const charge = checkCharge(input.InstanceChargeType, input.InstanceChargePrepaid);
	return {
		Price: price(
			checkBandwidth(input.InternetMaxBandwidthOut),
			charge === 'PREPAID' ? input.InstanceChargePrepaid : undefined,
		),
	};
});

/** Making a VPN gateway, which is the only thing here that costs money. */
export const gatewayCreateActions: Actions = {
	CreateVpnGateway: createVpnGateway,
	DeleteVpnGateway: deleteVpnGateway,
	InquiryPriceCreateVpnGateway: inquiryPrice,
};
