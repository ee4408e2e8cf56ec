import {until} from '../../../src/sandbox/lab/programs.ts';
import {awsStatic, tencentStatic} from '../documents.ts';
import {type WhyCase, waitMs} from './case.ts';
import {says, setting} from './spoil.ts';

/* Who knows whom by which address, each for real. */

/** Without the second tunnel: neither its connection nor its key. */
const firstAlone = (text: string) => {
	const blocks = [...text.matchAll(/^ {2}\S+ \{\n[\s\S]*?\n {2}\}\n/gm)].map(([block]) => block);
	const [, address = ''] = blocks.flatMap(block => /remote_addrs = (\S+)/.exec(block)?.[1] ?? []);
	return blocks.reduce((left, block) => (block.includes(address) ? left.replace(block, '') : left), text);
};

export const addressCases: readonly WhyCase[] = [
	{
		title: 'the cloud starts the tunnel, and the device has another address of the cloud in its file',
		cause: 'peer-not-configured',
		document: () => tencentStatic({negotiation: 'active'}),
		spoil: text => setting('start_action', 'none')(setting('remote_addrs', '192.0.2.99')(text)),
		happens: ({logs}) => logs(/no IKE config found/),
	},
	{
		title: 'the device has the first tunnel alone',
		cause: 'one-tunnel-only',
		document: () => awsStatic(),
		spoil: firstAlone,
		async happens(lab) {
			await lab.isUp();
			await says(lab, / UP [\s\S]*DOWN/);
		},
	},
	{
		title: 'the site leaves by another public address through NAT, and the cloud’s own log is copied',
		cause: 'unknown-peer',
		document: () => tencentStatic(),
		async before(lab) {
			// The lab's ends take whoever has the key; this one takes the site's address alone.
			const cloud = await lab.cloudEnd();
			await cloud.load(text => text.replace(/remote_addrs = .*/, `remote_addrs = ${lab.ready.site.address}`));
			await cloud.run('ip', 'route', 'add', '203.0.113.77/32', 'dev', 'wan');
			const nat =
				'table ip why { chain out { type nat hook postrouting priority 100; udp dport { 500, 4500 } snat to 203.0.113.77; }; }';
			await lab.atSite('ip', 'addr', 'add', '203.0.113.77/32', 'dev', 'lo');
			await lab.atSite('nft', nat);
		},
		async happens(lab) {
			const cloud = await lab.cloudEnd();
			await until(() => cloud.log().includes('no IKE config found'), 'the cloud finding no peer', waitMs);
		},
		// The cloud's console shows lines of its strongSwan after such a word (facts: product 554, "Error messages of tunnel logs").
		async states(lab) {
			const lines = (await lab.cloudEnd()).log().split('\n');
			const own = lines.filter(line => line.includes('no IKE config found')).slice(-3);
			return own.map(line => line.replace(/^.*?\[IKE\]/, 'IKE_NEGO:')).join('\n');
		},
		withoutLog: true,
	},
];
