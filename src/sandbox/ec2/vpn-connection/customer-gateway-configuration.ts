import {XMLBuilder} from 'fast-xml-parser';
import {addressText, parseRange} from '../../ipv4.ts';
import type {XmlValue} from '../protocol/xml.ts';
import {amazonAsn} from '../store/resource-lookup.ts';
import type {RegionHoldings, Tunnel, VpnConnection} from '../store/resources.ts';
import {addressInRange} from '../vpc/addresses.ts';

const builder = new XMLBuilder({
	ignoreAttributes: false,
	attributeNamePrefix: '@',
	format: true,
	indentBy: '  ',
	suppressEmptyNode: false,
});

/**
 * The device's configuration in AWS's own XML. As with AWS, algorithms and lifetimes in it are the oldest that the tunnel speaks, whatever
 * its options say; addresses, ASNs and keys are right.
 */
export function customerGatewayConfiguration(connection: VpnConnection, region: RegionHoldings): string {
	const gateway = region.customerGateways.get(connection.customerGatewayId);
	const {vpnGatewayId, options, tunnels} = connection;
	const given = [
		gateway,
		amazonAsn(connection, region),
		vpnGatewayId,
		options,
		...tunnels.flatMap(tunnel => [
			tunnel.outsideAddress,
			tunnel.insideCidr,
			tunnel.insideIpv6Cidr,
			tunnel.presharedKey,
			tunnel.keyStorage,
		]),
	];
	const known = written.get(connection);
	if (known?.given.every((value, index) => value === given[index])) return known.text;
	const text = write(connection, region);
	written.set(connection, {given, text});
	return text;
}

/** What was written last of each connection, and what of: a fleet is asked for its configurations over and over. */
const written = new WeakMap<VpnConnection, {readonly given: readonly unknown[]; readonly text: string}>();

function write(connection: VpnConnection, region: RegionHoldings): string {
	const gateway = region.customerGateways.get(connection.customerGatewayId);
	const cloudAsn = amazonAsn(connection, region);
	const isStatic = connection.options.StaticRoutesOnly;
	const bgp = (asn: number): XmlValue => (isStatic ? undefined : {asn, hold_time: 30});
	const body = builder.build({
		vpn_connection: {
			'@id': connection.id,
			customer_gateway_id: connection.customerGatewayId,
			vpn_gateway_id: connection.vpnGatewayId ?? '',
			vpn_connection_type: 'ipsec.1',
			vpn_connection_attributes: isStatic ? 'NoBGPVPNConnection' : undefined,
			ipsec_tunnel: connection.tunnels.map(tunnel => ({
				customer_gateway: {
					tunnel_outside_address: {ip_address: gateway?.ipAddress ?? ''},
					...inside(tunnel, 2),
					bgp: bgp(gateway?.asn ?? 65_000),
				},
				vpn_gateway: {
					tunnel_outside_address: {ip_address: tunnel.outsideAddress},
					...inside(tunnel, 1),
					bgp: bgp(cloudAsn),
				},
				ike: {
					authentication_protocol: 'sha1',
					encryption_protocol: 'aes-128-cbc',
					lifetime: 28_800,
					perfect_forward_secrecy: 'group2',
					mode: 'main',
					pre_shared_key:
						gateway?.certificateArn === undefined
							? tunnel.keyStorage === 'Standard'
								? tunnel.presharedKey
								: 'REDACTED'
							: undefined,
				},
				ipsec: {
					protocol: 'esp',
					authentication_protocol: 'hmac-sha1-96',
					encryption_protocol: 'aes-128-cbc',
					lifetime: 3600,
					perfect_forward_secrecy: 'group2',
					mode: 'tunnel',
					clear_df_bit: true,
					fragmentation_before_encryption: true,
					tcp_mss_adjustment: 1379,
					dead_peer_detection: {interval: 10, retries: 3},
				},
			})),
		},
	});
	return `<?xml version="1.0" encoding="UTF-8"?>\n${body.trimEnd()}`;
}

/** The cloud has the first address of the inside range, the site the second. */
function inside({insideCidr, insideIpv6Cidr}: Tunnel, offset: 1 | 2): {readonly [name: string]: XmlValue} {
	return {
		tunnel_inside_address: {
			ip_address: addressText((parseRange(insideCidr)?.first ?? 0) + offset),
			network_mask: '255.255.255.252',
			network_cidr: 30,
		},
		tunnel_inside_ipv6_address:
			insideIpv6Cidr === undefined
				? undefined
				: {ip_address: addressInRange(insideIpv6Cidr, offset), prefix_length: 128},
	};
}
