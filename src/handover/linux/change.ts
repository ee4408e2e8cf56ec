import type {Step} from '../../connection/steps-page.ts';
import type {ChangedTunnel, TunnelChange} from '../devices/tunnel-change.ts';
import {bringBack, drain} from './drain.ts';
import {numberTunnels} from './numbering.ts';

/** What is the daemon's own of a change; how traffic is moved is the same for each. */
export interface LinuxChange extends Pick<TunnelChange, 'files' | 'load' | 'check' | 'notes'> {
	/** The lines that end this tunnel alone, so that nothing has it begin again. */
	shut(changed: ChangedTunnel): readonly string[];
}

/** How one tunnel of a Linux device is changed. */
export function linuxChange(own: LinuxChange): TunnelChange {
	return {...own, drain: changed => drain(changed, own.shut(changed)), bringBack};
}

/**
 * Other algorithms take another share of each packet: what fits into the tunnel changes with them. The files of the whole connection are changed in
 * place, for the next boot; made anew, they would end the watch, and with it every interface.
 */
export function sizesOf({side, site, number}: ChangedTunnel): readonly Step[] {
	const numbered = numberTunnels(side, site)[number - 1];
	if (!numbered) return [];
	const {interfaceName, mtu, mss} = numbered;
	const folder = `/etc/tunnelwright/${side.id}`;
	return [
		{
			says: `What fits into the tunnel with these algorithms: ${mtu} bytes, ${mss} of them TCP’s.`,
			lines: [
				`sed -i 's/ip link set ${interfaceName} mtu [0-9]*/ip link set ${interfaceName} mtu ${mtu}/' ${folder}/interfaces.sh`,
				`sed -i '/"${interfaceName}"/s/ set [0-9]*$/ set ${mss}/' ${folder}/mss.nft`,
				`ip link set ${interfaceName} mtu ${mtu}`,
				`nft -f ${folder}/mss.nft`,
			],
		},
	];
}
