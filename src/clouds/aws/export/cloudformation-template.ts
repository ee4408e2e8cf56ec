import {jsonText} from '../../../connection/json-text.ts';
import {asMembers} from '../../contract/option.ts';
import type {Standing} from '../../export/exported.ts';
import type {AwsConnection} from '../document.ts';
import {documentOptions, logOptions} from '../options.ts';
import {awsTunnelOptionsInForce} from '../presets.ts';

type Json = string | number | boolean | undefined | readonly Json[] | {readonly [name: string]: Json};

/**
 * An AWS connection as a CloudFormation template in JSON. Keys become parameters that are not echoed. What has no place in it is said in its metadata,
 * since JSON has no comments. Pure. Source of names: CloudFormation Template Reference, AWS::EC2::VPNConnection and its neighbours.
 */
export function templateOf(document: AwsConnection, standing: Standing | undefined): string {
	const template = {
		AWSTemplateFormatVersion: '2010-09-09',
		Description: `VPN connection ${standing?.isUnnamed ? standing.id : document.name}`.slice(0, 1024),
		Metadata: {Tunnelwright: {Region: document.region, Notes: notesOn(document, standing)}},
		// An import change set may hold nothing but what it imports, no output either.
		...(standing
			? {Parameters: {}, Resources: {Connection: connection(document, standing)}}
			: {
					Parameters: parameters(document),
					Resources: resources(document),
					Outputs: {VpnConnectionId: {Value: {Ref: 'Connection'}}},
				}),
	};
	return `${jsonText(withoutEmpty(template), 2)}\n`;
}

function notesOn(
	{region, site, tunnels, keyStorage, routing, routeTables}: AwsConnection,
	standing: Standing | undefined,
): readonly string[] {
	return [
		`A template names no region: create the stack in ${region}.`,
		'Local is the site’s side, Remote the cloud’s.',
		...(!standing &&
		tunnels.some(({presharedKey}) => presharedKey.from === 'generated') &&
		keyStorage !== 'SecretsManager'
			? ['AWS makes the keys that are not given.']
			: []),
		...(site.kind === 'existing'
			? [`The customer gateway ${site.id} stands already and is not part of the stack.`]
			: []),
		...(standing
			? [
					`${standing.id} stands already: take it into a stack with an import change set (--change-set-type IMPORT), identifier VpnConnectionId, for the resource Connection.`,
					...(routing.mode === 'static' && routing.prefixes.length > 0
						? [`Its static routes stand and are not part of the stack: ${routing.prefixes.join(', ')}.`]
						: []),
					...(routeTables.length > 0
						? [`Route propagation stands and is not part of the stack: into ${routeTables.join(', ')}.`]
						: []),
				]
			: []),
		...(standing?.leftOut ?? []).map(line => `Not carried over: ${line}`),
	];
}

function parameters({tunnels, cloudGateway, routing}: AwsConnection): Json {
	return {
		...Object.fromEntries(
			tunnels.flatMap(({presharedKey}, index) =>
				presharedKey.from === 'generated'
					? []
					: [
							[
								`PresharedKey${index + 1}`,
								{
									Type: 'String',
									NoEcho: true,
									MinLength: 8,
									MaxLength: 64,
									Description: `Pre-shared key of tunnel ${index + 1}`,
								},
							],
						],
			),
		),
		...(cloudGateway.kind === 'tgw' && routing.mode === 'static'
			? {
					TransitGatewayRouteTableId: {
						Type: 'String',
						Description: 'Route table of the transit gateway that the static routes go into',
					},
					TransitGatewayAttachmentId: {
						Type: 'String',
						Default: '',
						Description:
							'Attachment of the connection: known once it stands. Update the stack with it to make the routes',
					},
				}
			: {}),
	};
}

function resources(document: AwsConnection): Json {
	const {cloudGateway, site, routing, tags, name} = document;
	const isTransit = cloudGateway.kind === 'tgw';
	return {
		...(cloudGateway.kind === 'new-vgw'
			? {
					CloudGateway: {
						Type: 'AWS::EC2::VPNGateway',
						Properties: {
							Type: 'ipsec.1',
							AmazonSideAsn: cloudGateway.asn,
							Tags: tagList(cloudGateway.name ?? name, tags),
						},
					},
					CloudGatewayAttachment: {
						Type: 'AWS::EC2::VPCGatewayAttachment',
						Properties: {VpcId: cloudGateway.vpcId, VpnGatewayId: {Ref: 'CloudGateway'}},
					},
				}
			: {}),
		...(site.kind === 'new'
			? {
					SiteGateway: {
						Type: 'AWS::EC2::CustomerGateway',
						Properties: {
							Type: 'ipsec.1',
							IpAddress: site.address,
							...((site.asn ?? 65_000) > 2_147_483_647 ? {BgpAsnExtended: site.asn} : {BgpAsn: site.asn ?? 65_000}),
							DeviceName: site.deviceName,
							CertificateArn: site.certificateArn,
							Tags: tagList(site.name, tags),
						},
					},
				}
			: {}),
		Connection: connection(document),
		...(routing.mode === 'static' && !isTransit
			? Object.fromEntries(
					routing.prefixes.map((prefix, index) => [
						`Route${index + 1}`,
						{
							Type: 'AWS::EC2::VPNConnectionRoute',
							Properties: {DestinationCidrBlock: prefix, VpnConnectionId: {Ref: 'Connection'}},
						},
					]),
				)
			: {}),
		...(routing.mode === 'static' && isTransit ? transitRoutes(routing.prefixes) : {}),
		...propagation(document),
	};
}

function connection(document: AwsConnection, standing?: Standing): Json {
	return {
		Type: 'AWS::EC2::VPNConnection',
		...(document.cloudGateway.kind === 'new-vgw' ? {DependsOn: 'CloudGatewayAttachment'} : {}),
		// Lets an import take it over, and a stack's end never cut a site off by itself.
		DeletionPolicy: 'Retain',
		UpdateReplacePolicy: 'Retain',
		Properties: connectionProperties(document, standing?.isUnnamed ? undefined : document.name),
	};
}

/** The attachment's id is no attribute of the connection in CloudFormation: the routes wait for it. */
function transitRoutes(prefixes: readonly string[]): {readonly [name: string]: Json} {
	return Object.fromEntries(
		prefixes.map((prefix, index) => [
			`Route${index + 1}`,
			{
				Type: 'AWS::EC2::TransitGatewayRoute',
				Condition: 'AttachmentKnown',
				Properties: {
					DestinationCidrBlock: prefix,
					TransitGatewayRouteTableId: {Ref: 'TransitGatewayRouteTableId'},
					TransitGatewayAttachmentId: {Ref: 'TransitGatewayAttachmentId'},
				},
			},
		]),
	);
}

/** @param name its Name tag; undefined where what stands has none */
function connectionProperties(document: AwsConnection, name: string | undefined): Json {
	const {cloudGateway, site, routing, ranges, ipv6Ranges, insideIpVersion} = document;
	const [pair] = ranges;
	const ipv6 = insideIpVersion === 'ipv6';
	return {
		Type: 'ipsec.1',
		CustomerGatewayId: site.kind === 'existing' ? site.id : {Ref: 'SiteGateway'},
		VpnGatewayId:
			cloudGateway.kind === 'vgw'
				? cloudGateway.id
				: cloudGateway.kind === 'new-vgw'
					? {Ref: 'CloudGateway'}
					: undefined,
		TransitGatewayId: cloudGateway.kind === 'tgw' ? cloudGateway.id : undefined,
		VpnConcentratorId: cloudGateway.kind === 'concentrator' ? cloudGateway.id : undefined,
		StaticRoutesOnly: routing.mode === 'static',
		EnableAcceleration: document.acceleration ? true : undefined,
		PreSharedKeyStorage: document.keyStorage === 'SecretsManager' ? 'SecretsManager' : undefined,
		TunnelInsideIpVersion: ipv6 ? 'ipv6' : undefined,
		LocalIpv4NetworkCidr: ipv6 ? undefined : (pair?.siteSide[0] ?? '0.0.0.0/0'),
		RemoteIpv4NetworkCidr: ipv6 ? undefined : (pair?.cloudSide ?? '0.0.0.0/0'),
		LocalIpv6NetworkCidr: ipv6 ? (ipv6Ranges?.siteSide ?? '::/0') : undefined,
		RemoteIpv6NetworkCidr: ipv6 ? (ipv6Ranges?.cloudSide ?? '::/0') : undefined,
		OutsideIpAddressType: document.outsideAddressType === 'PublicIpv4' ? undefined : document.outsideAddressType,
		TransportTransitGatewayAttachmentId: document.transportAttachmentId,
		TunnelBandwidth: document.tunnelBandwidth === 'large' ? 'large' : undefined,
		VpnTunnelOptionsSpecifications: [tunnel(document, 0), tunnel(document, 1)],
		Tags: tagList(name, document.tags),
	};
}

function tunnel({security, tunnels}: AwsConnection, index: 0 | 1): Json {
	const own = tunnels[index];
	const options = awsTunnelOptionsInForce(security.preset, security.options, own.options);
	const {logs} = options;
	return {
		PreSharedKey: own.presharedKey.from === 'generated' ? undefined : {Ref: `PresharedKey${index + 1}`},
		TunnelInsideCidr: own.insideCidr,
		TunnelInsideIpv6Cidr: own.insideIpv6Cidr,
		...asMembers(documentOptions, options),
		LogOptions: logs && {CloudwatchLogOptions: asMembers(logOptions, logs)},
	};
}

function propagation({routeTables, cloudGateway}: AwsConnection): {readonly [name: string]: Json} {
	if (routeTables.length === 0 || (cloudGateway.kind !== 'vgw' && cloudGateway.kind !== 'new-vgw')) return {};
	return {
		Propagation: {
			Type: 'AWS::EC2::VPNGatewayRoutePropagation',
			...(cloudGateway.kind === 'new-vgw' ? {DependsOn: 'CloudGatewayAttachment'} : {}),
			Properties: {
				RouteTableIds: routeTables,
				VpnGatewayId: cloudGateway.kind === 'vgw' ? cloudGateway.id : {Ref: 'CloudGateway'},
			},
		},
	};
}

function tagList(name: string | undefined, tags: Readonly<Record<string, string>>): Json {
	return Object.entries({...(name === undefined ? {} : {Name: name}), ...tags}).map(([Key, Value]) => ({Key, Value}));
}

function withoutEmpty(template: {readonly Parameters: Json; readonly [name: string]: Json}): Json {
	const {Parameters, ...rest} = template;
	const isEmpty = typeof Parameters === 'object' && Object.keys(Parameters).length === 0;
	const known = typeof Parameters === 'object' && 'TransitGatewayAttachmentId' in Parameters;
	return {
		...rest,
		...(isEmpty ? {} : {Parameters}),
		...(known
			? {Conditions: {AttachmentKnown: {'Fn::Not': [{'Fn::Equals': [{Ref: 'TransitGatewayAttachmentId'}, '']}]}}}
			: {}),
	};
}
