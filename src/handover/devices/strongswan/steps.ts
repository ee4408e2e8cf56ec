import type {DeviceSide} from '../../../connection/device-side.ts';
import type {Step} from '../../../connection/steps-page.ts';
import type {SiteFacts} from '../../handover-file.ts';
import {checkTraffic} from '../../linux/check.ts';
import {installInterfaces, startBgp, takeBackNetwork} from '../../linux/install.ts';
import {childName} from './swanctl-conf.ts';

/** Interfaces, then the tunnels, then BGP. */
export function apply(side: DeviceSide): readonly Step[] {
	return [
		installInterfaces(side),
		{
			says: 'Load the tunnels. It ends with "successfully loaded"; a syntax error would unload every connection of the device, so look. Before that, "plugin …: failed to load" means nothing.',
			lines: [
				ofTunnelsAlone(side),
				`install -m 600 swanctl.conf /etc/swanctl/conf.d/${side.id}.conf`,
				'install -m 644 retransmit.conf /etc/strongswan.d/tunnelwright-retransmit.conf',
				'systemctl enable --now strongswan.service',
				'swanctl --reload-settings',
				'swanctl --load-all',
				`swanctl --list-conns | grep '^${side.tunnels[0]?.name ?? side.id}:'`,
			],
		},
		...startBgp(side),
	];
}

/** That every child is there, and that traffic passes. */
export function check(side: DeviceSide, site: SiteFacts): readonly Step[] {
	const children = side.tunnels.flatMap(tunnel => tunnel.pairs.map((_pair, index) => childName(tunnel, index)));
	return [
		{
			says: `Every child is INSTALLED: ${children.slice(0, 6).join(', ')}${children.length > 6 ? ` and ${children.length - 6} more` : ''}.`,
			lines: ['swanctl --list-sas'],
		},
		// the kernel asks for an SA once, and again when that question is forgotten: xfrm_acq_expires follows retransmit.conf
		{
			says: 'One that is missing was refused, or got no answer: `journalctl -u strongswan` has the reason. With traffic for it waiting, strongSwan may let a while pass before it tries again; this does so at once.',
			lines: [`swanctl --initiate --child ${children[0]}`],
		},
		...checkTraffic(side, site),
	];
}

/** The connection's own files first; what all connections of the device share goes with the last of them. */
export function takeBack(side: DeviceSide): readonly Step[] {
	return [
		...takeBackNetwork(side, [ofTunnelsAlone(side), `rm /etc/swanctl/conf.d/${side.id}.conf && swanctl --load-all`]),
		{
			says: 'Where this was the last connection that these files were made for, take away what counts for every tunnel of the device too.',
			lines: ['rm /etc/strongswan.d/tunnelwright-retransmit.conf', 'swanctl --reload-settings'],
		},
	];
}

/** What changed one tunnel alone is in the whole by now, or goes with it; it would count before it. */
function ofTunnelsAlone({id}: DeviceSide): string {
	return `rm -f /etc/swanctl/conf.d/${id}.tunnel-*.conf`;
}
