/** A tunnel as AWS writes it into its configuration document. */
export interface WrittenTunnel {
	readonly cloud: string;
	readonly site?: string;
	readonly inside?: readonly [cloud: string, site: string];
	readonly insideIpv6?: readonly [cloud: string, site: string];
	readonly asns?: readonly [cloud: number, site: number];
	/** As it stands in the XML: escaped where it has to be. */
	readonly key?: string;
}

export interface WrittenConnection {
	readonly id?: string;
	readonly vpnGateway?: string;
	readonly isStatic?: boolean;
	readonly tunnels: readonly WrittenTunnel[];
	readonly declaration?: boolean;
	/** Written around every text. */
	readonly padding?: string;
}

/** AWS's document with its shape: crypto that is always the oldest, an element for each address. */
export function gatewayConfiguration({
	id = 'vpn-0f1e2d3c4b5a69788',
	vpnGateway = '<vpn_gateway_id>vgw-0a1b2c3d</vpn_gateway_id>',
	isStatic = false,
	tunnels,
	declaration = true,
	padding = '',
}: WrittenConnection): string {
	const pad = (text: string | number) => `${padding}${text}${padding}`;
	const end = (tunnel: WrittenTunnel, side: 0 | 1) => {
		const outside = side === 0 ? tunnel.cloud : (tunnel.site ?? '203.0.113.77');
		const inside = tunnel.inside?.[side];
		const ipv6 = tunnel.insideIpv6?.[side];
		const asn = tunnel.asns?.[side];
		return `<tunnel_outside_address><ip_address>${pad(outside)}</ip_address></tunnel_outside_address>
      ${inside ? `<tunnel_inside_address><ip_address>${pad(inside)}</ip_address><network_mask>255.255.255.252</network_mask><network_cidr>${pad(30)}</network_cidr></tunnel_inside_address>` : ''}
      ${ipv6 ? `<tunnel_inside_ipv6_address><ip_address>${pad(ipv6)}</ip_address><prefix_length>128</prefix_length></tunnel_inside_ipv6_address>` : ''}
      ${asn ? `<bgp><asn>${pad(asn)}</asn><hold_time>${pad(30)}</hold_time></bgp>` : ''}`;
	};
	return `${declaration ? '<?xml version="1.0" encoding="UTF-8"?>\n' : ''}<vpn_connection id="${id}">
  <customer_gateway_id>${pad('cgw-0c0ffee0')}</customer_gateway_id>
  ${vpnGateway}
  <vpn_connection_type>ipsec.1</vpn_connection_type>
  ${isStatic ? `<vpn_connection_attributes>${pad('NoBGPVPNConnection')}</vpn_connection_attributes>` : ''}
  ${tunnels
		.map(
			tunnel => `<ipsec_tunnel>
    <customer_gateway>${end(tunnel, 1)}</customer_gateway>
    <vpn_gateway>${end(tunnel, 0)}</vpn_gateway>
    <ike><authentication_protocol>sha1</authentication_protocol><encryption_protocol>aes-128-cbc</encryption_protocol>
      <lifetime>28800</lifetime><perfect_forward_secrecy>group2</perfect_forward_secrecy><mode>main</mode>
      ${tunnel.key === undefined ? '' : `<pre_shared_key>${pad(tunnel.key)}</pre_shared_key>`}</ike>
    <ipsec><protocol>esp</protocol><lifetime>3600</lifetime><tcp_mss_adjustment>1379</tcp_mss_adjustment>
      <dead_peer_detection><interval>10</interval><retries>3</retries></dead_peer_detection></ipsec>
  </ipsec_tunnel>`,
		)
		.join('\n  ')}
</vpn_connection>`;
}

export const twoTunnels: readonly WrittenTunnel[] = [
	{
		cloud: '192.0.2.10',
		inside: ['169.254.20.1', '169.254.20.2'],
		asns: [64_512, 65_010],
		key: 'First.key_of.two0',
	},
	{
		cloud: '192.0.2.20',
		inside: ['169.254.21.1', '169.254.21.2'],
		asns: [64_512, 65_010],
		key: '.Second_key.of.two',
	},
];
