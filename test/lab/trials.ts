import {cloudDeletes, failsOver} from './afterwards.ts';
import {aws, awsStatic, tencent, tencentBgp, tencentStatic} from './documents.ts';
import type {Trial} from './trial.ts';

const ikev1 = {preset: 'strong', options: {ikeVersion: 'IKEV1'}};

/** Every routing mode of both clouds, and every security preset. */
export const working: readonly Trial[] = [
	{title: 'AWS, BGP, two tunnels, strong', document: () => aws()},
	{title: 'AWS, static routes, strong, not behind NAT', document: () => awsStatic(), options: ['--nat', 'no']},
	{title: 'AWS, static routes, for old devices', document: () => awsStatic({security: {preset: 'compatible'}})},
	{title: 'AWS, static routes, what AWS does by itself', document: () => awsStatic({security: {preset: 'custom'}})},
	{
		title: 'AWS, static routes, IKEv1 alone',
		document: () => awsStatic({security: {preset: 'compatible', options: {ikeVersions: ['ikev1']}}}),
	},
	{
		title: 'AWS, static routes, GCM alone',
		document: () =>
			awsStatic({
				security: {
					preset: 'strong',
					options: {phase1Encryption: ['AES256-GCM-16'], phase2Encryption: ['AES128-GCM-16'], phase2DhGroups: [21]},
				},
			}),
	},
	{title: 'Tencent Cloud, SPD 2x2, IKEv2, strong', document: () => tencent(), key: 'Lab.key_0123456789'},
	{title: 'Tencent Cloud, SPD 2x2, IKEv1', document: () => tencent({security: ikev1}), key: 'Lab.key_0123456789'},
	{
		title: 'Tencent Cloud, destination routes, strong, not behind NAT',
		document: () => tencentStatic(),
		key: 'Lab.key_0123456789',
		options: ['--nat', 'no'],
	},
	{
		title: 'Tencent Cloud, destination routes, for old devices',
		document: () => tencentStatic({security: {preset: 'compatible'}}),
		key: 'Lab.key_0123456789',
	},
	{
		title: 'Tencent Cloud, destination routes, identities that are names',
		document: () =>
			tencentStatic({
				security: {
					preset: 'strong',
					options: {
						localIdentity: {type: 'FQDN', name: 'cloud.lab.example'},
						remoteIdentity: {type: 'FQDN', name: 'site.lab.example'},
					},
				},
			}),
		key: 'Lab.key_0123456789',
	},
	{
		title: 'Tencent Cloud, SPD 2x2, IKEv2, behind NAT',
		document: () => tencent(),
		key: 'Lab.key_0123456789',
		options: ['--nat', 'yes'],
		nat: true,
	},
	{
		title: 'Tencent Cloud, destination routes, IKEv1, behind NAT that nobody spoke of',
		document: () => tencentStatic({security: ikev1}),
		key: 'Lab.key_0123456789',
		nat: true,
	},
	{title: 'Tencent Cloud, BGP, strong', document: () => tencentBgp(), key: 'Lab.key_0123456789'},
	...[
		'0xABCDEF1234',
		'0sQUJDREVGRw==',
		'a#b"c\'d\\e{f}g$h`i',
		'}secrets{;=,<>|&*?!~^%@+-/:[]()',
		'_._._._._.0',
		Array.from({length: 94}, (_none, index) => String.fromCharCode(33 + index)).join(''),
	].map((key, index) => ({
		title: `Tencent Cloud, a key with awkward characters (${index + 1})`,
		document: () => tencentStatic({security: {preset: 'strong', options: {ikeVersion: index % 2 ? 'IKEV1' : 'IKEV2'}}}),
		key,
	})),
];

/** What happens to tunnels that are up. */
export const later: readonly Trial[] = [
	{title: 'AWS: the cloud deletes the IKE SAs', document: () => aws(), afterwards: cloudDeletes('ike')},
	{title: 'AWS: the cloud deletes the child SAs', document: () => aws(), afterwards: cloudDeletes('child')},
	{
		title: 'AWS, IKEv1 alone: the cloud deletes the IKE SAs',
		document: () => awsStatic({security: {preset: 'compatible', options: {ikeVersions: ['ikev1']}}}),
		afterwards: cloudDeletes('ike'),
	},
	{
		title: 'Tencent Cloud, SPD 2x2, IKEv2: the cloud deletes the IKE SA',
		document: () => tencent(),
		key: 'Lab.key_0123456789',
		afterwards: cloudDeletes('ike'),
	},
	{
		title: 'Tencent Cloud, SPD 2x2, IKEv1: the cloud deletes a child SA',
		document: () => tencent({security: ikev1}),
		key: 'Lab.key_0123456789',
		afterwards: cloudDeletes('child'),
	},
	{title: 'AWS, BGP: one endpoint goes dead', document: () => aws(), afterwards: failsOver},
];

/** What is wrong at one end must not come up, or the trials above would prove nothing. */
export const failing: readonly Trial[] = [
	{
		title: 'a wrong key',
		document: () => tencentStatic(),
		key: 'Lab.key_0123456789',
		spoil: text => text.replace(/secret = 0x\w\w/, 'secret = 0x00'),
		says: /AUTHENTICATION_FAILED/,
	},
	{
		title: 'a wrong range',
		document: () => tencent(),
		key: 'Lab.key_0123456789',
		spoil: text => text.replaceAll(/local_ts = \S+/g, 'local_ts = 10.99.99.0/24'),
		says: /TS_UNACCEPTABLE/,
	},
	{
		title: 'a wrong proposal',
		document: () => tencentStatic(),
		key: 'Lab.key_0123456789',
		spoil: text => text.replaceAll(/proposals = aes256\S*/g, 'proposals = aes128-sha512-modp4096'),
		says: /NO_PROPOSAL_CHOSEN/,
	},
	{
		title: 'another IKE version',
		document: () => tencentStatic(),
		key: 'Lab.key_0123456789',
		spoil: text => text.replace('version = 2', 'version = 1'),
		says: /NO_PROPOSAL_CHOSEN/,
	},
];
