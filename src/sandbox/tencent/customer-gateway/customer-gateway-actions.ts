import {addressNumber, holds, knownRange} from '../../ipv4.ts';
import {tagsShape} from '../connection/connection-shape.ts';
import {cutUntil, liveConnections, startsAgainAtMs} from '../connection/connection-state.ts';
import {type Actions, type Call, read, write} from '../protocol/action.ts';
import {checkName, lookUp} from '../protocol/checks.ts';
import {newId, timeText} from '../protocol/naming.ts';
import {answer, chosen, paged, tagsOf} from '../protocol/query.ts';
import {integer, list, optional, required, text} from '../protocol/shape.ts';
import {TencentError} from '../protocol/tencent-error.ts';
import {limits} from '../store/limits.ts';
import type {CustomerGateway} from '../store/store.ts';
import {checkTags} from '../store/tags.ts';

/** What a device's outside address cannot be (VPN limits page). Private ranges are taken. */
const unusable = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3'].map(knownRange);

/** ASNs the cloud keeps for itself (CreateCustomerGateway: BgpAsn). */
const reservedAsns = [139341, 45090, 58835];

/** The ASN of a gateway: 4 bytes, none of the cloud's own. */
export function checkAsn(asn: number): number {
	if (asn < 1 || asn > 4_294_967_295 || reservedAsns.includes(asn)) {
		throw new TencentError('InvalidParameterValue', `The value \`${asn}\` of parameter \`BgpAsn\` is not allowed.`);
	}
	return asn;
}

/** Whether the host part is all zeros or all ones, by the address's class: A has three octets of it, B two, C one (VPN limits page). */
function isNetworkOrBroadcast(address: number): boolean {
	const first = Math.floor(address / 2 ** 24);
	const hosts = first < 128 ? 2 ** 24 : first < 192 ? 2 ** 16 : 2 ** 8;
	const host = address % hosts;
	return host === 0 || host === hosts - 1;
}

function checkOutsideAddress(value: string): string {
	const address = addressNumber(value);
	if (address === undefined || unusable.some(range => holds(range, address)) || isNetworkOrBroadcast(address)) {
		throw new TencentError(
			'InvalidParameterValue',
			`The value \`${value}\` of parameter \`IpAddress\` is not allowed.`,
		);
	}
	return value;
}

function show({TagSet, BgpAsn, ...gateway}: CustomerGateway): object {
	return BgpAsn === undefined ? gateway : {...gateway, BgpAsn};
}

const describeCustomerGateways = read({CustomerGatewayIds: optional(list(text)), ...paged}, (input, {region}: Call) => {
	const found = chosen(region.customerGateways, input.CustomerGatewayIds, input.Filters, {
		id: 'CustomerGatewayId',
		prefix: 'cgw',
		filters: {
			'customer-gateway-id': gateway => gateway.CustomerGatewayId,
			'customer-gateway-name': gateway => gateway.CustomerGatewayName,
			'ip-address': gateway => gateway.IpAddress,
		},
		tags: tagsOf,
	});
	return answer('CustomerGatewaySet', found, input, show);
});

const createCustomerGateway = write(
	{
		CustomerGatewayName: required(text),
		IpAddress: required(text),
		Tags: optional(tagsShape),
		BgpAsn: optional(integer),
	},
	(input, {region, world}) => {
		const gateway: CustomerGateway = {
			CustomerGatewayId: newId('cgw'),
			CustomerGatewayName: checkName('CustomerGatewayName', input.CustomerGatewayName),
			IpAddress: checkOutsideAddress(input.IpAddress),
			CreatedTime: timeText(world.now()),
			BgpAsn: input.BgpAsn === undefined ? undefined : checkAsn(input.BgpAsn),
			TagSet: checkTags(input.Tags ?? []),
		};
		const same = [...region.customerGateways.values()].find(
			other => other.IpAddress === gateway.IpAddress && other.BgpAsn === gateway.BgpAsn,
		);
		if (same) {
			throw new TencentError(
				'UnsupportedOperation.RecordExists',
				`\`${gateway.IpAddress}\` is the address of \`${same.CustomerGatewayId}\`.`,
			);
		}
		if (region.customerGateways.size >= limits['appid-max-custom-gateways']) {
			throw new TencentError(
				'LimitExceeded',
				`\`appid-max-custom-gateways\` is ${limits['appid-max-custom-gateways']}.`,
			);
		}
		region.customerGateways.set(gateway.CustomerGatewayId, gateway);
		return {CustomerGateway: show(gateway)};
	},
);

/**
 * The address stays for life. Source: vpc 2017-03-12, ModifyCustomerGatewayAttribute; that the ASN is stuck while a BGP tunnel uses it is said by the
 * code VpnUnsupportedModifyBgpAsn alone, and it may be otherwise: see `speakerAsn`.
 */
const modifyCustomerGatewayAttribute = write(
	{CustomerGatewayId: required(text), CustomerGatewayName: required(text), BgpAsn: optional(integer)},
	(input, {region, world, behavior}) => {
		const gateway = lookUp(region.customerGateways, 'cgw', 'CustomerGatewayId', input.CustomerGatewayId);
		const BgpAsn = input.BgpAsn === undefined ? gateway.BgpAsn : checkAsn(input.BgpAsn);
		const CustomerGatewayName = checkName('CustomerGatewayName', input.CustomerGatewayName);
		const speakers =
			BgpAsn === gateway.BgpAsn
				? []
				: liveConnections(region, world.now()).filter(
						({CustomerGatewayId, RouteType}) => CustomerGatewayId === gateway.CustomerGatewayId && RouteType === 'Bgp',
					);
		const [speaker] = speakers;
		if (speaker && behavior.speakerAsn === 'stuck')
			throw new TencentError('UnsupportedOperation.VpnUnsupportedModifyBgpAsn', `\`${speaker.VpnConnectionId}\``);
		region.customerGateways.set(gateway.CustomerGatewayId, {...gateway, CustomerGatewayName, BgpAsn});
		for (const tunnel of speakers)
			region.connections.set(
				tunnel.VpnConnectionId,
				cutUntil(tunnel, startsAgainAtMs(tunnel, world.now(), behavior), world.now()),
			);
		return {};
	},
);

const deleteCustomerGateway = write({CustomerGatewayId: required(text)}, (input, {region, world}) => {
	const gateway = lookUp(region.customerGateways, 'cgw', 'CustomerGatewayId', input.CustomerGatewayId);
	const user = liveConnections(region, world.now()).find(
		connection => connection.CustomerGatewayId === gateway.CustomerGatewayId,
	);
	if (user)
		throw new TencentError('ResourceInUse', `\`${user.VpnConnectionId}\` ends at \`${gateway.CustomerGatewayId}\`.`);
	region.customerGateways.delete(gateway.CustomerGatewayId);
	return {};
});

/** The site-side gateways. */
export const customerGatewayActions: Actions = {
	DescribeCustomerGateways: describeCustomerGateways,
	CreateCustomerGateway: createCustomerGateway,
	ModifyCustomerGatewayAttribute: modifyCustomerGatewayAttribute,
	DeleteCustomerGateway: deleteCustomerGateway,
};
