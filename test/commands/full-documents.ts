import {isTencent} from '../../src/clouds/tencent/own-document.ts';
import type {ConnectionDocument} from '../../src/connection/document.ts';
import {negotiated, timings} from '../handover/every-option.ts';
import {setField} from '../rules/set-field.ts';

/* Documents that between them use every option, as the sandbox's accounts can have them; and each of their values changed. */

const logs = {
	logEnabled: true,
	logGroupArn: `arn:aws:logs:eu-central-1:111122223333:log-group:${'/aws/vpn'.repeat(20)}`,
	logOutputFormat: 'text',
	bgpLogEnabled: true,
	bgpLogGroupArn: 'arn:aws:logs:eu-central-1:111122223333:log-group:bgp',
	bgpLogOutputFormat: 'json',
};
const algorithms = {
	ikeVersions: ['ikev2'],
	phase1Encryption: ['AES256-GCM-16', 'AES256'],
	phase1Integrity: ['SHA2-384'],
	phase1DhGroups: [20, 19],
	phase2Encryption: ['AES256-GCM-16'],
	phase2Integrity: ['SHA2-512'],
	phase2DhGroups: [14],
};
const aws = {version: 1, cloud: 'aws', region: 'eu-central-1'};
const vgw = {kind: 'vgw', id: 'vgw-9a4cacf3'};
const tgw = {kind: 'tgw', id: 'tgw-0c2d11f0'};
const awsSite = (host: number, more: object = {}) => ({
	kind: 'new',
	name: `site ${host}`,
	address: `198.51.100.${host}`,
	asn: 4_200_000_000 + host,
	deviceName: `fw-${host}`,
	...more,
});
const tags = {cost: '4711', empty: '', 'with-dash': 'x'.repeat(256), ländle: '北'.repeat(200)};

export const fullAws = [
	{
		...aws,
		name: `everything on a virtual private gateway ${'名'.repeat(180)}`,
		cloudGateway: vgw,
		site: awsSite(101),
		routing: {mode: 'bgp'},
		ranges: [{cloudSide: '10.20.0.7/16', siteSide: ['172.29.0.9/16']}],
		security: {preset: 'custom', options: {...algorithms, ...timings, logs}},
		tunnels: [
			{presharedKey: {from: 'env', name: 'KEY_1'}, insideCidr: '169.254.77.0/30'},
			{
				presharedKey: {from: 'prompt'},
				insideCidr: '169.254.78.0/30',
				options: {dpdTimeoutSeconds: 61, ikeVersions: ['ikev2', 'ikev1'], logs: {logEnabled: false}},
			},
		],
		tags,
	},
	{
		...aws,
		name: 'ipv6 inside',
		cloudGateway: tgw,
		site: awsSite(102),
		routing: {mode: 'bgp'},
		insideIpVersion: 'ipv6',
		ipv6Ranges: {cloudSide: '2001:DB8:1:0::/48', siteSide: '2001:db8:0002::/48'},
		tunnels: [
			{insideCidr: '169.254.80.0/30', insideIpv6Cidr: 'FD00:77:0::/126'},
			{insideCidr: '169.254.81.0/30', insideIpv6Cidr: 'fd00:0078::0004/126', options: {startupAction: 'start'}},
		],
		keyStorage: 'SecretsManager',
		tunnelBandwidth: 'large',
		tags,
	},
	{
		...aws,
		name: 'accelerated, static, weak',
		cloudGateway: tgw,
		site: awsSite(103),
		routing: {mode: 'static', prefixes: ['172.28.0.0/16', '172.27.1.1/16']},
		security: {preset: 'compatible'},
		acceleration: true,
	},
	{
		...aws,
		name: 'private outside addresses',
		cloudGateway: tgw,
		site: awsSite(104, {address: '10.99.0.4'}),
		routing: {mode: 'bgp'},
		outsideAddressType: 'PrivateIpv4',
		transportAttachmentId: 'tgw-attach-0cfe4bfac7d18041b',
	},
	{
		...aws,
		name: 'a certificate',
		cloudGateway: {kind: 'new-vgw', vpcId: 'vpc-0ed31cfce665593a0', name: 'edge', asn: 64_700},
		site: awsSite(105, {certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/1-a'}),
		routing: {mode: 'static', prefixes: ['172.26.0.0/16']},
	},
	{...aws, name: 'no gateway', cloudGateway: {kind: 'none'}, site: awsSite(106), routing: {mode: 'bgp'}},
];

const tencent = {version: 1, cloud: 'tencent', region: 'ap-guangzhou'};
const healthCheck = {enabled: true, localIp: '169.254.200.1', remoteIp: '169.254.200.2'};

export const fullTencent = [
	{
		...tencent,
		name: 'everything by policy',
		cloudGateway: {kind: 'vpc', id: 'vpngw-1w9tue3d', vpcId: 'vpc-gapcv96p'},
		site: {kind: 'new', name: 'site a', address: '198.51.100.111'},
		routing: {mode: 'policy'},
		ranges: [
			{cloudSide: '10.8.4.7/24', siteSide: ['172.29.0.0/24', '172.29.1.9/24']},
			{cloudSide: '10.8.5.0/24', siteSide: ['172.29.2.0/24']},
		],
		security: {preset: 'custom', options: {ikeVersion: 'IKEV1', exchangeMode: 'AGGRESSIVE', ...negotiated}},
		presharedKey: {from: 'env', name: 'KEY'},
		negotiation: 'passive',
		dpd: {enabled: true, timeoutSeconds: 47, action: 'clear'},
		tags: {cost: '4711', empty: '', 'with-dash': '名前'},
	},
	{
		...tencent,
		name: 'bgp, GCM',
		cloudGateway: {kind: 'vpc', id: 'vpngw-bgp4gz01', vpcId: 'vpc-p5sf61yj'},
		site: {kind: 'new', name: 'site b', address: '198.51.100.112', asn: 65_012},
		routing: {
			mode: 'bgp',
			tunnelCidr: '169.254.140.1/30',
			cloudAddress: '169.254.140.1',
			siteAddress: '169.254.140.2',
		},
		security: {preset: 'strong', options: {ikeEncryption: 'AES256GCM128', ipsecEncryption: 'AES256GCM128'}},
		negotiation: 'flowTrigger',
		dpd: {enabled: false},
	},
	{
		...tencent,
		name: 'a ccn, addresses as identities',
		cloudGateway: {kind: 'ccn', id: 'vpngw-ccngz001'},
		site: {kind: 'new', name: 'site c', address: '198.51.100.113'},
		routing: {mode: 'static', prefixes: ['172.28.0.0/16'], priority: 100},
		security: {
			preset: 'compatible',
			options: {
				localIdentity: {type: 'ADDRESS', address: '203.0.113.5'},
				remoteIdentity: {type: 'ADDRESS', address: '198.51.100.78'},
			},
		},
		healthCheck: {...healthCheck, intervalMs: 1001, threshold: 7, timeoutMs: 77},
	},
];

/** Another value for each member, by how its path ends; what is not here is another number, the other boolean, or a longer text. */
const others: readonly (readonly [end: RegExp, value: unknown])[] = [
	[/deviceName$/, 'another'],
	[/certificateArn$/, 'arn:aws:acm:eu-central-1:111122223333:certificate/2-b'],
	[/site\.address$/, '198.51.100.199'],
	[/(insideCidr|tunnelCidr)$/, '169.254.99.0/30'],
	[/insideIpv6Cidr$/, 'fd00:99::/126'],
	[/ipv6Ranges\./, '2001:db8:99::/48'],
	[/cloudSide$/, '10.8.6.0/24'],
	[/(siteSide|prefixes)\[\d\]$/, '172.25.0.0/16'],
	[/ikeVersions$/, ['ikev1']],
	[/ikeVersion$/, 'IKEV2'],
	[/exchangeMode$/, 'AGGRESSIVE'],
	[/phase.Encryption$/, ['AES128']],
	[/phase.Integrity$/, ['SHA2-256']],
	[/phase.DhGroups$/, [15]],
	[/dpdTimeoutAction$/, 'restart'],
	[/startupAction$/, 'add'],
	[/ogOutputFormat$/, 'json'],
	[/ikeEncryption$/, 'AES-CBC-128'],
	[/ipsecEncryption$/, 'AES-CBC-192'],
	[/ikeIntegrity$/, 'SHA-256'],
	[/ipsecIntegrity$/, 'SHA-512'],
	[/ikeDhGroup$/, 'GROUP16'],
	[/pfsDhGroup$/, 'NULL'],
	[/negotiation$/, 'active'],
	[/dpd\.action$/, 'restart'],
	[/localIp$/, '169.254.202.1'],
	[/remoteIp$/, '169.254.202.2'],
	[/routing\.priority$/, 0],
	[/Identity\.address$/, '203.0.113.9'],
	[/keyStorage$/, 'SecretsManager'],
	[/tunnelBandwidth$/, 'large'],
	[/security\.preset$/, 'compatible'],
];
/** What a document with another of is another connection's, or is never read back. */
const passedOver =
	/^(\$schema|version|cloud|region|insideIpVersion|outsideAddressType|routeTables)$|presharedKey|[kK]ind$|routing\.mode|Identity\.type|cloudGateway|(cloud|site)Address$|transportAttachmentId/;

/** A document with each of its values changed in turn, and each that it may leave out left out: the field, the value, the document. */
export function otherValues(document: ConnectionDocument): readonly (readonly [string, unknown, object])[] {
	return leavesOf(document).flatMap(([field, value]) => {
		const isOff = isTencent(document) && !document.dpd.enabled && field.startsWith('dpd.');
		// every option of it is given by name
		const isCustom = document.security.preset === 'custom' && field === 'security.preset';
		if (isCustom || passedOver.test(field) || (isOff && field !== 'dpd.enabled')) return [];
		const wanted = others.find(([end]) => end.test(field))?.[1] ?? another(value);
		const other = JSON.stringify(wanted) === JSON.stringify(value) ? opposite(field, value) : wanted;
		return [[field, other, withValue(document, field, other)] as const];
	});
}

/** A document without each value that it may leave out, and that is not then taken from a preset: the field, and the document. */
export function withoutValues(document: ConnectionDocument): readonly (readonly [string, object])[] {
	// what stands as AWS has it by itself, and integrity beside GCM, leave nothing behind
	const isNothing = (field: string, value: unknown) => value === false || field.endsWith('phase2Integrity');
	return leavesOf(document)
		.filter(([field]) => /^(tags|healthCheck|security\.options|tunnels\[\d\]\.options)\./.test(field))
		.filter(([field, value]) => !/Identity|healthCheck\.enabled/.test(field) && !isNothing(field, value))
		.map(([field]) => [field, JSON.parse(JSON.stringify(withValue(document, field, undefined)))] as const);
}

function withValue(document: object, field: string, value: unknown): object {
	const copy = structuredClone(document);
	setField(copy, field, value);
	return copy;
}

function another(value: unknown): unknown {
	if (typeof value === 'boolean') return !value;
	if (typeof value === 'number') return value + 1;
	return `${value}x`.slice(-60);
}

/** Where the value is the one that others are changed to. */
function opposite(field: string, value: unknown): unknown {
	const back: Readonly<Record<string, unknown>> = {
		exchangeMode: 'MAIN',
		startupAction: 'start',
		dpdTimeoutAction: 'none',
		negotiation: 'passive',
		action: 'clear',
		keyStorage: 'Standard',
		tunnelBandwidth: 'standard',
		preset: 'strong',
		logOutputFormat: 'text',
		bgpLogOutputFormat: 'text',
		ikeVersion: 'IKEV1',
		ikeVersions: ['ikev2'],
		phase1Encryption: ['AES256'],
		phase2Encryption: ['AES256'],
		pfsDhGroup: 'DH-GROUP14',
		priority: 100,
	};
	return back[field.split('.').at(-1) ?? ''] ?? another(value);
}

/** Every value with its path; a list of words is one value. */
function leavesOf(value: unknown, path = ''): readonly (readonly [string, unknown])[] {
	const isList = Array.isArray(value);
	const isWords = isList && !/(siteSide|prefixes|ranges|tunnels)$/.test(path);
	if (typeof value !== 'object' || value === null || isWords) return [[path, value]];
	return Object.entries(value).flatMap(([name, inner]) => {
		const own = isList ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`;
		return leavesOf(inner, own);
	});
}
