import type {DeviceWords} from '../../clouds/contract/device-words.ts';
import {moduleOf} from '../../clouds/registry.ts';
import type {DeviceSide} from '../../connection/device-side.ts';
import {printable} from '../../connection/printable.ts';
import type {Step} from '../../connection/steps-page.ts';
import {keysElsewhere} from '../devices/keys-elsewhere.ts';
import type {SiteFacts} from '../handover-file.ts';
import {bothBegin, deviceBegins, type LinuxDaemon} from './daemon.ts';
import {firewallRules} from './firewall-rules.ts';

/** What is to be there before anything is applied: packages, openings of the firewall, keys. */
export function linuxBefore(daemon: LinuxDaemon, side: DeviceSide, site: SiteFacts): readonly Step[] {
	const missing = keysElsewhere(side);
	const clouds = [...new Set(side.tunnels.map(tunnel => tunnel.cloudAddress))].join(' and ');
	return [
		{says: `Have ${daemon.packages}${side.routing === 'bgp' ? ', and FRR 8 or later' : ''}.`},
		{
			says: `Let the firewall pass UDP 500, UDP 4500 and protocol 50 (ESP) between the device and ${clouds}, and on the device what it forwards between the tunnels and the site. Where nftables drops all else, these are the openings, beside \`ct state established,related accept\` in each chain; a firewall that drops nothing needs none.`,
			lines: firewallRules(side, site, daemon).flatMap(({hook, rules}) => [
				`# in the chain of the hook ${hook}`,
				...rules,
			]),
			language: 'nft',
		},
		whoBegins(daemon, side, site),
		{says: 'Copy this folder to the device. What follows runs there: as root, in this folder.'},
		...missing.map(says => ({
			says: `Get the key, write its base64 (\`base64 -w0\`, of the key without a line end) after the \`0s\` that waits for it in ${daemon.keyFile}, and take the \`#\` away there: ${printable(says)}`,
		})),
	];
}

/** Two ends that begin at once make each association twice: one is to begin. */
function whoBegins(daemon: LinuxDaemon, {cloud, tunnels}: DeviceSide, site: SiteFacts): Step {
	const words = moduleOf(cloud).deviceWords;
	if (tunnels.every(tunnel => !deviceBegins(daemon, tunnel, site)))
		return {
			says: 'The cloud begins, and begins anew when the device was silent; the device waits for it, and asks by itself only when a packet finds no tunnel. UDP 500 and 4500 of its address have to reach it.',
		};
	if (tunnels.some(tunnel => bothBegin(daemon, tunnel, site))) {
		return {
			says: `The device begins, and the cloud is set to begin too: begun by both at once, an association stands twice. Leave it to one: set ${words.toWait} for the connection${leaveToCloud(daemon, words, tunnels, site)}.`,
		};
	}

	return {
		says: 'The device begins. If it is behind NAT, nothing has to be let through to it for that.',
	};
}

/** What is still to do so that the device waits for the cloud; nothing where it can't. */
function leaveToCloud(
	{canWait}: LinuxDaemon,
	{toRestart}: DeviceWords,
	tunnels: DeviceSide['tunnels'],
	{nat}: SiteFacts,
): string {
	if (!canWait || nat === true || tunnels.some(tunnel => !tunnel.cloudInitiates)) return '';
	const toDo = [
		...(tunnels.every(tunnel => tunnel.cloudRestarts) ? [] : [`set ${toRestart}`]),
		'make these files again for a device that is not behind NAT (`--nat no` on the command line)',
	];
	return `; or${nat === false ? '' : ', where the device has the public address itself,'} ${toDo.join(' and ')}: the device then waits for the cloud`;
}
