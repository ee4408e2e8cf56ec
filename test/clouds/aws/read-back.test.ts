import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type AwsConnection, awsConnection} from '../../../src/clouds/aws/document.ts';
import {fromVpnConnection} from '../../../src/clouds/aws/import/read-connection.ts';
import {isAws} from '../../../src/clouds/aws/own-document.ts';
import {awsTunnelOptionsInForce} from '../../../src/clouds/aws/presets.ts';
import type {ActionResult, Cloud} from '../../../src/clouds/contract/cloud.ts';
import {readBack} from '../../../src/clouds/engine/read-back.ts';
import type {ConnectionDocument} from '../../../src/connection/document.ts';
import {Secret} from '../../../src/connection/secret.ts';
import type {Sandbox} from '../../../src/sandbox/sandbox.ts';
import {missingIn, schemaDocument} from '../schema-documents.ts';
import {awsDocument, startAws} from './documents.ts';
import {awsSamples} from './samples.ts';

/* What a user would lose: "another like this one" that is not like it, or that takes an address or a key of the first. */

const {signal} = new AbortController();
const transport = 'tgw-attach-direct-connect';

/** Documents that the sandbox makes, which between them hold every field that can be read back. Options of the tunnels are the schema's. */
const documents: readonly AwsConnection[] = Array.from({length: 12}, (_, number) => {
	// Generated without any thought for the rules; here is what they ask for.
	const made = awsConnection.parse(schemaDocument('aws', number, awsSamples));
	const ipv6 = number % 4 === 1;
	const isPrivate = number % 6 === 3;
	const onTransit = ipv6 || isPrivate || number % 4 === 2;
	const isAccelerated = onTransit && !isPrivate && !ipv6;
	// Static routes lead to a gateway.
	const isAlone = !onTransit && Math.floor(number / 4) % 2 === 1;
	const isBgp = number % 3 === 0 || ipv6 || isAlone;
	const gateways: readonly AwsConnection['cloudGateway'][] = [{kind: 'vgw', id: 'vgw-9a4cacf3'}, {kind: 'none'}];
	const site = {kind: 'new', name: `site-${number}`, asn: 64_700 + number} as const;
	return awsConnection.parse({
		...made,
		$schema: undefined,
		name: `like-${number}`,
		region: 'eu-central-1',
		cloudGateway: onTransit ? {kind: 'tgw', id: 'tgw-0c2d11f0'} : gateways[isAlone ? 1 : 0],
		site: {...site, address: isPrivate ? `10.99.0.${number + 1}` : `198.51.100.${number + 1}`},
		routing: isBgp ? {mode: 'bgp'} : {mode: 'static', prefixes: [`172.22.${number}.0/24`, `172.23.${number}.0/24`]},
		insideIpVersion: ipv6 ? 'ipv6' : 'ipv4',
		ipv6Ranges: ipv6 ? {cloudSide: '::/0', siteSide: 'fd12:3456::/48'} : undefined,
		routeTables: [],
		acceleration: isAccelerated,
		tunnelBandwidth: ipv6 ? 'large' : 'standard',
		outsideAddressType: isPrivate ? 'PrivateIpv4' : 'PublicIpv4',
		transportAttachmentId: isPrivate ? transport : undefined,
		security: withinBounds(made.security, {isBgp, isAccelerated}),
		tunnels: made.tunnels.map((tunnel, index) => ({
			...withinBounds(tunnel, {isBgp, isAccelerated}),
			insideCidr: tunnel.insideCidr && `169.254.${100 + number}.${index * 4}/30`,
			insideIpv6Cidr: ipv6 && tunnel.insideIpv6Cidr ? `fd00:${number + 1}:${index}::/126` : undefined,
		})),
	});
});

/** What goes together: static routes have no BGP log, accelerated tunnels are begun by the site, phase 2 is shorter than phase 1, and the rekey margin is at most half of it. */
function withinBounds<Part extends {readonly options?: AwsConnection['security']['options']}>(
	part: Part,
	{isBgp, isAccelerated}: {readonly isBgp: boolean; readonly isAccelerated: boolean},
): Part {
	const {options} = part;
	if (!options) return part;
	const {phase1LifetimeSeconds = 900, rekeyMarginTimeSeconds = 60, logs} = options;
	const {bgpLogEnabled: _enabled, bgpLogGroupArn: _group, bgpLogOutputFormat: _format, ...tunnelLogs} = logs ?? {};
	return {
		...part,
		options: {
			...options,
			logs: isBgp ? logs : tunnelLogs,
			startupAction: isAccelerated ? 'add' : options.startupAction,
			phase1LifetimeSeconds: Math.max(phase1LifetimeSeconds, 3700),
			phase2LifetimeSeconds: Math.max(options.phase2LifetimeSeconds ?? 900, 1200),
			rekeyMarginTimeSeconds: Math.min(rekeyMarginTimeSeconds, 600),
		},
	};
}

/** Leaves of the schema that do not come back, or that no connection of the sandbox can have; each with the reason. */
const notReadBack: Readonly<Record<string, string>> = {
	$schema: 'belongs to the file, not to the connection',
	'routing.tunnelCidr': 'belongs to Tencent Cloud',
	'routing.cloudAddress': 'belongs to Tencent Cloud',
	'routing.siteAddress': 'belongs to Tencent Cloud',
	'routing.priority=0': 'belongs to Tencent Cloud',
	'routing.priority=100': 'belongs to Tencent Cloud',
	'routing.mode=policy': 'belongs to Tencent Cloud',
	'site.id': 'the site is made here, and is an existing one when it is read back',
	'site.kind=existing': 'as site.id',
	'site.deviceName': 'belongs to the customer gateway, which is named by its id',
	'site.certificateArn': 'as site.deviceName',
	'cloudGateway.kind=new-vgw': 'made once, it is a gateway that exists',
	'cloudGateway.vpcId': 'as cloudGateway.kind=new-vgw',
	'cloudGateway.name': 'as cloudGateway.kind=new-vgw',
	'cloudGateway.asn': 'as cloudGateway.kind=new-vgw',
	'cloudGateway.kind=concentrator': 'tried below, in the region that has one',
	'routeTables[]': 'tried below, with the gateway’s own tables',
	'outsideAddressType=Ipv6':
		'needs a customer gateway with an IPv6 address, which no document describes yet: tried below',
};

/** What is to come back: the same connection, said otherwise. */
function expected(document: AwsConnection, siteId: string): ConnectionDocument {
	return inForce({
		...document,
		// The customer gateway that was made is there now.
		site: {kind: 'existing', id: siteId},
		// Keys and addresses inside the tunnels are the first connection's own.
		tunnels: [withoutOwn(document.tunnels[0]), withoutOwn(document.tunnels[1])],
	});
}

function withoutOwn(tunnel: AwsConnection['tunnels'][number]): AwsConnection['tunnels'][number] {
	const {insideCidr: _ipv4, insideIpv6Cidr: _ipv6, ...rest} = tunnel;
	return {...rest, presharedKey: {from: 'generated'}};
}

/** A document with each tunnel's options written out: a preset and the options that it stands for are the same connection. */
function inForce({security, ...document}: AwsConnection): AwsConnection {
	const [first, second] = document.tunnels.map(tunnel => {
		const options = awsTunnelOptionsInForce(security.preset, security.options, tunnel.options);
		// EC2 shows no phase 2 integrity beside AES-GCM alone, which does without.
		const gcmOnly = options.phase2Encryption?.every(name => name.includes('GCM'));
		const {phase2Integrity, ...others} = options;
		return {...tunnel, options: gcmOnly || !phase2Integrity ? others : options};
	});
	if (!first || !second) throw new Error('a connection has two tunnels');
	return JSON.parse(JSON.stringify({...document, security: {preset: 'custom'}, tunnels: [first, second]}));
}

describe('a connection that was made is read back as the document that made it', () => {
	let cloud: Cloud;
	let sandbox: Sandbox;
	let directConnect: string;
	beforeAll(async () => {
		({cloud, sandbox} = await startAws({speed: 1_000_000}));
		directConnect = await directConnectAttachment(sandbox);
	});
	afterAll(async () => {
		cloud.close();
		await sandbox.close();
	});

	/** Makes it, and gives back the ids of the connection and of its site. */
	async function make(document: AwsConnection): Promise<{readonly id: string; readonly siteId: string}> {
		const facts = await cloud.facts(document, signal);
		const plan = cloud.plan(document, facts);
		const results = new Map<string, ActionResult>();
		const secrets = new Map([
			['presharedKey1', new Secret('First.key_of_32')],
			['presharedKey2', new Secret('Second.key_of_32')],
		]);
		for (const action of plan.actions) {
			const context = {plan, secrets, results, signal, runId: 'run'};
			const result = await cloud.perform(action, context);
			results.set(action.id, result);
			await cloud.settle(action, result, context);
		}

		const site =
			document.site.kind === 'existing' ? document.site.id : (facts.siteGateway?.id ?? results.get('site-gateway')?.id);
		return {id: results.get('connection')?.id ?? '', siteId: site ?? ''};
	}

	it('the documents hold every field that can come back', () => {
		expect(missingIn(documents, 'aws').filter(leaf => !Object.hasOwn(notReadBack, leaf))).toEqual([]);
	});

	it.each(documents.map((document, number) => ({number, document})))('document $number', async ({document: given}) => {
		const document = given.transportAttachmentId ? {...given, transportAttachmentId: directConnect} : given;
		const {id, siteId} = await make(document);
		const {document: back, leftOut} = await readBack(cloud, document.region, id, signal);
		if (!isAws(back)) throw new Error('read back as another cloud’s');
		expect(inForce(back)).toEqual(expected(document, siteId));
		// Every address and key that the first one has is named as left out, and none stands in the document.
		const fields = leftOut.map(({field}) => field.replace(/.*\./, ''));
		expect(fields.filter(name => name === 'TunnelInsideCidr')).toHaveLength(2);
		expect(fields.filter(name => name === 'TunnelInsideIpv6Cidr')).toHaveLength(
			document.insideIpVersion === 'ipv6' ? 2 : 0,
		);
		expect(fields.filter(name => name === 'PreSharedKey')).toHaveLength(document.keyStorage === 'Standard' ? 2 : 0);
		expect(leftOut).toHaveLength(fields.filter(name => /^(TunnelInside|PreSharedKey)/.test(name)).length);
		expect(JSON.stringify({back, leftOut})).not.toMatch(/key_of_32|169\.254\.1\d\d\.\d\/30"/);
	});

	it('a preset comes back as the preset, and what the tunnels share stands once', async () => {
		const plain = await make(awsDocument({site: {kind: 'new', name: 'p', address: '198.51.100.201', asn: 64_801}}));
		expect((await readBack(cloud, 'eu-central-1', plain.id, signal)).document.security).toEqual({preset: 'strong'});
		const shared = await make(
			awsDocument({
				site: {kind: 'new', name: 's', address: '198.51.100.202', asn: 64_802},
				security: {preset: 'compatible', options: {replayWindowSize: 512}},
				tunnels: [{options: {startupAction: 'add'}}, {options: {rekeyFuzzPercentage: 0}}],
			}),
		);
		const {document} = await readBack(cloud, 'eu-central-1', shared.id, signal);
		expect(document).toMatchObject({
			security: {preset: 'compatible', options: {replayWindowSize: 512}},
			tunnels: [{presharedKey: {from: 'generated'}}, {options: {rekeyFuzzPercentage: 0}}],
		});
	});

	it('the route tables that learn its routes come with it', async () => {
		const [table] = await cloud.routeTables('eu-central-1', await vpcOf('vgw-9a4cacf3'), signal);
		const document = awsDocument({
			site: {kind: 'new', name: 'r', address: '198.51.100.203', asn: 64_803},
			routeTables: [table?.id],
		});
		const {id, siteId} = await make(document);
		const {document: back} = await readBack(cloud, 'eu-central-1', id, signal);
		expect(back).toEqual(expect.objectContaining({routeTables: [table?.id], site: {kind: 'existing', id: siteId}}));
	});

	it('a connection on a VPN concentrator', async () => {
		const gateways = await cloud.cloudGateways('us-east-1', signal);
		const id = gateways.find(({kind}) => kind === 'concentrator')?.id ?? '';
		const made = await make(awsDocument({region: 'us-east-1', cloudGateway: {kind: 'concentrator', id}}));
		const {document: back} = await readBack(cloud, 'us-east-1', made.id, signal);
		expect(back.cloudGateway).toEqual({kind: 'concentrator', id});
	});

	it('the static routes that lead to it through a transit gateway come with it', async () => {
		const {id} = await make(
			awsDocument({
				site: {kind: 'new', name: 'q', address: '198.51.100.204', asn: 64_804},
				cloudGateway: {kind: 'tgw', id: 'tgw-0c2d11f0'},
				routing: {mode: 'static', prefixes: ['172.24.0.0/16']},
			}),
		);
		const {document} = await readBack(cloud, 'eu-central-1', id, signal);
		expect(document.routing).toEqual({mode: 'static', prefixes: ['172.24.0.0/16']});
	});

	async function vpcOf(id: string): Promise<string> {
		const gateways = await cloud.cloudGateways('eu-central-1', signal);
		return gateways.find(gateway => gateway.id === id)?.vpcId ?? '';
	}
});

describe('a connection as AWS may also show it', () => {
	const shown = {
		VpnConnectionId: 'vpn-0123',
		CustomerGatewayId: 'cgw-0123',
		State: 'available' as const,
		Type: 'ipsec.1' as const,
		CustomerGatewayConfiguration: '<pre_shared_key>Very.Secret</pre_shared_key>',
	};

	it('outside addresses of IPv6, a core network, tags of AWS’s own, an empty list of algorithms', () => {
		const {document, leftOut, assumed} = fromVpnConnection(
			{
				...shown,
				CoreNetworkArn: 'arn:aws:networkmanager::111122223333:core-network/core-network-0123',
				PreSharedKeyArn: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:s2svpn',
				Tags: [{Key: 'aws:cloudformation:stack-name', Value: 'net'}],
				Options: {OutsideIpAddressType: 'Ipv6', TunnelOptions: [{IkeVersions: []}, {}]},
			},
			'eu-central-1',
			{prefixes: [], routeTables: []},
		);
		expect(document).toMatchObject({
			name: 'cgw-0123',
			outsideAddressType: 'Ipv6',
			keyStorage: 'SecretsManager',
			cloudGateway: {kind: 'none'},
			tags: {},
		});
		expect(leftOut.map(({field}) => field)).toEqual(['Tags[0]']);
		expect(assumed.join('\n')).toMatch(/core network[\s\S]*Name tag|Name tag[\s\S]*core network/);
		expect(JSON.stringify({document, leftOut, assumed})).not.toContain('Very.Secret');
	});

	it('a key that is shown means that AWS keeps it itself, whatever ARN stands beside it', () => {
		const {document} = fromVpnConnection(
			{...shown, PreSharedKeyArn: 'arn:x', Options: {TunnelOptions: [{PreSharedKey: 'Very.Secret'}, {}]}},
			'eu-central-1',
			{prefixes: [], routeTables: []},
		);
		expect(document).toMatchObject({keyStorage: 'Standard'});
	});

	it('routes and tables that could not be read are said', () => {
		const {leftOut} = fromVpnConnection(
			{...shown, TransitGatewayId: 'tgw-0123', Options: {StaticRoutesOnly: true}},
			'eu-central-1',
			{prefixes: undefined, routeTables: undefined},
		);
		expect(leftOut.map(({field}) => field)).toEqual(['Routes', 'PropagatingVgws']);
	});
});

/** The attachment through which the sandbox's transit gateway reaches private addresses of sites. */
async function directConnectAttachment(sandbox: Sandbox): Promise<string> {
	const {DescribeTransitGatewayAttachmentsCommand, EC2Client} = await import('@aws-sdk/client-ec2');
	const client = new EC2Client({
		region: 'eu-central-1',
		endpoint: sandbox.endpoints.ec2,
		credentials: {
			accessKeyId: sandbox.env.AWS_ACCESS_KEY_ID ?? '',
			secretAccessKey: sandbox.env.AWS_SECRET_ACCESS_KEY ?? '',
		},
	});
	try {
		const {TransitGatewayAttachments: all} = await client.send(new DescribeTransitGatewayAttachmentsCommand({}));
		return all?.find(({ResourceType}) => ResourceType === 'direct-connect-gateway')?.TransitGatewayAttachmentId ?? '';
	} finally {
		client.destroy();
	}
}

describe('keys that AWS does not show', () => {
	const standing = (key: string | undefined, arn?: string) =>
		fromVpnConnection(
			{
				VpnConnectionId: 'vpn-0f1e2d3c4b5a69788',
				CustomerGatewayId: 'cgw-0e11f167',
				VpnGatewayId: 'vgw-9a4cacf3',
				...(arn === undefined ? {} : {PreSharedKeyArn: arn}),
				Options: {TunnelOptions: [0, 1].map(() => (key === undefined ? {} : {PreSharedKey: key}))},
			},
			'eu-central-1',
			{prefixes: [], routeTables: []},
		);
	const arn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:s2svpn-1a2b3c';

	it.each([
		['redacted', 'REDACTED', arn, 'SecretsManager'],
		['redacted, without a word where they are', 'REDACTED', undefined, 'SecretsManager'],
		['absent, with a secret', undefined, arn, 'SecretsManager'],
		['absent, with none: a certificate', undefined, undefined, 'Standard'],
		['shown, though there is a secret', 'a.key.of.the.cloud', arn, 'Standard'],
	])('%s', (_what, key, secret, storage) => {
		expect(standing(key, secret).document).toMatchObject({keyStorage: storage});
	});
});
