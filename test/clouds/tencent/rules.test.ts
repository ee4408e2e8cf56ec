import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {CloudGateway, ExistingConnection, Facts, Quota, SiteGateway} from '../../../src/clouds/contract/cloud.ts';
import type {TencentDraft} from '../../../src/clouds/tencent/own-document.ts';
import {overlapRules} from '../../../src/clouds/tencent/rules/overlap-rules.ts';
import {checkTencent, tencentRules} from '../../../src/clouds/tencent/rules/rules.ts';
import {tencentDocument} from './documents.ts';

const gateway: CloudGateway = {
	id: 'vpngw-1w9tue3d',
	name: 'gz',
	kind: 'vpc',
	state: 'AVAILABLE',
	selectable: true,
	vpcId: 'vpc-gapcv96p',
	networks: ['10.8.0.0/16'],
	attachedTo: 'vpc-gapcv96p 10.8.0.0/16',
	publicAddress: '58.211.2.5',
	bandwidthMbps: 200,
	version: 'ver4.0',
	asn: 64_551,
	bgp: true,
};
const site: SiteGateway = {
	id: 'cgw-qa9sxpy7',
	name: 'office',
	selectable: true,
	address: '198.18.0.9',
	asn: 65_010,
	state: 'available',
};
const other: ExistingConnection = {
	id: 'vpnx-other',
	name: 'other',
	state: 'AVAILABLE',
	cloudGatewayId: gateway.id,
	siteGatewayId: 'cgw-else',
	routing: 'policy',
	ranges: [{cloudSide: '10.8.0.0/24', siteSide: ['172.31.0.0/24']}],
	insideCidrs: [],
};
/** Another tunnel with destination routes, the first choice. */
const first: ExistingConnection = {
	...other,
	routing: 'static',
	ranges: [{cloudSide: '0.0.0.0/0', siteSide: ['172.31.0.0/24']}],
	routes: [{destination: '172.31.0.0/24', priority: 0}],
};
/** A draft of the tunnel that stands, and how that stands. */
const ofPair: Partial<TencentDraft> = {site: {kind: 'existing', id: site.id}};
const standing = (settings: Record<string, string>, more: Partial<ExistingConnection> = {}): Facts => ({
	cloudGateway: gateway,
	siteGateways: [site],
	connections: [{...other, siteGatewayId: site.id, settings, ...more}],
	quotas: [],
});
const ofAsn = (asn: number): TencentDraft['site'] => ({kind: 'new', name: 'office', address: site.address, asn});
const withOther = (given: Facts): Facts => ({
	...given,
	connections: [
		...(given.connections ?? []),
		{...other, id: 'vpnx-far', cloudGatewayId: 'vpngw-far', siteGatewayId: site.id, routing: 'bgp'},
	],
});
const quota = (used: number, from: Quota['from'], limit = 20): Quota => ({
	id: 'tunnels-per-gateway',
	says: 'tunnels',
	limit,
	used,
	from,
});
const facts: Facts = {cloudGateway: gateway, siteGateways: [site], connections: [other], quotas: []};
/** The VPC's main route table takes 50 routes and has one. */
const tableFacts: Facts = {
	...facts,
	quotas: [{...quota(1, 'account', 50), id: 'routes-per-route-table'}],
	routeTables: [
		{
			id: 'rtb-main0001',
			name: 'main',
			selectable: true,
			vpcId: 'vpc-gapcv96p',
			main: true,
			propagatingGateways: [],
			routes: [{destination: '192.0.2.0/24', target: 'nat-elsewhere'}],
		},
	],
};

const bgpRouting = {
	mode: 'bgp',
	tunnelCidr: '169.254.130.0/30',
	cloudAddress: '169.254.130.1',
	siteAddress: '169.254.130.2',
} as const;
const asnSite = {kind: 'new', name: 'device', address: '8.8.4.4', asn: 65_077} as const;
const bgpDraft = {site: asnSite, routing: bgpRouting, ranges: []};
const bgpFacts: Facts = {...facts, connections: []};
const custom = (options: object) => ({security: {preset: 'custom' as const, options}});
const strong = (options: object) => ({security: {preset: 'strong' as const, options}});
const ranges = (count: number) =>
	Array.from({length: count}, (_, index) => ({cloudSide: `10.8.${index}.0/24`, siteSide: [`172.20.${index}.0/24`]}));
const siteSide = (count: number) => Array.from({length: count}, (_, index) => `172.20.${index}.0/24`);

interface Case {
	/** Changes to a sound document that break the rule, and the field that the finding must name. */
	readonly bad: Partial<TencentDraft>;
	readonly field: string;
	readonly badFacts?: Facts;
	/** Changes that come close and keep it; the sound document itself otherwise. */
	readonly good?: Partial<TencentDraft>;
	readonly goodFacts?: Facts;
}

const cases: Readonly<Record<string, Case | readonly Case[]>> = {
	'tencent.name.length': [
		{bad: {name: 'n'.repeat(61)}, field: 'name', good: {name: '名'.repeat(60)}},
		{bad: {name: ''}, field: 'name'},
	],
	'tencent.name.blank': [
		{bad: {name: ' '}, field: 'name', good: {name: ' n '}},
		{bad: {site: {kind: 'new', name: '  ', address: '8.8.4.4'}}, field: 'site.name'},
	],
	'tencent.name.duplicate': {
		// one that is edited, and is to have the name of another
		bad: {name: 'other'},
		badFacts: {...facts, connectionId: 'vpnx-own', connections: [{...other, cloudGatewayId: 'vpngw-else'}]},
		field: 'name',
	},
	'tencent.tunnel.same-name': [
		{
			bad: {name: 'other'},
			badFacts: {...facts, connections: [{...other, cloudGatewayId: 'vpngw-else'}]},
			field: 'name',
		},
		{
			bad: {name: 'other'},
			field: 'name',
			goodFacts: {...facts, connections: [{...other, name: 'berlin-office', state: 'DELETING'}]},
		},
	],
	'tencent.site.name-length': {
		bad: {site: {kind: 'new', name: 'n'.repeat(61), address: '8.8.4.4'}},
		field: 'site.name',
		good: {site: {kind: 'new', name: 'n'.repeat(60), address: '8.8.4.4'}},
	},
	'tencent.region.isolated': {bad: {region: 'ap-shanghai-fsi'}, field: 'region'},
	'tencent.tags.length': [
		{bad: {tags: {['k'.repeat(128)]: ''}}, field: `tags.${'k'.repeat(128)}`, good: {tags: {['k'.repeat(127)]: ''}}},
		{bad: {tags: {k: 'v'.repeat(256)}}, field: 'tags.k', good: {tags: {k: 'v'.repeat(255)}}},
	],
	'tencent.tags.characters': [
		{bad: {tags: {'a#b': ''}}, field: 'tags.a#b', good: {tags: {'团队 (a)': 'x@y:z/1+2=3'}}},
		{bad: {tags: {k: '<v>'}}, field: 'tags.k'},
	],
	'tencent.tags.reserved': [
		{bad: {tags: {'QCS:owner': ''}}, field: 'tags.QCS:owner', good: {tags: {projects: ''}}},
		{bad: {tags: {'project:x': ''}}, field: 'tags.project:x', good: {tags: {project: ''}}},
		{bad: {tags: {项目组: ''}}, field: 'tags.项目组'},
	],
	'tencent.tags.doubtful': [
		{bad: {tags: {projects: ''}}, field: 'tags.projects', good: {tags: {'a project': ''}}},
		{bad: {tags: {k: 'a,b'}}, field: 'tags.k', good: {tags: {k: 'a.b'}}},
	],
	'tencent.tags.count': {
		bad: {tags: Object.fromEntries(Array.from({length: 51}, (_, index) => [`k${index}`, '']))},
		field: 'tags',
		good: {tags: Object.fromEntries(Array.from({length: 50}, (_, index) => [`k${index}`, '']))},
	},
	'tencent.gateway.usable': {
		bad: {},
		badFacts: {...facts, cloudGateway: {...gateway, selectable: false, state: 'PENDING', reason: 'being created'}},
		field: 'cloudGateway',
	},
	'tencent.gateway.kind': {bad: {cloudGateway: {kind: 'ccn', id: gateway.id}}, field: 'cloudGateway.kind'},
	'tencent.gateway.vpc': {
		bad: {cloudGateway: {kind: 'vpc', id: gateway.id, vpcId: 'vpc-another'}},
		field: 'cloudGateway.vpcId',
	},
	'tencent.gateway.notice': {
		bad: {},
		badFacts: {...facts, cloudGateway: {...gateway, notices: ['its public address is blocked']}},
		field: 'cloudGateway',
	},
	'tencent.pair.unique': {
		bad: {site: {kind: 'existing', id: site.id}},
		badFacts: {...facts, connections: [{...other, siteGatewayId: site.id}]},
		field: 'site',
		good: {site: {kind: 'existing', id: site.id}},
		goodFacts: {...facts, connections: [{...other, siteGatewayId: site.id, name: 'berlin-office'}]},
	},
	'tencent.change.state': {
		bad: ofPair,
		badFacts: standing({}, {state: 'PENDING'}),
		field: '',
		good: ofPair,
		goodFacts: standing({}),
	},
	'tencent.change.site-asn': {
		bad: {routing: {mode: 'bgp'}, site: ofAsn(65_011)},
		badFacts: standing({}, {routing: 'bgp', name: 'berlin-office'}),
		field: 'site.asn',
		good: {routing: {mode: 'bgp'}, site: ofAsn(65_010)},
		goodFacts: standing({}, {routing: 'bgp', name: 'berlin-office'}),
	},
	'tencent.change.site-shared': {
		bad: {site: ofAsn(65_011)},
		badFacts: withOther(standing({}, {name: 'berlin-office'})),
		field: 'site.asn',
		good: {site: ofAsn(65_010)},
		goodFacts: withOther(standing({}, {name: 'berlin-office'})),
	},
	'tencent.change.health-check-on': {
		bad: {...ofPair, healthCheck: {enabled: true}},
		badFacts: standing({'healthCheck.enabled': 'off'}),
		field: 'healthCheck.enabled',
		good: {...ofPair, healthCheck: {enabled: true}},
		goodFacts: standing({'healthCheck.enabled': 'on'}),
	},
	'tencent.change.bgp-addresses': {
		bad: {...ofPair, routing: {mode: 'bgp', tunnelCidr: '169.254.130.0/30'}},
		badFacts: standing({'routing.tunnelCidr': '169.254.140.0/30'}, {routing: 'bgp'}),
		field: 'routing.tunnelCidr',
		good: {...ofPair, routing: {mode: 'bgp', tunnelCidr: '169.254.130.0/30'}},
		goodFacts: standing({'routing.tunnelCidr': '169.254.130.0/30'}, {routing: 'bgp'}),
	},
	'tencent.change.priority': {
		bad: {...ofPair, routing: {mode: 'static', prefixes: ['172.31.0.0/24'], priority: 100}},
		badFacts: standing({}, {routing: 'static', routes: [{destination: '172.31.0.0/24', priority: 0}]}),
		field: 'routing.priority',
		good: {...ofPair, routing: {mode: 'static', prefixes: ['172.31.0.0/24'], priority: 100}},
		goodFacts: standing({}, {routing: 'static', routes: [{destination: '172.31.0.0/24', priority: 100}]}),
	},
	'tencent.change.tags': {
		bad: {...ofPair, tags: {team: 'network'}},
		badFacts: standing({tags: 'shown'}),
		field: 'tags',
		good: {...ofPair, tags: {team: 'network'}},
		goodFacts: standing({tags: 'shown', 'tags.team': 'network'}),
	},
	'tencent.routing.mixed': [
		{bad: bgpDraft, field: 'routing.mode', good: bgpDraft, goodFacts: bgpFacts},
		{bad: {}, badFacts: {...facts, connections: [{...other, routing: 'bgp'}]}, field: 'routing.mode'},
	],
	'tencent.quota.full': [
		{
			bad: {},
			badFacts: {...facts, quotas: [quota(20, 'account')]},
			field: 'cloudGateway',
			// the default of the documentation may have been raised
			goodFacts: {...facts, quotas: [quota(20, 'default')]},
		},
		{
			// what is typed counts, and nothing is read anew for it
			bad: {ranges: [{cloudSide: '10.8.4.0/24', siteSide: siteSide(50)}]},
			badFacts: tableFacts,
			field: 'ranges',
			good: {ranges: [{cloudSide: '10.8.4.0/24', siteSide: siteSide(49)}]},
			goodFacts: tableFacts,
		},
	],
	'tencent.quota.last': [
		{
			bad: {},
			badFacts: {...facts, quotas: [quota(19, 'account')]},
			field: '',
			goodFacts: {...facts, quotas: [quota(18, 'account')]},
		},
		{
			bad: {},
			badFacts: {...facts, quotas: [quota(20, 'default')]},
			field: '',
			goodFacts: {...facts, quotas: [quota(20, 'account')]},
		},
	],
	'tencent.site.exists': {
		bad: {site: {kind: 'existing', id: 'cgw-gone'}},
		field: 'site.id',
		good: {site: {kind: 'existing', id: site.id}},
	},
	'tencent.site.address': [
		...[
			'127.0.0.1',
			'0.1.2.3',
			'169.254.1.1',
			'224.0.0.1',
			'255.255.255.255',
			'1.2.3',
			// the host part by class: A 3.0.0.0, B 139.199.x.x, C 203.x.x.x
			...['3.0.0.0', '3.255.255.255', '139.199.0.0', '139.199.255.255', '203.1.2.0', '203.1.2.255'],
		].map(address => ({
			bad: {site: {kind: 'new' as const, name: 'x', address}},
			field: 'site.address',
			good: {site: {kind: 'new' as const, name: 'x', address: '8.8.0.254'}},
		})),
		// what providers do give out: a user could not enter the address that the device has
		...['52.57.100.0', '139.199.4.255', '3.120.0.0', '8.8.4.0', '191.255.9.0', '192.0.3.1'].map(address => ({
			bad: {site: {kind: 'new' as const, name: 'x', address: '127.0.0.1'}},
			field: 'site.address',
			good: {site: {kind: 'new' as const, name: 'x', address}},
		})),
	],
	'tencent.site.address-private': [
		...['10.3.3.15', '172.16.0.1', '192.168.0.1', '100.64.0.1'].map(address => ({
			bad: {site: {kind: 'new' as const, name: 'x', address}},
			field: 'site.address',
		})),
		{
			bad: {site: {kind: 'existing', id: site.id}},
			badFacts: {...facts, siteGateways: [{...site, address: '10.0.0.1'}]},
			field: 'site.id',
		},
	],
	'tencent.site.address-example': {
		bad: {site: {kind: 'new', name: 'x', address: '203.0.113.10'}},
		field: 'site.address',
	},
	'tencent.site.not-the-gateway': {
		bad: {site: {kind: 'new', name: 'x', address: '58.211.2.5'}},
		field: 'site.address',
	},
	'tencent.site.reused': {bad: {site: {kind: 'new', name: 'x', address: site.address}}, field: 'site.address'},
	'tencent.site.address-taken': {
		bad: {site: {kind: 'new', name: 'x', address: site.address, asn: 65_011}},
		field: 'site.asn',
		good: {site: {kind: 'new', name: 'x', address: site.address, asn: 65_010}},
	},
	'tencent.site.asn-reserved': [139_341, 45_090, 58_835].map(asn => ({
		bad: {site: {...asnSite, asn}},
		field: 'site.asn',
		good: {site: {...asnSite, asn: asn + 1}},
	})),
	'tencent.site.asn-unused': {bad: {site: asnSite}, field: 'site.asn', good: bgpDraft},
	'tencent.site.aws-only': {bad: {site: {...asnSite, deviceName: 'fw1'}}, field: 'site.deviceName'},
	'tencent.spd.needed': {
		bad: {ranges: []},
		field: 'ranges',
		good: {routing: {mode: 'static', prefixes: []}, ranges: []},
	},
	'tencent.spd.pairs': {bad: {ranges: ranges(11)}, field: 'ranges', good: {ranges: ranges(10)}},
	'tencent.spd.site-ranges': [
		{
			bad: {ranges: [{cloudSide: '10.8.0.0/24', siteSide: siteSide(51)}]},
			field: 'ranges[0].siteSide',
			good: {ranges: [{cloudSide: '10.8.0.0/24', siteSide: siteSide(50)}]},
		},
		{bad: {ranges: [{cloudSide: '10.8.0.0/24', siteSide: []}]}, field: 'ranges[0].siteSide'},
	],
	'tencent.spd.mappings': {
		// 5 × 40 are 200; the gateway's other tunnel has one more.
		bad: {ranges: ranges(5).map(({cloudSide}) => ({cloudSide, siteSide: siteSide(40)}))},
		field: 'ranges',
		good: {ranges: ranges(5).map(({cloudSide}) => ({cloudSide, siteSide: siteSide(40)}))},
		goodFacts: {...facts, connections: []},
	},
	'tencent.spd.everything': [
		{
			bad: {ranges: [{cloudSide: '0.0.0.0/0', siteSide: ['172.20.0.0/24']}]},
			field: 'ranges[0].cloudSide',
			good: {ranges: [{cloudSide: '10.8.0.0/24', siteSide: ['172.20.0.0/24']}]},
		},
		{bad: {ranges: [{cloudSide: '10.8.0.0/24', siteSide: ['0.0.0.0/0']}]}, field: 'ranges[0].siteSide[0]'},
	],
	'tencent.spd.any-to-any': {
		bad: {ranges: [{cloudSide: '0.0.0.0/0', siteSide: ['0.0.0.0/0']}]},
		field: 'ranges',
	},
	'tencent.spd.unused': {bad: {routing: {mode: 'static', prefixes: ['172.20.0.0/24']}}, field: 'ranges'},
	'tencent.range.outside-vpc': {
		bad: {ranges: [{cloudSide: '10.9.0.0/24', siteSide: ['172.20.0.0/24']}]},
		field: 'ranges[0].cloudSide',
	},
	'tencent.static.needed': {
		bad: {routing: {mode: 'static', prefixes: []}},
		field: 'routing.prefixes',
		good: {routing: {mode: 'static', prefixes: ['172.20.0.0/24']}},
	},
	'tencent.routes.limit': {
		bad: {
			routing: {mode: 'static', prefixes: Array.from({length: 1001}, (_, i) => `172.${16 + (i >> 8)}.${i & 255}.0/24`)},
		},
		field: 'routing.prefixes',
		good: {
			routing: {mode: 'static', prefixes: Array.from({length: 1000}, (_, i) => `172.${16 + (i >> 8)}.${i & 255}.0/24`)},
		},
	},
	'tencent.bgp.addresses-needed': {
		bad: {...bgpDraft, routing: {mode: 'bgp', tunnelCidr: '169.254.130.0/30', cloudAddress: '169.254.130.1'}},
		field: 'routing.siteAddress',
		good: bgpDraft,
	},
	'tencent.bgp.tunnel-mask': {
		bad: {routing: {...bgpRouting, tunnelCidr: '169.254.130.0/29'}},
		field: 'routing.tunnelCidr',
		good: bgpDraft,
	},
	'tencent.bgp.tunnel-range': {
		bad: {routing: {...bgpRouting, tunnelCidr: '169.254.127.252/30'}},
		field: 'routing.tunnelCidr',
		good: {routing: {...bgpRouting, tunnelCidr: '169.254.128.0/30'}},
	},
	'tencent.bgp.addresses-inside': [
		{bad: {routing: {...bgpRouting, cloudAddress: '169.254.131.1'}}, field: 'routing.cloudAddress', good: bgpDraft},
		{bad: {routing: {...bgpRouting, cloudAddress: '169.254.130.0'}}, field: 'routing.cloudAddress'},
		{bad: {routing: {...bgpRouting, siteAddress: '169.254.130.3'}}, field: 'routing.siteAddress'},
		{bad: {routing: {...bgpRouting, siteAddress: '169.254.130.1'}}, field: 'routing.siteAddress'},
	],
	'tencent.bgp.tunnel-unique': {
		bad: bgpDraft,
		badFacts: {...facts, connections: [{...other, routing: 'bgp', insideCidrs: ['169.254.130.0/30']}]},
		field: 'routing.tunnelCidr',
		good: bgpDraft,
		goodFacts: {...facts, connections: [{...other, routing: 'bgp', insideCidrs: ['169.254.130.4/30']}]},
	},
	'tencent.bgp.gateway': {
		bad: bgpDraft,
		badFacts: {...facts, cloudGateway: {...gateway, bgp: false, bgpReason: 'the gateway has no ASN'}},
		field: 'routing.mode',
		good: bgpDraft,
	},
	'tencent.bgp.gateway-version': {
		bad: bgpDraft,
		badFacts: {...facts, cloudGateway: {...gateway, version: 'IKEV1'}},
		field: 'routing.mode',
		good: bgpDraft,
	},
	'tencent.bgp.asn-needed': [
		{bad: {...bgpDraft, site: {kind: 'new', name: 'x', address: '8.8.4.4'}}, field: 'site.asn', good: bgpDraft},
		{
			bad: {...bgpDraft, site: {kind: 'existing', id: 'cgw-noasn'}},
			badFacts: {
				...facts,
				siteGateways: [{id: 'cgw-noasn', name: '', selectable: true, address: '8.8.8.8', state: ''}],
			},
			field: 'site.id',
		},
	],
	'tencent.bgp.asn-distinct': {
		bad: {...bgpDraft, site: {...asnSite, asn: 64_551}},
		field: 'site.asn',
		good: bgpDraft,
	},
	'tencent.bgp.asn-of-other-tunnel': {
		bad: {...bgpDraft, site: {...asnSite, asn: 65_010}},
		badFacts: {...facts, connections: [{...other, routing: 'bgp', siteGatewayId: site.id}]},
		field: 'site.asn',
		good: bgpDraft,
	},
	'tencent.security.complete': {
		bad: custom({ikeVersion: 'IKEV2'}),
		field: 'security.options.pfsDhGroup',
		good: {security: {preset: 'compatible'}},
	},
	'tencent.security.weak': [
		{bad: strong({ikeEncryption: '3DES-CBC'}), field: 'security.options.ikeEncryption'},
		{bad: strong({ipsecEncryption: 'NULL'}), field: 'security.options.ipsecEncryption'},
		{bad: strong({ipsecIntegrity: 'SHA1'}), field: 'security.options.ipsecIntegrity'},
		{bad: strong({ikeDhGroup: 'GROUP2'}), field: 'security.options.ikeDhGroup', good: strong({ikeDhGroup: 'GROUP14'})},
		{bad: strong({pfsDhGroup: 'NULL'}), field: 'security.options.pfsDhGroup'},
		{bad: strong({ikeDhGroup: 'GROUP24'}), field: 'security.options.ikeDhGroup'},
	],
	'tencent.security.ikev1': {bad: {security: {preset: 'compatible'}}, field: 'security.options.ikeVersion'},
	'tencent.security.aggressive': {
		bad: strong({ikeVersion: 'IKEV1', exchangeMode: 'AGGRESSIVE'}),
		field: 'security.options.exchangeMode',
		good: strong({exchangeMode: 'AGGRESSIVE'}),
	},
	'tencent.security.exchange-unused': {
		bad: strong({exchangeMode: 'AGGRESSIVE'}),
		field: 'security.options.exchangeMode',
	},
	'tencent.security.gcm-ikev1': {
		bad: strong({ikeVersion: 'IKEV1', ikeEncryption: 'AES256GCM128'}),
		field: 'security.options.ikeEncryption',
		good: strong({ikeVersion: 'IKEV1', ipsecEncryption: 'AES256GCM128'}),
	},
	'tencent.security.gcm-version': {
		bad: strong({ipsecEncryption: 'AES256GCM128'}),
		badFacts: {...facts, cloudGateway: {...gateway, version: 'ver3.1'}},
		field: 'security.options.ipsecEncryption',
		good: strong({ipsecEncryption: 'AES256GCM128'}),
	},
	'tencent.security.gcm-version-unknown': {
		bad: strong({ikeEncryption: 'AES256GCM128'}),
		badFacts: {...facts, cloudGateway: {...gateway, version: 'next'}},
		field: 'security.options.ikeEncryption',
		good: strong({ikeEncryption: 'AES256GCM128'}),
	},
	'tencent.security.lifetimes': {
		bad: strong({ipsecLifetimeSeconds: 86_400}),
		field: 'security.options.ipsecLifetimeSeconds',
		good: strong({ipsecLifetimeSeconds: 28_800}),
	},
	'tencent.identity.name': {
		bad: strong({localIdentity: {type: 'FQDN', name: ' '}}),
		field: 'security.options.localIdentity.name',
		good: strong({localIdentity: {type: 'FQDN', name: 'gz.example'}}),
	},
	'tencent.identity.main-mode': {
		bad: strong({ikeVersion: 'IKEV1', remoteIdentity: {type: 'FQDN', name: 'site.example'}}),
		field: 'security.options.remoteIdentity',
		good: strong({remoteIdentity: {type: 'FQDN', name: 'site.example'}}),
	},
	'tencent.identity.address': [
		{
			bad: strong({localIdentity: {type: 'ADDRESS', address: '9.9.9.9'}}),
			field: 'security.options.localIdentity.address',
			good: strong({localIdentity: {type: 'ADDRESS', address: '58.211.2.5'}}),
		},
		{
			bad: strong({remoteIdentity: {type: 'ADDRESS', address: '9.9.9.9'}}),
			field: 'security.options.remoteIdentity.address',
			good: strong({remoteIdentity: {type: 'ADDRESS', address: '8.8.4.4'}}),
		},
	],
	'tencent.negotiation.one-begins': [
		{bad: {negotiation: 'active'}, field: 'negotiation', good: {negotiation: 'passive'}},
		{
			bad: {negotiation: 'active'},
			field: 'negotiation',
			// through a CCN a tunnel for everything does not come up from the cloud's side
			good: {
				negotiation: 'active',
				cloudGateway: {kind: 'ccn', id: 'vpngw-ccn00001'},
				routing: {mode: 'static', prefixes: ['0.0.0.0/0']},
			},
		},
	],
	'tencent.negotiation.passive': [
		{bad: {negotiation: 'passive'}, field: 'negotiation'},
		{bad: {negotiation: 'flowTrigger'}, field: 'negotiation'},
	],
	'tencent.dpd.off': {bad: {dpd: {enabled: false, timeoutSeconds: 30, action: 'clear'}}, field: 'dpd.enabled'},
	'tencent.health-check.spd': {
		bad: {healthCheck: {enabled: true}},
		field: 'healthCheck.enabled',
		good: {healthCheck: {enabled: true}, ranges: [{cloudSide: '0.0.0.0/0', siteSide: ['0.0.0.0/0']}]},
	},
	'tencent.health-check.version': {
		bad: {healthCheck: {enabled: true}},
		badFacts: {...facts, cloudGateway: {...gateway, version: '2.0'}},
		field: 'healthCheck.enabled',
		good: {healthCheck: {enabled: true}},
		goodFacts: {...facts, cloudGateway: {...gateway, version: '3.0'}},
	},
	'tencent.health-check.distinct': {
		bad: {healthCheck: {enabled: true, localIp: '169.254.200.1', remoteIp: '169.254.200.1'}},
		field: 'healthCheck.remoteIp',
		good: {healthCheck: {enabled: true, localIp: '169.254.200.1', remoteIp: '169.254.200.2'}},
	},
	'tencent.health-check.addresses': [
		{
			bad: {healthCheck: {enabled: true, localIp: '169.254.200.1'}},
			field: 'healthCheck.remoteIp',
			good: {healthCheck: {enabled: true, localIp: '169.254.200.1', remoteIp: '169.254.200.2'}},
		},
		{bad: {healthCheck: {enabled: true, remoteIp: '169.254.200.1'}}, field: 'healthCheck.localIp'},
	],
	'tencent.health-check.outside-vpc': {
		bad: {healthCheck: {enabled: true, localIp: '10.8.0.9', remoteIp: '169.254.200.2'}},
		field: 'healthCheck.localIp',
		good: {healthCheck: {enabled: true, localIp: '10.8.0.9', remoteIp: '169.254.200.2'}},
		goodFacts: {...facts, cloudGateway: {...gateway, kind: 'ccn'}},
	},
	'tencent.health-check.range': {
		bad: {healthCheck: {enabled: true, localIp: '169.254.127.9', remoteIp: '169.254.200.2'}},
		field: 'healthCheck.localIp',
		good: {healthCheck: {enabled: true, localIp: '169.254.128.9', remoteIp: '169.254.200.2'}},
	},
	'tencent.health-check.usable': [
		...['224.0.0.9', '127.0.0.1', '0.0.0.0', '255.255.255.255'].map(address => ({
			bad: {healthCheck: {enabled: true, localIp: address, remoteIp: '169.254.200.2'}},
			field: 'healthCheck.localIp',
			good: {healthCheck: {enabled: true, localIp: '169.254.200.1', remoteIp: '172.20.0.9'}},
		})),
		{
			bad: {healthCheck: {enabled: true, localIp: '169.254.200.1', remoteIp: '239.1.1.1'}},
			field: 'healthCheck.remoteIp',
		},
	],
	'tencent.health-check.reuse': {
		bad: {healthCheck: {enabled: true, localIp: '169.254.200.1', remoteIp: '169.254.200.2'}},
		badFacts: {...facts, connections: [{...other, probeAddresses: ['169.254.200.1', '169.254.200.9']}]},
		field: 'healthCheck.localIp',
		// made live by others: two tunnels of a gateway that probe one address
		good: {healthCheck: {enabled: true, localIp: '169.254.200.6', remoteIp: '169.254.200.1'}},
		goodFacts: {...facts, connections: [{...other, probeAddresses: ['169.254.200.2', '169.254.200.1']}]},
	},
	'tencent.health-check.shared': [
		{
			bad: {healthCheck: {enabled: true, localIp: '169.254.200.6', remoteIp: '169.254.200.1'}},
			badFacts: {...facts, connections: [{...other, probeAddresses: ['169.254.200.2', '169.254.200.1']}]},
			field: 'healthCheck.remoteIp',
			good: {healthCheck: {enabled: true, localIp: '169.254.200.6', remoteIp: '169.254.200.5'}},
			goodFacts: {...facts, connections: [{...other, probeAddresses: ['169.254.200.2', '169.254.200.1']}]},
		},
	],
	'tencent.health-check.standby': {
		bad: {healthCheck: {enabled: true}, routing: {mode: 'static', prefixes: ['172.20.0.0/24']}, ranges: []},
		field: 'healthCheck.enabled',
		good: {healthCheck: {enabled: true}, routing: {mode: 'static', prefixes: ['172.31.0.0/25']}, ranges: []},
	},
	'tencent.health-check.answer': {
		bad: {healthCheck: {enabled: true}},
		field: 'healthCheck.enabled',
		good: {healthCheck: {enabled: false}},
	},
	'tencent.routes.equal-priority': {
		bad: {routing: {mode: 'static', prefixes: ['172.31.0.9/24'], priority: 0}, ranges: []},
		badFacts: {...facts, cloudGateway: {...gateway, version: '3.0'}, connections: [first]},
		field: 'routing.prefixes[0]',
		good: {routing: {mode: 'static', prefixes: ['172.31.0.0/24'], priority: 100}, ranges: []},
		goodFacts: {...facts, cloudGateway: {...gateway, version: '3.0'}, connections: [first]},
	},
	'tencent.routes.ecmp': {
		bad: {routing: {mode: 'static', prefixes: ['172.31.0.0/24'], priority: 0}, ranges: []},
		badFacts: {...facts, connections: [first]},
		field: 'routing.prefixes[0]',
		good: {routing: {mode: 'static', prefixes: ['172.31.0.0/24']}, ranges: []},
		goodFacts: {...facts, connections: [first]},
	},
	'tencent.routes.standby': {
		bad: {routing: {mode: 'static', prefixes: ['172.31.0.0/24']}, ranges: []},
		badFacts: {...facts, connections: [first]},
		field: 'routing.prefixes[0]',
		good: {routing: {mode: 'static', prefixes: ['172.30.0.0/24']}, ranges: []},
		goodFacts: {...facts, connections: [first]},
	},
	'tencent.ccn.everything': [
		{
			bad: {
				cloudGateway: {kind: 'ccn', id: gateway.id},
				routing: {mode: 'static', prefixes: ['0.0.0.0/0']},
				ranges: [],
			},
			field: 'routing.prefixes[0]',
			good: {cloudGateway: {kind: 'ccn', id: gateway.id}, routing: {mode: 'static', prefixes: ['172.20.0.0/16']}},
		},
		{
			bad: {cloudGateway: {kind: 'ccn', id: gateway.id}, ranges: [{cloudSide: '10.8.0.0/16', siteSide: ['0.0.0.0/0']}]},
			field: 'ranges[0].siteSide[0]',
			good: {ranges: [{cloudSide: '10.8.0.0/16', siteSide: ['0.0.0.0/0']}]},
		},
	],
};

const sound: TencentDraft = tencentDocument({site: {kind: 'new', name: 'device', address: '8.8.4.4'}});
const own = tencentRules.filter(rule => !overlapRules.includes(rule));

describe('rules of Tencent Cloud: a user is told before the cloud refuses, at the right field', () => {
	it('every rule has a case', () => {
		expect(own.map(rule => rule.id).sort()).toEqual(Object.keys(cases).sort());
	});

	it('a sound document meets no objection', () => {
		expect(checkTencent(sound, facts).filter(({severity}) => severity !== 'note')).toEqual([]);
	});

	it.each(Object.entries(cases))('%s', (id, given) => {
		for (const {bad, field, badFacts, good, goodFacts} of [given].flat()) {
			const fields = checkTencent({...sound, ...bad}, badFacts ?? facts)
				.filter(({rule}) => rule === id)
				.map(finding => finding.field);
			expect(fields).toContain(field);
			const kept = checkTencent({...sound, ...good}, goodFacts ?? facts).filter(({rule}) => rule === id);
			expect(kept).toEqual([]);
		}
	});

	it('a range inside the tunnel is objected to by one rule, with one free /30 near what was typed', () => {
		const tell = (tunnelCidr: string, known: Facts = bgpFacts) =>
			checkTencent({...sound, ...bgpDraft, routing: {mode: 'bgp', tunnelCidr}}, known)
				.filter(({field, rule}) => field === 'routing.tunnelCidr' && rule !== 'tencent.bgp.addresses-needed')
				.map(({mend}) => mend);
		const taken = {...facts, connections: [{...other, routing: 'bgp' as const, insideCidrs: ['169.254.130.0/30']}]};
		expect(tell('169.254.130.0/30')).toEqual([]);
		expect(tell('169.254.130.0/29')).toEqual(['Write it as 169.254.130.0/30']);
		expect(tell('169.254.130.0/30', taken)).toEqual(['Write it as 169.254.130.4/30']);
		expect(tell('169.254.10.0/30')).toEqual(['Write it as 169.254.128.0/30']);
	});

	it('the two BGP addresses are told of the range that was typed', () => {
		const routing = {mode: 'bgp', tunnelCidr: '169.254.130.0/30', cloudAddress: '169.254.128.1'} as const;
		const mends = (more: {cloudAddress?: string; siteAddress?: string}) =>
			checkTencent({...sound, ...bgpDraft, routing: {...routing, ...more}}, bgpFacts)
				.filter(({rule}) => rule === 'tencent.bgp.addresses-inside')
				.map(({mend}) => mend);
		expect(mends({})).toEqual(['Write it as 169.254.130.1']);
		expect(mends({siteAddress: '169.254.128.2'})).toEqual(['Write it as 169.254.130.1', 'Write it as 169.254.130.2']);
		// one that the other end has is not offered
		expect(mends({cloudAddress: '169.254.130.2', siteAddress: '169.254.128.6'})).toEqual(['Write it as 169.254.130.1']);
		expect(mends({cloudAddress: '169.254.130.2', siteAddress: '169.254.130.2'})).toEqual(['Write it as 169.254.130.1']);
	});

	it('the guides’ own pair, everything at the site, is not refused', () => {
		const ranges = [{cloudSide: '10.8.0.0/16', siteSide: ['0.0.0.0/0']}];
		const refused = checkTencent({...sound, ranges}, {...facts, connections: []}).filter(
			({severity}) => severity === 'refuse',
		);
		expect(refused).toEqual([]);
	});

	it('stay silent while nothing is read or answered', () => {
		for (const rule of tencentRules) expect(rule.check({cloud: 'tencent'}, {})).toEqual([]);
	});

	it('never fail on a half-filled draft, however odd its text', () => {
		const odd = fc.oneof(
			fc.string({maxLength: 20}),
			fc.constantFrom('10.0.0.0/8', '169.254.130.0/30', '1.2.3.4', '0.0.0.0/0'),
		);
		const draft = fc.record(
			{
				name: odd,
				region: odd,
				site: fc.record({kind: fc.constant('new' as const), name: odd, address: odd, asn: fc.nat()}),
				routing: fc.oneof(
					fc.record({mode: fc.constant('bgp' as const), tunnelCidr: odd, cloudAddress: odd, siteAddress: odd}),
					fc.record({mode: fc.constant('static' as const), prefixes: fc.array(odd, {maxLength: 4})}),
					fc.constant({mode: 'policy' as const}),
				),
				ranges: fc.array(fc.record({cloudSide: odd, siteSide: fc.array(odd, {maxLength: 3})}), {maxLength: 4}),
				healthCheck: fc.record({enabled: fc.boolean(), localIp: odd, remoteIp: odd}),
			},
			{requiredKeys: []},
		);
		fc.assert(
			fc.property(draft, partial => {
				const findings = checkTencent({...sound, ...partial}, facts);
				for (const {message} of findings) expect(message).not.toBe('');
			}),
		);
	});

	it('a tunnel that is what the document asks for is no obstacle to applying it again', () => {
		const same: ExistingConnection = {
			...other,
			siteGatewayId: site.id,
			name: sound.name ?? '',
			ranges: sound.ranges ?? [],
		};
		const draft = {...sound, site: {kind: 'existing' as const, id: site.id}};
		const full = [{id: 'tunnels-per-gateway', says: 'tunnels', limit: 1, used: 1, from: 'account' as const}];
		const findings = checkTencent(draft, {...facts, connections: [same], quotas: full});
		expect(findings.filter(({severity}) => severity === 'refuse')).toEqual([]);
	});
});
