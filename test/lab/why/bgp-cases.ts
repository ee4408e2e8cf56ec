import {setTimeout as delay} from 'node:timers/promises';
import {until} from '../../../src/sandbox/lab/programs.ts';
import {aws, tencentBgp} from '../documents.ts';
import {type WhyCase, type WhyLab, waitMs} from './case.ts';
import {drops, says} from './spoil.ts';

/* BGP in a tunnel that is up, each for real: FRR at the site against FRR at the cloud's end. */

export const bgpStates = async ({vtysh, bgpLog}: WhyLab) => `${bgpLog()}\n${await vtysh('show bgp summary json')}`;
export const neighborSays = (lab: WhyLab, wanted: RegExp, ms = waitMs) =>
	until(async () => wanted.test(await bgpStates(lab)), `FRR saying ${wanted}`, ms);

export const bgpCases: readonly WhyCase[] = [
	{
		title: 'BGP: port 179 is dropped inside of the tunnel',
		cause: 'bgp-not-established',
		document: () => aws(),
		async happens(lab) {
			await drops('tcp dport 179')(lab);
			await lab.isUp(2);
			await lab.bgp();
			await says(lab, /DOWN.*IPSEC IS UP\n[\s\S]*DOWN.*IPSEC IS UP/);
			await neighborSays(lab, /"state": ?"(?:Active|Connect)"/);
		},
		states: bgpStates,
		always: true,
	},
	{
		title: 'BGP: the device has another ASN than the customer gateway',
		cause: 'wrong-asn',
		document: () => tencentBgp(),
		async happens(lab) {
			await lab.isUp();
			await lab.bgp(text => text.replace(/^router bgp \d+$/m, 'router bgp 64999'));
			await neighborSays(lab, /Bad Peer AS/);
		},
		states: bgpStates,
	},
	{
		title: 'BGP: the session starves',
		cause: 'bgp-hold-timer',
		document: () => tencentBgp(),
		async happens(lab) {
			await lab.isUp();
			await lab.bgp();
			await neighborSays(lab, /"state": ?"Established"/);
			await drops('tcp dport 179')(lab);
			await lab.atSite('nft', 'add rule inet why in tcp sport 179 drop');
			await neighborSays(lab, /Hold Timer Expired/, 90_000);
		},
		states: bgpStates,
	},
	{
		title: 'BGP: the device tells of no route',
		cause: 'no-accepted-routes',
		document: () => tencentBgp(),
		async happens(lab) {
			await lab.isUp();
			await lab.bgp(text => text.replace(/^\s*redistribute connected$/m, ''));
			await neighborSays(lab, /"state": ?"Established"/);
			await delay(3000);
		},
		states: bgpStates,
	},
];
