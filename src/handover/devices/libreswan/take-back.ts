import type {DeviceSide} from '../../../connection/device-side.ts';
import type {Step} from '../../../connection/step.ts';
import {takeBackNetwork} from '../../linux/take-back.ts';

/** Nothing but the connection's own files was put anywhere. */
export function takeBack(side: DeviceSide): readonly Step[] {
	const {id} = side;
	return takeBackNetwork(side, [`rm /etc/ipsec.d/${id}.conf /etc/ipsec.d/${id}.secrets && systemctl restart ipsec`]);
}
