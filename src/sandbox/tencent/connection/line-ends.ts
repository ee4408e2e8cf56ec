import {knownRange} from '../../ipv4.ts';
import type {LineEnd} from '../../line.ts';
import {groupWords} from '../../strongswan-words.ts';
import type {TencentBehavior} from '../behavior.ts';
import type {IkeOptions, IpsecOptions, Partition, RegionStore, VpnConnection, VpnGateway} from '../store/store.ts';
import {cidrBlocksOf} from '../vpc/vpc-ranges.ts';
import {stateOf} from './connection-state.ts';

/** In strongSwan's words; SM3 and SM4 are not among them. */
const words: Readonly<Record<string, string>> = {
	'3DES-CBC': '3des',
	'AES-CBC-128': 'aes128',
	'AES-CBC-192': 'aes192',
	'AES-CBC-256': 'aes256',
	'DES-CBC': 'des',
	AES128GCM128: 'aes128gcm16',
	AES192GCM128: 'aes192gcm16',
	AES256GCM128: 'aes256gcm16',
	NULL: 'null',
	MD5: 'md5',
	SHA: 'sha1',
	SHA1: 'sha1',
	'SHA-256': 'sha256',
	'SHA-384': 'sha384',
	'SHA-512': 'sha512',
};

/** Ms on the cloud's clock, and how the cloud behaves. */
interface Now {
	readonly nowMs: number;
	readonly behavior: TencentBehavior;
}

/** The cloud's ends of the tunnels that were made since the sandbox started, and are not being deleted. */
export function lineEnds(
	partitions: readonly Partition[],
	{startMs, ...now}: Now & {readonly startMs: number},
): readonly LineEnd[] {
	return partitions.flatMap(partition =>
		[...partition.regions.values()].flatMap(region =>
			[...region.connections.values()]
				.filter(({createdAtMs, deletedAtMs}) => createdAtMs >= startMs && deletedAtMs === undefined)
				.flatMap(connection => {
					const gateway = region.gateways.get(connection.VpnGatewayId);
					return gateway ? [lineEnd(connection, gateway, {region, partition, ...now})] : [];
				}),
		),
	);
}

function lineEnd(
	connection: VpnConnection,
	gateway: VpnGateway,
	{region, partition, nowMs, behavior}: Now & {readonly region: RegionStore; readonly partition: Partition},
): LineEnd {
	const {ike, ipsec, bgp} = connection;
	const customer = region.customerGateways.get(connection.CustomerGatewayId);
	const site = customer?.IpAddress ?? '';
	const unspoken = [ike.PropoEncryAlgorithm, ike.PropoAuthenAlgorithm, ipsec.EncryptAlgorithm, ipsec.IntegrityAlgorith]
		.filter(name => words[name] === undefined)
		.join(', ');
	const pairs = pairsOf(connection);
	return {
		connectionId: connection.VpnConnectionId,
		tunnel: 0,
		// One that is being changed stays what it was until the change has its effect.
		generation: connection.generation ?? 0,
		vanishes: behavior.leave === 'silent',
		ready: ['AVAILABLE', 'UPDATING'].includes(stateOf(connection, nowMs)),
		...(unspoken === '' ? {} : {unplayable: `strongSwan does not speak ${unspoken}`}),
		cloud: gateway.PublicIpAddress,
		site,
		cloudIdentity: identity(ike.LocalIdentity, ike.LocalAddress || gateway.PublicIpAddress, ike.LocalFqdnName),
		siteIdentity: identity(ike.RemoteIdentity, ike.RemoteAddress || site, ike.RemoteFqdnName),
		ikeVersion: ike.IKEVersion === 'IKEV2' ? 2 : 1,
		aggressive: ike.ExchangeMode === 'AGGRESSIVE',
		ikeProposals: ikeProposal(ike),
		espProposals: espProposal(ipsec),
		ikeLifetime: ike.IKESaLifetimeSeconds,
		espLifetime: ipsec.IPSECSaLifetimeSeconds,
		pairs,
		key: connection.PreShareKey,
		begins: connection.NegotiationType === 'active',
		...(connection.DpdEnable === 1
			? {
					deadPeer: {
						timeoutSeconds: Number(connection.DpdTimeout),
						action: connection.DpdAction === 'clear' ? ('clear' as const) : ('restart' as const),
					},
				}
			: {}),
		...(bgp && gateway.BgpAsn !== undefined && customer?.BgpAsn !== undefined
			? {
					inside: {
						cloud: bgp.LocalBgpIp,
						site: bgp.RemoteBgpIp,
						prefixLength: knownRange(bgp.TunnelCidr).prefix,
					},
					bgp: {cloudAsn: gateway.BgpAsn, siteAsn: customer.BgpAsn},
				}
			: {}),
		networks: networksOf(connection, gateway, region, partition),
	};
}

/** Local is the cloud's side. One child SA for each pair, as the gateway makes them. */
function pairsOf({policies}: VpnConnection): readonly (readonly [string, string])[] {
	if (policies.length === 0) return [['0.0.0.0/0', '0.0.0.0/0']];
	return policies.flatMap(({LocalCidrBlock, RemoteCidrBlock}) =>
		RemoteCidrBlock.map(remote => [LocalCidrBlock, remote] as const),
	);
}

/** What a name holds stays a name: strongSwan would take one that looks like an address for that. */
function identity(type: string, address: string, name: string): string {
	return type === 'FQDN' ? `"fqdn:${name.replace(/["\\]/g, '\\$&')}"` : address;
}

function ikeProposal({PropoEncryAlgorithm, PropoAuthenAlgorithm, DhGroupName}: IkeOptions): string {
	const prf = PropoEncryAlgorithm.includes('GCM') ? 'prf' : '';
	return `${words[PropoEncryAlgorithm]}-${prf}${words[PropoAuthenAlgorithm]}${group(DhGroupName)}`;
}

function espProposal({EncryptAlgorithm, IntegrityAlgorith, PfsDhGroup}: IpsecOptions): string {
	const integrity = EncryptAlgorithm.includes('GCM') ? '' : `-${words[IntegrityAlgorith]}`;
	return `${words[EncryptAlgorithm]}${integrity}${group(PfsDhGroup)}`;
}

/** `GROUP14`, `DH-GROUP14`, or `NULL` for none. */
function group(name: string): string {
	const word = groupWords[Number(name.replace(/\D+/g, ''))];
	return word === undefined ? '' : `-${word}`;
}

/** The cloud's ranges in the SPD; without an SPD the VPC's, or those of the CCN. */
function networksOf(
	{policies}: VpnConnection,
	gateway: VpnGateway,
	region: RegionStore,
	partition: Partition,
): readonly string[] {
	if (policies.length > 0) return [...new Set(policies.map(({LocalCidrBlock}) => LocalCidrBlock))];
	const vpc = region.vpcs.get(gateway.VpcId);
	if (vpc) return cidrBlocksOf(vpc);
	const ccn = partition.ccns.get(gateway.NetworkInstanceId);
	return (ccn?.attached ?? []).flatMap(({InstanceType, CidrBlock}) => (InstanceType === 'VPC' ? CidrBlock : []));
}
