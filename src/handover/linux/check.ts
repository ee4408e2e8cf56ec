import type {DeviceSide, DeviceTunnel} from '../../connection/device-side.ts';
import type {Step} from '../../connection/steps-page.ts';
import {insideOf, passesInside} from '../devices/selectors.ts';
import type {SiteFacts} from '../handover-file.ts';
import {speaksBgp} from './frr-conf.ts';
import {numberTunnels} from './numbering.ts';

/** How to see that traffic passes, once the daemon says that the tunnels are up. */
export function checkTraffic(side: DeviceSide, site: SiteFacts): readonly Step[] {
	const tunnels = numberTunnels(side, site);
	const inside = side.tunnels.filter(passesInside).flatMap(tunnel => insideOf(tunnel)?.cloud ?? []);
	const ipv6 = side.tunnels.some(tunnel => tunnel.insideIpv6);
	return [
		...(inside.length > 0
			? [{says: 'The cloud answers inside the tunnels.', lines: inside.map(address => `ping -c 3 ${address}`)}]
			: [narrowPing(side.tunnels)]),
		...(speaksBgp(side)
			? [
					{
						says: 'Each neighbor shows a number of received prefixes, not a state.',
						lines: [
							`vtysh -c 'show bgp ${ipv6 ? 'ipv6 ' : ''}summary'`,
							`vtysh -c 'show ${ipv6 ? 'ipv6' : 'ip'} route bgp'`,
						],
					},
				]
			: []),
		...tunnels.flatMap(({tunnel: {name, probe}, interfaceName}) =>
			probe
				? [
						{
							says: `The cloud’s health check asks ${probe.site} from ${probe.cloud}: the address is on ${interfaceName}, and the answer goes back through ${name}. The cloud’s console shows the check as fine.`,
							lines: [
								`ip addr show dev ${interfaceName} to ${probe.site}`,
								`ip route get ${probe.cloud} from ${probe.site}`,
							],
						},
					]
				: [],
		),
		{
			says: 'A large packet passes unbroken from a host of the site to one at the cloud’s side.',
			lines: [`ping -M do -s ${Math.min(...tunnels.map(({mtu}) => mtu)) - (ipv6 ? 48 : 28)} HOST-AT-THE-CLOUD`],
		},
		{says: 'The cloud says the same.', lines: [`tunnelwright status ${side.id} --region ${side.region}`]},
		{
			says: 'Security groups and network ACLs at the cloud’s side let the site’s ranges in; a tunnel that is UP does not say so.',
		},
	];
}

/** Where a tunnel has no addresses inside, or its ranges leave them out. */
function narrowPing(tunnels: readonly DeviceTunnel[]): Step {
	const pairs = [
		...new Set(tunnels.flatMap(tunnel => tunnel.pairs.map(pair => `${pair.siteSide} to ${pair.cloudSide}`))),
	];
	const says = pairs.some(pair => !/\/0 to .*\/0$/.test(pair))
		? ` The tunnels take only what goes from ${pairs.slice(0, 6).join(', ')}${pairs.length > 6 ? ` and ${pairs.length - 6} more` : ''}: on the device itself, ping from an address of its own in the site’s range.`
		: '';
	return {
		says: `A host at the cloud’s side answers one of the site.${says}`,
		lines: ['ping -c 3 -I ADDRESS-OF-THE-SITE HOST-AT-THE-CLOUD'],
	};
}
