import {Buffer} from 'node:buffer';
import {
	DescribeCustomerGatewaysCommand,
	DescribeTransitGatewaysCommand,
	DescribeVpnConnectionsCommand,
	DescribeVpnGatewaysCommand,
	EC2Client,
} from '@aws-sdk/client-ec2';
import ipaddr from 'ipaddr.js';
import {CommonClient} from 'tencentcloud-sdk-nodejs/tencentcloud/common/common_client.js';

/*
 * The cloud's end of a connection, exactly as the sandbox's own API says it is: written with nothing of the program that is tested.
 */

export interface CloudEnd {
	readonly outside: string;
	readonly site: string;
	/** Address of the cloud inside the tunnel, with its prefix length. */
	readonly inside?: string;
	readonly siteInside?: string;
	readonly asns?: {readonly cloud: number; readonly site: number};
	/** swanctl.conf */
	readonly configuration: string;
	readonly children: number;
	/** The health check's addresses. */
	readonly probe?: {readonly cloud: string; readonly site: string};
}

/** The cloud's address inside the tunnel, without its prefix length. */
export function insideAddress({inside = ''}: CloudEnd): string {
	return inside.replace(/\/.*/, '');
}

interface Wanted {
	readonly outside: string;
	readonly site: string;
	readonly localId: string;
	readonly remoteId: string;
	readonly version: 0 | 1 | 2;
	readonly ike: string;
	readonly esp: string;
	readonly pairs: readonly (readonly [cloud: string, site: string])[];
	readonly key: string;
	/** The cloud begins, and begins anew. */
	readonly begins?: boolean;
	readonly aggressive?: boolean;
}

/** In hexadecimal, another notation than the program's. */
function configuration(wanted: Wanted): string {
	const children = wanted.pairs.map(
		([cloud, site], index) => `      pair${index} { local_ts = ${cloud}
        remote_ts = ${site}
        ${wanted.begins ? 'start_action = start\n        dpd_action = restart\n        ' : ''}esp_proposals = ${wanted.esp} }`,
	);
	return `connections { cloud { version = ${wanted.version}
    local_addrs = ${wanted.outside}
    remote_addrs = ${wanted.begins ? `${wanted.site}, 0.0.0.0/0` : '%any'}
    ${wanted.begins ? 'keyingtries = 0\n    dpd_delay = 10s' : ''}
    ${wanted.aggressive ? 'aggressive = yes' : ''}
    proposals = ${wanted.ike}
    local { auth = psk
      id = ${wanted.localId} }
    remote { auth = psk
      id = ${wanted.remoteId} }
    children {
${children.join('\n')}
    } } }
secrets { ike-cloud { id-1 = ${wanted.localId}
    id-2 = ${wanted.remoteId}
    secret = 0x${Buffer.from(wanted.key).toString('hex')} } }
`;
}

const groups: Readonly<Record<string, string>> = {
	1: 'modp768',
	2: 'modp1024',
	5: 'modp1536',
	14: 'modp2048',
	15: 'modp3072',
	16: 'modp4096',
	17: 'modp6144',
	18: 'modp8192',
	19: 'ecp256',
	20: 'ecp384',
	21: 'ecp521',
	22: 'modp1024s160',
	23: 'modp2048s224',
	24: 'modp2048s256',
};
const awsCiphers: Readonly<Record<string, string>> = {
	AES128: 'aes128',
	AES256: 'aes256',
	'AES128-GCM-16': 'aes128gcm16',
	'AES256-GCM-16': 'aes256gcm16',
};
const awsHashes: Readonly<Record<string, string>> = {
	SHA1: 'sha1',
	'SHA2-256': 'sha256',
	'SHA2-384': 'sha384',
	'SHA2-512': 'sha512',
};

type Listed = readonly {readonly Value?: string | number | undefined}[] | undefined;

function values(list: Listed, otherwise: readonly (string | number)[]): readonly string[] {
	const given = (list ?? []).flatMap(({Value}) => (Value === undefined ? [] : [String(Value)]));
	return given.length > 0 ? given : otherwise.map(String);
}

function awsProposals(
	ciphers: readonly string[],
	hashes: readonly string[],
	dh: readonly string[],
	phase: 'ike' | 'esp',
): string {
	const words = (names: readonly string[], table: Readonly<Record<string, string>>) =>
		names.map(name => table[name] ?? name);
	const aead = words(
		ciphers.filter(name => name.includes('GCM')),
		awsCiphers,
	);
	const others = words(
		ciphers.filter(name => !name.includes('GCM')),
		awsCiphers,
	);
	const checks = words(hashes, awsHashes);
	const exchanges = words(dh, groups);
	return [
		...(aead.length > 0
			? [[...aead, ...(phase === 'ike' ? checks.map(name => `prf${name}`) : []), ...exchanges].join('-')]
			: []),
		...(others.length > 0 ? [[...others, ...checks, ...exchanges].join('-')] : []),
	].join(',');
}

/** Ends of an AWS connection, one for each tunnel. */
export async function awsEnds(env: Readonly<Record<string, string>>, id: string): Promise<readonly CloudEnd[]> {
	const ec2 = new EC2Client({
		endpoint: env.AWS_ENDPOINT_URL_EC2 ?? '',
		region: 'eu-central-1',
		credentials: {accessKeyId: env.AWS_ACCESS_KEY_ID ?? '', secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? ''},
	});
	try {
		const {VpnConnections: [connection] = []} = await ec2.send(
			new DescribeVpnConnectionsCommand({VpnConnectionIds: [id]}),
		);
		const {CustomerGateways: [customer] = []} = await ec2.send(
			new DescribeCustomerGatewaysCommand({CustomerGatewayIds: [connection?.CustomerGatewayId ?? '']}),
		);
		const cloudAsn = await awsAsn(ec2, connection?.VpnGatewayId, connection?.TransitGatewayId);
		const allCiphers = ['AES128', 'AES256', 'AES128-GCM-16', 'AES256-GCM-16'];
		const allHashes = ['SHA1', 'SHA2-256', 'SHA2-384', 'SHA2-512'];
		const site = customer?.IpAddress ?? '';
		const options = connection?.Options;
		const ipv6 = options?.TunnelInsideIpVersion === 'ipv6';
		const ranges: readonly [string, string] = ipv6
			? [options?.RemoteIpv6NetworkCidr ?? '::/0', options?.LocalIpv6NetworkCidr ?? '::/0']
			: [options?.RemoteIpv4NetworkCidr ?? '0.0.0.0/0', options?.LocalIpv4NetworkCidr ?? '0.0.0.0/0'];
		return (options?.TunnelOptions ?? []).map(tunnel => {
			const outside = tunnel.OutsideIpAddress ?? '';
			const versions = values(tunnel.IkeVersions, ['ikev1', 'ikev2']);
			const inside = (last: number) =>
				(tunnel.TunnelInsideCidr ?? '').replace(/(\d+)\/30$/, (_all, first: string) => `${Number(first) + last}/30`);
			return {
				outside,
				site,
				...(ipv6
					? insideIpv6(tunnel.TunnelInsideIpv6Cidr ?? '')
					: {inside: inside(1), siteInside: inside(2).replace('/30', '')}),
				...(options?.StaticRoutesOnly ? {} : {asns: {cloud: cloudAsn, site: Number(customer?.BgpAsn)}}),
				children: 1,
				configuration: configuration({
					outside,
					site,
					localId: outside,
					remoteId: site,
					version: versions.length > 1 ? 0 : versions[0] === 'ikev1' ? 1 : 2,
					ike: awsProposals(
						values(tunnel.Phase1EncryptionAlgorithms, allCiphers),
						values(tunnel.Phase1IntegrityAlgorithms, allHashes),
						values(tunnel.Phase1DHGroupNumbers, [2, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24]),
						'ike',
					),
					esp: awsProposals(
						values(tunnel.Phase2EncryptionAlgorithms, allCiphers),
						values(tunnel.Phase2IntegrityAlgorithms, allHashes),
						values(tunnel.Phase2DHGroupNumbers, [2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24]),
						'esp',
					),
					pairs: [ranges],
					key: tunnel.PreSharedKey ?? '',
					begins: tunnel.StartupAction === 'start',
				}),
			};
		});
	} finally {
		ec2.destroy();
	}
}

async function awsAsn(
	ec2: EC2Client,
	vpnGateway: string | undefined,
	transitGateway: string | undefined,
): Promise<number> {
	if (transitGateway === undefined) {
		const {VpnGateways: [gateway] = []} = await ec2.send(
			new DescribeVpnGatewaysCommand({VpnGatewayIds: [vpnGateway ?? '']}),
		);
		return Number(gateway?.AmazonSideAsn);
	}

	const {TransitGateways: [gateway] = []} = await ec2.send(
		new DescribeTransitGatewaysCommand({TransitGatewayIds: [transitGateway]}),
	);
	return Number(gateway?.Options?.AmazonSideAsn);
}

/** A /126 has the cloud's address first, then the site's (AWS Site-to-Site VPN User Guide, tunnel options). */
function insideIpv6(cidr: string): {readonly inside: string; readonly siteInside: string} {
	const network = ipaddr.IPv6.networkAddressFromCIDR(cidr).toByteArray();
	const host = (last: number) => ipaddr.fromByteArray([...network.slice(0, 15), (network[15] ?? 0) + last]).toString();
	return {inside: `${host(1)}/126`, siteInside: host(2)};
}

const tencentWords: Readonly<Record<string, string>> = {
	'3DES-CBC': '3des',
	'AES-CBC-128': 'aes128',
	'AES-CBC-192': 'aes192',
	'AES-CBC-256': 'aes256',
	'DES-CBC': 'des',
	AES128GCM128: 'aes128gcm16',
	AES192GCM128: 'aes192gcm16',
	AES256GCM128: 'aes256gcm16',
	MD5: 'md5',
	SHA: 'sha1',
	SHA1: 'sha1',
	'SHA-256': 'sha256',
	'SHA-384': 'sha384',
	'SHA-512': 'sha512',
};

/** The end of a tunnel of Tencent Cloud. Its Local is the cloud's side. */
export async function tencentEnds(env: Readonly<Record<string, string>>, id: string): Promise<readonly CloudEnd[]> {
	const host = env.TENCENTCLOUD_DOMAIN ?? '';
	const client = new CommonClient(host, '2017-03-12', {
		credential: {secretId: env.TENCENTCLOUD_SECRET_ID ?? '', secretKey: env.TENCENTCLOUD_SECRET_KEY ?? ''},
		region: 'ap-guangzhou',
		profile: {httpProfile: {endpoint: host, protocol: 'http://'}},
	});
	const first = async (action: string, list: string, filter: string, value: string) => {
		const reply = await client.request(action, {Filters: [{Name: filter, Values: [value]}]});
		return reply[list][0];
	};
	const connection = await first('DescribeVpnConnections', 'VpnConnectionSet', 'vpn-connection-id', id);
	const gateway = await first('DescribeVpnGateways', 'VpnGatewaySet', 'vpn-gateway-id', connection.VpnGatewayId);
	const customer = await first(
		'DescribeCustomerGateways',
		'CustomerGatewaySet',
		'customer-gateway-id',
		connection.CustomerGatewayId,
	);
	const {IKEOptionsSpecification: ike, IPSECOptionsSpecification: ipsec, BgpConfig: bgp} = connection;
	const word = (name: string) => tencentWords[name] ?? name;
	const group = (name: string) => (name === 'NULL' ? '' : `-${groups[name.replace(/\D+/, '')]}`);
	const isGcm = (name: string) => name.includes('GCM');
	const outside: string = gateway.PublicIpAddress;
	const site: string = customer.IpAddress;
	const pairs: [string, string][] = connection.SecurityPolicyDatabaseSet.flatMap(
		(policy: {LocalCidrBlock: string; RemoteCidrBlock: string[]}) =>
			policy.RemoteCidrBlock.map(remote => [policy.LocalCidrBlock, remote]),
	);
	return [
		{
			outside,
			site,
			...(bgp
				? {
						inside: `${bgp.LocalBgpIp}/30`,
						siteInside: bgp.RemoteBgpIp,
						asns: {cloud: Number(gateway.BgpAsn), site: Number(customer.BgpAsn)},
					}
				: {}),
			...(connection.EnableHealthCheck
				? {probe: {cloud: connection.HealthCheckLocalIp, site: connection.HealthCheckRemoteIp}}
				: {}),
			children: pairs.length,
			configuration: configuration({
				outside,
				site,
				localId: ike.LocalIdentity === 'FQDN' ? `"fqdn:${ike.LocalFqdnName}"` : ike.LocalAddress || outside,
				remoteId: ike.RemoteIdentity === 'FQDN' ? `"fqdn:${ike.RemoteFqdnName}"` : ike.RemoteAddress || site,
				version: ike.IKEVersion === 'IKEV2' ? 2 : 1,
				ike: `${word(ike.PropoEncryAlgorithm)}-${isGcm(ike.PropoEncryAlgorithm) ? 'prf' : ''}${word(ike.PropoAuthenAlgorithm)}${group(ike.DhGroupName)}`,
				esp: `${word(ipsec.EncryptAlgorithm)}${isGcm(ipsec.EncryptAlgorithm) ? '' : `-${word(ipsec.IntegrityAlgorith)}`}${group(ipsec.PfsDhGroup)}`,
				pairs,
				key: connection.PreShareKey,
				begins: connection.NegotiationType === 'active',
				aggressive: ike.ExchangeMode === 'AGGRESSIVE' && ike.IKEVersion !== 'IKEV2',
			}),
		},
	];
}
