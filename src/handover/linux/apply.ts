import type {DeviceSide} from '../../connection/device-side.ts';
import type {Step} from '../../connection/step.ts';
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
