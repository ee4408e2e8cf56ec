import {ForeignReader, finishImport, type Imported, keptTags} from '../../document/foreign.ts';
import {present} from '../../document/present.ts';
import {choosePreset} from '../../document/security-presets.ts';
import type {AwsTunnel, AwsTunnelOptions} from '../document.ts';
import {documentOptions, listOptions, logOptions, type Rows} from '../options.ts';
import {filledIn} from './skeleton-blanks.ts';

const keyNotKept = 'a pre-shared key is never kept in a document: it is asked for when the connection is made';

/**
 * Turns an `aws ec2 create-vpn-connection --cli-input-json` document into a connection document; a skeleton of the CLI that was
 * filled in is one, and what is still blank in it counts as not given.
 * What the request leaves to AWS stays left to AWS (preset custom). The request names no region: the caller gives it.
 * Source: EC2 API 2016-11-15, CreateVpnConnection.
 * @throws UserError naming the member when the result would be no valid connection
 */
export function fromAwsRequest(request: unknown, region: string): Imported {
	const {request: filled, blanks} = filledIn(request);
	const reader = new ForeignReader(filled);
	const leftOut: {field: string; why: string}[] = [];
	const assumed: string[] = [];
	if (blanks.length > 0) assumed.push(`Blank members count as not given: ${blanks.join(', ')}`);
	if (reader.string('Type') !== 'ipsec.1') assumed.push('The request has no Type ipsec.1, the one type that there is');
	reader.skip('DryRun');
	const customerGatewayId = reader.string('CustomerGatewayId');
	const tags = tagsOf(reader, leftOut);
	const options = reader.object('Options') ?? new ForeignReader({});
	const isStatic = options.boolean('StaticRoutesOnly') ?? false;
	if (isStatic)
		assumed.push('The request says static routing but holds no prefixes: add the site’s ranges under routing.prefixes');
	const {Name: name, ...otherTags} = tags;
	if (!name) assumed.push('The request has no Name tag: the connection is called after its customer gateway');

	const siteSide = options.string('LocalIpv4NetworkCidr');
	const cloudSide = options.string('RemoteIpv4NetworkCidr');
	const siteSideIpv6 = options.string('LocalIpv6NetworkCidr');
	const cloudSideIpv6 = options.string('RemoteIpv6NetworkCidr');
	const tunnels = tunnelsOf(options, leftOut, assumed);
	const draft = present({
		version: 1,
		cloud: 'aws',
		name: name ?? customerGatewayId ?? 'imported',
		region,
		cloudGateway: cloudGatewayOf(reader, leftOut),
		site: {kind: 'existing', id: customerGatewayId ?? ''},
		routing: isStatic ? {mode: 'static', prefixes: []} : {mode: 'bgp'},
		ranges: [{cloudSide: cloudSide ?? '0.0.0.0/0', siteSide: [siteSide ?? '0.0.0.0/0']}],
		security: {preset: 'custom'},
		tunnels,
		keyStorage: reader.string('PreSharedKeyStorage'),
		acceleration: options.boolean('EnableAcceleration'),
		insideIpVersion: options.string('TunnelInsideIpVersion'),
		ipv6Ranges:
			siteSideIpv6 || cloudSideIpv6
				? {cloudSide: cloudSideIpv6 ?? '::/0', siteSide: siteSideIpv6 ?? '::/0'}
				: undefined,
		outsideAddressType: options.string('OutsideIpAddressType'),
		transportAttachmentId: options.string('TransportTransitGatewayAttachmentId'),
		tunnelBandwidth: options.string('TunnelBandwidth'),
		tags: otherTags,
	});

	return finishImport('an AWS CreateVpnConnection request', draft, reader, leftOut, assumed);
}

const targets = [
	['VpnConcentratorId', 'concentrator'],
	['TransitGatewayId', 'tgw'],
	['VpnGatewayId', 'vgw'],
] as const;

/** The gateways that a connection names, the one that it ends at first. */
export function gatewaysIn(reader: ForeignReader) {
	return targets.flatMap(([field, kind]) => {
		const id = reader.string(field);
		return id ? [{field, kind, id}] : [];
	});
}

/** A connection ends at one gateway: the others are left out. */
function cloudGatewayOf(reader: ForeignReader, leftOut: {field: string; why: string}[]): object {
	const [first, ...others] = gatewaysIn(reader);
	for (const {field} of others) leftOut.push({field, why: `a connection ends at one gateway, which is ${first?.id}`});
	return first ? {kind: first.kind, id: first.id} : {kind: 'none'};
}

function tagsOf(reader: ForeignReader, leftOut: Imported['leftOut'][number][]): Record<string, string> {
	const tags: {path: string; key: string; value: string}[] = [];
	for (const specification of reader.objects('TagSpecifications') ?? []) {
		const type = specification.string('ResourceType');
		for (const tag of specification.objects('Tags') ?? []) {
			const key = tag.string('Key');
			const value = tag.string('Value') ?? '';
			if (key === undefined) leftOut.push({field: tag.path, why: 'it has no key'});
			else if (type === undefined || type === 'vpn-connection') tags.push({path: tag.path, key, value});
			else leftOut.push({field: tag.path, why: `tags of a ${type} are not set by this request`});
		}
	}

	return keptTags(tags, leftOut);
}

function tunnelsOf(options: ForeignReader, leftOut: {field: string; why: string}[], assumed: string[]): AwsTunnel[] {
	const given = options.objects('TunnelOptions') ?? [];
	for (const extra of given.slice(2)) leftOut.push({field: extra.path, why: 'a connection has two tunnels'});
	const tunnels = [0, 1].map(index => tunnelOf(given[index] ?? new ForeignReader({}), leftOut));
	const open = tunnels.flatMap(({options = {}}, index) =>
		listOptions.every(name => options[name] !== undefined) ? [] : [`tunnels[${index}]`],
	);
	if (open.length > 0)
		assumed.push(
			`The request leaves algorithms of ${open.join(' and ')} to AWS, whose own defaults are weak: ${choosePreset}`,
		);
	return tunnels;
}

function tunnelOf(tunnel: ForeignReader, leftOut: {field: string; why: string}[]): AwsTunnel {
	const hasKey = tunnel.has('PreSharedKey');
	if (hasKey) leftOut.push({field: tunnel.at('PreSharedKey'), why: keyNotKept});
	tunnel.skip('PreSharedKey');
	const options = awsTunnelOptionsOf(tunnel);
	return present({
		presharedKey: hasKey ? ({from: 'prompt'} as const) : ({from: 'generated'} as const),
		insideCidr: tunnel.string('TunnelInsideCidr'),
		insideIpv6Cidr: tunnel.string('TunnelInsideIpv6Cidr'),
		options: Object.keys(options).length > 0 ? options : undefined,
	});
}

/** Options of one tunnel as EC2 writes them, in requests (`DPDTimeoutSeconds`) and in replies (`DpdTimeoutSeconds`). Values that EC2 does not know are left unread. */
export function awsTunnelOptionsOf(tunnel: ForeignReader): AwsTunnelOptions {
	const logs = tunnel.object('LogOptions')?.object('CloudWatchLogOptions');
	const candidates = {...optionsIn(tunnel, documentOptions), logs: logs && unlessOff(optionsIn(logs, logOptions))};
	return present(candidates) as AwsTunnelOptions; // checked with the whole document by finishImport
}

function optionsIn(structure: ForeignReader, rows: Rows): object {
	return Object.fromEntries(
		Object.entries(rows).map(([name, {kind, member, standingMember}]) => [
			name,
			readAs(kind, structure, member) ??
				(standingMember === undefined ? undefined : readAs(kind, structure, standingMember)),
		]),
	);
}

function readAs(kind: Rows[string]['kind'], structure: ForeignReader, member: string): unknown {
	if (kind === 'list') return structure.values(member);
	if (kind === 'number') return structure.number(member);
	return kind === 'flag' ? structure.boolean(member) : structure.string(member);
}

/** AWS says of each tunnel without logs that they are off; that is what a document without the member means. */
function unlessOff<Logs extends object>(logs: Logs): Logs | undefined {
	return Object.values(logs).every(value => value === undefined || value === false) ? undefined : present(logs);
}
