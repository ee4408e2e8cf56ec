import type {DeviceSide} from '../../connection/device-side.ts';
import type {HandoverFile, SiteFacts} from '../handover-file.ts';
import {bootUnit} from './boot-unit.ts';
import type {LinuxDaemon} from './daemon.ts';
import {frrConf} from './frr-conf.ts';
import {interfacesScript} from './interfaces-script.ts';
import {mssClamp} from './mss-clamp.ts';

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
