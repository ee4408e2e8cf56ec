import type {RoutingMode} from '../../../connection/document.ts';
import {ForeignReader, finishImport, type Imported, keptTags} from '../../document/foreign.ts';
import {present} from '../../document/present.ts';
import {choosePreset} from '../../document/security-presets.ts';
import {
	bgpOptions,
	dpdOptions,
	healthCheckOptions,
	ikeOptions,
	ipsecOptions,
	localIdentity,
	probeOptions,
	remoteIdentity,
	sessionOptions,
} from '../options.ts';
import {neededOptions} from '../placed-options.ts';
import {kindOf, type TunnelOptions} from '../tunnel-option.ts';

/**
 * Turns a tccli `CreateVpnConnection` document (`--cli-input-json`) or a tunnel as DescribeVpnConnections gives it back
 * into a connection document. What the source leaves to the API stays left to it (preset custom); the caller gives the region.
 * Source: Tencent Cloud vpc 2017-03-12, CreateVpnConnection and the VpnConnection structure.
 * @throws UserError naming the member when the result would be no valid connection
 */
export function fromTencentRequest(request: unknown, region: string): Imported {
	const reader = new ForeignReader(request);
	const leftOut: LeftOut[] = [];
	const assumed: string[] = [];
	if (reader.has('PreShareKey'))
		leftOut.push({
			field: 'PreShareKey',
			why: 'a pre-shared key is never kept in a document: it is asked for when the connection is made',
		});
	reader.skip('PreShareKey', ...readBackOnly);
	const gateway = reader.string('VpnGatewayId') ?? '';
	const vpcId = reader.string('VpcId') ?? '';
	const ranges = (reader.objects('SecurityPolicyDatabases') ?? reader.objects('SecurityPolicyDatabaseSet') ?? []).map(
		policy => ({
			cloudSide: policy.string('LocalCidrBlock') ?? '',
			siteSide: [...(policy.strings('RemoteCidrBlock') ?? [])],
		}),
	);
	const routing = routingOf(reader, ranges.length > 0, assumed);
	const draft = present({
		version: 1,
		cloud: 'tencent',
		name: reader.string('VpnConnectionName'),
		region,
		cloudGateway: vpcId ? {kind: 'vpc', id: gateway, vpcId} : {kind: 'ccn', id: gateway},
		site: {kind: 'existing', id: reader.string('CustomerGatewayId') ?? ''},
		routing,
		ranges: routing.mode === 'policy' ? ranges : [],
		security: securityOf(reader, assumed),
		presharedKey: {from: 'prompt'},
		...givenIn(reader, sessionOptions),
		dpd: dpdOf(reader),
		healthCheck: healthCheckOf(reader),
		tags: tagsOf(reader, leftOut),
	});

	return finishImport('a Tencent Cloud CreateVpnConnection request', draft, reader, leftOut, assumed);
}

/** Members that a read-back carries and that say nothing about what was asked for. */
const readBackOnly = [
	'VpnConnectionId',
	'VpnProto',
	'EncryptProto',
	'CreatedTime',
	'State',
	'NetStatus',
	'HealthCheckStatus',
	'Route',
] as const;

function routingOf(
	reader: ForeignReader,
	hasRanges: boolean,
	assumed: string[],
): {readonly mode: RoutingMode; readonly prefixes?: readonly string[]} {
	const type = reader.string('RouteType');
	const bgp = reader.object('BgpConfig');
	if (type === 'Bgp') {
		bgp?.skip('LocalBgpAsn', 'RemoteBgpAsn');
		return {mode: 'bgp', ...(bgp && optionsIn(bgp, bgpOptions))};
	}

	if (type === 'Policy' || (type !== 'StaticRoute' && hasRanges)) {
		if (type !== 'Policy')
			assumed.push(`RouteType ${type ?? 'is not given'} with SPD ranges: taken as routing by SPD policy`);
		return {mode: 'policy'};
	}

	assumed.push('Destination routes stand in calls of their own: add the site’s ranges under routing.prefixes');
	return {mode: 'static', prefixes: []};
}

function securityOf(reader: ForeignReader, assumed: string[]): object {
	const ike = reader.object('IKEOptionsSpecification');
	const ipsec = reader.object('IPSECOptionsSpecification');
	ipsec?.skip('EncapMode', 'SecurityProto');
	const options = present({
		...(ike && optionsIn(ike, ikeOptions)),
		localIdentity: ike && identityOf(ike, localIdentity),
		remoteIdentity: ike && identityOf(ike, remoteIdentity),
		...(ipsec && optionsIn(ipsec, ipsecOptions)),
	});
	const missing = neededOptions.flatMap(({name, what, inFull = what}) =>
		Object.hasOwn(options, name) ? [] : [`the ${inFull}`],
	);
	if (missing.length > 0)
		assumed.push(
			`The request does not give ${missing.join(', ')}: a plan refuses what is not given; ${choosePreset}, or give them under security.options`,
		);
	return Object.keys(options).length > 0 ? {preset: 'custom', options} : {preset: 'custom'};
}

/** The options of a structure by their names in the document. */
function optionsIn(structure: ForeignReader, options: TunnelOptions): Readonly<Record<string, unknown>> {
	return Object.fromEntries(
		Object.entries(options).flatMap(([name, {member, otherMember = member, otherValues = {}, ...option}]) => {
			const value = readAs(kindOf(option), structure, member) ?? readAs(kindOf(option), structure, otherMember);
			if (value === undefined) return [];
			return [[name, typeof value === 'string' && Object.hasOwn(otherValues, value) ? otherValues[value] : value]];
		}),
	);
}

function identityOf(ike: ForeignReader, members: typeof localIdentity | typeof remoteIdentity): object | undefined {
	const type = ike.string(members.type.member);
	const address = ike.string(members.address.member) || undefined;
	const name = ike.string(members.name.member) || undefined;
	if (type === 'FQDN') return {type, name: name ?? ''};
	return type === 'ADDRESS' ? present({type, address}) : undefined;
}

function readAs(kind: ReturnType<typeof kindOf>, structure: ForeignReader, member: string) {
	if (kind === 'number') return structure.number(member);
	return kind === 'flag' ? structure.boolean(member) : structure.string(member);
}

/** The same without those that the API leaves empty. */
function givenIn(structure: ForeignReader, options: TunnelOptions): Readonly<Record<string, unknown>> {
	return Object.fromEntries(Object.entries(optionsIn(structure, options)).filter(([, value]) => value !== ''));
}

function dpdOf(reader: ForeignReader): object | undefined {
	const {enabled, ...others} = givenIn(reader, dpdOptions);
	reader.skip(dpdOptions.timeoutSeconds.member);
	// A fresh tunnel reads back -1: not known, which is no setting.
	return typeof enabled !== 'number' || enabled < 0 ? undefined : {enabled: enabled === 1, ...others};
}

function healthCheckOf(reader: ForeignReader): object | undefined {
	const given = givenIn(reader, healthCheckOptions);
	const config = reader.object('HealthCheckConfig');
	config?.skip('ProbeType');
	return given.enabled === true ? {...given, ...(config && optionsIn(config, probeOptions))} : undefined;
}

type LeftOut = Imported['leftOut'][number];

function tagsOf(reader: ForeignReader, leftOut: LeftOut[]): Record<string, string> {
	const tags = reader.objects('Tags') ?? reader.objects('TagSet') ?? [];
	const given = tags.flatMap(tag => {
		const key = tag.string('Key');
		const value = tag.string('Value') ?? '';
		return key === undefined ? [] : [{path: tag.path, key, value}];
	});
	return keptTags(given, leftOut);
}
