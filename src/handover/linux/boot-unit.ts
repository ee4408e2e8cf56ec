import type {DeviceSide} from '../../connection/device-side.ts';
import {printable} from '../../connection/printable.ts';
import type {HandoverFile} from '../handover-file.ts';

/**
 * The systemd unit that makes the interfaces at boot and watches them. It comes before `network.target`, where FRR stands too: a unit after
 * `network-online.target` that is to come before FRR closes a ring (`frr.service` is before `network.target`, and that before
 * `network-online.target`), of which systemd leaves a member out. Nothing in it needs a network: the interfaces have no device below them.
 * What is sent to the cloud's ranges is held back from the first packet on. Firewalls load their rules before `network-pre.target`.
 * Source: systemd.special(7), systemd.service(5); frr.service, strongswan.service and ipsec.service of Debian 12 and 13.
 */
export function bootUnit({name, id}: DeviceSide): HandoverFile {
	const script = `/etc/tunnelwright/${id}/interfaces.sh`;
	// A percent sign would be a specifier.
	const content = `[Unit]
Description=Tunnel interfaces of ${printable(name).replaceAll('%', '%%')} (${id})
After=network-pre.target systemd-sysctl.service
Before=network.target strongswan.service ipsec.service frr.service

[Service]
ExecStartPre=/bin/sh ${script} up
ExecStart=/bin/sh ${script} watch
ExecStop=/bin/sh ${script} down
Restart=always
RestartSec=5

[Install]
WantedBy=multi-user.target
`;
	return {name: `tunnelwright-${id}.service`, content, what: 'makes them at boot and watches the tunnels'};
}
