import type {DeviceSide} from '../../../connection/device-side.ts';
import type {Step} from '../../../connection/step.ts';
import {installInterfaces, startBgp} from '../../linux/apply.ts';

/** Interfaces, then the tunnels, then BGP. */
export function apply(side: DeviceSide): readonly Step[] {
	return [
		installInterfaces(side),
		{
			says: 'Load the tunnels. It ends with "successfully loaded"; a syntax error would unload every connection of the device, so look. Before that, "plugin …: failed to load" means nothing.',
			lines: [
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
