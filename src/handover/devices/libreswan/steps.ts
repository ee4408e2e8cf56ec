import type {DeviceSide} from '../../../connection/device-side.ts';
import type {Step} from '../../../connection/steps-page.ts';
import type {SiteFacts} from '../../handover-file.ts';
import {checkTraffic} from '../../linux/check.ts';
import {installInterfaces, startBgp, takeBackNetwork} from '../../linux/install.ts';
import {numberTunnels} from '../../linux/numbering.ts';
import {ikeVersion} from '../algorithms.ts';

/** Addresses and routes, then the tunnels, then BGP. */
export function apply(side: DeviceSide, site: SiteFacts): readonly Step[] {
	const [first] = numberTunnels(side, site);
	return [
		installInterfaces(side),
		{
			says: 'Load the tunnels. Libreswan makes their interfaces a moment after it has started.',
			lines: [
				ofTunnelsAlone(side),
				`install -m 600 ipsec.conf /etc/ipsec.d/${side.id}.conf`,
				`install -m 600 ipsec.secrets /etc/ipsec.d/${side.id}.secrets`,
				'systemctl enable ipsec.service',
				'systemctl restart ipsec.service',
				`timeout 30 sh -c 'until ip link show ${first?.interfaceName ?? ''} 2>/dev/null; do sleep 1; done'`,
			],
		},
		...startBgp(side),
	];
}

/** That every connection is there, and that traffic passes. */
export function check(side: DeviceSide, site: SiteFacts): readonly Step[] {
	const takesTurns = side.tunnels.some(({ikeVersions, pairs}) => pairs.length > 1 && ikeVersion(ikeVersions) === 1);
	return [
		{
			says: `Every connection is loaded and active${takesTurns ? '; with IKEv1 each but the first becomes so with its first packet from the site' : ''}.`,
			lines: ['ipsec trafficstatus', 'ipsec status'],
		},
		...checkTraffic(side, site),
	];
}

/** Nothing but the connection's own files was put anywhere. */
export function takeBack(side: DeviceSide): readonly Step[] {
	const {id} = side;
	return takeBackNetwork(side, [
		ofTunnelsAlone(side),
		`rm /etc/ipsec.d/${id}.conf /etc/ipsec.d/${id}.secrets && systemctl restart ipsec`,
	]);
}

/** What changed one tunnel alone is in the whole by now, or goes with it: a connection may stand in one file only. */
function ofTunnelsAlone({id}: DeviceSide): string {
	return `rm -f /etc/ipsec.d/${id}.tunnel-*`;
}
