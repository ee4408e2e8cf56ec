import {parseRange} from '../../ipv4.ts';
import {ApiError, invalidCombination, invalidValue} from '../protocol/api-error.ts';
import type {Call} from '../protocol/operation.ts';
import {attachmentOf} from '../store/resource-lookup.ts';
import type {CustomerGateway} from '../store/resources.ts';
import {isIpv6Address, kindOf, parseIpv6Range} from '../vpc/addresses.ts';
import type {ConnectionOptions} from './connection-input.ts';
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
	if (!options.StaticRoutesOnly && target.asn === gateway.asn)
		throw invalidValue(gateway.asn, 'bgpAsn', 'The customer gateway and the Amazon side have the same ASN.');
}

const families = [
	{family: 'Ipv4', inside: 'ipv4', everything: '0.0.0.0/0', parse: parseRange, what: 'CIDR block'},
	{family: 'Ipv6', inside: 'ipv6', everything: '::/0', parse: parseIpv6Range, what: 'IPv6 CIDR block'},
] as const;

function checkRanges(options: ConnectionOptions): void {
	for (const {family, inside, everything, parse, what} of families)
		for (const side of ['Local', 'Remote'] as const) {
			const name = `${side}${family}NetworkCidr` as const;
			const range = parse(options[name]);
			if (!range || range.hostBits) throw invalidValue(options[name], name, `This is not a valid ${what}.`);
			if (options.TunnelInsideIpVersion !== inside && options[name] !== everything)
				throw invalidCombination(`${name} cannot be used with TunnelInsideIpVersion ${options.TunnelInsideIpVersion}.`);
		}
}

function checkTarget(options: ConnectionOptions, {kind}: ConnectionTarget): void {
	const needsTransit = (what: string) => invalidCombination(`${what} is not supported for this type of gateway.`);
	if (kind === 'vgw' && options.TunnelInsideIpVersion === 'ipv6') throw needsTransit('TunnelInsideIpVersion ipv6');
	// A concentrator: IPv6 yes, private Direct Connect no. Source: User Guide, "Site-to-Site VPN Concentrators".
	const outside = options.OutsideIpAddressType;
	if ((kind === 'vgw' && outside !== 'PublicIpv4') || (kind === 'concentrator' && outside === 'PrivateIpv4'))
		throw needsTransit(`OutsideIpAddressType ${outside}`);

	if (options.EnableAcceleration) {
		if (kind === 'vgw' || kind === 'none') throw needsTransit('EnableAcceleration');
		if (options.TunnelBandwidth === 'large')
			throw invalidCombination('EnableAcceleration cannot be used with TunnelBandwidth large.');
		if (outside === 'PrivateIpv4')
			throw invalidCombination('EnableAcceleration cannot be used with OutsideIpAddressType PrivateIpv4.');
	}

	if (options.TunnelBandwidth === 'large' && (kind === 'vgw' || kind === 'concentrator'))
		throw needsTransit('TunnelBandwidth large');
	if (options.StaticRoutesOnly && kind === 'concentrator')
		throw invalidCombination('StaticRoutesOnly is not supported for a VPN concentrator: it needs BGP.');
}

function checkOutside(
	{OutsideIpAddressType: type, TransportTransitGatewayAttachmentId, TunnelBandwidth}: ConnectionOptions,
	target: ConnectionTarget,
	{ipAddress}: CustomerGateway,
	call: Call,
): void {
	if (type === 'PrivateIpv4' && TransportTransitGatewayAttachmentId === undefined)
		throw new ApiError(
			'MissingParameter',
			'The request must contain the parameter TransportTransitGatewayAttachmentId when OutsideIpAddressType is PrivateIpv4',
		);
	const blocks = call.region.transitGateways.get(target.transitGatewayId ?? '')?.cidrBlocks ?? [];
	if (type === 'PrivateIpv4' && !blocks.some(block => parseRange(block)))
		throw invalidCombination(`${target.transitGatewayId} has no CIDR block for private outside addresses.`);
	if (type !== 'PrivateIpv4' && TransportTransitGatewayAttachmentId !== undefined)
		throw invalidCombination('TransportTransitGatewayAttachmentId needs OutsideIpAddressType PrivateIpv4.');
	if (TransportTransitGatewayAttachmentId !== undefined) {
		const attachment = attachmentOf(TransportTransitGatewayAttachmentId, call);
		if (attachment.resourceType !== 'direct-connect-gateway' || attachment.transitGatewayId !== target.transitGatewayId)
			throw invalidValue(TransportTransitGatewayAttachmentId, 'TransportTransitGatewayAttachmentId');
	}

	if (ipAddress === undefined) {
		if (TunnelBandwidth === 'large')
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
