import type {DeviceSide} from '../../../connection/device-side.ts';
import type {Step} from '../../../connection/step.ts';
import {takeBackNetwork} from '../../linux/take-back.ts';

/** The connection's own files first; what all connections of the device share goes with the last of them. */
export function takeBack(side: DeviceSide): readonly Step[] {
	return [
		...takeBackNetwork(side, [`rm /etc/swanctl/conf.d/${side.id}.conf && swanctl --load-all`]),
		{
			says: 'Where this was the last connection that these files were made for, take away what counts for every tunnel of the device too.',
			lines: ['rm /etc/strongswan.d/tunnelwright-retransmit.conf', 'swanctl --reload-settings'],
		},
	];
}
