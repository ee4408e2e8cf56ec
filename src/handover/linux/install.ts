import type {DeviceSide} from '../../connection/device-side.ts';
import type {Step} from '../../connection/steps-page.ts';
import {insideOf} from '../devices/selectors.ts';
import {speaksBgp} from './frr-conf.ts';

/** Puts interfaces, routes and forwarding in place. Needed before the tunnels are loaded. */
export function installInterfaces({id}: DeviceSide): Step {
	const folder = `/etc/tunnelwright/${id}`;
	return {
		says: 'Put the interfaces in place, now and at every boot. A service makes them, and watches the tunnels.',
		lines: [
			`install -d -m 700 ${folder}`,
			`install -m 600 interfaces.sh mss.nft ${folder}/`,
			`install -m 644 sysctl.conf /etc/sysctl.d/60-tunnelwright-${id}.conf && sysctl -p /etc/sysctl.d/60-tunnelwright-${id}.conf`,
			`install -m 644 tunnelwright-${id}.service /etc/systemd/system/ && systemctl daemon-reload`,
			`systemctl enable --now tunnelwright-${id}.service`,
		],
	};
}

/** Starts BGP, where the connection has it. */
export function startBgp(side: DeviceSide): readonly Step[] {
	if (!speaksBgp(side)) return [];
	return [
		{
			says: 'Start BGP. Where FRR has a configuration already, merge frr.conf into it: one `router bgp` a device. What was there is kept as frr.conf~.',
			lines: [
				"sed -i 's/^bgpd=no/bgpd=yes/' /etc/frr/daemons",
				'install -b -m 640 -o frr -g frr frr.conf /etc/frr/frr.conf',
				'systemctl enable frr.service',
				'systemctl restart frr.service',
			],
		},
	];
}

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
