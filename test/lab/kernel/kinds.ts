import {aws, awsLan, awsStatic, siteLan, tencent, tencentBgp, tencentStatic} from '../documents.ts';

/** Within the ranges of the VPC that the document names. */
const tencentLan = {range: '10.8.0.0/16', host: '10.8.7.1'};

/** A connection that is tried. `pairs`: a host of the site and one of the cloud for each pair of ranges that passes; `lan`: the cloud's network. */
export interface Kind {
	readonly title: string;
	readonly document: () => object;
	/** Another connection of the same device, to the same ranges. */
	readonly beside?: () => object;
	/** What runs at the site; strongSwan where nothing is said. */
	readonly daemon?: 'strongswan' | 'libreswan';
	/** What its trial looks at. */
	readonly mode: 'static' | 'bgp' | 'policy';
	/** The site is behind a translator of addresses. */
	readonly nat?: boolean;
	/** The cloud begins, and the site waits for it. */
	readonly begins?: boolean;
	/** Its script, where it is not that of its cloud. */
	readonly trial?: string;
	readonly options?: readonly string[];
	readonly lan: {readonly range: string; readonly host: string};
	readonly pairs?: readonly string[];
	/** How many checks its trial has. */
	readonly seen: number;
}

const tencentRanges = [
	{cloudSide: '10.8.40.0/26', siteSide: ['172.20.40.0/26', '172.20.40.64/26']},
	{cloudSide: '10.8.40.64/26', siteSide: ['172.20.40.0/26', '172.20.40.64/26']},
];
const everyPair = ['1=1', '65=1', '1=65', '65=65'].map(pair => {
	const [site, cloud] = pair.split('=');
	return `172.20.40.${site}=10.8.40.${cloud}`;
});
/** Over another gateway, behind the first. */
const tencentStandby = () =>
	tencentStatic({
		cloudGateway: {kind: 'vpc', id: 'vpngw-cjkgz001', vpcId: 'vpc-k8sgz0u1'},
		routing: {mode: 'static', prefixes: [siteLan.range], priority: 100},
	});
/** Of AWS. */
const oldSecurity = {security: {preset: 'compatible', options: {ikeVersions: ['ikev1']}}};
const ikev1 = {preset: 'strong', options: {ikeVersion: 'IKEV1'}};

export const kinds: Readonly<Record<string, Kind>> = {
	static: {
		title: 'AWS, static',
		mode: 'static',
		document: awsStatic,
		options: ['--cloud-range', awsLan.range],
		lan: awsLan,
		seen: 17,
	},
	bgp: {title: 'AWS, BGP', mode: 'bgp', document: aws, options: ['--site-range', siteLan.range], lan: awsLan, seen: 23},
	tencentpolicy: {
		title: 'Tencent Cloud, SPD policy with 2 x 2 ranges, IKEv2',
		mode: 'policy',
		document: () => tencent({ranges: tencentRanges}),
		lan: tencentLan,
		pairs: everyPair,
		seen: 14,
	},
	tencentold: {
		title: 'Tencent Cloud, SPD policy with 2 x 2 ranges, IKEv1',
		mode: 'policy',
		document: () => tencent({ranges: tencentRanges, security: ikev1}),
		lan: tencentLan,
		pairs: everyPair,
		seen: 14,
	},
	tencentroutes: {
		title: 'Tencent Cloud, destination route',
		mode: 'static',
		document: tencentStatic,
		options: ['--cloud-range', tencentLan.range],
		lan: tencentLan,
		pairs: [`${siteLan.host}=${tencentLan.host}`],
		seen: 13,
	},
	tencentbgp: {
		title: 'Tencent Cloud, BGP',
		mode: 'bgp',
		document: tencentBgp,
		options: ['--site-range', siteLan.range],
		lan: tencentLan,
		seen: 18,
	},
	'libreswan-static': {
		title: 'Libreswan: AWS, static',
		daemon: 'libreswan',
		mode: 'static',
		document: awsStatic,
		options: ['--cloud-range', awsLan.range],
		lan: awsLan,
		seen: 18,
	},
	'libreswan-bgp': {
		title: 'Libreswan: AWS, BGP',
		daemon: 'libreswan',
		mode: 'bgp',
		document: aws,
		options: ['--site-range', siteLan.range, '--prefer', 'first'],
		lan: awsLan,
		seen: 24,
	},
	'libreswan-tencentpolicy': {
		title: 'Libreswan: Tencent Cloud, SPD policy with 2 x 2 ranges, IKEv2',
		daemon: 'libreswan',
		mode: 'policy',
		document: () => tencent({ranges: tencentRanges}),
		lan: tencentLan,
		pairs: everyPair,
		seen: 16,
	},
	'libreswan-tencentold': {
		title: 'Libreswan: Tencent Cloud, SPD policy with 2 x 2 ranges, IKEv1',
		daemon: 'libreswan',
		mode: 'policy',
		document: () => tencent({ranges: tencentRanges, security: ikev1}),
		lan: tencentLan,
		pairs: everyPair,
		seen: 16,
	},
	'libreswan-tencentroutes': {
		title: 'Libreswan: Tencent Cloud, destination route',
		daemon: 'libreswan',
		mode: 'static',
		document: tencentStatic,
		options: ['--cloud-range', tencentLan.range],
		lan: tencentLan,
		pairs: [`${siteLan.host}=${tencentLan.host}`],
		seen: 15,
	},
	'libreswan-tencentbgp': {
		title: 'Libreswan: Tencent Cloud, BGP',
		daemon: 'libreswan',
		mode: 'bgp',
		document: tencentBgp,
		options: ['--site-range', siteLan.range],
		lan: tencentLan,
		seen: 19,
	},
	'libreswan-weak': {
		title: 'Libreswan: Tencent Cloud, destination route, for old devices',
		daemon: 'libreswan',
		mode: 'static',
		document: () => tencentStatic({security: {preset: 'compatible'}}),
		options: ['--cloud-range', tencentLan.range],
		lan: tencentLan,
		pairs: [`${siteLan.host}=${tencentLan.host}`],
		seen: 15,
	},
	'libreswan-nat': {
		title: 'Libreswan: AWS, static, behind NAT',
		daemon: 'libreswan',
		mode: 'static',
		nat: true,
		document: awsStatic,
		options: ['--cloud-range', awsLan.range],
		lan: awsLan,
		seen: 19,
	},
	'libreswan-narrow': {
		title: 'Libreswan: AWS, static, the site’s range narrowed',
		daemon: 'libreswan',
		mode: 'static',
		trial: 'narrow',
		document: () => awsStatic({ranges: [{cloudSide: '0.0.0.0/0', siteSide: [siteLan.range]}]}),
		options: ['--cloud-range', awsLan.range],
		lan: awsLan,
		seen: 9,
	},
	probe: {
		title: 'Tencent Cloud, destination route, with a health check',
		mode: 'static',
		document: () => tencentStatic({healthCheck: {enabled: true, localIp: '169.254.128.1', remoteIp: '169.254.128.2'}}),
		options: ['--cloud-range', tencentLan.range],
		lan: tencentLan,
		pairs: [`${siteLan.host}=${tencentLan.host}`],
		seen: 15,
	},
	'libreswan-probe': {
		title: 'Libreswan: Tencent Cloud, destination route, with a health check whose addresses the cloud picked',
		daemon: 'libreswan',
		mode: 'static',
		document: () => tencentStatic({healthCheck: {enabled: true}}),
		options: ['--cloud-range', tencentLan.range],
		lan: tencentLan,
		pairs: [`${siteLan.host}=${tencentLan.host}`],
		seen: 17,
	},
	firewall: {
		title: 'AWS, BGP, behind a firewall that opens only what STEPS.md names',
		mode: 'bgp',
		trial: 'firewall',
		document: aws,
		options: ['--site-range', siteLan.range, '--cloud-range', awsLan.range],
		lan: awsLan,
		seen: 12,
	},
	begins: {
		title: 'Tencent Cloud, SPD policy with 2 x 2 ranges: the cloud begins',
		mode: 'policy',
		trial: 'begins',
		begins: true,
		document: () => tencent({ranges: tencentRanges, negotiation: 'active'}),
		lan: tencentLan,
		pairs: everyPair,
		seen: 10,
	},
	'libreswan-aggressive': {
		title: 'Libreswan: Tencent Cloud, destination route, aggressive mode: the cloud renews its keys first',
		daemon: 'libreswan',
		mode: 'static',
		trial: 'rekey',
		document: () =>
			tencentStatic({security: {preset: 'strong', options: {ikeVersion: 'IKEV1', exchangeMode: 'AGGRESSIVE'}}}),
		options: ['--cloud-range', tencentLan.range],
		lan: tencentLan,
		pairs: [`${siteLan.host}=${tencentLan.host}`],
		seen: 10,
	},
	'libreswan-ikev1': {
		title: 'Libreswan: AWS, static, IKEv1 alone',
		daemon: 'libreswan',
		mode: 'static',
		document: () => awsStatic(oldSecurity),
		options: ['--cloud-range', awsLan.range],
		lan: awsLan,
		seen: 18,
	},
	standby: {
		title: 'Tencent Cloud, destination route: two connections to one range, one of them the standby',
		mode: 'static',
		trial: 'standby',
		nat: true,
		document: tencentStatic,
		beside: tencentStandby,
		options: ['--cloud-range', tencentLan.range],
		lan: tencentLan,
		seen: 15,
	},
	'libreswan-standby': {
		title: 'Libreswan: Tencent Cloud, destination route: two connections to one range, one of them the standby',
		daemon: 'libreswan',
		mode: 'static',
		trial: 'standby',
		nat: true,
		document: tencentStatic,
		beside: tencentStandby,
		options: ['--cloud-range', tencentLan.range],
		lan: tencentLan,
		seen: 17,
	},
	silent: {
		title: 'AWS, static: the cloud goes silent',
		mode: 'static',
		trial: 'silent',
		document: awsStatic,
		options: ['--cloud-range', awsLan.range],
		lan: awsLan,
		seen: 15,
	},
	silentold: {
		title: 'AWS, static, IKEv1: the cloud goes silent',
		mode: 'static',
		trial: 'silent',
		document: () => awsStatic(oldSecurity),
		options: ['--cloud-range', awsLan.range],
		lan: awsLan,
		seen: 15,
	},
	silentroutes: {
		title: 'Tencent Cloud, destination route: the cloud goes silent',
		mode: 'static',
		trial: 'silent',
		document: tencentStatic,
		options: ['--cloud-range', tencentLan.range],
		lan: tencentLan,
		seen: 8,
	},
	'libreswan-silent': {
		title: 'Libreswan: AWS, static: the cloud goes silent',
		daemon: 'libreswan',
		mode: 'static',
		trial: 'silent',
		document: awsStatic,
		options: ['--cloud-range', awsLan.range],
		lan: awsLan,
		seen: 19,
	},
	'libreswan-silentold': {
		title: 'Libreswan: AWS, static, IKEv1: the cloud goes silent',
		daemon: 'libreswan',
		mode: 'static',
		trial: 'silent',
		document: () => awsStatic(oldSecurity),
		options: ['--cloud-range', awsLan.range],
		lan: awsLan,
		seen: 19,
	},
	'libreswan-silentroutes': {
		title: 'Libreswan: Tencent Cloud, destination route: the cloud goes silent',
		daemon: 'libreswan',
		mode: 'static',
		trial: 'silent',
		document: tencentStatic,
		options: ['--cloud-range', tencentLan.range],
		lan: tencentLan,
		seen: 10,
	},
};
