import {aws, tencentBgp} from '../documents.ts';
import {bgpStates, neighborSays} from './bgp-cases.ts';
import type {WhyCase, WhyLab} from './case.ts';
import {says} from './spoil.ts';

/* What the device announces by BGP, and how much of it, each for real. */

const lines = (text: string, ...more: readonly string[]) =>
	text.replace(/^(\s*)address-family ipv4 unicast$/m, (all, indent: string) =>
		[all, ...more.map(line => `${indent} ${line}`)].join('\n'),
	);
/** So many networks that the site announces. */
const announcing = (count: number) => (text: string) =>
	lines(text, ...Array.from({length: count}, (_, index) => `network 172.${16 + (index >> 8)}.${index & 255}.0/24`));
/** Whoever wrote the file's outbound filter wrote this into it too. */
const outbound = (rule: string) => (text: string) => text.replace(/^( match as-path \S+-OWN)$/m, `$1\n set ${rule}`);

const neighborOf = ({handed}: WhyLab) => /neighbor (\S+) remote-as/.exec(handed.read('frr.conf'))?.[1] ?? '';
const cloudAsnOf = ({handed}: WhyLab) => /remote-as (\d+)/.exec(handed.read('frr.conf'))?.[1] ?? '';

const advertised = async (lab: WhyLab) =>
	`${await bgpStates(lab)}\n${await lab.vtysh(`show bgp ipv4 unicast neighbors ${neighborOf(lab)} advertised-routes json`)}`;

export const announcedCases: readonly WhyCase[] = [
	{
		title: 'BGP: large packets get lost on the way, and nobody is told',
		cause: 'mtu-black-hole',
		document: () => tencentBgp(),
		async happens(lab) {
			await lab.isUp();
			await lab.atSite(
				'nft',
				'table inet why { chain out { type filter hook output priority 0; udp dport 4500 meta length > 1000 drop; }; }',
			);
			await lab.bgp(announcing(900));
			const twice = /Hold Timer Expired[\s\S]*Hold Timer Expired/;
			await neighborSays(lab, twice, 180_000);
		},
		states: bgpStates,
	},
	{
		title: 'BGP: the device announces more routes than the cloud takes',
		cause: 'too-many-prefixes',
		document: () => aws(),
		async happens(lab) {
			await lab.isUp(2);
			await lab.bgp(announcing(120));
			await neighborSays(lab, /Maximum Number of Prefixes/);
		},
		states: bgpStates,
	},
	{
		title: 'BGP: the device takes fewer routes than the cloud announces',
		cause: 'device-route-limit',
		document: () => tencentBgp(),
		async happens(lab) {
			await lab.isUp();
			await lab.bgp(text => lines(text, `neighbor ${neighborOf(lab)} maximum-prefix 1`));
			await neighborSays(lab, /6\/1 \(Cease\/Maximum Number of Prefixes/);
		},
		states: bgpStates,
	},
	{
		title: 'BGP: somebody shut the neighbour down on the device',
		cause: 'bgp-closed-on-purpose',
		document: () => tencentBgp(),
		async happens(lab) {
			await lab.isUp();
			await lab.bgp(text => text.replace(/^(\s*neighbor (\S+) remote-as .*)$/m, '$1\n neighbor $2 shutdown'));
			await neighborSays(lab, /Idle \(Admin\)/);
		},
		states: bgpStates,
	},
	{
		title: 'BGP: what the device announces has the cloud’s own AS in its path',
		cause: 'own-as-in-path',
		document: () => tencentBgp(),
		async happens(lab) {
			await lab.isUp();
			await lab.bgp(text => outbound(`as-path prepend ${cloudAsnOf(lab)}`)(announcing(3)(text)));
			await neighborSays(lab, /"pfxSnt": ?[3-9]/);
			await says(lab, / 0 routes/);
		},
		states: advertised,
	},
	{
		title: 'BGP: what the device announces has a next hop that is not at the tunnel’s end',
		cause: 'next-hop-not-connected',
		document: () => tencentBgp(),
		async happens(lab) {
			await lab.isUp();
			await lab.bgp(text => outbound('ip next-hop 10.99.9.9')(announcing(3)(text)));
			await neighborSays(lab, /"pfxSnt": ?[3-9]/);
			await says(lab, / 0 routes/);
		},
		states: advertised,
	},
];
