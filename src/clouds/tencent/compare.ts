import type {VpnConnection} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import type {PlanValue} from '../cloud.ts';
import {list, text, texts} from './reply.ts';

type Compared = readonly (readonly [path: readonly string[], words: string])[];

/** What is compared, by its place in the request, which is its place in the reply too. */
const always: Compared = [
	[['IKEOptionsSpecification', 'IKEVersion'], 'IKE version'],
	[['IKEOptionsSpecification', 'ExchangeMode'], 'IKE exchange mode'],
	[['IKEOptionsSpecification', 'PropoEncryAlgorithm'], 'IKE encryption'],
	[['IKEOptionsSpecification', 'PropoAuthenAlgorithm'], 'IKE integrity'],
	[['IKEOptionsSpecification', 'DhGroupName'], 'IKE DH group'],
	[['IKEOptionsSpecification', 'IKESaLifetimeSeconds'], 'IKE lifetime'],
	[['IKEOptionsSpecification', 'LocalIdentity'], 'kind of the cloud’s identity'],
	[['IKEOptionsSpecification', 'LocalFqdnName'], 'cloud’s identity'],
	[['IKEOptionsSpecification', 'LocalAddress'], 'cloud’s identity'],
	[['IKEOptionsSpecification', 'RemoteIdentity'], 'kind of the site’s identity'],
	[['IKEOptionsSpecification', 'RemoteFqdnName'], 'site’s identity'],
	[['IKEOptionsSpecification', 'RemoteAddress'], 'site’s identity'],
	[['IPSECOptionsSpecification', 'EncryptAlgorithm'], 'IPsec encryption'],
	[['IPSECOptionsSpecification', 'IntegrityAlgorith'], 'IPsec integrity'],
	[['IPSECOptionsSpecification', 'PfsDhGroup'], 'PFS group'],
	[['IPSECOptionsSpecification', 'IPSECSaLifetimeSeconds'], 'IPsec lifetime'],
	[['IPSECOptionsSpecification', 'IPSECSaLifetimeTraffic'], 'IPsec lifetime in KB'],
	[['VpnConnectionName'], 'name'],
	[['RouteType'], 'routing'],
];

/** While a tunnel is being made these read back as what nobody asked for: they count once it is AVAILABLE. */
const onceAvailable: Compared = [
	[['NegotiationType'], 'negotiation'],
	[['DpdEnable'], 'DPD'],
	[['DpdTimeout'], 'DPD timeout'],
	[['DpdAction'], 'DPD action'],
	[['EnableHealthCheck'], 'health check'],
	[['HealthCheckLocalIp'], 'health check address at the cloud'],
	[['HealthCheckRemoteIp'], 'health check address at the site'],
	[['BgpConfig', 'TunnelCidr'], 'range inside the tunnel'],
	[['BgpConfig', 'LocalBgpIp'], 'cloud’s BGP address'],
	[['BgpConfig', 'RemoteBgpIp'], 'site’s BGP address'],
];

/**
 * Where a tunnel as read back differs from what was asked for, in words. Members that the reply leaves empty say nothing: a
 * young tunnel's often are. Never the key.
 */
export function differences(asked: {readonly [member: string]: PlanValue}, readBack: VpnConnection): readonly string[] {
	const isAvailable = text(readBack.State) === 'AVAILABLE';
	const found = [...always, ...(isAvailable ? onceAvailable : [])].flatMap(([path, words]) => {
		const wanted = text(at(asked, path));
		const got = text(at(readBack, path));
		// A tunnel of either kind without BGP may read back under the older name of both.
		if (wanted === '' || got === '' || wanted === got || (words === 'routing' && got === 'STATIC')) return [];
		return [`${words} is ${got}, asked was ${wanted}`];
	});
	return isAvailable ? [...found, ...rangeDifferences(asked, readBack)] : found;
}

/** Where what makes a tunnel that one is not what was asked for: its name, its routing, its SPD ranges. */
export function changedIdentity(
	asked: {readonly [member: string]: PlanValue},
	readBack: VpnConnection,
): readonly string[] {
	const whole = {VpnConnectionName: asked.VpnConnectionName ?? '', RouteType: asked.RouteType ?? ''};
	return [...differences(whole, {...readBack, State: ''}), ...rangeDifferences(asked, readBack)];
}

/** SPD ranges one by one, whatever order and grouping they read back in. */
function rangeDifferences(asked: {readonly [member: string]: PlanValue}, readBack: VpnConnection): readonly string[] {
	const policies = asked.SecurityPolicyDatabases;
	if (!Array.isArray(policies)) return [];
	const wanted = policies.flatMap(policy => pairsOf(at(policy, ['LocalCidrBlock']), at(policy, ['RemoteCidrBlock'])));
	const got = list(readBack.SecurityPolicyDatabaseSet).flatMap(policy =>
		pairsOf(policy.LocalCidrBlock, policy.RemoteCidrBlock),
	);
	if (got.length === 0) return [];
	return [
		...wanted.filter(pair => !got.includes(pair)).map(pair => `the range ${pair} is missing`),
		...got.filter(pair => !wanted.includes(pair)).map(pair => `the range ${pair} was not asked for`),
	];
}

function pairsOf(cloudSide: unknown, siteSide: unknown): readonly string[] {
	const sites = texts(Array.isArray(siteSide) ? siteSide : []);
	return sites.map(site => `cloud ${text(cloudSide)} ⇄ site ${site}`);
}

function at(value: unknown, path: readonly string[]): unknown {
	return path.reduce<unknown>(
		(found, name) => (typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined),
		value,
	);
}
