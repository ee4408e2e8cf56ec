import type {DeviceSide} from '../../connection/device-side.ts';
import {printable} from '../../connection/printable.ts';
import type {HandoverFile, SiteFacts} from '../handover-file.ts';
import type {LinuxDaemon} from './daemon.ts';
import {frrConf} from './frr-conf.ts';
import {interfacesScript} from './interfaces-script.ts';
import {numberTunnels, tableName} from './numbering.ts';

/** The files beside the IPsec daemon's own: interfaces and routes, the unit that makes them at boot, forwarding, MSS, BGP. */
export function networkFiles(daemon: LinuxDaemon, side: DeviceSide, site: SiteFacts): readonly HandoverFile[] {
	const frr = frrConf(side, site);
	return [
		interfacesScript(side, site, daemon),
		bootUnit(side),
		{name: 'sysctl.conf', content: sysctl(side), what: 'forwarding'},
		mssClamp(side, site),
		...(frr === undefined ? [] : [{name: 'frr.conf', content: frr, what: 'BGP with the cloud'}]),
	];
}

function sysctl(side: DeviceSide): string {
	const ipv6 = side.tunnels.some(tunnel => tunnel.insideIpv6);
	return `# goes to /etc/sysctl.d/: the device passes packets on between site and tunnels
net.ipv4.ip_forward = 1
${ipv6 ? 'net.ipv6.conf.all.forwarding = 1\n' : ''}`;
}

/**
 * The systemd unit that makes the interfaces at boot and watches them. It comes before `network.target`, where FRR stands too: a unit after
 * `network-online.target` that is to come before FRR closes a ring (`frr.service` is before `network.target`, and that before
 * `network-online.target`), of which systemd leaves a member out. Nothing in it needs a network: the interfaces have no device below them.
 * What is sent to the cloud's ranges is held back from the first packet on. Firewalls load their rules before `network-pre.target`.
 * Source: systemd.special(7), systemd.service(5); frr.service, strongswan.service and ipsec.service of Debian 12 and 13.
 */
export function bootUnit({name, id}: DeviceSide): HandoverFile {
	const script = `/etc/tunnelwright/${id}/interfaces.sh`;
	// A percent sign would be a specifier.
	const content = `[Unit]
Description=Tunnel interfaces of ${printable(name).replaceAll('%', '%%')} (${id})
After=network-pre.target systemd-sysctl.service
Before=network.target strongswan.service ipsec.service frr.service

[Service]
ExecStartPre=/bin/sh ${script} up
ExecStart=/bin/sh ${script} watch
ExecStop=/bin/sh ${script} down
Restart=always
RestartSec=5

[Install]
WantedBy=multi-user.target
`;
	return {name: `tunnelwright-${id}.service`, content, what: 'makes them at boot and watches the tunnels'};
}

/** Both directions: the route's own MTU would cap only what leaves through the tunnel. The kernel never raises a size. */
function mssClamp(side: DeviceSide, site: SiteFacts): HandoverFile {
	const name = tableName(side);
	const rules = numberTunnels(side, site).flatMap(({interfaceName, mss}) =>
		['oifname', 'iifname'].map(
			direction =>
				`\t\t${direction} "${interfaceName}" tcp flags & (syn | rst) == syn tcp option maxseg size set ${mss}`,
		),
	);
	const content = `table inet ${name}
delete table inet ${name}
table inet ${name} {
	chain forward {
		type filter hook forward priority mangle; policy accept;
${rules.join('\n')}
	}
}
`;
	return {name: 'mss.nft', content, what: 'the largest TCP segment that fits into the tunnels'};
}
