import {setTimeout as delay} from 'node:timers/promises';
import {awsOld, awsStatic, tencent, tencentStatic} from '../documents.ts';
import type {WhyCase, WhyLab} from './case.ts';
import {childOf, drops, each, identity, initiate, replaceTunnel, sas, says, setting, twice} from './spoil.ts';

/* What is wrong, each for real: the site's strongSwan against the cloud's ends of the sandbox's lab. */

const old = () => tencentStatic({security: {preset: 'strong', options: {ikeVersion: 'IKEV1'}}});
const oldPolicy = () => tencent({security: {preset: 'strong', options: {ikeVersion: 'IKEV1'}}});
const saysAuthentication = ({logs}: WhyLab) => logs(/AUTHENTICATION_FAILED/);

export const ikeCases: readonly WhyCase[] = [
	{
		title: 'IKEv2, the key of the device is another one',
		cause: 'wrong-key',
		document: () => awsStatic(),
		spoil: setting('secret', '"another-key-of-12"'),
		happens: saysAuthentication,
		always: true,
	},
	{
		title: 'IKEv1, the key of the device is another one',
		cause: 'wrong-key',
		document: awsOld,
		spoil: setting('secret', '"another-key-of-12"'),
		happens: ({logs}) => logs(/peer not responding/),
	},
	{
		title: 'IKEv2, the device calls itself by its private address',
		cause: 'wrong-identity',
		document: () => tencentStatic(),
		spoil: text => setting('id-1', '10.9.9.9')(identity('local', '10.9.9.9')(text)),
		happens: saysAuthentication,
	},
	{
		title: 'IKEv2, the device wants another identity of the cloud',
		cause: 'wrong-identity',
		document: () => tencentStatic(),
		spoil: identity('remote', 'cloud.example'),
		happens: ({logs}) => logs(/does not match|no shared key|AUTHENTICATION_FAILED/),
		states: ({swanctl}) => swanctl('--list-conns'),
	},
	{
		title: 'IKEv1, the device calls itself by its private address',
		cause: 'wrong-identity',
		document: old,
		spoil: text => setting('id-1', '10.9.9.9')(identity('local', '10.9.9.9')(text)),
		happens: saysAuthentication,
	},
	{
		title: 'IKEv2, no algorithm of phase 1 in common',
		cause: 'phase-1-proposal',
		document: () => awsStatic(),
		spoil: setting('proposals', 'aes192-sha256-modp1536'),
		happens: ({logs}) => logs(/NO_PROPOSAL_CHOSEN/),
		always: true,
	},
	{
		title: 'IKEv1, another DH group in phase 1',
		cause: 'phase-1-proposal',
		document: old,
		spoil: setting('proposals', 'aes256-sha512-modp1024'),
		happens: ({logs}) => logs(/NO_PROPOSAL_CHOSEN/),
	},
	{
		title: 'the device speaks IKEv1, the cloud IKEv2 alone',
		cause: 'ike-version',
		document: () => tencentStatic(),
		spoil: setting('version', '1'),
		happens: ({logs}) => logs(/NO_PROPOSAL_CHOSEN|giving up/),
	},
	{
		title: 'the device speaks IKEv2, the cloud IKEv1 alone',
		cause: 'ike-version',
		document: old,
		spoil: setting('version', '2'),
		happens: ({logs}) => logs(/NO_PROPOSAL_CHOSEN|giving up/),
	},
	{
		title: 'the device begins in aggressive mode, the cloud has main mode',
		cause: 'aggressive-mode',
		document: old,
		spoil: text => text.replace(/^(\s*)version = 1$/m, '$1version = 1\n$1aggressive = yes'),
		happens: saysAuthentication,
	},
	{
		title: 'the device has no key for these identities',
		cause: 'no-key-for-ids',
		document: () => tencentStatic(),
		spoil: text => text.replaceAll(/id-1 = .*/g, 'id-1 = 198.51.100.7').replaceAll(/id-2 = .*/g, 'id-2 = 198.51.100.8'),
		happens: ({logs}) => logs(/no shared key found/),
	},
	{
		title: 'UDP 500 is dropped',
		cause: 'udp-500-blocked',
		document: () => awsStatic(),
		spoil: setting('start_action', 'none'),
		async happens(lab) {
			await drops('udp dport 500')(lab);
			await lab.swanctl('--load-conns').catch(() => '');
			await initiate(lab);
			await lab.logs(/giving up/);
		},
		always: true,
	},
	{
		title: 'the device leaves by another address than the customer gateway has',
		cause: 'site-address-changed',
		document: () => tencentStatic(),
		spoil: text => text.replace(/^(\s*)remote_addrs = /m, '$1local_addrs = 198.51.100.7\n$1remote_addrs = '),
		before: ({atSite}) => atSite('ip', 'addr', 'add', '198.51.100.7/32', 'dev', 'lo'),
		happens: ({logs}) => logs(/giving up|NO_PROPOSAL/),
	},
	{
		title: 'UDP 4500 is dropped, IKEv2',
		cause: 'udp-4500-blocked',
		document: () => tencentStatic(),
		spoil: setting('start_action', 'none'),
		async happens(lab) {
			await drops('udp dport 4500')(lab);
			await initiate(lab);
			await lab.logs(/giving up/);
		},
	},
	{
		title: 'UDP 4500 is dropped, IKEv1',
		cause: 'udp-4500-blocked',
		document: old,
		spoil: setting('start_action', 'none'),
		async happens(lab) {
			await drops('udp dport 4500')(lab);
			await initiate(lab);
			await lab.logs(/giving up/);
		},
	},
	{
		title: 'what is encrypted is dropped, IKE is not',
		cause: 'esp-blocked',
		document: () => tencentStatic(),
		async happens(lab) {
			await lab.isUp();
			await drops('udp dport 4500 @th,64,32 != 0')(lab);
			await lab.atSite('ip', 'route', 'replace', '10.66.0.0/16', 'dev', 'ipsec0');
			await lab.atSite('ping', '-c', '12', '-i', '0.2', '-W', '1', '10.66.7.1').catch(() => '');
		},
		states: sas,
	},
	{
		title: 'nobody starts it, and no log is given',
		cause: 'nobody-initiates',
		document: () => tencentStatic(),
		spoil: setting('start_action', 'none'),
		happens: async () => {},
		withoutLog: true,
	},
	{
		title: 'IKEv2, no algorithm of phase 2 in common',
		cause: 'phase-2-proposal',
		document: () => awsStatic(),
		spoil: setting('esp_proposals', 'aes192-sha256-modp2048'),
		happens: ({logs}) => logs(/no CHILD_SA built/),
	},
	{
		title: 'IKEv1, no algorithm of phase 2 in common',
		cause: 'phase-2-proposal',
		document: old,
		spoil: setting('esp_proposals', 'aes192-sha256-modp2048'),
		happens: ({logs}) => logs(/NO_PROPOSAL_CHOSEN/),
	},
	{
		title: 'IKEv2, another PFS group: up, and down when keys are renewed',
		cause: 'pfs-group',
		document: () => tencentStatic(),
		spoil: each(/^(\s*esp_proposals = .*)-(modp|ecp)\w+$/, '$1-modp1536'),
		async happens(lab) {
			await lab.isUp();
			await lab.swanctl('--rekey', '--child', childOf(lab));
			await lab.logs(/NO_PROPOSAL_CHOSEN/);
		},
	},
	{
		title: 'IKEv2, other ranges',
		cause: 'wrong-ranges',
		document: () => tencent(),
		spoil: setting('local_ts', '172.31.99.0/24'),
		happens: ({logs}) => logs(/TS_UNACCEPTABLE/),
	},
	{
		title: 'IKEv1, other ranges',
		cause: 'wrong-ranges',
		document: oldPolicy,
		spoil: setting('local_ts', '172.31.99.0/24'),
		happens: ({logs}) => logs(/INVALID_ID_INFORMATION/),
	},
	{
		title: 'two pairs of ranges where the cloud keeps one',
		cause: 'many-sa-pairs',
		document: () => tencentStatic(),
		spoil: text =>
			text.replace(
				/^( {6})(\S+) (\{\n {8}local_ts = )\S+([\s\S]*?\n {6}\})/m,
				'$1$2 $3192.168.50.0/25$4\n$1second $3192.168.50.128/25$4',
			),
		async before({atSite}) {
			for (const host of ['192.168.50.1', '192.168.50.129'])
				await atSite('ip', 'addr', 'add', `${host}/32`, 'dev', 'lo');
		},
		happens: lab => lab.isUp(2),
		states: sas,
	},
	{
		title: 'the cloud goes silent, IKEv2',
		cause: 'dead-peer',
		document: () => tencentStatic(),
		async happens(lab) {
			await lab.isUp();
			await drops('udp dport { 500, 4500 }')(lab);
			await lab.logs(/giving up after/);
		},
		always: true,
	},
	{
		title: 'the cloud goes silent, IKEv1',
		cause: 'dead-peer',
		document: old,
		async happens(lab) {
			await lab.isUp();
			await drops('udp dport { 500, 4500 }')(lab);
			await lab.logs(/DPD check timed out/);
		},
	},
	{
		title: 'the cloud goes silent, and the device does not begin anew',
		cause: 'dpd-gives-up',
		// a cloud that begins anew itself brings it up again
		document: () => awsStatic({security: {preset: 'strong', options: {dpdTimeoutAction: 'clear'}}}),
		spoil: text =>
			setting(
				'keyingtries',
				'1',
			)(setting('dpd_action', 'clear')(setting('start_action', 'start')(setting('close_action', 'none')(text)))),
		async happens(lab) {
			await lab.isUp(2);
			await drops('udp dport { 500, 4500 }')(lab);
			await lab.logs(/giving up after/);
			await lab.atSite('nft', 'delete table inet why');
			await says(lab, /DOWN[\s\S]*DOWN/);
			await delay(65_000);
		},
	},
	{
		title: 'the cloud closes the tunnel, and the device does not begin anew',
		cause: 'closed-by-far-end',
		document: () => awsStatic(),
		spoil: text =>
			setting('dpd_action', 'clear')(setting('start_action', 'start')(setting('close_action', 'none')(text))),
		async happens(lab) {
			await lab.isUp(2);
			await replaceTunnel(lab);
			await lab.logs(/received DELETE for IKE_SA/);
			await says(lab, /available[\s\S]*DOWN .*IPSEC IS DOWN/);
		},
	},
	{
		title: 'two connections of the device to one end of the cloud',
		cause: 'duplicate-sas',
		document: () => tencentStatic(),
		spoil: twice,
		happens: lab => lab.isUp(2),
		states: sas,
	},
];
