import ipaddr from 'ipaddr.js';
import type {DeviceSide} from '../connection/device-side.ts';
import {type HandoverFile, oneLine, type SiteFacts} from './handover-file.ts';
import {type NumberedTunnel, numberTunnels} from './numbering.ts';

/** Who makes the interfaces: our script (strongSwan), or the daemon itself (Libreswan). */
export type InterfaceMaker = 'script' | 'daemon';

/** Ranges at the cloud's side that the device has to route into the tunnels itself: none with BGP. */
export function routedRanges(side: DeviceSide, site: SiteFacts): readonly string[] {
	if (side.routing === 'bgp') return [];
	const named = site.cloudRanges?.length ? site.cloudRanges : side.cloudRanges;
	return named.filter(range => ipaddr.isValidCIDR(range));
}

/** The files beside the IPsec daemon's own: interfaces and routes, the unit that makes them at boot, forwarding, MSS. */
export function networkFiles(side: DeviceSide, site: SiteFacts, maker: InterfaceMaker): readonly HandoverFile[] {
	const tunnels = numberTunnels(side, site);
	return [
		{
			name: 'interfaces.sh',
			content: interfacesScript(side, site, tunnels, maker),
			what: 'tunnel interfaces, their addresses, MTU and routes',
		},
		{name: `tunnelwright-${side.id}.service`, content: bootUnit(side, maker), what: 'makes them at boot'},
		{name: 'sysctl.conf', content: sysctl(side), what: 'forwarding'},
		{name: 'mss.nft', content: mssClamp(side, tunnels), what: 'the largest TCP segment that fits into the tunnels'},
	];
}

function interfacesScript(
	side: DeviceSide,
	site: SiteFacts,
	tunnels: readonly NumberedTunnel[],
	maker: InterfaceMaker,
): string {
	const ranges = routedRanges(side, site);
	const up = tunnels.flatMap(numbered => tunnelUp(numbered, maker, ranges, tunnels.indexOf(numbered)));
	const down = tunnels.map(({interfaceName}) =>
		maker === 'script'
			? `\tip link del ${interfaceName} 2>/dev/null || true`
			: `\tip addr flush dev ${interfaceName} 2>/dev/null || true`,
	);
	const first = tunnels[0]?.tunnel.cloudAddress ?? '';
	return `#!/bin/sh
# ${oneLine(side.name)} (${side.id}): ${maker === 'script' ? 'XFRM interfaces, Linux 4.19 and iproute2 5.1 or later' : 'addresses of the interfaces that Libreswan makes'}
# use: interfaces.sh up | down; doing it twice does no harm
set -eu
${maker === 'script' ? `WAN=\${WAN:-$(ip -o route get ${first} | sed -n 's/.* dev \\([^ ]*\\).*/\\1/p')}\n` : ''}
up() {
${up.join('\n')}
	nft -f "$(dirname "$0")/mss.nft"
}

down() {
${down.join('\n')}
	nft delete table inet ${tableName(side)} 2>/dev/null || true
}

case "\${1:-up}" in
	up) up ;;
	down) down ;;
	*) echo "use: $0 up | down" >&2; exit 2 ;;
esac
`;
}

function tunnelUp(
	{tunnel, interfaceId, interfaceName, mtu}: NumberedTunnel,
	maker: InterfaceMaker,
	ranges: readonly string[],
	index: number,
): readonly string[] {
	const {inside, insideIpv6, cloudAddress} = tunnel;
	return [
		`\t# ${tunnel.name}, to ${cloudAddress}`,
		...(maker === 'script'
			? [
					`\tip link show ${interfaceName} >/dev/null 2>&1 || ip link add ${interfaceName} type xfrm dev "$WAN" if_id ${interfaceId}`,
				]
			: []),
		...(inside ? [`\tip addr replace ${inside.site}/${inside.prefixLength} dev ${interfaceName}`] : []),
		...(insideIpv6 ? [`\tip -6 addr replace ${insideIpv6.site}/${insideIpv6.prefixLength} dev ${interfaceName}`] : []),
		`\tip link set ${interfaceName} mtu ${mtu} up`,
		// Answers may come back through the other tunnel.
		`\tsysctl -qw net.ipv4.conf.${interfaceName}.rp_filter=2`,
		...ranges.map(
			range =>
				`\tip ${range.includes(':') ? '-6 ' : ''}route replace ${range} dev ${interfaceName} metric ${100 * (index + 1)}`,
		),
	];
}

function bootUnit({name, id}: DeviceSide, maker: InterfaceMaker): string {
	const script = `/etc/tunnelwright/${id}/interfaces.sh`;
	const order =
		maker === 'script'
			? ['Before=strongswan.service frr.service']
			: ['After=ipsec.service', 'Requires=ipsec.service', 'Before=frr.service'];
	// A percent sign would be a specifier.
	return `[Unit]
Description=Tunnel interfaces of ${oneLine(name).replaceAll('%', '%%')} (${id})
Wants=network-online.target
After=network-online.target
${order.join('\n')}

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/sh ${script} up
ExecStop=/bin/sh ${script} down

[Install]
WantedBy=multi-user.target
`;
}

function sysctl(side: DeviceSide): string {
	const ipv6 = side.tunnels.some(tunnel => tunnel.insideIpv6);
	return `# goes to /etc/sysctl.d/: the device passes packets on between site and tunnels
net.ipv4.ip_forward = 1
${ipv6 ? 'net.ipv6.conf.all.forwarding = 1\n' : ''}`;
}

function tableName({id}: DeviceSide): string {
	return `tunnelwright_${id.replaceAll('-', '_')}`;
}

/** Both directions: the route's own MTU would cap only what leaves through the tunnel. The kernel never raises a size. */
function mssClamp(side: DeviceSide, tunnels: readonly NumberedTunnel[]): string {
	const name = tableName(side);
	const rules = tunnels.flatMap(({interfaceName, mss}) =>
		['oifname', 'iifname'].map(
			direction =>
				`\t\t${direction} "${interfaceName}" tcp flags & (syn | rst) == syn tcp option maxseg size set ${mss}`,
		),
	);
	return `table inet ${name}
delete table inet ${name}
table inet ${name} {
	chain forward {
		type filter hook forward priority mangle; policy accept;
${rules.join('\n')}
	}
}
`;
}
