import type {DeviceSide} from '../../../connection/device-side.ts';
import type {Step} from '../../../connection/step.ts';
import type {SiteFacts} from '../../handover-file.ts';
import {checkTraffic} from '../../linux/check.ts';
import {childName} from './swanctl-conf.ts';

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
