import type {DeviceSide} from '../../connection/device-side.ts';
import type {TunnelFact} from '../devices/tunnel-table.ts';
import type {SiteFacts} from '../handover-file.ts';
import {numberTunnels} from './numbering.ts';

/** What each tunnel is on a Linux device. */
export function interfaceFacts(side: DeviceSide, site: SiteFacts): readonly (readonly TunnelFact[])[] {
	return numberTunnels(side, site).map(({interfaceName, mtu, mss}) => [
		['Interface and MTU', `${interfaceName}, ${mtu}; TCP MSS ${mss}`],
	]);
}
