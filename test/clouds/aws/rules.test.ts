import {describe, expect, it} from 'vitest';
import type {AwsDraft} from '../../../src/clouds/aws/own-document.ts';
import {settingsOf} from '../../../src/clouds/aws/read/settings.ts';
import {awsRangeRules} from '../../../src/clouds/aws/rules/range-rules.ts';
import {awsRules, checkAws, ruleGroups} from '../../../src/clouds/aws/rules/rules.ts';
import type {CloudGateway, ExistingConnection, Facts, Quota, SiteGateway} from '../../../src/clouds/contract/cloud.ts';
import {printable} from '../../../src/connection/printable.ts';
import {awsDocument} from './documents.ts';

/* What a user would lose: a refusal that AWS gives minutes later, or one that AWS would never give. */

const gateway: CloudGateway = {
	id: 'vgw-9a4cacf3',
	name: 'edge',
	kind: 'vgw',
	state: 'available',
	asn: 64_512,
	vpcId: 'vpc-1',
	networks: ['10.0.0.0/16'],
	attachedTo: 'vpc-1 10.0.0.0/16',
	bgp: true,
	selectable: true,
};
const transit: CloudGateway = {...gateway, id: 'tgw-0c2d11f0', kind: 'tgw', asn: 64_530, routeTableId: 'tgw-rtb-1'};
const table = {
	id: 'rtb-1a',
	name: '',
	selectable: true,
	vpcId: 'vpc-1',
	main: true,
	propagatingGateways: [],
	routes: [],
};
const site: SiteGateway = {
	id: 'cgw-1',
	name: 'berlin',
	address: '20.1.2.3',
	asn: 65_001,
	state: 'available',
	selectable: true,
};
const other: ExistingConnection = {
	id: 'vpn-1',
	name: 'other',
	state: 'available',
	cloudGatewayId: 'vgw-9a4cacf3',
	siteGatewayId: 'cgw-9',
	routing: 'bgp',
	ranges: [],
	insideCidrs: ['169.254.80.0/30'],
};
const quota = (id: string, used: number, from: Quota['from'], limit = 50): Quota => ({
	id,
	says: 'things',
	limit,
	used,
	from,
});

const goodFacts: Facts = {
	cloudGateway: gateway,
	siteGateways: [site],
	connections: [other],
	routeTables: [table],
	quotas: [quota('vpn-connections-per-region', 1, 'default')],
	readAt: 1,
};
const good = awsDocument({
	site: {kind: 'new', name: 'berlin', address: '20.9.9.9', asn: 65_100},
	routeTables: ['rtb-1a'],
	tunnels: [
		{presharedKey: {from: 'env', name: 'KEY_1'}, insideCidr: '169.254.10.0/30'},
		{presharedKey: {from: 'prompt'}, insideCidr: '169.254.10.4/30'},
	],
	tags: {env: 'test'},
});
const goodStatic = awsDocument({
	...good,
	routing: {mode: 'static', prefixes: ['192.168.0.0/20']},
});
const goodTransit = awsDocument({...good, cloudGateway: {kind: 'tgw', id: transit.id}, routeTables: []});
const goodConcentrator = awsDocument({...good, cloudGateway: {kind: 'concentrator', id: 'vcn-1'}, routeTables: []});
const certificate = 'arn:aws:acm:eu-central-1:111122223333:certificate/abc-1';
const transitFacts: Facts = {...goodFacts, cloudGateway: transit};

interface Failing {
	readonly rule: string;
	readonly draft: AwsDraft;
	readonly facts?: Facts;
	readonly field: string;
}

const security = (options: object) => ({security: {preset: 'strong' as const, options}});
/** A draft as it is being typed may hold what the schema refuses. */
const typed = (more: object): AwsDraft => Object.assign(structuredClone(good), more);
const strongBut = (options: object): AwsDraft => typed(security(options));

/** A connection that stands as AWS makes one by itself, between the gateway and cgw-9. */
const own: ExistingConnection = {
	...other,
	id: 'vpn-2',
	settings: settingsOf({
		State: 'available',
		Options: {
			TunnelOptions: ['3.1.1.1', '3.1.1.2'].map(OutsideIpAddress => ({
				OutsideIpAddress,
				PreSharedKey: 'Some.key_of_it',
			})),
		},
	}),
};
const {cloudGatewayId: _gateway, ...unattached} = own;
const withLogs = {
	preset: 'strong',
	options: {logs: {logEnabled: true, logGroupArn: 'arn:aws:logs:eu-central-1:111122223333:log-group:vpn'}},
};
const moving = {connectionId: 'vpn-2', cloudGateway: transit, standingGateway: gateway};
const learned = {
	routeTables: [
		{
			...table,
			routes: ['192.168.0.0/20', '172.16.0.0/16'].map(destination => ({
				destination,
				target: gateway.id,
				propagated: true,
			})),
		},
	],
};

const lifecycleField = 'security.options.lifecycleControl';
const ownStatic: ExistingConnection = {...own, routing: 'static', routes: []};
const {routeTableId: _table, ...withoutTable} = transit;
const unreadTransit: CloudGateway = {...withoutTable, state: 'not-read'};
const toTransit = {...goodStatic, cloudGateway: {kind: 'tgw', id: transit.id}, routeTables: []};
const onTransit = {cloudGateway: withoutTable, connections: [{...ownStatic, cloudGatewayId: transit.id}]};
const bgpTransit = {cloudGateway: {kind: 'tgw', id: transit.id}, routeTables: []};
const alone = {id: 'tgw-attach-1', tags: {}, associatedTableId: '', propagatingTableIds: []};
const apart = {cloudGateway: transit, connections: [{...own, cloudGatewayId: transit.id, attachment: alone}]};
const named: ExistingConnection = {...own, settings: {...own.settings, name: 'office'}};
const alike: ExistingConnection = {
	...own,
	settings: {
		name: 'office',
		'tags.env': 'test',
		'routing.mode': 'bgp',
		'ranges[0].cloudSide': '0.0.0.0/0',
		'ranges[0].siteSide[0]': '0.0.0.0/0',
	},
};
const controlled: ExistingConnection = {
	...own,
	settings: {...own.settings, 'tunnels[0].options.lifecycleControl': 'true'},
};

const failing: readonly Failing[] = [
	{
		rule: 'aws.gateway.state',
		draft: good,
		facts: {
			...goodFacts,
			cloudGateway: {...gateway, state: 'deleting', selectable: false, reason: 'it is being deleted'},
		},
		field: 'cloudGateway.id',
	},
	{
		rule: 'aws.gateway.state',
		draft: typed({cloudGateway: {kind: 'new-vgw', vpcId: 'vpc-1'}}),
		facts: {...goodFacts, cloudGateway: {...gateway, selectable: false, reason: 'the VPC has one already'}},
		field: 'cloudGateway.vpcId',
	},
	{
		rule: 'aws.gateway.attached',
		draft: good,
		facts: {...goodFacts, cloudGateway: {...gateway, selectable: false, reason: 'not attached'}},
		field: 'cloudGateway.id',
	},
	{rule: 'aws.acceleration.region', draft: typed({...goodTransit, acceleration: true}), field: 'acceleration'},
	{rule: 'aws.acceleration.device', draft: typed({...goodTransit, acceleration: true}), field: 'acceleration'},
	{
		rule: 'aws.bandwidth.site-address',
		draft: typed({...goodTransit, tunnelBandwidth: 'large', site: {kind: 'existing', id: 'cgw-1'}}),
		facts: {...transitFacts, siteGateway: {...site, address: ''}},
		field: 'tunnelBandwidth',
	},
	{
		rule: 'aws.bandwidth.region',
		draft: typed({...goodTransit, region: 'eu-central-2', tunnelBandwidth: 'large'}),
		field: 'tunnelBandwidth',
	},
	{rule: 'aws.acceleration.gateway', draft: typed({acceleration: true}), field: 'acceleration'},
	{
		rule: 'aws.acceleration.outside',
		draft: typed({...goodTransit, acceleration: true, outsideAddressType: 'PrivateIpv4'}),
		field: 'outsideAddressType',
	},
	{
		rule: 'aws.acceleration.outside-ipv6',
		draft: typed({...goodTransit, acceleration: true, outsideAddressType: 'Ipv6'}),
		field: 'outsideAddressType',
	},
	{
		rule: 'aws.acceleration.certificate',
		draft: typed({
			...goodTransit,
			acceleration: true,
			site: {kind: 'new', name: 'x', address: '20.9.9.9', asn: 65_100, certificateArn: certificate},
		}),
		field: 'site.certificateArn',
	},
	{
		rule: 'aws.acceleration.bandwidth',
		draft: typed({...goodTransit, acceleration: true, tunnelBandwidth: 'large'}),
		field: 'tunnelBandwidth',
	},
	{
		rule: 'aws.acceleration.startup',
		draft: typed({...goodTransit, acceleration: true, ...security({startupAction: 'start'})}),
		field: 'security.options.startupAction',
	},
	{rule: 'aws.inside-ipv6.gateway', draft: typed({insideIpVersion: 'ipv6'}), field: 'insideIpVersion'},
	{rule: 'aws.outside-ipv6.gateway', draft: typed({outsideAddressType: 'Ipv6'}), field: 'outsideAddressType'},
	{
		rule: 'aws.outside-ipv6.concentrator',
		draft: typed({...goodConcentrator, outsideAddressType: 'Ipv6'}),
		field: 'outsideAddressType',
	},
	{
		rule: 'aws.outside-ipv6.site-address',
		draft: typed({...goodTransit, outsideAddressType: 'Ipv6'}),
		facts: transitFacts,
		field: 'outsideAddressType',
	},
	{rule: 'aws.bandwidth.gateway', draft: typed({tunnelBandwidth: 'large'}), field: 'tunnelBandwidth'},
	{rule: 'aws.private.gateway', draft: typed({outsideAddressType: 'PrivateIpv4'}), field: 'outsideAddressType'},
	{
		rule: 'aws.private.transport',
		draft: typed({...goodTransit, outsideAddressType: 'PrivateIpv4'}),
		field: 'transportAttachmentId',
	},
	{
		rule: 'aws.private.cidr-block',
		draft: typed({...goodTransit, outsideAddressType: 'PrivateIpv4'}),
		facts: {...goodFacts, cloudGateway: {...transit, ownBlocks: ['2001:db8::/64']}},
		field: 'cloudGateway.id',
	},
	{
		rule: 'aws.private.device-apart',
		draft: typed({
			...goodTransit,
			outsideAddressType: 'PrivateIpv4',
			site: {kind: 'new', name: 'x', address: '10.99.0.9'},
		}),
		facts: {...goodFacts, cloudGateway: {...transit, ownBlocks: ['10.98.0.0/24', '10.99.0.0/24']}},
		field: 'site.address',
	},
	{
		rule: 'aws.static.priority',
		draft: typed({routing: {mode: 'static', prefixes: ['192.168.0.0/24'], priority: 100}}),
		field: 'routing.priority',
	},
	{rule: 'aws.tunnel.one-begins', draft: strongBut({startupAction: 'start'}), field: 'security.options.startupAction'},
	{
		rule: 'aws.transport.private-only',
		draft: typed({transportAttachmentId: 'tgw-attach-0a1b2c3d'}),
		field: 'transportAttachmentId',
	},
	{rule: 'aws.transport.id', draft: typed({transportAttachmentId: 'attachment 1'}), field: 'transportAttachmentId'},
	{
		rule: 'aws.new-gateway.asn',
		draft: typed({cloudGateway: {kind: 'new-vgw', vpcId: 'vpc-1', asn: 3320}}),
		field: 'cloudGateway.asn',
	},
	{
		rule: 'aws.site.state',
		draft: typed({site: {kind: 'existing', id: 'cgw-1'}}),
		facts: {...goodFacts, siteGateway: {...site, selectable: false, state: 'deleting'}},
		field: 'site.id',
	},
	{
		rule: 'aws.site.address-fits',
		draft: typed({site: {kind: 'existing', id: 'cgw-1'}}),
		facts: {...goodFacts, siteGateway: {...site, address: '10.1.1.1'}},
		field: 'site.id',
	},
	...[
		'10.1.1.1',
		'192.168.0.1',
		'169.254.1.1',
		'127.0.0.1',
		'224.0.0.1',
		'100.64.0.1',
		'0.0.0.0',
		'255.255.255.255',
		'240.0.0.1',
	].map(address => ({
		rule: 'aws.site.address-public',
		draft: typed({site: {kind: 'new', name: 'x', address}}),
		field: 'site.address',
	})),
	{
		rule: 'aws.site.address-private',
		draft: typed({...goodTransit, outsideAddressType: 'PrivateIpv4'}),
		field: 'site.address',
	},
	{
		rule: 'aws.site.address-documentation',
		draft: typed({site: {kind: 'new', name: 'x', address: '203.0.113.10'}}),
		field: 'site.address',
	},
	{
		rule: 'aws.site.start-needs-address',
		draft: typed({site: {kind: 'existing', id: 'cgw-1'}, ...security({startupAction: 'start'})}),
		facts: {...goodFacts, siteGateway: {...site, address: ''}},
		field: 'site.id',
	},
	{
		rule: 'aws.site.address-fits',
		draft: typed({site: {kind: 'existing', id: 'cgw-1'}}),
		facts: {...goodFacts, siteGateway: {...site, address: '2001:db8::9'}},
		field: 'site.id',
	},
	{
		rule: 'aws.site.address-on-concentrator',
		draft: goodConcentrator,
		facts: {
			siteGateways: [{...site, id: 'cgw-9', address: '20.9.9.9', asn: 65_999}],
			connections: [{...other, cloudGatewayId: 'vcn-1'}],
		},
		field: 'site.address',
	},
	{rule: 'aws.site.reused', draft: good, facts: {...goodFacts, siteGateway: site}, field: 'site.address'},
	{
		rule: 'aws.site.other-certificate',
		draft: good,
		facts: {
			...goodFacts,
			siteGateway: {...site, certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/1'},
		},
		field: 'site.certificateArn',
	},
	{
		rule: 'aws.site.device-name',
		draft: typed({site: {kind: 'new', name: 'x', address: '20.9.9.9', deviceName: 'x'.repeat(256)}}),
		field: 'site.deviceName',
	},
	{
		rule: 'aws.site.certificate',
		draft: typed({site: {kind: 'new', name: 'x', address: '20.9.9.9', certificateArn: 'my certificate'}}),
		field: 'site.certificateArn',
	},
	{
		rule: 'aws.asn.distinct',
		draft: typed({cloudGateway: {kind: 'none'}, site: {kind: 'new', name: 'x', address: '20.9.9.9', asn: 64_512}}),
		facts: {},
		field: 'site.asn',
	},
	{
		rule: 'aws.asn.distinct',
		draft: typed({site: {kind: 'new', name: 'x', address: '20.9.9.9', asn: 64_512}}),
		field: 'site.asn',
	},
	{
		rule: 'aws.asn.distinct',
		draft: typed({site: {kind: 'existing', id: 'cgw-1'}}),
		facts: {...goodFacts, siteGateway: {...site, asn: 64_512}},
		field: 'site.id',
	},
	{
		rule: 'aws.asn.reserved',
		draft: typed({site: {kind: 'new', name: 'x', address: '20.9.9.9', asn: 7224}}),
		field: 'site.asn',
	},
	{
		rule: 'aws.asn.reserved',
		draft: typed({region: 'eu-west-1', site: {kind: 'new', name: 'x', address: '20.9.9.9', asn: 9059}}),
		field: 'site.asn',
	},
	{
		rule: 'aws.asn.unusable',
		draft: typed({site: {kind: 'new', name: 'x', address: '20.9.9.9', asn: 23_456}}),
		field: 'site.asn',
	},
	{rule: 'aws.asn.default', draft: typed({site: {kind: 'new', name: 'x', address: '20.9.9.9'}}), field: 'site.asn'},
	{rule: 'aws.routing.mode', draft: typed({routing: {mode: 'policy'}}), field: 'routing.mode'},
	{
		rule: 'aws.routing.bgp-addresses',
		draft: typed({routing: {mode: 'bgp', siteAddress: '169.254.10.2'}}),
		field: 'routing.siteAddress',
	},
	{rule: 'aws.static.cloud-wan', draft: typed({...goodStatic, cloudGateway: {kind: 'none'}}), field: 'routing.mode'},
	{
		rule: 'aws.static.gateway',
		draft: typed({...goodStatic, cloudGateway: {kind: 'concentrator', id: 'vcn-1'}}),
		field: 'routing.mode',
	},
	{rule: 'aws.static.ipv6', draft: typed({...goodStatic, insideIpVersion: 'ipv6'}), field: 'routing.mode'},
	{rule: 'aws.static.needs-prefix', draft: typed({routing: {mode: 'static', prefixes: []}}), field: 'routing.prefixes'},
	{
		rule: 'aws.static.limit',
		draft: typed({routing: {mode: 'static', prefixes: Array.from({length: 101}, (_, n) => `192.168.${n}.0/24`)}}),
		field: 'routing.prefixes',
	},
	{
		rule: 'aws.static.outside-range',
		draft: typed({...goodStatic, ranges: [{cloudSide: '0.0.0.0/0', siteSide: ['192.168.99.0/24']}]}),
		field: 'routing.prefixes[0]',
	},
	{
		rule: 'aws.ranges.one-site-range',
		draft: typed({...goodStatic, ranges: [{cloudSide: '0.0.0.0/0', siteSide: ['192.168.0.0/24', '192.168.1.0/24']}]}),
		field: 'ranges[0].siteSide',
	},
	{
		rule: 'aws.bgp.narrowed',
		draft: typed({ranges: [{cloudSide: '10.0.0.0/16', siteSide: ['0.0.0.0/0']}]}),
		field: 'ranges[0].cloudSide',
	},
	{rule: 'aws.route-tables.gateway', draft: typed({...goodTransit, routeTables: ['rtb-1a']}), field: 'routeTables'},
	{rule: 'aws.route-tables.distinct', draft: typed({routeTables: ['rtb-1a', 'rtb-1a']}), field: 'routeTables[1]'},
	{rule: 'aws.route-tables.vpc', draft: typed({routeTables: ['rtb-2b']}), field: 'routeTables[0]'},
	{rule: 'aws.route-tables.none', draft: typed({routeTables: []}), field: 'routeTables'},
	...(
		[
			['aws.tgw.no-propagation', 'propagation'],
			['aws.tgw.no-association', 'association'],
		] as const
	).map(([rule, what]) => ({
		rule,
		draft: typed(goodTransit),
		facts: {...transitFacts, cloudGateway: {...transit, joinsNot: [what]}},
		field: 'cloudGateway.id',
	})),
	{
		rule: 'aws.static.tgw-route-table',
		draft: typed({...goodTransit, routing: goodStatic.routing}),
		facts: {...goodFacts, cloudGateway: {...gateway, id: transit.id, kind: 'tgw', asn: 64_530}},
		field: 'cloudGateway.id',
	},
	...['169.254.10.0/29', '10.0.0.0/30', '169.254.10.1/30', '169.254.10.0', 'x'].map(insideCidr => ({
		rule: 'aws.inside-cidr.form',
		draft: typed({tunnels: [{presharedKey: {from: 'generated'}, insideCidr}, {presharedKey: {from: 'generated'}}]}),
		field: 'tunnels[0].insideCidr',
	})),
	...['169.254.0.0/30', '169.254.5.0/30', '169.254.169.252/30'].map(insideCidr => ({
		rule: 'aws.inside-cidr.reserved',
		draft: typed({tunnels: [{presharedKey: {from: 'generated'}}, {presharedKey: {from: 'generated'}, insideCidr}]}),
		field: 'tunnels[1].insideCidr',
	})),
	{
		rule: 'aws.inside-cidr.distinct',
		draft: typed({tunnels: [good.tunnels[0], {...good.tunnels[1], insideCidr: '169.254.10.0/30'}]}),
		field: 'tunnels[1].insideCidr',
	},
	{
		rule: 'aws.inside-cidr.shared',
		draft: typed({
			...goodTransit,
			tunnels: [good.tunnels[0], {...good.tunnels[1], insideCidr: '169.254.10.0/30'}],
		}),
		facts: transitFacts,
		field: 'tunnels[1].insideCidr',
	},
	{
		rule: 'aws.inside-cidr.unused',
		draft: typed({tunnels: [good.tunnels[0], {...good.tunnels[1], insideCidr: '169.254.80.0/30'}]}),
		field: 'tunnels[1].insideCidr',
	},
	...['fd00::/64', '2001:db8::/126', 'fd00::1/126', 'x'].map(insideIpv6Cidr => ({
		rule: 'aws.inside-ipv6.form',
		draft: typed({
			...goodTransit,
			insideIpVersion: 'ipv6',
			tunnels: [{...good.tunnels[0], insideIpv6Cidr}, good.tunnels[1]],
		}),
		field: 'tunnels[0].insideIpv6Cidr',
	})),
	{
		rule: 'aws.inside-ipv6.only-ipv6',
		draft: typed({tunnels: [{...good.tunnels[0], insideIpv6Cidr: 'fd00::/126'}, good.tunnels[1]]}),
		field: 'tunnels[0].insideIpv6Cidr',
	},
	{
		rule: 'aws.inside-ipv6.distinct',
		draft: typed({
			...goodTransit,
			insideIpVersion: 'ipv6',
			tunnels: [
				{...good.tunnels[0], insideIpv6Cidr: 'fd00::/126'},
				{...good.tunnels[1], insideIpv6Cidr: 'fd00:0::0/126'},
			],
		}),
		field: 'tunnels[1].insideIpv6Cidr',
	},
	{
		rule: 'aws.inside-ipv6.unused',
		draft: typed({
			...goodTransit,
			insideIpVersion: 'ipv6',
			tunnels: [{...good.tunnels[0], insideIpv6Cidr: 'fd00:0:0::/126'}, good.tunnels[1]],
		}),
		facts: {
			...transitFacts,
			connections: [{...other, cloudGatewayId: transit.id, insideCidrs: ['169.254.80.0/30', 'fd00::/126']}],
		},
		field: 'tunnels[0].insideIpv6Cidr',
	},
	{
		rule: 'aws.ipv6-ranges.form',
		draft: typed({...goodTransit, insideIpVersion: 'ipv6', ipv6Ranges: {cloudSide: '::/0', siteSide: 'fd00::1/64'}}),
		field: 'ipv6Ranges.siteSide',
	},
	{
		rule: 'aws.ipv6-ranges.only-ipv6',
		draft: typed({ipv6Ranges: {cloudSide: '::/0', siteSide: '::/0'}}),
		field: 'ipv6Ranges',
	},
	{
		rule: 'aws.ipv6-ranges.no-ipv4',
		draft: typed({
			...goodTransit,
			insideIpVersion: 'ipv6',
			ranges: [{cloudSide: '10.0.0.0/8', siteSide: ['0.0.0.0/0']}],
		}),
		field: 'ranges',
	},
	{
		rule: 'aws.tunnel.phase1LifetimeSeconds',
		draft: strongBut({phase1LifetimeSeconds: 28_801}),
		field: 'security.options.phase1LifetimeSeconds',
	},
	{
		rule: 'aws.tunnel.phase2LifetimeSeconds',
		draft: strongBut({phase2LifetimeSeconds: 899}),
		field: 'security.options.phase2LifetimeSeconds',
	},
	{
		rule: 'aws.tunnel.rekeyMarginTimeSeconds',
		draft: strongBut({rekeyMarginTimeSeconds: 59}),
		field: 'security.options.rekeyMarginTimeSeconds',
	},
	{
		rule: 'aws.tunnel.rekeyFuzzPercentage',
		draft: strongBut({rekeyFuzzPercentage: 101}),
		field: 'security.options.rekeyFuzzPercentage',
	},
	{
		rule: 'aws.tunnel.replayWindowSize',
		draft: strongBut({replayWindowSize: 63}),
		field: 'security.options.replayWindowSize',
	},
	{
		rule: 'aws.tunnel.dpdTimeoutSeconds',
		draft: strongBut({dpdTimeoutSeconds: 29}),
		field: 'security.options.dpdTimeoutSeconds',
	},
	{
		rule: 'aws.tunnel.restart-begins',
		draft: strongBut({dpdTimeoutAction: 'restart', ikeVersions: ['ikev1']}),
		field: 'security.options.dpdTimeoutAction',
	},
	{rule: 'aws.tunnel.phase2-below-phase1', draft: strongBut({phase1LifetimeSeconds: 3600}), field: 'security.preset'},
	{
		rule: 'aws.tunnel.phase2-below-phase1',
		draft: strongBut({phase1LifetimeSeconds: 1800, phase2LifetimeSeconds: 1800}),
		field: 'security.options.phase2LifetimeSeconds',
	},
	{
		rule: 'aws.tunnel.margin-half-phase2',
		draft: strongBut({phase2LifetimeSeconds: 1000, rekeyMarginTimeSeconds: 501}),
		field: 'security.options.rekeyMarginTimeSeconds',
	},
	{
		rule: 'aws.tunnel.start-needs-ikev2',
		draft: strongBut({startupAction: 'start', ikeVersions: ['ikev1']}),
		field: 'security.options.startupAction',
	},
	{
		rule: 'aws.tunnel.log-group',
		draft: strongBut({logs: {logEnabled: true}}),
		field: 'security.options.logs.logGroupArn',
	},
	{
		rule: 'aws.tunnel.log-group-arn',
		draft: strongBut({logs: {logEnabled: true, logGroupArn: 'vpn'}}),
		field: 'security.options.logs.logGroupArn',
	},
	{
		rule: 'aws.tunnel.bgp-log-needs-bgp',
		draft: typed({
			...goodStatic,
			...security({
				logs: {bgpLogEnabled: true, bgpLogGroupArn: 'arn:aws:logs:eu-central-1:111122223333:log-group:vpn'},
			}),
		}),
		field: 'security.options.logs.bgpLogEnabled',
	},
	{
		rule: 'aws.key.distinct',
		draft: typed({tunnels: [{presharedKey: {from: 'env', name: 'K'}}, {presharedKey: {from: 'env', name: 'K'}}]}),
		field: 'tunnels[1].presharedKey',
	},
	{
		rule: 'aws.key.env-name',
		draft: typed({tunnels: [{presharedKey: {from: 'env', name: '1-key'}}, good.tunnels[1]]}),
		field: 'tunnels[0].presharedKey',
	},
	{
		rule: 'aws.key.certificate',
		draft: typed({
			site: {
				kind: 'new',
				name: 'x',
				address: '20.9.9.9',
				asn: 65_100,
				certificateArn: certificate,
			},
		}),
		field: 'tunnels[0].presharedKey',
	},
	{rule: 'aws.crypto.gcm-needs-ikev2', draft: strongBut({ikeVersions: ['ikev1']}), field: 'security.preset'},
	{
		rule: 'aws.crypto.gcm-with-ikev1',
		draft: strongBut({ikeVersions: ['ikev1', 'ikev2'], phase1Encryption: ['AES256-GCM-16']}),
		field: 'security.options.phase1Encryption',
	},
	{rule: 'aws.crypto.empty-list', draft: strongBut({phase2DhGroups: []}), field: 'security.options.phase2DhGroups'},
	{rule: 'aws.crypto.left-open', draft: typed({security: {preset: 'custom'}}), field: 'security.options'},
	{
		rule: 'aws.crypto.ikev1',
		draft: strongBut({ikeVersions: ['ikev1', 'ikev2']}),
		field: 'security.options.ikeVersions',
	},
	{
		rule: 'aws.crypto.aes128',
		draft: strongBut({phase2Encryption: ['AES128-GCM-16']}),
		field: 'security.options.phase2Encryption',
	},
	{rule: 'aws.crypto.sha1', draft: strongBut({phase1Integrity: ['SHA1']}), field: 'security.options.phase1Integrity'},
	{rule: 'aws.crypto.dh', draft: strongBut({phase2DhGroups: [5, 14]}), field: 'security.options.phase2DhGroups'},
	{rule: 'aws.crypto.dh', draft: strongBut({phase1DhGroups: [14, 24]}), field: 'security.options.phase1DhGroups'},
	{
		rule: 'aws.crypto.govcloud',
		draft: typed({region: 'us-gov-west-1', ...security({phase1DhGroups: [2]})}),
		field: 'security.options.phase1DhGroups',
	},
	{rule: 'aws.name.length', draft: typed({name: 'x'.repeat(257)}), field: 'name'},
	{rule: 'aws.name.empty', draft: typed({name: ' '}), field: 'name'},
	{rule: 'aws.name.characters', draft: typed({name: 'red\u001B[31m'}), field: 'name'},
	{rule: 'aws.tags.prefix', draft: typed({tags: {'AWS:owner': 'x'}}), field: 'tags.AWS:owner'},
	{rule: 'aws.tags.length', draft: typed({tags: {owner: 'x'.repeat(257)}}), field: 'tags.owner'},
	{rule: 'aws.tags.length', draft: typed({tags: {'': 'x'}}), field: 'tags.'},
	{
		rule: 'aws.tags.length',
		draft: typed({tags: {['k'.repeat(129)]: ''}}),
		field: `tags.${printable('k'.repeat(129), 60)}`,
	},
	{
		rule: 'aws.tags.key-128',
		draft: typed({tags: {['k'.repeat(128)]: ''}}),
		field: `tags.${printable('k'.repeat(128), 60)}`,
	},
	{
		rule: 'aws.tags.count',
		draft: typed({tags: Object.fromEntries(Array.from({length: 49}, (_, n) => [`k${n}`, '']))}),
		field: 'tags',
	},
	{rule: 'aws.tags.kept', draft: typed({tags: {Name: 'x'}}), field: 'tags.Name'},
	...[
		'vpn-connections-per-region',
		'vpn-connections-per-vgw',
		'vpn-connections-unassociated',
		'vpn-connections-per-concentrator',
		'vpn-connections-accelerated',
		'vpn-gateways-per-region',
		'customer-gateways-per-region',
	].flatMap(id => {
		const facts = id === 'vpn-gateways-per-region' ? {...goodFacts, cloudGateway: {...gateway, id: ''}} : goodFacts;
		const field =
			{
				'vpn-connections-per-region': 'region',
				'vpn-connections-per-vgw': 'cloudGateway.id',
				'vpn-connections-per-concentrator': 'cloudGateway.id',
				'vpn-connections-unassociated': 'cloudGateway.kind',
				'vpn-connections-accelerated': 'acceleration',
				'vpn-gateways-per-region': 'cloudGateway.vpcId',
			}[id] ?? 'site';
		return [
			{rule: `aws.quota.${id}`, draft: good, facts: {...facts, quotas: [quota(id, 50, 'account')]}, field},
			{rule: `aws.quota.${id}.near`, draft: good, facts: {...facts, quotas: [quota(id, 49, 'default')]}, field},
			{rule: `aws.quota.${id}.near`, draft: good, facts: {...facts, quotas: [quota(id, 50, 'default')]}, field},
		];
	}),
	{
		rule: 'aws.connection.duplicate',
		draft: typed({...goodStatic, site: {kind: 'existing', id: 'cgw-9'}}),
		facts: {...goodFacts, siteGateway: {...site, id: 'cgw-9'}},
		field: 'routing.mode',
	},
	{
		rule: 'aws.connection.second',
		draft: typed({...goodTransit, routing: goodStatic.routing, site: {kind: 'existing', id: 'cgw-9'}}),
		facts: {
			...transitFacts,
			siteGateway: {...site, id: 'cgw-9'},
			connections: [{...other, cloudGatewayId: transit.id}],
		},
		field: 'site',
	},
	...(
		[
			['aws.connection.same-name', {name: good.name}, 'name'],
			['aws.connection.same-name', {name: good.name, siteGatewayId: 'cgw-unread'}, 'name'],
			['aws.connection.same-site', {}, 'site.address'],
			['aws.connection.same-name', {name: good.name, cloudGatewayId: 'vgw-0'}, 'name'],
			['aws.connection.same-name', {name: good.name, cloudGatewayId: transit.id}, 'name'],
		] as const
	).map(([rule, standing, field]) => ({
		rule,
		draft: good,
		facts: {
			...goodFacts,
			siteGateways: [{...site, id: 'cgw-9', address: '20.9.9.9', asn: 65_001}],
			connections: [{...other, ...standing}],
		},
		field,
	})),
	{
		rule: 'aws.connection.same-name',
		draft: typed({...goodTransit, routing: goodStatic.routing, site: {kind: 'existing', id: 'cgw-9'}}),
		facts: {
			...transitFacts,
			siteGateway: {...site, id: 'cgw-9'},
			connections: [{...other, name: goodTransit.name, cloudGatewayId: transit.id}],
		},
		field: 'name',
	},
	{
		rule: 'aws.name.duplicate',
		draft: good,
		facts: {
			...goodFacts,
			connectionId: 'vpn-2',
			connections: [
				{...other, name: good.name, cloudGatewayId: 'vgw-0'},
				{...other, id: 'vpn-2'},
			],
		},
		field: 'name',
	},
	{
		rule: 'aws.connection.exists',
		draft: typed({site: {kind: 'existing', id: 'cgw-9'}}),
		facts: {...goodFacts, siteGateway: {...site, id: 'cgw-9'}},
		field: 'site',
	},
	...(
		[
			['aws.change.only-new', {acceleration: true}, {connectionId: 'vpn-2'}, 'acceleration'],
			[
				'aws.change.narrows-bgp',
				{ranges: [{cloudSide: '0.0.0.0/0', siteSide: ['10.9.0.0/16']}]},
				{},
				'ranges[0].siteSide[0]',
			],
			[
				'aws.change.last-route',
				{routing: {mode: 'static', prefixes: []}},
				{connections: [{...ownStatic, routes: [{destination: '10.9.0.0/16'}]}]},
				'routing.prefixes',
			],
			['aws.change.other-name', {name: 'another', tunnelBandwidth: 'large'}, {connections: [named]}, 'name'],
			['aws.change.rename', {name: 'another'}, {connections: [alike]}, 'name'],
			[
				'aws.change.no-table',
				toTransit,
				{...moving, cloudGateway: withoutTable, connections: [ownStatic]},
				'cloudGateway.id',
			],
			['aws.change.no-table-stays', toTransit, onTransit, 'routing.prefixes'],
			['aws.change.no-propagation', bgpTransit, apart, 'cloudGateway.id'],
			['aws.change.no-association', bgpTransit, apart, 'cloudGateway.id'],
			[
				'aws.change.unread',
				toTransit,
				{...moving, connections: [ownStatic], cloudGateway: unreadTransit},
				'cloudGateway.id',
			],
			['aws.change.lifecycle-off', security({lifecycleControl: false}), {connections: [controlled]}, lifecycleField],
			['aws.change.lifecycle-twice', security({lifecycleControl: true}), {}, lifecycleField],
			['aws.connection.which', {name: 'third'}, {connections: [own, {...own, id: 'vpn-3'}]}, 'name'],
			['aws.change.modifying', {}, {connections: [{...own, state: 'modifying'}]}, 'name'],
			['aws.change.logs', {security: withLogs}, {}, 'security.options.logs.logEnabled'],
			['aws.change.other-asn', {cloudGateway: {kind: 'tgw', id: transit.id}}, moving, 'cloudGateway.id'],
			['aws.change.first-gateway', {}, {connectionId: 'vpn-2', connections: [unattached]}, 'cloudGateway.id'],
			['aws.change.bandwidth-price', {tunnelBandwidth: 'large'}, {}, 'tunnelBandwidth'],
			['aws.change.key-storage', {keyStorage: 'SecretsManager'}, {}, 'keyStorage'],
			['aws.change.learned-prefix', goodStatic, learned, 'routing.prefixes[0]'],
		] as const
	).map(([rule, more, facts, field]) => ({
		rule,
		draft: typed({...more, site: {kind: 'existing', id: 'cgw-9'}}),
		facts: {...goodFacts, siteGateway: {...site, id: 'cgw-9'}, connections: [own], ...facts},
		field,
	})),
];

function found(rule: string, draft: AwsDraft, facts: Facts) {
	return checkAws(draft, facts).filter(finding => finding.rule === rule);
}

describe('AWS rules', () => {
	it.each([
		{title: 'BGP on a virtual private gateway', draft: good, facts: goodFacts},
		{title: 'static on a virtual private gateway', draft: goodStatic, facts: goodFacts},
		{title: 'BGP on a transit gateway', draft: goodTransit, facts: transitFacts},
		{
			title: 'everything that a transit gateway allows',
			draft: awsDocument({
				...goodTransit,
				insideIpVersion: 'ipv6',
				ipv6Ranges: {cloudSide: '::/0', siteSide: 'fd12::/48'},
				tunnels: [
					{...good.tunnels[0], insideIpv6Cidr: 'fd00::/126'},
					{...good.tunnels[1], insideIpv6Cidr: 'fd00::4/126'},
				],
				tunnelBandwidth: 'large',
			}),
			facts: transitFacts,
		},
	])('find nothing in $title that is sound', ({draft, facts}) => {
		expect(checkAws(draft, facts).filter(({severity}) => severity !== 'note')).toEqual([]);
	});

	it.each(failing)('$rule finds $field', ({rule, draft, facts = goodFacts, field}) => {
		const findings = found(rule, draft, facts);
		expect(findings.map(finding => finding.field)).toContain(field);
		for (const finding of findings) {
			expect(finding.message).not.toBe('');
			expect(finding.mend).toBeTruthy();
		}
	});

	it('are all tested with a failing case', () => {
		const tested = new Set(failing.map(({rule}) => rule));
		const common = new Set(awsRangeRules.map(({id}) => id));
		expect(awsRules.map(({id}) => id).filter(id => !tested.has(id) && !common.has(id))).toEqual([]);
	});

	it('are each in one group, and stay silent on a half-filled draft', () => {
		expect(ruleGroups.flatMap(group => group.rules)).toHaveLength(new Set(awsRules).size);
		expect(checkAws({cloud: 'aws'}, {})).toEqual([]);
		expect(checkAws({cloud: 'aws', name: 'x', region: 'eu-central-1'}, goodFacts)).toEqual([]);
	});

	it('come in the order of the document’s fields', () => {
		const draft = typed({tags: {Name: 'x'}, name: '', routeTables: ['rtb-9', 'rtb-8'], acceleration: true});
		expect(checkAws(draft, goodFacts).map(({field}) => field)).toEqual([
			'name',
			'routeTables[0]',
			'routeTables[1]',
			'acceleration',
			'acceleration',
			'acceleration',
			'tags.Name',
		]);
	});

	it('say once what both tunnels have from one place, and twice what each has of its own', () => {
		expect(found('aws.crypto.sha1', strongBut({phase1Integrity: ['SHA1']}), goodFacts)).toHaveLength(1);
		const own = typed({
			tunnels: [
				{...good.tunnels[0], options: {phase1Integrity: ['SHA1']}},
				{...good.tunnels[1], options: {phase1Integrity: ['SHA1']}},
			],
		});
		expect(found('aws.crypto.sha1', own, goodFacts).map(({field}) => field)).toEqual([
			'tunnels[0].options.phase1Integrity',
			'tunnels[1].options.phase1Integrity',
		]);
	});

	it('object to an inside range once, on its field, with one free /30 near what was typed', () => {
		const insides = (first: string, second = '') => {
			const tunnels = [first, second].map(insideCidr => ({...good.tunnels[0], ...(insideCidr && {insideCidr})}));
			return checkAws(typed({tunnels: tunnels as AwsDraft['tunnels']}), goodFacts)
				.filter(({rule}) => rule.startsWith('aws.inside-cidr'))
				.map(({field, mend}) => [field, mend]);
		};
		const mend = (cidr: string) => `Write it as ${cidr}, or leave it out: AWS picks one`;
		expect(insides('169.254.6.0/30', '169.254.6.0/30')).toEqual([['tunnels[1].insideCidr', mend('169.254.6.4/30')]]);
		expect(insides('169.254.0.0/30')).toEqual([['tunnels[0].insideCidr', mend('169.254.0.4/30')]]);
		expect(insides('169.254.0.1/30')).toEqual([['tunnels[0].insideCidr', mend('169.254.0.4/30')]]);
		expect(insides('169.254.7.1/30')).toEqual([['tunnels[0].insideCidr', mend('169.254.7.0/30')]]);
		expect(insides('169.254.80.0/30')).toEqual([['tunnels[0].insideCidr', mend('169.254.80.4/30')]]);
		expect(insides('169.254.44.0/30', '169.254.44.4/30')).toEqual([]);
	});

	it('let connections of one transit gateway share an inside range: only a virtual private gateway asks that they differ', () => {
		const tunnels = typed({tunnels: [{...good.tunnels[0], insideCidr: '169.254.80.0/30'}, good.tunnels[1]]}).tunnels;
		const facts = {...goodFacts, cloudGateway: transit, connections: [{...other, cloudGatewayId: transit.id}]};
		expect(found('aws.inside-cidr.unused', typed({...goodTransit, tunnels}), facts)).toEqual([]);
	});

	it('take what AWS’s page on concentrators grants: IPv6 inside, and acceleration; not a private address outside', () => {
		const refused = (more: object) =>
			checkAws(typed({...goodConcentrator, ...more}), {})
				.filter(({severity}) => severity === 'refuse')
				.map(({rule}) => rule);
		expect(refused({insideIpVersion: 'ipv6', acceleration: true})).toEqual([]);
		expect(refused({outsideAddressType: 'PrivateIpv4', transportAttachmentId: 'tgw-attach-0a1b2c3d'})).toContain(
			'aws.private.gateway',
		);
	});

	it('let a gateway without a VPC join sites to each other, as AWS does', () => {
		const detached = {...gateway, vpcId: undefined, networks: [], selectable: false, reason: 'not attached'};
		const severities = checkAws(good, {...goodFacts, cloudGateway: detached, routeTables: undefined})
			.filter(({field}) => field.startsWith('cloudGateway'))
			.map(({severity}) => severity);
		expect(severities).toEqual(['warn']);
	});

	it('let a concentrator’s sites be, one customer gateway each', () => {
		const facts = {
			siteGateway: site,
			siteGateways: [site, {...site, id: 'cgw-9', address: '20.9.9.8'}],
			connections: [
				{...other, cloudGatewayId: 'vcn-1'},
				{...other, cloudGatewayId: 'vcn-1', siteGatewayId: site.id},
			],
		};
		const draft = typed({...goodConcentrator, site: {kind: 'existing', id: site.id}});
		expect(found('aws.site.address-on-concentrator', draft, facts)).toEqual([]);
	});

	it('say once that an address on a concentrator is taken', () => {
		const facts = {
			siteGateways: [{...site, id: 'cgw-9', address: '20.9.9.9', asn: 65_999}],
			connections: [{...other, cloudGatewayId: 'vcn-1'}],
		};
		expect(found('aws.site.address-on-concentrator', goodConcentrator, facts)).toHaveLength(1);
		expect(found('aws.connection.same-site', goodConcentrator, facts)).toEqual([]);
	});

	it('refuse one inside range for both tunnels on a virtual private gateway only', () => {
		const tunnels = [good.tunnels[0], {...good.tunnels[1], insideCidr: '169.254.10.0/30'}];
		const severities = (base: object) =>
			checkAws(typed({...base, tunnels}), {})
				.filter(({field}) => field === 'tunnels[1].insideCidr')
				.map(({severity}) => severity);
		expect(severities(good)).toEqual(['refuse']);
		expect(severities({cloudGateway: {kind: 'new-vgw', vpcId: 'vpc-1'}})).toEqual(['refuse']);
		expect(severities(goodTransit)).toEqual(['warn']);
		expect(severities(goodConcentrator)).toEqual(['warn']);
	});

	it('let ranges overlap that AWS takes: the sides of its one pair, and a VPC behind a transit gateway', () => {
		const ranges = [{cloudSide: '10.0.0.0/8', siteSide: ['10.9.0.0/16']}];
		const draft = typed({...goodTransit, routing: {mode: 'static', prefixes: ['10.9.0.0/16']}, ranges});
		const facts = {...goodFacts, cloudGateway: {...transit, networks: ['10.9.0.0/15', '10.20.0.0/16']}};
		expect(checkAws(draft, facts).filter(({severity}) => severity === 'refuse')).toEqual([]);
	});

	it('know the European sovereign region, whose name begins with four letters', () => {
		expect(awsDocument({region: 'eusc-de-east-1'}).region).toBe('eusc-de-east-1');
		expect(() => awsDocument({region: 'euxx-de-east-1'})).toThrow('eu-central-1');
	});

	it('take what RFC 6598 shares as a private address, and a device beside the gateway’s own block', () => {
		const draft = typed({
			...goodTransit,
			outsideAddressType: 'PrivateIpv4',
			transportAttachmentId: 'tgw-attach-0a1b2c3d',
			site: {kind: 'new', name: 'x', address: '100.64.0.9'},
		});
		const facts = {...goodFacts, cloudGateway: {...transit, ownBlocks: ['10.99.0.0/24']}};
		const objections = checkAws(draft, facts).filter(({severity}) => severity === 'refuse');
		expect(objections).toEqual([]);
		const existing = {...draft, site: {kind: 'existing' as const, id: 'cgw-1'}};
		const known = {...facts, siteGateway: {...site, address: '100.64.0.9'}};
		expect(found('aws.site.address-fits', existing, known)).toEqual([]);
	});

	it('let BGP through a pair that holds the addresses inside the tunnels', () => {
		const ranges = [{cloudSide: '0.0.0.0/0', siteSide: ['128.0.0.0/1']}];
		expect(found('aws.bgp.narrowed', typed({ranges}), goodFacts)).toEqual([]);
		expect(
			found('aws.bgp.narrowed', typed({ranges: [{cloudSide: '10.0.0.0/8', siteSide: ['0.0.0.0/0']}]}), goodFacts),
		).toHaveLength(1);
	});

	it('count no new connection where one exists already', () => {
		const facts = {
			...goodFacts,
			siteGateway: {...site, id: 'cgw-9'},
			quotas: [quota('vpn-connections-per-region', 50, 'account')],
		};
		expect(
			found('aws.quota.vpn-connections-per-region', typed({site: {kind: 'existing', id: 'cgw-9'}}), facts),
		).toEqual([]);
	});
});
