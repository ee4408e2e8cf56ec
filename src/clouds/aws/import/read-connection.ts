import type {VpnConnection} from '@aws-sdk/client-ec2';
import {ForeignReader, finishImport, type Imported, keptTags} from '../../document/foreign.ts';
import {present} from '../../document/present.ts';
import type {AwsTunnel, AwsTunnelOptions} from '../document.ts';
import {propagatingTables, transitPrefixes} from '../read/read-routes.ts';
import {redactedKey} from '../read/settings.ts';
import {standingConnection, staticPrefixes} from '../read/vpn-connections.ts';
import type {AwsReach} from '../wire/ask.ts';
import {runTag, tagText, word} from '../wire/tags.ts';
import {awsTunnelOptionsOf, gatewaysIn} from './from-request.ts';
import {securityOf} from './read-security.ts';

/**
 * Reads a VPN connection into a document to make another like it; or to keep it, with the addresses that two can't share.
 * Source: EC2 API 2016-11-15, DescribeVpnConnections; its Local is the site's side.
 * @throws UserError when it is not in the region, CloudError
 */
export async function readConnection(reach: AwsReach, id: string, itself = false): Promise<Imported> {
	const connection = await standingConnection(reach, id);
	const isStatic = connection.Options?.StaticRoutesOnly === true;
	const [prefixes, routeTables] = await Promise.all([
		isStatic && connection.TransitGatewayId ? transitPrefixes(reach, id, connection.TransitGatewayId) : undefined,
		connection.VpnGatewayId ? propagatingTables(reach, connection.VpnGatewayId) : undefined,
	]);
	const beside = {
		prefixes: prefixes ?? (connection.TransitGatewayId ? undefined : staticPrefixes(connection)),
		routeTables: connection.VpnGatewayId ? routeTables : [],
	};
	return fromVpnConnection(connection, reach.region, beside, itself);
}

/** What stands beside the connection in other calls; undefined where it could not be read. */
interface Beside {
	readonly prefixes: readonly string[] | undefined;
	readonly routeTables: readonly string[] | undefined;
}

/** Pure. @throws UserError when AWS says something that no document can */
export function fromVpnConnection(connection: VpnConnection, region: string, beside: Beside, itself = false): Imported {
	const leftOut: LeftOut[] = [];
	const assumed: string[] = [];
	const reader = new ForeignReader(connection);
	reader.skip(...saysNothing);
	const id = word(reader.string('VpnConnectionId'));
	const siteGatewayId = reader.string('CustomerGatewayId') ?? '';
	const cloudGateway = cloudGatewayOf(reader, assumed, itself);
	const options = reader.object('Options') ?? new ForeignReader({});
	const isStatic = options.boolean('StaticRoutesOnly') ?? false;
	if (isStatic && !beside.prefixes)
		leftOut.push({field: 'Routes', why: 'the transit gateway’s routes could not be read: add routing.prefixes'});
	if (!beside.routeTables)
		leftOut.push({field: 'PropagatingVgws', why: 'the route tables could not be read: add routeTables where wanted'});

	const tunnels = tunnelsOf(options, {id, itself}, leftOut);
	const {security, overrides} = securityOf(tunnels.map(tunnel => tunnel.options));
	const ipv6 = {siteSide: options.string('LocalIpv6NetworkCidr'), cloudSide: options.string('RemoteIpv6NetworkCidr')};
	const insideIpVersion = options.string('TunnelInsideIpVersion');
	const tags = tagsOf(reader, leftOut);
	// whole, as the name is compared
	const name = tagText(connection.Tags?.find(({Key}) => Key === 'Name')?.Value);
	if (!name) assumed.push('It has no Name tag: the document is called after its customer gateway');
	const draft = present({
		version: 1,
		cloud: 'aws',
		name: name || siteGatewayId,
		region,
		cloudGateway,
		site: {kind: 'existing', id: siteGatewayId},
		routing: isStatic ? {mode: 'static', prefixes: beside.prefixes ?? []} : {mode: 'bgp'},
		ranges: [
			{
				cloudSide: options.string('RemoteIpv4NetworkCidr') || '0.0.0.0/0',
				siteSide: [options.string('LocalIpv4NetworkCidr') || '0.0.0.0/0'],
			},
		],
		ipv6Ranges:
			insideIpVersion === 'ipv6' ? {cloudSide: ipv6.cloudSide || '::/0', siteSide: ipv6.siteSide || '::/0'} : undefined,
		security,
		tunnels: tunnels.map(({tunnel}, index) => present({...tunnel, options: overrides[index]})),
		routeTables: beside.routeTables ?? [],
		keyStorage: keyStorageOf(reader, tunnels, assumed),
		acceleration: options.boolean('EnableAcceleration'),
		insideIpVersion,
		outsideAddressType: options.string('OutsideIpAddressType'),
		transportAttachmentId: options.string('TransportTransitGatewayAttachmentId'),
		tunnelBandwidth: options.string('TunnelBandwidth'),
		tags,
	});
	const gatewayId = 'id' in cloudGateway ? cloudGateway.id : undefined;
	if (gatewayId && !itself)
		assumed.push(
			`AWS makes no second connection between ${siteGatewayId} and ${word(gatewayId)}: choose another customer gateway (site), and another name, for another one`,
		);
	return finishImport(`a connection of AWS (${id})`, draft, reader, leftOut, assumed);
}

/** Members that say what AWS made of a request, or that are read elsewhere; the configuration holds both keys. */
const saysNothing = [
	'Category',
	'CustomerGatewayConfiguration',
	'GatewayAssociationState',
	'Routes',
	'State',
	'Type',
	'VgwTelemetry',
] as const;

function cloudGatewayOf(
	reader: ForeignReader,
	assumed: string[],
	itself: boolean,
): {readonly kind: string; readonly id: string} | {readonly kind: 'none'} {
	const [first] = gatewaysIn(reader);
	const coreNetwork = reader.string('CoreNetworkArn');
	reader.skip('CoreNetworkAttachmentArn');
	if (coreNetwork && !itself)
		assumed.push(`It is attached to the core network ${word(coreNetwork)}: attach the new one there too`);
	return first ? {kind: first.kind, id: first.id} : {kind: 'none'};
}

interface ReadTunnel {
	readonly tunnel: AwsTunnel;
	readonly options: AwsTunnelOptions;
	/** Whether its key is shown, hidden on purpose, or not there at all. */
	readonly key: 'shown' | 'redacted' | 'absent';
}

function tunnelsOf(
	options: ForeignReader,
	{id, itself}: {readonly id: string; readonly itself: boolean},
	leftOut: LeftOut[],
): readonly [ReadTunnel, ReadTunnel] {
	const given = options.objects('TunnelOptions') ?? [];
	const read = (tunnel = new ForeignReader({})): ReadTunnel => {
		const key = !tunnel.has('PreSharedKey')
			? 'absent'
			: tunnel.string('PreSharedKey') === redactedKey
				? 'redacted'
				: 'shown';
		if (key === 'shown')
			leftOut.push({
				field: tunnel.at('PreSharedKey'),
				why: itself
					? 'a key is never kept in a document: it stays as it is'
					: 'a key is never taken over: AWS makes a fresh one',
				...(itself ? {stays: true} : {}),
			});
		const inside = {
			insideCidr: tunnel.string('TunnelInsideCidr'),
			insideIpv6Cidr: tunnel.string('TunnelInsideIpv6Cidr'),
		};
		for (const [name, cidr] of [
			['TunnelInsideCidr', inside.insideCidr],
			['TunnelInsideIpv6Cidr', inside.insideIpv6Cidr],
		] as const) {
			if (cidr && !itself)
				leftOut.push({
					field: tunnel.at(name),
					why: `${word(cidr)} belongs to ${id}: another connection needs its own, and AWS picks one`,
				});
		}

		tunnel.skip('PreSharedKey', 'OutsideIpAddress');
		const own = itself ? present(inside) : {};
		return {tunnel: {presharedKey: {from: 'generated'}, ...own}, options: awsTunnelOptionsOf(tunnel), key};
	};

	return [read(given[0]), read(given[1])];
}

function tagsOf(reader: ForeignReader, leftOut: LeftOut[]): Record<string, string> {
	const tags: {path: string; key: string; value: string}[] = [];
	for (const tag of reader.objects('Tags') ?? []) {
		const key = tag.string('Key') ?? '';
		const value = tag.string('Value') ?? '';
		const {path} = tag;
		if (key.startsWith('aws:')) leftOut.push({field: path, why: `the tag ${word(key)} is AWS’s own`, stays: true});
		else if (key !== 'Name' && key !== runTag && key !== '') tags.push({path, key, value});
	}

	return keptTags(tags, leftOut);
}

/** AWS does not say how it keeps the keys, and an ARN may be there in either mode: what it does not show is in Secrets Manager. */
function keyStorageOf(
	reader: ForeignReader,
	tunnels: readonly ReadTunnel[],
	assumed: string[],
): 'Standard' | 'SecretsManager' {
	const arn = reader.string('PreSharedKeyArn');
	const hides = tunnels.some(({key}) => key === 'redacted') || (arn && tunnels.every(({key}) => key === 'absent'));
	if (!hides) return 'Standard';
	assumed.push('AWS does not show its keys: taken as kept in Secrets Manager (keyStorage)');
	return 'SecretsManager';
}

type LeftOut = Imported['leftOut'][number];
