import type {VpnConnection} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import type {DeviceSide, DeviceTunnel, Encryption, IkeIdentity, Integrity} from '../../../connection/device-side.ts';
import {parseRange} from '../../../connection/networks.ts';
import {Secret} from '../../../connection/secret.ts';
import {UserError} from '../../../connection/user-error.ts';
import {unlessRefused} from '../../engine/or-unread.ts';
import {toExistingConnection} from '../read/from-reply.ts';
import type {TencentInventory} from '../read/inventory.ts';
import type {CallPlace} from '../wire/call-place.ts';
import {number, text} from '../wire/reply.ts';

/** What stands beside the tunnel in other calls. */
export interface Beside {
	readonly cloudAddress: string;
	readonly siteAddress: string;
	readonly cloudAsn: number | undefined;
	readonly siteAsn: number | undefined;
	readonly networks: readonly string[];
	/** Destinations that the gateway routes into the tunnel. */
	readonly prefixes: readonly string[];
	/** Whether the gateway routes one of them into another tunnel too. */
	readonly hasSecondTunnel?: boolean;
	/** Whether the gateway is of a CCN. */
	readonly isCcn?: boolean;
	/** Whether it routes them into another tunnel first: priority 0 comes before 100 (CreateVpnGatewayRoutes, Priority). */
	readonly isStandby?: boolean;
}

/**
 * What the site's device has to be told of a tunnel, as it reads back: what the gateway really does, not what was asked.
 * @throws UserError when it is not there, or the gateways' addresses are not known; CloudError
 */
export async function readDeviceSide(inventory: TencentInventory, place: CallPlace, id: string): Promise<DeviceSide> {
	const connection = await inventory.standingTunnel(place, id);
	const gatewayId = text(connection.VpnGatewayId);
	const siteId = text(connection.CustomerGatewayId);
	const [gateways, site, routes] = await Promise.all([
		inventory.cloudGateways(place, gatewayId),
		inventory.siteGateway(place, siteId),
		unlessRefused(() => inventory.gatewayRoutes(place, gatewayId)),
	]);
	const gateway = gateways.find(found => found.id === gatewayId);
	const own = (routes ?? []).filter(route => route.connectionId === id);
	return deviceSideOf(connection, place.region, {
		cloudAddress: gateway?.publicAddress ?? '',
		siteAddress: site?.address ?? '',
		cloudAsn: number(connection.BgpConfig && bgpAsn(connection.BgpConfig, 'LocalBgpAsn')) ?? gateway?.asn,
		siteAsn: number(connection.BgpConfig && bgpAsn(connection.BgpConfig, 'RemoteBgpAsn')) ?? site?.asn,
		networks: gateway?.networks ?? [],
		prefixes: own.map(route => route.destination),
		isCcn: gateway?.kind === 'ccn',
		hasSecondTunnel: (routes ?? []).some(
			route => route.connectionId !== id && own.some(({destination}) => destination === route.destination),
		),
		isStandby: own.length > 0 && own.every(route => route.priority > 0),
	});
}

/** The reply has more members than the SDK's request type. */
function bgpAsn(config: object, name: string): unknown {
	return new Map<string, unknown>(Object.entries(config)).get(name);
}

const encryptions: ReadonlyMap<string, Encryption> = new Map<string, Encryption>([
	['3DES-CBC', '3des-cbc'],
	['AES-CBC-128', 'aes128-cbc'],
	['AES-CBC-192', 'aes192-cbc'],
	['AES-CBC-256', 'aes256-cbc'],
	['DES-CBC', 'des-cbc'],
	['SM4', 'sm4-cbc'],
	['NULL', 'null'],
	['AES128GCM128', 'aes128-gcm'],
	['AES192GCM128', 'aes192-gcm'],
	['AES256GCM128', 'aes256-gcm'],
]);
const integrities: ReadonlyMap<string, Integrity> = new Map<string, Integrity>([
	['MD5', 'md5'],
	['SHA', 'sha1'],
	['SHA1', 'sha1'],
	['SHA-256', 'sha256'],
	['SHA-384', 'sha384'],
	['SHA-512', 'sha512'],
	['SM3', 'sm3'],
]);

/** Pure. @throws UserError when the tunnel reads back as something that no device could be told */
export function deviceSideOf(connection: VpnConnection, region: string, beside: Beside): DeviceSide {
	const existing = toExistingConnection(connection);
	const id = text(connection.VpnConnectionId);
	if (!existing || beside.cloudAddress === '' || beside.siteAddress === '')
		throw new UserError(`Tencent Cloud does not say which addresses ${id} joins`, {
			mend: 'wait until tunnelwright status shows it as available',
		});
	const {routing} = existing;
	const pairs = existing.ranges.flatMap(({cloudSide, siteSide}) =>
		siteSide.map(site => ({cloudSide: network(cloudSide), siteSide: network(site)})),
	);
	const inside = insideOf(connection);
	const {cloudAsn, siteAsn} = beside;
	const ipsec = connection.IPSECOptionsSpecification;
	const ike = connection.IKEOptionsSpecification;
	const aggressive = text(ike?.ExchangeMode) === 'AGGRESSIVE';
	const probe = probeOf(connection);
	const kilobytes = number(ipsec?.IPSECSaLifetimeTraffic);
	const tunnel: DeviceTunnel = {
		name: id,
		cloudAddress: beside.cloudAddress,
		siteAddress: beside.siteAddress,
		cloudIdentity: identity(ike?.LocalIdentity, ike?.LocalFqdnName, ike?.LocalAddress, beside.cloudAddress),
		siteIdentity: identity(ike?.RemoteIdentity, ike?.RemoteFqdnName, ike?.RemoteAddress, beside.siteAddress),
		...(inside && {inside}),
		ikeVersions: [text(ike?.IKEVersion) === 'IKEV2' ? 2 : 1],
		aggressive,
		ike: {
			encryption: [known(encryptions, ike?.PropoEncryAlgorithm, 'IKE encryption')],
			integrity: [known(integrities, ike?.PropoAuthenAlgorithm, 'IKE integrity')],
			dhGroups: groupsOf(ike?.DhGroupName),
			lifetimeSeconds: number(ike?.IKESaLifetimeSeconds) ?? 86_400,
		},
		esp: {
			...espOf(ipsec),
			dhGroups: groupsOf(ipsec?.PfsDhGroup),
			lifetimeSeconds: number(ipsec?.IPSECSaLifetimeSeconds) ?? 14_400,
			...(kilobytes !== undefined && {lifetimeKilobytes: kilobytes}),
		},
		...(number(connection.DpdEnable) === 1 && {dpdTimeoutSeconds: number(connection.DpdTimeout) ?? 30}),
		// through a CCN a tunnel for 0.0.0.0/0 does not come up from the cloud's side (VPN Connections documentation, "Limits")
		cloudInitiates:
			text(connection.NegotiationType) === 'active' && !(beside.isCcn && beside.prefixes.includes(everything)),
		cloudRestarts: number(connection.DpdEnable) === 1 && text(connection.DpdAction) === 'restart',
		...(probe && {probe}),
		pairs: routing === 'policy' && pairs.length > 0 ? pairs : [{cloudSide: everything, siteSide: everything}],
		key: keyOf(connection, id),
		...(routing === 'bgp' &&
			cloudAsn !== undefined &&
			siteAsn !== undefined && {bgp: {cloudAsn, siteAsn, holdSeconds: 30}}),
	};
	return {
		cloud: 'tencent',
		region,
		id,
		name: existing.name || id,
		routing,
		tunnels: [tunnel],
		...(beside.isStandby ? {isStandby: true} : {}),
		cloudRanges: routing === 'policy' ? unique(pairs.map(pair => pair.cloudSide)) : beside.networks,
		siteRanges: routing === 'policy' ? unique(pairs.map(pair => pair.siteSide)) : beside.prefixes,
		notes: [
			...(aggressive
				? ['IKEv1 runs in aggressive mode: who listens can try keys offline. Use a long random key.']
				: []),
			...(probe && !beside.hasSecondTunnel
				? [
						'The health check is on, and no second tunnel carries the same ranges: when the probe is not answered, Tencent Cloud interrupts the traffic and has nowhere else to send it. Make a second tunnel, or turn the check off.',
					]
				: []),
			...(routing === 'bgp' && tunnel.bgp === undefined ? ['The ASNs of the BGP session are not known.'] : []),
		],
	};
}

const everything = '0.0.0.0/0';

/** The misspelt member is the one that the gateway obeys. */
function espOf(
	ipsec: VpnConnection['IPSECOptionsSpecification'],
): Pick<DeviceTunnel['esp'], 'encryption' | 'integrity'> {
	const encryption = known(encryptions, ipsec?.EncryptAlgorithm, 'IPsec encryption');
	if (encryption.endsWith('-gcm')) return {encryption: [encryption], integrity: []};
	const integrity = text(ipsec?.IntegrityAlgorith) || text(ipsec?.IntegrityAlgorithm);
	return {encryption: [encryption], integrity: [known(integrities, integrity, 'IPsec integrity')]};
}

function keyOf(connection: VpnConnection, id: string): DeviceTunnel['key'] {
	// Not through `text`: a key is used as it is, and drawn nowhere.
	const key: unknown = connection.PreShareKey;
	return typeof key === 'string' && key !== ''
		? {from: 'cloud', key: new Secret(key)}
		: {from: 'elsewhere', says: `Tencent Cloud shows no key for ${id}: this account may not read it`};
}

function identity(type: unknown, name: unknown, address: unknown, own: string): IkeIdentity {
	return text(type) === 'FQDN' && text(name)
		? {type: 'fqdn', value: text(name)}
		: {type: 'address', value: text(address) || own};
}

function insideOf(connection: VpnConnection): DeviceTunnel['inside'] {
	const {TunnelCidr, LocalBgpIp, RemoteBgpIp} = connection.BgpConfig ?? {};
	const [cidr, cloud, site] = [text(TunnelCidr), text(LocalBgpIp), text(RemoteBgpIp)];
	return cidr && cloud && site ? {cloud, site, prefixLength: Number(cidr.split('/')[1] ?? 30)} : undefined;
}

/** Given, or picked by Tencent Cloud: both read back. Its Local is the cloud’s side. */
function probeOf(connection: VpnConnection): DeviceTunnel['probe'] {
	const [cloud, site] = [text(connection.HealthCheckLocalIp), text(connection.HealthCheckRemoteIp)];
	return connection.EnableHealthCheck && cloud && site ? {cloud, site} : undefined;
}

/** `GROUP14`, `DH-GROUP14`; `NULL` is none. */
function groupsOf(name: unknown): readonly number[] {
	const group = /(\d+)$/.exec(text(name))?.[1];
	return group === undefined ? [] : [Number(group)];
}

function known<Value>(table: ReadonlyMap<string, Value>, name: unknown, what: string): Value {
	const value = table.get(text(name));
	if (value !== undefined) return value;
	throw new UserError(`Tencent Cloud names an ${what} that tunnelwright does not know: "${text(name)}"`, {
		mend: 'use the vendor configurations of Tencent Cloud: tunnelwright config --list-devices',
	});
}

function network(cidr: string): string {
	try {
		return parseRange(cidr).cidr;
	} catch {
		throw new UserError(`Tencent Cloud names a range that is none: "${cidr}"`);
	}
}

function unique(values: readonly string[]): readonly string[] {
	return [...new Set(values)];
}
