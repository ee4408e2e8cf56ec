import type {DeviceSide, DeviceTunnel} from '../../connection/device-side.ts';
import {printable} from '../../connection/printable.ts';
import type {Step} from '../../connection/step.ts';
import type {HandoverFile, SiteFacts} from '../handover-file.ts';
import {notesOn} from '../linux/notes.ts';
import {type NumberedTunnel, numberTunnels} from '../linux/numbering.ts';
import type {OwnDevice} from '../linux/own-device.ts';
import {stepsBefore} from '../linux/steps-before.ts';
import {numberedSteps} from '../numbered-steps.ts';
import {ikeVersion} from './algorithms.ts';
import {insideOf, passesInside} from './selectors.ts';
import {childName} from './strongswan/swanctl-conf.ts';

/** The page that goes with the files: what to do, in order, and how to see that it worked. Holds no key. */
export function stepsPage(
	target: OwnDevice,
	side: DeviceSide,
	site: SiteFacts,
	files: readonly HandoverFile[],
): HandoverFile {
	const tunnels = numberTunnels(side, site);
	const hasFrr = files.some(file => file.name === 'frr.conf');
	const title = target === 'strongswan' ? 'strongSwan' : 'Libreswan';
	const lines = [
		`# ${text(side.name)} (${side.id}): the site's side on ${title}`,
		'',
		'## Files',
		'',
		...files.map(file => `- \`${file.name}\`: ${file.what}`),
		'',
		...section('Before', stepsBefore(side, site, target)),
		...section(
			'Apply',
			target === 'strongswan' ? applyStrongswan(side, hasFrr) : applyLibreswan(side, tunnels, hasFrr),
		),
		...section('Check', check(target, side, tunnels, hasFrr)),
		...section('Take back', takeBack(target, side, hasFrr)),
		'## Know',
		'',
		...notesOn(side, site, target).map(note => `- ${text(note)}`),
		'',
		...tunnelTable(tunnels),
	];
	return {name: 'STEPS.md', content: `${lines.join('\n')}\n`, what: 'this page'};
}

function applyStrongswan(side: DeviceSide, hasFrr: boolean): readonly Step[] {
	const folder = `/etc/tunnelwright/${side.id}`;
	return [
		...copySteps(side, folder),
		{
			says: 'Load the tunnels. It ends with "successfully loaded"; a syntax error would unload every connection of the device, so look. Before that, "plugin …: failed to load" means nothing.',
			lines: [
				`install -m 600 swanctl.conf /etc/swanctl/conf.d/${side.id}.conf`,
				'install -m 644 retransmit.conf /etc/strongswan.d/tunnelwright-retransmit.conf',
				'systemctl enable --now strongswan.service',
				'swanctl --reload-settings',
				'swanctl --load-all',
				`swanctl --list-conns | grep '^${side.tunnels[0]?.name ?? side.id}:'`,
			],
		},
		...frrSteps(hasFrr),
	];
}

function applyLibreswan(side: DeviceSide, tunnels: readonly NumberedTunnel[], hasFrr: boolean): readonly Step[] {
	const folder = `/etc/tunnelwright/${side.id}`;
	return [
		...copySteps(side, folder),
		{
			says: 'Load the tunnels. Libreswan makes their interfaces a moment after it has started.',
			lines: [
				`install -m 600 ipsec.conf /etc/ipsec.d/${side.id}.conf`,
				`install -m 600 ipsec.secrets /etc/ipsec.d/${side.id}.secrets`,
				'systemctl enable ipsec.service',
				'systemctl restart ipsec.service',
				`timeout 30 sh -c 'until ip link show ${tunnels[0]?.interfaceName ?? ''} 2>/dev/null; do sleep 1; done'`,
			],
		},
		...frrSteps(hasFrr),
	];
}

function copySteps({id}: DeviceSide, folder: string): readonly Step[] {
	return [
		{
			says: 'Put the interfaces in place, now and at every boot. A service makes them, and watches the tunnels.',
			lines: [
				`install -d -m 700 ${folder}`,
				`install -m 600 interfaces.sh mss.nft ${folder}/`,
				`install -m 644 sysctl.conf /etc/sysctl.d/60-tunnelwright-${id}.conf && sysctl -p /etc/sysctl.d/60-tunnelwright-${id}.conf`,
				`install -m 644 tunnelwright-${id}.service /etc/systemd/system/ && systemctl daemon-reload`,
				`systemctl enable --now tunnelwright-${id}.service`,
			],
		},
	];
}

function frrSteps(hasFrr: boolean): readonly Step[] {
	if (!hasFrr) return [];
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

function check(
	target: OwnDevice,
	side: DeviceSide,
	tunnels: readonly NumberedTunnel[],
	hasFrr: boolean,
): readonly Step[] {
	const takesTurns = side.tunnels.some(({ikeVersions, pairs}) => pairs.length > 1 && ikeVersion(ikeVersions) === 1);
	const children = side.tunnels.flatMap(tunnel => tunnel.pairs.map((_pair, index) => childName(tunnel, index)));
	const inside = side.tunnels.filter(passesInside).flatMap(tunnel => insideOf(tunnel)?.cloud ?? []);
	const ipv6 = side.tunnels.some(tunnel => tunnel.insideIpv6);
	return [
		...(target === 'strongswan'
			? [
					{
						says: `Every child is INSTALLED: ${children.slice(0, 6).join(', ')}${children.length > 6 ? ` and ${children.length - 6} more` : ''}.`,
						lines: ['swanctl --list-sas'],
					},
					// the kernel asks for an SA once, and again when that question is forgotten: xfrm_acq_expires follows retransmit.conf
					{
						says: 'One that is missing was refused, or got no answer: `journalctl -u strongswan` has the reason. With traffic for it waiting, strongSwan may let a while pass before it tries again; this does so at once.',
						lines: [`swanctl --initiate --child ${children[0]}`],
					},
				]
			: [
					{
						says: `Every connection is loaded and active${takesTurns ? '; with IKEv1 each but the first becomes so with its first packet from the site' : ''}.`,
						lines: ['ipsec trafficstatus', 'ipsec status'],
					},
				]),
		...(inside.length > 0
			? [{says: 'The cloud answers inside the tunnels.', lines: inside.map(address => `ping -c 3 ${address}`)}]
			: [narrowPing(side.tunnels)]),
		...(hasFrr
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

function takeBack(target: OwnDevice, {id, tunnels}: DeviceSide, hasFrr: boolean): readonly Step[] {
	const bgp = tunnels.find(tunnel => tunnel.bgp)?.bgp;
	const neighbors = tunnels.flatMap(tunnel => insideOf(tunnel)?.cloud ?? []);
	const commands = [
		'configure terminal',
		`router bgp ${bgp?.siteAsn ?? ''}`,
		...neighbors.map(each => `no neighbor ${each}`),
	];
	return [
		...(hasFrr
			? [
					{
						says: 'End BGP with the cloud. What else frr.conf brought has no effect without these neighbors.',
						lines: [`vtysh ${[...commands, 'end', 'write memory'].map(each => `-c '${each}'`).join(' ')}`],
					},
				]
			: []),
		{
			says: 'Take the tunnels and their interfaces away.',
			lines: [
				...(target === 'strongswan'
					? [`rm /etc/swanctl/conf.d/${id}.conf && swanctl --load-all`]
					: [`rm /etc/ipsec.d/${id}.conf /etc/ipsec.d/${id}.secrets && systemctl restart ipsec`]),
				`systemctl disable --now tunnelwright-${id}.service && rm /etc/systemd/system/tunnelwright-${id}.service`,
				`rm -r /etc/tunnelwright/${id} /etc/sysctl.d/60-tunnelwright-${id}.conf`,
			],
		},
		...(target === 'strongswan'
			? [
					{
						says: 'Where this was the last connection that these files were made for, take away what counts for every tunnel of the device too.',
						lines: ['rm /etc/strongswan.d/tunnelwright-retransmit.conf', 'swanctl --reload-settings'],
					},
				]
			: []),
	];
}

function tunnelTable(tunnels: readonly NumberedTunnel[]): readonly string[] {
	return tunnels.flatMap(numbered => [
		`## ${numbered.tunnel.name}`,
		'',
		'| | |',
		'|---|---|',
		...tunnelFacts(numbered).map(([name, value]) => `| ${name} | ${text(value).replaceAll('|', '\\|')} |`),
		'',
	]);
}

/** What a tunnel is, for a device that is set up by hand too. Without its key. */
export function tunnelFacts({tunnel, interfaceName, mtu, mss}: NumberedTunnel): readonly (readonly [string, string])[] {
	const {ike, esp, inside, insideIpv6, bgp, probe} = tunnel;
	return [
		['Cloud side, outside', tunnel.cloudAddress],
		['Site side, outside', tunnel.siteAddress],
		...identities(tunnel),
		...(inside ? [['Inside', `site ${inside.site}/${inside.prefixLength}, cloud ${inside.cloud}`] as const] : []),
		...(insideIpv6
			? [['Inside, IPv6', `site ${insideIpv6.site}/${insideIpv6.prefixLength}, cloud ${insideIpv6.cloud}`] as const]
			: []),
		['IKE', `version ${tunnel.ikeVersions.join(' or ')}, used here: ${ikeVersion(tunnel.ikeVersions)}`],
		['IKE may be', `${ike.encryption.join(', ')}; ${ike.integrity.join(', ')}; DH ${ike.dhGroups.join(', ')}`],
		['IKE lifetime', `${ike.lifetimeSeconds} s`],
		[
			'ESP may be',
			`${esp.encryption.join(', ')}${esp.integrity.length > 0 ? `; ${esp.integrity.join(', ')}` : ''}; ${esp.dhGroups.length > 0 ? `PFS DH ${esp.dhGroups.join(', ')}` : 'no PFS'}`,
		],
		['ESP lifetime', `${esp.lifetimeSeconds} s`],
		[
			'Ranges',
			tunnel.pairs
				.map(pair => `site ${pair.siteSide} ⇄ cloud ${pair.cloudSide}`)
				.slice(0, 12)
				.join('; ') + (tunnel.pairs.length > 12 ? `; and ${tunnel.pairs.length - 12} more` : ''),
		],
		[
			'Dead peer detection of the cloud',
			tunnel.dpdTimeoutSeconds === undefined ? 'off' : `${tunnel.dpdTimeoutSeconds} s`,
		],
		...(probe ? [['Health check', `cloud ${probe.cloud} asks site ${probe.site}`] as const] : []),
		...(bgp ? [['BGP', `site AS ${bgp.siteAsn}, cloud AS ${bgp.cloudAsn}, hold ${bgp.holdSeconds} s`] as const] : []),
		['Interface and MTU', `${interfaceName}, ${mtu}; TCP MSS ${mss}`],
	];
}

function identities({siteIdentity, cloudIdentity, siteAddress, cloudAddress}: DeviceTunnel) {
	const own = siteIdentity.value === siteAddress && cloudIdentity.value === cloudAddress;
	return own ? [] : [['Identities', `site ${siteIdentity.value}, cloud ${cloudIdentity.value}`] as const];
}

function section(title: string, steps: readonly Step[]): readonly string[] {
	const lines = numberedSteps(steps);
	return [`## ${title}`, '', ...lines, ...(lines.at(-1) === '' ? [] : [''])];
}

function text(value: string): string {
	return printable(value);
}
