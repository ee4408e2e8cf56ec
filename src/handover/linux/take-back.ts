import type {DeviceSide} from '../../connection/device-side.ts';
import type {Step} from '../../connection/step.ts';
import {insideOf} from '../devices/selectors.ts';
import {speaksBgp} from './frr-conf.ts';

/**
 * Ends BGP, then takes tunnels and interfaces away.
 * @param unloadTunnels the lines that take them from the daemon
 */
export function takeBackNetwork(side: DeviceSide, unloadTunnels: readonly string[]): readonly Step[] {
	const {id} = side;
	return [
		...endBgp(side),
		{
			says: 'Take the tunnels and their interfaces away.',
			lines: [
				...unloadTunnels,
				`systemctl disable --now tunnelwright-${id}.service && rm /etc/systemd/system/tunnelwright-${id}.service`,
				`rm -r /etc/tunnelwright/${id} /etc/sysctl.d/60-tunnelwright-${id}.conf`,
			],
		},
	];
}

function endBgp(side: DeviceSide): readonly Step[] {
	if (!speaksBgp(side)) return [];
	const bgp = side.tunnels.find(tunnel => tunnel.bgp)?.bgp;
	const neighbors = side.tunnels.flatMap(tunnel => insideOf(tunnel)?.cloud ?? []);
	const commands = [
		'configure terminal',
		`router bgp ${bgp?.siteAsn ?? ''}`,
		...neighbors.map(each => `no neighbor ${each}`),
		'end',
		'write memory',
	];
	return [
		{
			says: 'End BGP with the cloud. What else frr.conf brought has no effect without these neighbors.',
			lines: [`vtysh ${commands.map(each => `-c '${each}'`).join(' ')}`],
		},
	];
}
