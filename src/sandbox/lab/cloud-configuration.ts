import {Buffer} from 'node:buffer';
import type {LineEnd} from '../line.ts';

/** swanctl.conf of the cloud's end. Names: the connection is `cloud`, its children are `pair0`, `pair1` … */
export function cloudConfiguration(end: LineEnd): string {
	const {ikeLifetime, deadPeer} = end;
	const rekey = Math.floor(ikeLifetime * 0.9);
	const lines = [
		`version = ${end.ikeVersion}`,
		...(end.aggressive && end.ikeVersion === 1 ? ['aggressive = yes'] : []),
		`local_addrs = ${end.cloud}`,
		// Whoever begins has to know where to; whoever waits takes a site that is behind NAT too.
		`remote_addrs = ${end.begins ? `${end.site}, 0.0.0.0/0` : '%any'}`,
		`proposals = ${end.ikeProposals}`,
		`rekey_time = ${rekey}s`,
		`over_time = ${ikeLifetime - rekey}s`,
		...(deadPeer ? ['dpd_delay = 10s', `dpd_timeout = ${deadPeer.timeoutSeconds}s`] : []),
		'keyingtries = 0',
		'mobike = no',
	];
	const children = end.pairs.map(([cloud, site], index) => child(end, `pair${index}`, cloud, site));
	return `connections {
  cloud {
    ${lines.join('\n    ')}
    local {
      auth = psk
      id = ${end.cloudIdentity}
    }
    remote {
      auth = psk
      id = ${end.siteIdentity}
    }
    children {
${children.join('\n')}
    }
  }
}
secrets {
  ike-cloud {
    id-1 = ${end.cloudIdentity}
    id-2 = ${end.siteIdentity}
    secret = 0x${Buffer.from(end.key, 'utf8').toString('hex')}
  }
}
`;
}

function child(end: LineEnd, name: string, cloud: string, site: string): string {
	const lines = [
		`local_ts = ${cloud}`,
		`remote_ts = ${site}`,
		`esp_proposals = ${end.espProposals}`,
		`rekey_time = ${Math.floor(end.espLifetime * 0.9)}s`,
		`life_time = ${end.espLifetime}s`,
		// To strongSwan, what an action is without is `clear`.
		...(end.deadPeer?.action === 'restart' ? ['dpd_action = restart'] : []),
		...(end.begins ? ['start_action = start'] : []),
	];
	return `      ${name} {\n        ${lines.join('\n        ')}\n      }`;
}

/** frr.conf of the cloud's end: tells the networks behind it, and takes whatever the site tells. */
export function cloudBgp({inside, bgp, networks}: LineEnd): string {
	return `hostname cloud
${networks.map(range => `ip route ${range} blackhole 250`).join('\n')}
router bgp ${bgp?.cloudAsn}
 bgp router-id ${inside?.cloud}
 no bgp ebgp-requires-policy
 no bgp network import-check
 neighbor ${inside?.site} remote-as ${bgp?.siteAsn}
 neighbor ${inside?.site} timers 10 30
 neighbor ${inside?.site} timers connect 2
 address-family ipv4 unicast
${networks.map(range => `  network ${range}`).join('\n')}
${bgp?.mostRoutes === undefined ? '' : `  neighbor ${inside?.site} maximum-prefix ${bgp.mostRoutes} restart 1`}
 exit-address-family
`;
}

/** A host that answers in a network: its first one, or the address itself where it is but one. */
export function hostOf(network: string): string {
	const [address = '', prefix] = network.split('/');
	if (prefix === '32') return address;
	return address.replace(/\d+$/, last => String(Number(last) + 1));
}
