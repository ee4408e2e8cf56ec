import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {runArguments} from '../../../src/commands/run-commands.ts';
import {tryRun} from '../../../src/sandbox/lab/programs.ts';
import {fakeIo} from '../../commands/fake-io.ts';
import {awsOld, awsStatic, tencentStatic} from '../documents.ts';
import {type Cleanups, play} from '../played.ts';
import {askWhy, type Found} from './case.ts';
import {Pluto} from './pluto.ts';

/** The same with Libreswan at the site. */
export interface PlutoCase {
	readonly title: string;
	readonly cause: string;
	readonly document: () => object;
	/** What is wrong in its files. */
	readonly spoil?: (conf: string) => string;
	readonly spoilSecrets?: (secrets: string) => string;
	/** What is dropped at the site, in nft's words. */
	readonly drops?: string;
	/** The line to wait for. */
	readonly until: RegExp;
}

const set = (name: string, value: string) => (conf: string) =>
	conf.replaceAll(new RegExp(`^(\\s*)${name}=.*$`, 'gm'), `$1${name}=${value}`);
const wrongKey = (secrets: string) => secrets.replaceAll(/PSK .*$/gm, 'PSK "another-key-of-12"');
const old = () => tencentStatic({security: {preset: 'strong', options: {ikeVersion: 'IKEV1'}}});

export const plutoCases: readonly PlutoCase[] = [
	{
		title: 'Libreswan: IKEv2, another key',
		cause: 'wrong-key',
		document: () => awsStatic(),
		spoilSecrets: wrongKey,
		until: /AUTHENTICATION_FAILED/,
	},
	{
		title: 'Libreswan: IKEv1, another key',
		cause: 'wrong-key',
		document: awsOld,
		spoilSecrets: wrongKey,
		until: /mismatch of preshared|STATE_MAIN_I3: .*retransmi/,
	},
	{
		title: 'Libreswan: IKEv2, another identity',
		cause: 'wrong-identity',
		document: () => tencentStatic(),
		spoil: set('leftid', '10.9.9.9'),
		spoilSecrets: text => text.replace(/^(?!#)\S+ (?=.*PSK)/gm, '10.9.9.9 '),
		until: /AUTHENTICATION_FAILED/,
	},
	{
		title: 'Libreswan: IKEv2, no algorithm of phase 1 in common',
		cause: 'phase-1-proposal',
		document: () => tencentStatic(),
		spoil: set('ike', 'aes_cbc192-sha2_256-modp1536'),
		until: /NO_PROPOSAL_CHOSEN/,
	},
	{
		title: 'Libreswan: IKEv1, no algorithm of phase 1 in common',
		cause: 'phase-1-proposal',
		document: old,
		spoil: set('ike', 'aes_cbc192-sha2_256-modp1536'),
		until: /NO_PROPOSAL_CHOSEN/,
	},
	{
		title: 'Libreswan: no algorithm of phase 2 in common',
		cause: 'phase-2-proposal',
		document: () => tencentStatic(),
		spoil: text => set('esp', 'aes_cbc192-sha2_256')(set('phase2alg', 'aes_cbc192-sha2_256')(text)),
		until: /NO_PROPOSAL_CHOSEN/,
	},
	{
		title: 'Libreswan: IKEv1 where the cloud has IKEv2 alone',
		cause: 'ike-version',
		document: () => tencentStatic(),
		spoil: set('ikev2', 'no'),
		until: /NO_PROPOSAL_CHOSEN|retransmi/,
	},
	{
		title: 'Libreswan: UDP 500 is dropped',
		cause: 'udp-500-blocked',
		document: () => tencentStatic(),
		drops: 'udp dport 500',
		until: /retransmission|No response/,
	},
	{
		title: 'Libreswan: UDP 4500 is dropped',
		cause: 'udp-4500-blocked',
		document: () => tencentStatic(),
		drops: 'udp dport 4500',
		until:
			/STATE_V2_PARENT_I2.*(?:retransmission|No response)|I2: retransmission|acceptable response to our first encrypted/,
	},
];

/** @throws Error saying what did not happen */
export async function tryPluto(trial: PlutoCase, root: string): Promise<Found> {
	const cleanups: Cleanups = [];
	try {
		const played = await play(trial.document(), cleanups);
		const {sandbox, handed, ready, site} = played;
		const folder = join(handed.folder, 'libreswan');
		const io = fakeIo({env: {...sandbox.env, TUNNELWRIGHT_HOME: handed.folder}});
		const args = ['config', handed.id, '--device', 'libreswan', '--out', folder];
		if ((await runArguments(args, undefined, io)) !== 0) throw new Error(io.stderr());
		const read = (name: string) => readFileSync(join(folder, name), 'utf8');
		const spoilt = (text: string, spoil: ((text: string) => string) | undefined) => {
			const other = spoil?.(text) ?? text;
			if (spoil && other === text) throw new Error(`nothing was spoilt in ${text}`);
			return other;
		};
		const conf = spoilt(read('ipsec.conf'), trial.spoil);
		if (trial.drops !== undefined) {
			const rule = `table inet why { chain in { type filter hook input priority 0; ${trial.drops} drop; }; chain out { type filter hook output priority 0; ${trial.drops} drop; }; }`;
			await tryRun('ip', ['netns', 'exec', ready.site.namespace, 'nft', rule]);
		}

		const pluto = new Pluto(join(site.folder, 'pluto'), ready.site.namespace, root);
		cleanups.push(() => pluto.stop());
		// Here the kernel has no devices of IPsec: the negotiation is what is looked at.
		const plain = conf
			.replaceAll(/^(\s*)left=.*$/gm, `$1left=${ready.site.address}`)
			.replaceAll(/^\s*(?:ipsec-interface|vti-interface|auto)=.*$/gm, '');
		await pluto.start(
			`config setup\n\tikev1-policy=accept\n\n${plain}`,
			spoilt(read('ipsec.secrets'), trial.spoilSecrets),
		);
		for (const [, name = ''] of plain.matchAll(/^conn (\S+)/gm)) await pluto.up(name);
		await pluto.logs(trial.until, 30_000).catch(error => {
			throw new Error(`${error.message}\n${pluto.log()}`);
		});
		const status = (await pluto.whack('--status')).text.split('\n').filter(line => line.includes('idtype:'));
		return await askWhy(played, `${pluto.log()}\n${status.join('\n')}`);
	} finally {
		for (const cleanup of cleanups.reverse()) await cleanup();
	}
}
