import type {DeviceSide} from '../../../connection/device-side.ts';
import type {Step} from '../../../connection/step.ts';
import type {SiteFacts} from '../../handover-file.ts';
import {checkTraffic} from '../../linux/check.ts';
import {ikeVersion} from '../algorithms.ts';

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
