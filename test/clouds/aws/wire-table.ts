import type {AwsConnection, AwsTunnelOptions} from '../../../src/clouds/aws/document.ts';
import {awsPresets} from '../../../src/clouds/aws/presets.ts';
import {normalise} from '../../../src/connection/networks.ts';

/*
 * What EC2 must be asked for a document, call by call, as `--cli-input-json` takes it. Written from the API reference (EC2 2016-11-15),
 * apart from the program's own request builder, which is judged by it.
 */

/** Ids that the actions before have made. */
export const madeIds = {
	'cloud-gateway': 'vgw-00000001',
	'site-gateway': 'cgw-00000001',
	connection: 'vpn-00000001',
	'transit-attachment': 'tgw-attach-00000001',
} as const;

export const secretKeys = {presharedKey1: 'First.key_of_32', presharedKey2: 'Second.key_of_32'} as const;

const notOfAws = 'belongs to Tencent Cloud; a rule refuses it for AWS';

/** Leaves of the schema that no AWS document of the tests holds, and why. */
export const unsent: Readonly<Record<string, string>> = {
	'routing.tunnelCidr': notOfAws,
	'routing.cloudAddress': notOfAws,
	'routing.siteAddress': notOfAws,
	'routing.mode=policy': notOfAws,
	'routing.priority=0': notOfAws,
	'routing.priority=100': notOfAws,
};

export interface CliInput {
	readonly call: string;
	readonly input: Readonly<Record<string, unknown>>;
}

export function cliInputs(document: AwsConnection, runId: string): readonly CliInput[] {
	// The program marks what a run makes; that is no field of the document.
	const mark = {Key: 'tunnelwright:run', Value: runId};
	const {cloudGateway, site, routing, name, ...rest} = document;
	const ownTags = Object.entries(rest.tags).map(([Key, Value]) => ({Key, Value}));
	const tagged = (ResourceType: string, Name: string) => ({
		TagSpecifications: [{ResourceType, Tags: [{Key: 'Name', Value: Name}, ...ownTags, mark]}],
	});
	const calls: CliInput[] = [];
	const gatewayId =
		cloudGateway.kind === 'new-vgw'
			? madeIds['cloud-gateway']
			: cloudGateway.kind === 'none'
				? undefined
				: cloudGateway.id;
	if (cloudGateway.kind === 'new-vgw') {
		calls.push({
			call: 'CreateVpnGateway',
			input: {
				Type: 'ipsec.1',
				AmazonSideAsn: cloudGateway.asn ?? 64_512,
				...tagged('vpn-gateway', cloudGateway.name ?? name),
			},
		});
		calls.push({call: 'AttachVpnGateway', input: {VpcId: cloudGateway.vpcId, VpnGatewayId: gatewayId}});
	}

	if (site.kind === 'new') {
		const asn = site.asn ?? 65_000;
		calls.push({
			call: 'CreateCustomerGateway',
			input: {
				Type: 'ipsec.1',
				IpAddress: site.address,
				[asn > 2_147_483_647 ? 'BgpAsnExtended' : 'BgpAsn']: asn,
				...(site.deviceName && {DeviceName: site.deviceName}),
				...(site.certificateArn && {CertificateArn: site.certificateArn}),
				...tagged('customer-gateway', site.name),
			},
		});
	}

	const targets = {
		vgw: 'VpnGatewayId',
		'new-vgw': 'VpnGatewayId',
		tgw: 'TransitGatewayId',
		concentrator: 'VpnConcentratorId',
	} as const;
	calls.push({
		call: 'CreateVpnConnection',
		input: {
			Type: 'ipsec.1',
			CustomerGatewayId: site.kind === 'existing' ? site.id : madeIds['site-gateway'],
			...(cloudGateway.kind !== 'none' && {[targets[cloudGateway.kind]]: gatewayId}),
			...(rest.keyStorage === 'SecretsManager' && {PreSharedKeyStorage: 'SecretsManager'}),
			Options: optionsOf(document),
			...tagged('vpn-connection', name),
		},
	});
	return [...calls, ...routesOf(document, name, ownTags), ...propagationsOf(document, gatewayId)];
}

/** What is AWS's own default is left out, except what the program always says. */
function optionsOf(document: AwsConnection): object {
	const {routing, insideIpVersion, ipv6Ranges, ranges, tunnels} = document;
	const [pair = {cloudSide: '0.0.0.0/0', siteSide: ['0.0.0.0/0']}] = ranges;
	return {
		StaticRoutesOnly: routing.mode === 'static',
		...(document.acceleration && {EnableAcceleration: true}),
		...(insideIpVersion === 'ipv6'
			? {
					TunnelInsideIpVersion: 'ipv6',
					// AWS's local is the site's side.
					LocalIpv6NetworkCidr: ipv6Ranges?.siteSide ?? '::/0',
					RemoteIpv6NetworkCidr: ipv6Ranges?.cloudSide ?? '::/0',
				}
			: {LocalIpv4NetworkCidr: pair.siteSide[0], RemoteIpv4NetworkCidr: pair.cloudSide}),
		...(document.outsideAddressType !== 'PublicIpv4' && {OutsideIpAddressType: document.outsideAddressType}),
		...(document.transportAttachmentId && {TransportTransitGatewayAttachmentId: document.transportAttachmentId}),
		...(document.tunnelBandwidth === 'large' && {TunnelBandwidth: 'large'}),
		TunnelOptions: tunnels.map((tunnel, index) => ({
			...(tunnel.insideCidr && {TunnelInsideCidr: tunnel.insideCidr}),
			...(tunnel.insideIpv6Cidr && {TunnelInsideIpv6Cidr: tunnel.insideIpv6Cidr}),
			...(tunnel.presharedKey.from !== 'generated' && {PreSharedKey: Object.values(secretKeys)[index]}),
			...tunnelOptionsOf({
				...awsPresets[document.security.preset],
				...document.security.options,
				...tunnel.options,
			}),
		})),
	};
}

const values = (list: readonly unknown[]) => list.map(Value => ({Value}));
const plain = (value: unknown) => value;

/** The API's name for every option of a tunnel, and how it writes the value. */
const tunnelNames: {
	readonly [Name in keyof Required<AwsTunnelOptions>]: readonly [name: string, write: (value: never) => unknown];
} = {
	ikeVersions: ['IKEVersions', values],
	phase1Encryption: ['Phase1EncryptionAlgorithms', values],
	phase1Integrity: ['Phase1IntegrityAlgorithms', values],
	phase1DhGroups: ['Phase1DHGroupNumbers', values],
	phase1LifetimeSeconds: ['Phase1LifetimeSeconds', plain],
	phase2Encryption: ['Phase2EncryptionAlgorithms', values],
	phase2Integrity: ['Phase2IntegrityAlgorithms', values],
	phase2DhGroups: ['Phase2DHGroupNumbers', values],
	phase2LifetimeSeconds: ['Phase2LifetimeSeconds', plain],
	rekeyMarginTimeSeconds: ['RekeyMarginTimeSeconds', plain],
	rekeyFuzzPercentage: ['RekeyFuzzPercentage', plain],
	replayWindowSize: ['ReplayWindowSize', plain],
	dpdTimeoutSeconds: ['DPDTimeoutSeconds', plain],
	dpdTimeoutAction: ['DPDTimeoutAction', plain],
	startupAction: ['StartupAction', plain],
	lifecycleControl: ['EnableTunnelLifecycleControl', plain],
	logs: ['LogOptions', logsOf],
};

function logsOf(logs: NonNullable<AwsTunnelOptions['logs']>): object {
	const {logEnabled, logGroupArn, logOutputFormat, bgpLogEnabled, bgpLogGroupArn, bgpLogOutputFormat, ...others} = logs;
	if (Object.keys(others).length > 0) throw new Error('the schema has new log options: say how the API names them');
	const named = {
		LogEnabled: logEnabled,
		LogGroupArn: logGroupArn,
		LogOutputFormat: logOutputFormat,
		BgpLogEnabled: bgpLogEnabled,
		BgpLogGroupArn: bgpLogGroupArn,
		BgpLogOutputFormat: bgpLogOutputFormat,
	};
	return {
		CloudWatchLogOptions: Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)),
	};
}

function tunnelOptionsOf(options: AwsTunnelOptions): object {
	return Object.fromEntries(
		Object.entries(options).flatMap(([name, value]) => {
			if (value === undefined) return [];
			// Object.entries forgets which value goes with which name.
			const [apiName, write] = tunnelNames[name as keyof AwsTunnelOptions];
			return [[apiName, write(value as never)]];
		}),
	);
}

function routesOf({cloudGateway, routing}: AwsConnection, name: string, tags: readonly object[]): readonly CliInput[] {
	const prefixes = routing.mode === 'static' ? routing.prefixes.map(prefix => normalise(prefix).cidr) : [];
	if (cloudGateway.kind !== 'tgw')
		return prefixes.map(DestinationCidrBlock => ({
			call: 'CreateVpnConnectionRoute',
			input: {DestinationCidrBlock, VpnConnectionId: madeIds.connection},
		}));
	const attachment = madeIds['transit-attachment'];
	return [
		{
			call: 'DescribeTransitGatewayAttachments',
			input: {
				Filters: [
					{Name: 'resource-type', Values: ['vpn']},
					{Name: 'resource-id', Values: [madeIds.connection]},
					{Name: 'transit-gateway-id', Values: [cloudGateway.id]},
				],
			},
		},
		{call: 'CreateTags', input: {Resources: [attachment], Tags: [{Key: 'Name', Value: name}, ...tags]}},
		...prefixes.map(DestinationCidrBlock => ({
			call: 'CreateTransitGatewayRoute',
			input: {
				DestinationCidrBlock,
				TransitGatewayRouteTableId: 'tgw-rtb-0a1b2c3d',
				TransitGatewayAttachmentId: attachment,
			},
		})),
	];
}

function propagationsOf(
	{cloudGateway, routeTables}: AwsConnection,
	GatewayId: string | undefined,
): readonly CliInput[] {
	if (cloudGateway.kind !== 'vgw' && cloudGateway.kind !== 'new-vgw') return [];
	return routeTables.map(RouteTableId => ({call: 'EnableVgwRoutePropagation', input: {GatewayId, RouteTableId}}));
}
