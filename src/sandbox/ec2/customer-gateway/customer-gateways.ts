import {addressNumber} from '../../ipv4.ts';
import {ApiError, invalidCombination, invalidValue} from '../protocol/api-error.ts';
import {answer, chosen, filterList} from '../protocol/filters.ts';
import {type Call, done, operation} from '../protocol/operation.ts';
import {integer, list, missing, required, text} from '../protocol/shape.ts';
import {specifiedTags, tagSet, tagSpecification} from '../protocol/tags.ts';
import type {XmlValue} from '../protocol/xml.ts';
import {customerGatewaysPerRegion} from '../store/limits.ts';
import {customerGatewayOf, listed, live, noCustomerGateway} from '../store/resource-lookup.ts';
import type {CustomerGateway} from '../store/resources.ts';
import {Timeline} from '../store/timeline.ts';
import {isIpv6Address, kindOf} from '../vpc/addresses.ts';

export const describeCustomerGateways = operation(
	'DescribeCustomerGateways',
	'reads',
	{CustomerGatewayId: list(text), Filter: filterList},
	(input, {region, now}) => {
		const known = new Map([...listed(region.customerGateways, now)].filter(([, {knownFrom}]) => knownFrom <= now));
		return answer('customerGatewaySet', chosen(known, input.CustomerGatewayId, noCustomerGateway), input, {
			filters: {
				'bgp-asn': gateway => String(gateway.asn),
				'customer-gateway-id': gateway => gateway.id,
				'ip-address': gateway => gateway.ipAddress,
				state: gateway => gateway.state.value(now),
				type: () => 'ipsec.1',
			},
			xml: gateway => customerGatewayXml(gateway, now),
		});
	},
);

export const createCustomerGateway = operation(
	'CreateCustomerGateway',
	'mutates',
	{
		BgpAsn: integer,
		BgpAsnExtended: integer,
		PublicIp: text,
		IpAddress: text,
		CertificateArn: text,
		Type: required(text),
		DeviceName: text,
		TagSpecification: tagSpecification,
	},
	(input, {region, now, newId, settleMs}) => {
		if (input.Type !== 'ipsec.1') throw invalidValue(input.Type, 'type');
		if (input.IpAddress !== undefined && input.PublicIp !== undefined)
			throw invalidCombination('The parameters IpAddress and PublicIp cannot be used together');
		const {IpAddress: ipAddress = input.PublicIp, DeviceName: deviceName, CertificateArn: certificateArn} = input;
		if (ipAddress === undefined && certificateArn === undefined) throw missing('IpAddress');
		if (ipAddress !== undefined) checkAddress(ipAddress);
		const asn = asnOf(input.BgpAsn, input.BgpAsnExtended);
		checkAsn(asn, region.name);
		if (
			certificateArn !== undefined &&
			!/^arn:aws[\w-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/.test(certificateArn)
		)
			throw invalidValue(certificateArn, 'certificateArn');
		if (deviceName !== undefined && (deviceName === '' || [...deviceName].length > 255))
			throw invalidValue(deviceName, 'deviceName', 'It has 1 to 255 characters.');
		const tags = specifiedTags(input.TagSpecification, 'customer-gateway');
		const living = [...region.customerGateways.values()].filter(({state}) => live(state, now));
		const same = living.find(
			other =>
				other.ipAddress === ipAddress &&
				other.asn === asn &&
				other.deviceName === deviceName &&
				other.certificateArn === certificateArn,
		);
		if (same) return {customerGateway: customerGatewayXml(same, now)};
		if (living.length >= customerGatewaysPerRegion)
			throw new ApiError('CustomerGatewayLimitExceeded', 'The maximum number of customer gateways has been reached.');
		const gateway: CustomerGateway = {
			id: newId('cgw'),
			asn,
			tags,
			knownFrom: now + settleMs,
			state: new Timeline<'available'>(now, 'available'),
			ipAddress,
			deviceName,
			certificateArn,
		};
		region.customerGateways.set(gateway.id, gateway);
		return {customerGateway: customerGatewayXml(gateway, now)};
	},
);

export const deleteCustomerGateway = operation(
	'DeleteCustomerGateway',
	'mutates',
	{CustomerGatewayId: required(text)},
	({CustomerGatewayId: id}, call) => {
		const gateway = customerGatewayOf(id, call);
		const inUse = [...call.region.vpnConnections.values()].some(
			({customerGatewayId, state}) => customerGatewayId === id && state.value(call.now) !== 'deleted',
		);
		if (inUse) throw new ApiError('IncorrectState', 'The customer gateway is in use.');
		gateway.state.set(call.now, 'deleted');
		return done;
	},
);

function checkAddress(address: string): void {
	if (isIpv6Address(address)) return;
	if (addressNumber(address) === undefined || kindOf(address) === 'special')
		throw invalidValue(address, 'ipAddress', 'Invalid IP address.');
}

/** 2-byte and small 4-byte ASNs go by BgpAsn, the upper half of the 4-byte ones by BgpAsnExtended; 65000 when neither is given. */
function asnOf(asn: number | undefined, extended: number | undefined): number {
	if (asn !== undefined && extended !== undefined)
		throw invalidCombination('The parameters BgpAsn and BgpAsnExtended cannot be used together');
	if (asn !== undefined && (asn < 1 || asn > 2_147_483_647)) throw invalidValue(asn, 'bgpAsn');
	if (extended !== undefined && (extended < 2_147_483_648 || extended > 4_294_967_295))
		throw invalidValue(extended, 'bgpAsnExtended');
	return asn ?? extended ?? 65_000;
}

/** ASNs that are Amazon's own. Source: AWS Site-to-Site VPN User Guide, "Customer gateway options". */
const reservedAsns: Readonly<Record<string, number>> = {
	'eu-west-1': 9059,
	'ap-northeast-1': 10_124,
	'ap-southeast-1': 17_943,
};

function checkAsn(asn: number, region: string): void {
	if (asn === 7224 || asn === reservedAsns[region])
		throw invalidValue(asn, 'bgpAsn', 'It is reserved for the Amazon side.');
}

function customerGatewayXml(gateway: CustomerGateway, now: number): XmlValue {
	const extended = gateway.asn > 2_147_483_647;
	return {
		customerGatewayId: gateway.id,
		state: gateway.state.value(now),
		type: 'ipsec.1',
		ipAddress: gateway.ipAddress,
		bgpAsn: extended ? undefined : gateway.asn,
		bgpAsnExtended: extended ? gateway.asn : undefined,
		certificateArn: gateway.certificateArn,
		deviceName: gateway.deviceName,
		tagSet: tagSet(gateway.tags),
	};
}

/** A customer gateway that a connection can be made with. @throws ApiError as above, InvalidCustomerGatewayState */
export function usableCustomerGateway(id: string, call: Call): CustomerGateway {
	const gateway = customerGatewayOf(id, call);
	if (gateway.state.value(call.now) !== 'available')
		throw new ApiError('InvalidCustomerGatewayState', `The customer gateway ${id} is not in the available state`);
	return gateway;
}
