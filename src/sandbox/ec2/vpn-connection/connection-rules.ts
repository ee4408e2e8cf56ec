import {parseRange} from '../../ipv4.ts';
import {ApiError, invalidCombination, invalidValue} from '../protocol/api-error.ts';
import type {Call} from '../protocol/operation.ts';
import {attachmentOf} from '../store/resource-lookup.ts';
import type {ConnectionOptions, CustomerGateway} from '../store/resources.ts';
import {isIpv6Address, kindOf, parseIpv6Range} from '../vpc/addresses.ts';
import type {ConnectionTarget} from './connection-target.ts';

/*
 * How the options of a connection go together. Source: EC2 API Reference, VpnConnectionOptionsSpecification and
 * ModifyVpnConnectionOptions; AWS Site-to-Site VPN User Guide.
 */

/** @throws ApiError InvalidParameterValue, InvalidParameterCombination, MissingParameter */
export function checkConnectionOptions(
	options: ConnectionOptions,
	target: ConnectionTarget,
	gateway: CustomerGateway,
	call: Call,
): void {
	checkRanges(options);
	checkTarget(options, target);
	checkOutside(options, target, gateway, call);
	if (!options.staticRoutesOnly && target.asn === gateway.asn)
		throw invalidValue(gateway.asn, 'bgpAsn', 'The customer gateway and the Amazon side have the same ASN.');
}

function checkRanges(options: ConnectionOptions): void {
	for (const [cidr, name] of [
		[options.localIpv4Cidr, 'LocalIpv4NetworkCidr'],
		[options.remoteIpv4Cidr, 'RemoteIpv4NetworkCidr'],
	] as const) {
		const range = parseRange(cidr);
		if (!range || range.hostBits) throw invalidValue(cidr, name, 'This is not a valid CIDR block.');
		if (options.insideIpVersion === 'ipv6' && cidr !== '0.0.0.0/0')
			throw invalidCombination(`${name} cannot be used with TunnelInsideIpVersion ipv6.`);
	}

	for (const [cidr, name] of [
		[options.localIpv6Cidr, 'LocalIpv6NetworkCidr'],
		[options.remoteIpv6Cidr, 'RemoteIpv6NetworkCidr'],
	] as const) {
		const range = parseIpv6Range(cidr);
		if (!range || range.hostBits) throw invalidValue(cidr, name, 'This is not a valid IPv6 CIDR block.');
		if (options.insideIpVersion === 'ipv4' && cidr !== '::/0')
			throw invalidCombination(`${name} cannot be used with TunnelInsideIpVersion ipv4.`);
	}
}

function checkTarget(options: ConnectionOptions, {kind}: ConnectionTarget): void {
	const needsTransit = (what: string) => invalidCombination(`${what} is not supported for this type of gateway.`);
	if (kind === 'vgw' && options.insideIpVersion === 'ipv6') throw needsTransit('TunnelInsideIpVersion ipv6');
	// A concentrator: IPv6 yes, private Direct Connect no. Source: User Guide, "Site-to-Site VPN Concentrators".
	const outside = options.outsideIpAddressType;
	if ((kind === 'vgw' && outside !== 'PublicIpv4') || (kind === 'concentrator' && outside === 'PrivateIpv4'))
		throw needsTransit(`OutsideIpAddressType ${outside}`);

	if (options.enableAcceleration) {
		if (kind === 'vgw' || kind === 'none') throw needsTransit('EnableAcceleration');
		if (options.tunnelBandwidth === 'large')
			throw invalidCombination('EnableAcceleration cannot be used with TunnelBandwidth large.');
		if (outside === 'PrivateIpv4')
			throw invalidCombination('EnableAcceleration cannot be used with OutsideIpAddressType PrivateIpv4.');
	}

	if (options.tunnelBandwidth === 'large' && (kind === 'vgw' || kind === 'concentrator'))
		throw needsTransit('TunnelBandwidth large');
	if (options.staticRoutesOnly && kind === 'concentrator')
		throw invalidCombination('StaticRoutesOnly is not supported for a VPN concentrator: it needs BGP.');
}

function checkOutside(
	{outsideIpAddressType: type, transportAttachmentId, tunnelBandwidth}: ConnectionOptions,
	target: ConnectionTarget,
	{ipAddress}: CustomerGateway,
	call: Call,
): void {
	if (type === 'PrivateIpv4' && transportAttachmentId === undefined)
		throw new ApiError(
			'MissingParameter',
			'The request must contain the parameter TransportTransitGatewayAttachmentId when OutsideIpAddressType is PrivateIpv4',
		);
	const blocks = call.region.transitGateways.get(target.transitGatewayId ?? '')?.cidrBlocks ?? [];
	if (type === 'PrivateIpv4' && !blocks.some(block => parseRange(block)))
		throw invalidCombination(`${target.transitGatewayId} has no CIDR block for private outside addresses.`);
	if (type !== 'PrivateIpv4' && transportAttachmentId !== undefined)
		throw invalidCombination('TransportTransitGatewayAttachmentId needs OutsideIpAddressType PrivateIpv4.');
	if (transportAttachmentId !== undefined) {
		const attachment = attachmentOf(transportAttachmentId, call);
		if (attachment.resourceType !== 'direct-connect-gateway' || attachment.transitGatewayId !== target.transitGatewayId)
			throw invalidValue(transportAttachmentId, 'TransportTransitGatewayAttachmentId');
	}

	if (ipAddress === undefined) {
		if (tunnelBandwidth === 'large')
			throw invalidCombination('TunnelBandwidth large needs a customer gateway with an IP address.');
		return;
	}

	const fits =
		type === 'Ipv6'
			? isIpv6Address(ipAddress)
			: !isIpv6Address(ipAddress) && (kindOf(ipAddress) === 'private') === (type === 'PrivateIpv4');
	if (!fits)
		throw invalidCombination(
			`The customer gateway's address ${ipAddress} does not go with OutsideIpAddressType ${type}.`,
		);
}
