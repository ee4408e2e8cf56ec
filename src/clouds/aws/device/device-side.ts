import type {VpnConnection} from '@aws-sdk/client-ec2';
import ipaddr from 'ipaddr.js';
import type {
	DeviceSide,
	DeviceTunnel,
	Encryption,
	InsideAddresses,
	Integrity,
	TunnelKey,
} from '../../../connection/device-side.ts';
import {checkCidr} from '../../../connection/networks.ts';
import {Secret} from '../../../connection/secret.ts';
import {UserError} from '../../../connection/user-error.ts';
import {standards} from '../../contract/option.ts';
import {ForeignReader} from '../../document/foreign.ts';
import type {AwsTunnelOptions} from '../document.ts';
import {awsTunnelOptionsOf} from '../import/from-request.ts';
import {tunnelOptions} from '../options.ts';
import {readCloudGateways} from '../read/cloud-gateways.ts';
import {cloudGatewayIdOf, standingConnection, staticPrefixes} from '../read/vpn-connections.ts';
import type {AwsReach} from '../wire/ask.ts';
import {nameOf, word} from '../wire/tags.ts';
import {type GatewayConfiguration, type GatewayTunnel, parseGatewayConfiguration} from './gateway-configuration.ts';

const everything = '0.0.0.0/0';

/**
 * What the site's device has to be told of a VPN connection: addresses, keys and ASNs from AWS's configuration document, algorithms and
 * lifetimes from the tunnel options, since the document does not follow them.
 * @throws UserError when the connection is not there or not available yet, CloudError
 */
export async function readDeviceSide(reach: AwsReach, id: string): Promise<DeviceSide> {
	const connection = await standingConnection(reach, id);
	const gatewayId = cloudGatewayIdOf(connection);
	const gateways = gatewayId === '' ? [] : await readCloudGateways(reach);
	return deviceSideOf(connection, reach.region, gateways.find(gateway => gateway.id === gatewayId)?.networks ?? []);
}

/**
 * Pure.
 * @param networks ranges behind the cloud's gateway, as far as they are known
 * @throws UserError when AWS has no configuration for it
 */
export function deviceSideOf(connection: VpnConnection, region: string, networks: readonly string[]): DeviceSide {
	const id = word(connection.VpnConnectionId);
	const xml = connection.CustomerGatewayConfiguration;
	if (!xml)
		throw new UserError(`AWS has no device configuration for ${id}: it is ${word(connection.State) || 'not there'}`, {
			mend: 'wait until tunnelwright status shows it as available',
		});
	const configuration = parseGatewayConfiguration(new Secret(xml));
	if (configuration.tunnels.some(({site}) => site.outside === '')) throw noSiteAddress(id, region);
	const options = optionsByAddress(connection);
	const named = connection.Options;
	const isStatic = named?.StaticRoutesOnly ?? configuration.isStatic;
	const ipv6 = named?.TunnelInsideIpVersion === 'ipv6';
	const pair = ipv6
		? {cloudSide: word(named?.RemoteIpv6NetworkCidr) || '::/0', siteSide: word(named?.LocalIpv6NetworkCidr) || '::/0'}
		: {
				cloudSide: word(named?.RemoteIpv4NetworkCidr) || everything,
				siteSide: word(named?.LocalIpv4NetworkCidr) || everything,
			};
	return {
		cloud: 'aws',
		region,
		id,
		name: nameOf(connection.Tags) || id,
		routing: isStatic ? 'static' : 'bgp',
		// "NAT-traversal is required for an accelerated VPN connection" (AWS VPN user guide, accelerated connections)
		...(named?.EnableAcceleration ? {alwaysUdp: true} : {}),
		tunnels: configuration.tunnels.map((tunnel, index) =>
			tunnelOf(tunnel, {
				name: `${id}-${index + 1}`,
				region,
				options: awsTunnelOptionsOf(new ForeignReader(options.get(oneSpelling(tunnel.cloud.outside)) ?? {})),
				optionsKey: options.get(oneSpelling(tunnel.cloud.outside))?.PreSharedKey,
				keyArn: word(connection.PreSharedKeyArn),
				pair,
				ipv6,
				isStatic,
			}),
		),
		// all of the internet is not what is behind the tunnel: a device that routes it there is cut off from the rest
		cloudRanges: isAll(pair.cloudSide) ? (ipv6 ? [] : networks) : [pair.cloudSide],
		siteRanges: [
			...(isAll(pair.siteSide) ? [] : [pair.siteSide]),
			...(isStatic ? staticPrefixes(connection) : []),
		].filter(range => ipv6 || checkCidr(range) === undefined),
		notes: notesOn(connection, configuration, options),
	};
}

/**
 * A customer gateway with a certificate needs no address: its device may be anywhere, and has no pre-shared key.
 * Source: AWS Site-to-Site VPN User Guide, customer gateway options.
 */
function noSiteAddress(id: string, region: string): UserError {
	return new UserError(
		`the customer gateway of ${id} has a certificate and no address: its device may be anywhere, and proves by the certificate who it is. These files are for devices with a pre-shared key`,
		{
			mend: `take AWS’s own sample for the device (aws ec2 get-vpn-connection-device-types, then get-vpn-connection-device-sample-configuration --region ${region} --vpn-connection-id ${id}), and load the certificate of the customer gateway with its private key on the device`,
		},
	);
}

type TunnelOption = NonNullable<NonNullable<VpnConnection['Options']>['TunnelOptions']>[number];

/** Neither the order of the request nor that of the document is promised: tunnels are joined on the outside address. */
function optionsByAddress(connection: VpnConnection): ReadonlyMap<string, TunnelOption> {
	return new Map(
		(connection.Options?.TunnelOptions ?? []).map(
			options => [oneSpelling(word(options.OutsideIpAddress)), options] as const,
		),
	);
}

/** An IPv6 address can be written in many ways. */
function oneSpelling(address: string): string {
	return ipaddr.isValid(address) ? ipaddr.parse(address).toString() : address;
}

interface Joined {
	readonly name: string;
	readonly region: string;
	readonly options: AwsTunnelOptions;
	readonly optionsKey: string | undefined;
	readonly keyArn: string;
	readonly pair: DeviceTunnel['pairs'][number];
	/** Whether the tunnel carries IPv6; it carries one of the two. */
	readonly ipv6: boolean;
	readonly isStatic: boolean;
}

const encryptions = {
	AES128: 'aes128-cbc',
	AES256: 'aes256-cbc',
	'AES128-GCM-16': 'aes128-gcm',
	'AES256-GCM-16': 'aes256-gcm',
} as const satisfies Readonly<Record<string, Encryption>>;
const integrities = {
	SHA1: 'sha1',
	'SHA2-256': 'sha256',
	'SHA2-384': 'sha384',
	'SHA2-512': 'sha512',
} as const satisfies Readonly<Record<string, Integrity>>;

/** What AWS negotiates where nothing was asked for: all that it has. */
const {phase1Encryption, phase1Integrity, phase1DhGroups, phase2Encryption, phase2Integrity, phase2DhGroups} =
	tunnelOptions;
const awsDefaults = standards(tunnelOptions);

function tunnelOf({site, cloud, presharedKey}: GatewayTunnel, joined: Joined): DeviceTunnel {
	const {options, pair, ipv6, isStatic} = joined;
	const inside = insideOf(cloud.inside?.address, site.inside?.address, cloud.inside?.prefixLength ?? 30);
	// The document gives each address a prefix of its own; the network that both are in is a /126 (EC2 API, TunnelInsideIpv6Cidr).
	const insideIpv6 = ipv6 ? insideOf(cloud.insideIpv6, site.insideIpv6, 126) : undefined;
	const esp = (options.phase2Encryption ?? phase2Encryption.values).map(name => encryptions[name]);
	const onlyGcm = esp.every(name => name.endsWith('-gcm'));
	return {
		name: joined.name,
		cloudAddress: cloud.outside,
		siteAddress: site.outside,
		cloudIdentity: {type: 'address', value: cloud.outside},
		siteIdentity: {type: 'address', value: site.outside},
		...(inside ? {inside} : {}),
		...(insideIpv6 ? {insideIpv6} : {}),
		ikeVersions: (options.ikeVersions ?? awsDefaults.ikeVersions).map(version => (version === 'ikev1' ? 1 : 2)),
		aggressive: false,
		ike: {
			encryption: (options.phase1Encryption ?? phase1Encryption.values).map(name => encryptions[name]),
			integrity: (options.phase1Integrity ?? phase1Integrity.values).map(name => integrities[name]),
			dhGroups: options.phase1DhGroups ?? phase1DhGroups.values,
			lifetimeSeconds: options.phase1LifetimeSeconds ?? awsDefaults.phase1LifetimeSeconds,
		},
		esp: {
			encryption: esp,
			integrity: onlyGcm ? [] : (options.phase2Integrity ?? phase2Integrity.values).map(name => integrities[name]),
			dhGroups: options.phase2DhGroups ?? phase2DhGroups.values,
			lifetimeSeconds: options.phase2LifetimeSeconds ?? awsDefaults.phase2LifetimeSeconds,
		},
		dpdTimeoutSeconds: options.dpdTimeoutSeconds ?? awsDefaults.dpdTimeoutSeconds,
		replayWindow: options.replayWindowSize ?? awsDefaults.replayWindowSize,
		cloudInitiates: options.startupAction === 'start',
		cloudRestarts: options.dpdTimeoutAction === 'restart',
		pairs: [pair],
		key: keyOf(presharedKey, joined),
		...(isStatic || cloud.asn === undefined || site.asn === undefined
			? {}
			: {bgp: {cloudAsn: cloud.asn, siteAsn: site.asn, holdSeconds: site.holdSeconds ?? 30}}),
	};
}

function insideOf(
	cloud: string | undefined,
	site: string | undefined,
	prefixLength: number,
): InsideAddresses | undefined {
	return cloud === undefined || site === undefined ? undefined : {cloud, site, prefixLength};
}

function keyOf(fromDocument: Secret | undefined, {optionsKey, keyArn, name, region}: Joined): TunnelKey {
	if (fromDocument) return {from: 'cloud', key: fromDocument};
	if (optionsKey && optionsKey !== 'REDACTED') return {from: 'cloud', key: new Secret(optionsKey)};
	if (keyArn !== '')
		return {
			from: 'elsewhere',
			// one secret a connection (EC2 API, VpnConnection.PreSharedKeyArn); how the keys stand in it, AWS does not document
			says: `AWS keeps the keys of both tunnels of ${name.replace(/-\d+$/, '')} in one secret of Secrets Manager; the one for each tunnel is in it: aws secretsmanager get-secret-value --region ${region} --secret-id '${keyArn}' --query SecretString --output text`,
		};
	if (optionsKey === 'REDACTED')
		return {from: 'elsewhere', says: 'AWS keeps the keys in Secrets Manager, and does not say in which secret'};
	return {from: 'elsewhere', says: `AWS shows no key for ${name}: a certificate is used, or the key was given by hand`};
}

function notesOn(
	connection: VpnConnection,
	{tunnels}: GatewayConfiguration,
	options: ReadonlyMap<string, TunnelOption>,
): readonly string[] {
	const notes: string[] = [];
	if (tunnels.length === 1) notes.push('AWS’s document holds one tunnel only: there is no second one to fail over to.');
	if (tunnels.some(tunnel => !options.has(oneSpelling(tunnel.cloud.outside))))
		notes.push('AWS did not say what a tunnel may negotiate: its defaults are written here.');
	if (connection.Options?.OutsideIpAddressType === 'PrivateIpv4')
		notes.push('The tunnels run over a private line: both outside addresses are private.');
	if (tunnels.some(tunnel => ipaddr.parse(tunnel.cloud.outside).kind() === 'ipv6'))
		notes.push('The outside addresses are IPv6.');
	return notes;
}

function isAll(range: string): boolean {
	return range === everything || range === '::/0';
}
