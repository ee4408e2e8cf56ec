import {choosePreset} from '../../../connection/security-presets.ts';
import {ForeignReader, finishImport, type Imported, present} from '../../document/foreign.ts';
import type {TencentSecurityOptions} from '../document.ts';
import {neededOptions} from '../rules/security-rules.ts';

/**
 * Turns a tccli `CreateVpnConnection` document (`--cli-input-json`) or a tunnel as DescribeVpnConnections gives it back
 * into a connection document. What the source leaves to the API stays left to it (preset custom); the caller gives the region.
 * Source: Tencent Cloud vpc 2017-03-12, CreateVpnConnection and the VpnConnection structure.
 * @throws UserError naming the member when the result would be no valid connection
 */
export function fromTencentRequest(request: unknown, region: string): Imported {
	const reader = new ForeignReader(request);
	const leftOut: {field: string; why: string}[] = [];
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
		negotiation: reader.string('NegotiationType') || undefined,
		dpd: dpdOf(reader),
		healthCheck: healthCheckOf(reader),
		tags: tagsOf(reader),
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
):
	| {mode: 'policy'}
	| {mode: 'static'; prefixes: string[]}
	| {mode: 'bgp'; tunnelCidr?: string; cloudAddress?: string; siteAddress?: string} {
	const type = reader.string('RouteType');
	const bgp = reader.object('BgpConfig');
	if (type === 'Bgp') {
		bgp?.skip('LocalBgpAsn', 'RemoteBgpAsn');
		return present({
			mode: 'bgp' as const,
			tunnelCidr: bgp?.string('TunnelCidr'),
			cloudAddress: bgp?.string('LocalBgpIp'),
			siteAddress: bgp?.string('RemoteBgpIp'),
		});
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
	// The API takes both spellings; the misspelt one is what the gateway obeys and reads back.
	const integrity = ipsec?.string('IntegrityAlgorith') ?? ipsec?.string('IntegrityAlgorithm');
	ipsec?.skip('EncapMode', 'SecurityProto');
	const options = present({
		ikeVersion: ike?.string('IKEVersion'),
		exchangeMode: ike?.string('ExchangeMode'),
		ikeEncryption: ike?.string('PropoEncryAlgorithm'),
		ikeIntegrity: sha1AsSha(ike?.string('PropoAuthenAlgorithm')),
		ikeDhGroup: ike?.string('DhGroupName'),
		ikeLifetimeSeconds: ike?.number('IKESaLifetimeSeconds'),
		localIdentity: ike && identityOf(ike, 'Local'),
		remoteIdentity: ike && identityOf(ike, 'Remote'),
		ipsecEncryption: ipsec?.string('EncryptAlgorithm'),
		ipsecIntegrity: integrity,
		pfsDhGroup: ipsec?.string('PfsDhGroup'),
		ipsecLifetimeSeconds: ipsec?.number('IPSECSaLifetimeSeconds'),
		ipsecLifetimeKilobytes: ipsec?.number('IPSECSaLifetimeTraffic'),
	});
	const missing = neededOptions.flatMap(([name, words]) => (hasOption(options, name) ? [] : [words]));
	if (missing.length > 0)
		assumed.push(
			`The request does not give ${missing.join(', ')}: a plan refuses what is not given; ${choosePreset}, or give them under security.options`,
		);
	return Object.keys(options).length > 0 ? {preset: 'custom', options} : {preset: 'custom'};
}

const hasOption = (options: object, name: keyof TencentSecurityOptions) => Object.hasOwn(options, name);

/** Older pages write SHA1 for what the API reads back as SHA. */
function sha1AsSha(algorithm: string | undefined): string | undefined {
	return algorithm === 'SHA1' ? 'SHA' : algorithm;
}

function identityOf(ike: ForeignReader, side: 'Local' | 'Remote'): object | undefined {
	const type = ike.string(`${side}Identity`);
	const address = ike.string(`${side}Address`) || undefined;
	const name = ike.string(`${side}FqdnName`) || undefined;
	if (type === 'FQDN') return {type, name: name ?? ''};
	return type === 'ADDRESS' ? present({type, address}) : undefined;
}

function dpdOf(reader: ForeignReader): object | undefined {
	const enabled = reader.number('DpdEnable');
	const timeoutSeconds = reader.number('DpdTimeout');
	const action = reader.string('DpdAction') || undefined;
	reader.skip('DpdTimeout');
	// A fresh tunnel reads back -1: not known, which is no setting.
	if (enabled === undefined || enabled < 0) return undefined;
	return present({enabled: enabled === 1, timeoutSeconds, action});
}

function healthCheckOf(reader: ForeignReader): object | undefined {
	const enabled = reader.boolean('EnableHealthCheck');
	const localIp = reader.string('HealthCheckLocalIp') || undefined;
	const remoteIp = reader.string('HealthCheckRemoteIp') || undefined;
	const config = reader.object('HealthCheckConfig');
	config?.skip('ProbeType');
	if (!enabled) return undefined;
	return present({
		enabled,
		localIp,
		remoteIp,
		intervalMs: config?.number('ProbeInterval'),
		threshold: config?.number('ProbeThreshold'),
		timeoutMs: config?.number('ProbeTimeout'),
	});
}

function tagsOf(reader: ForeignReader): Record<string, string> {
	const tags = reader.objects('Tags') ?? reader.objects('TagSet') ?? [];
	return Object.fromEntries(
		tags.flatMap(tag => {
			const key = tag.string('Key');
			const value = tag.string('Value') ?? '';
			return key === undefined ? [] : [[key, value]];
		}),
	);
}
