import {setTimeout as delay} from 'node:timers/promises';
import {until} from '../../../src/sandbox/lab/programs.ts';
import {awsStatic, tencentStatic} from '../documents.ts';
import type {WhyCase, WhyLab} from './case.ts';
import {replaceTunnel, sas, says, setting} from './spoil.ts';

/* What happens on the way between two ends that have agreed, each for real. */

const withoutDpd = (text: string) => setting('dpd_delay', '0s')(text);

/** Packets from a host of the cloud to one of the site. */
async function fromCloud(lab: WhyLab, count: number, ...more: readonly string[]): Promise<void> {
	const cloud = await lab.cloudEnd();
	await lab.atSite('ip', 'addr', 'replace', '192.168.50.1/32', 'dev', 'lo');
	await cloud.run('ping', '-c', `${count}`, '-i', '0.2', '-W', '1', ...more, '192.168.50.1').catch(() => '');
}

export const pathCases: readonly WhyCase[] = [
	{
		title: 'the cloud lost its SA, and the device without dead peer detection still sends by it',
		cause: 'stale-spi',
		document: () => awsStatic(),
		spoil: withoutDpd,
		async happens(lab) {
			await lab.isUp(2);
			// the SA is older than what the cloud says of it
			await delay(3000);
			lab.sandbox.behave({leave: 'silent'});
			await replaceTunnel(lab);
			await says(lab, /available[\s\S]*DOWN .*IPSEC IS DOWN/);
		},
		states: sas,
	},
	{
		title: 'the device lost its SA by a power cut, and the cloud still sends by it',
		cause: 'stale-spi',
		document: () => tencentStatic({dpd: {enabled: false}}),
		async happens(lab) {
			await lab.isUp();
			await says(lab, /UP/);
			await lab.site.charon.kill();
			await lab.site.charon.start();
			await lab.site.charon.load(setting('start_action', 'none')(lab.handed.read('swanctl.conf')));
			await fromCloud(lab, 10);
		},
		states: async lab => (await sas(lab)) || '',
	},
	{
		title: 'NAT before the site forgets the tunnel when it is quiet',
		cause: 'nat-mapping-lost',
		document: () => tencentStatic({dpd: {enabled: true, timeoutSeconds: 30, action: 'clear'}}),
		daemon: 'keep_alive = 0',
		watched: true,
		spoil: setting('dpd_delay', '40s'),
		async before({atSite}) {
			await atSite('sysctl', '-qw', 'net.netfilter.nf_conntrack_udp_timeout=4');
			await atSite('sysctl', '-qw', 'net.netfilter.nf_conntrack_udp_timeout_stream=4');
			// A NAT device gives another port after it forgot the first, and lets nothing in for the old one.
			await atSite(
				'nft',
				'table ip why { chain out { type nat hook postrouting priority 100; udp dport { 500, 4500 } masquerade to :20000-60000 random; }; chain in { type filter hook input priority 0; udp dport { 500, 4500 } ct state new drop; }; }',
			);
		},
		async happens(lab) {
			const falls = () => lab.seen().filter(({what}) => what.kind === 'tunnel' && what.to === 'DOWN').length;
			await until(() => falls() >= 5, 'five falls', 400_000);
		},
	},
	{
		title: 'packets come twice on the way, and the later one is a replay',
		cause: 'replay-drops',
		document: () => tencentStatic(),
		async happens(lab) {
			await lab.isUp();
			const cloud = await lab.cloudEnd();
			const site = lab.ready.site.address;
			// ESP in UDP 4500 alone: IKE there begins with four bytes of zero.
			const rule = `table ip why { chain out { type filter hook output priority 0; udp dport 4500 @th,64,32 != 0 dup to ${site} device "wan"; }; }`;
			await cloud.run('nft', rule);
			await fromCloud(lab, 20);
			await lab.logs(/verification failed|replay/i);
		},
		states: sas,
	},
	{
		title: 'the site’s firewall drops what it answers',
		cause: 'site-firewall',
		document: () => tencentStatic(),
		async happens(lab) {
			await lab.isUp();
			await lab.atSite(
				'nft',
				'table inet why { chain out { type filter hook output priority 0; meta l4proto icmp drop; }; }',
			);
			await fromCloud(lab, 12);
			await delay(500);
		},
		states: sas,
	},
];
