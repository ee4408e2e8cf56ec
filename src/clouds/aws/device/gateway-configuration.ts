import {XMLParser, XMLValidator} from 'fast-xml-parser';
import ipaddr from 'ipaddr.js';
import {Secret} from '../../../connection/secret.ts';
import {UserError} from '../../../connection/user-error.ts';

/** One end of a tunnel in AWS's document. */
interface GatewayEnd {
	/** '' at the site of a customer gateway that has a certificate in place of an address. */
	readonly outside: string;
	readonly inside?: {readonly address: string; readonly prefixLength: number};
	readonly insideIpv6?: string;
	readonly asn?: number;
	readonly holdSeconds?: number;
}

export interface GatewayTunnel {
	readonly site: GatewayEnd;
	readonly cloud: GatewayEnd;
	/** Absent with certificates, and where AWS keeps it in Secrets Manager. */
	readonly presharedKey?: Secret;
}

/** AWS's CustomerGatewayConfiguration, as far as it can be believed: addresses, ASNs and keys. */
export interface GatewayConfiguration {
	readonly id: string;
	readonly customerGatewayId: string;
	/** '' for a transit gateway. */
	readonly vpnGatewayId: string;
	readonly isStatic: boolean;
	readonly tunnels: readonly GatewayTunnel[];
}

/** A document has about 5,000 characters. */
const longest = 200_000;
const deepest = 12;
const mostTunnels = 8;

/**
 * Reads AWS's CustomerGatewayConfiguration. Its algorithms and lifetimes are not read: they are AWS's oldest, whatever the tunnel speaks.
 * A document type, an entity of its own, or more than a configuration can hold is refused; nothing of the text stands in an error.
 * @throws UserError when it is no such document
 */
export function parseGatewayConfiguration(xml: Secret): GatewayConfiguration {
	const text = xml.reveal().trim();
	if (text.length > longest) throw broken(`it is longer than ${longest} characters`);
	// Neither AWS nor its imitators write one; what it could declare is not to be expanded.
	if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw broken('it has a document type, which AWS never writes');
	const root = nodes(parse(text), 'vpn_connection')[0];
	if (root === undefined) throw broken('it has no vpn_connection');
	const tunnels = nodes(root, 'ipsec_tunnel');
	if (tunnels.length === 0) throw broken('it has no ipsec_tunnel: AWS gives it once the connection is available');
	if (tunnels.length > mostTunnels) throw broken(`it has ${tunnels.length} tunnels`);
	return {
		id: word(root, '@id'),
		customerGatewayId: word(root, 'customer_gateway_id'),
		vpnGatewayId: word(root, 'vpn_gateway_id'),
		isStatic: word(root, 'vpn_connection_attributes').includes('NoBGPVPNConnection'),
		tunnels: tunnels.map(tunnelOf),
	};
}

function parse(text: string): unknown {
	// Its error names a line and a word of the text, which may be the key's.
	if (XMLValidator.validate(text) !== true) throw broken('it is not well-formed XML');
	try {
		return new XMLParser({
			ignoreAttributes: false,
			attributeNamePrefix: '@',
			parseTagValue: false,
			parseAttributeValue: false,
			trimValues: true,
			// Numeric escapes are undone only together with HTML's names.
			htmlEntities: true,
			maxNestedTags: deepest,
			processEntities: {enabled: true, maxTotalExpansions: 200, maxExpandedLength: 2000, maxEntityCount: 0},
		}).parse(text);
	} catch {
		throw broken('it is nested deeper than a configuration, or has more entities');
	}
}

function tunnelOf(tunnel: unknown): GatewayTunnel {
	const key = word(nodes(tunnel, 'ike')[0], 'pre_shared_key');
	return {
		site: endOf(nodes(tunnel, 'customer_gateway')[0]) ?? nowhere,
		cloud: endOf(nodes(tunnel, 'vpn_gateway')[0]) ?? refuse('a tunnel has no outside address'),
		...(key === '' || key === 'REDACTED' ? {} : {presharedKey: new Secret(key)}),
	};
}

const nowhere: GatewayEnd = {outside: ''};

/** Undefined where it has no outside address. */
function endOf(end: unknown): GatewayEnd | undefined {
	const outside = addressOf(end, 'tunnel_outside_address');
	if (outside === undefined) return undefined;
	const inside = addressOf(end, 'tunnel_inside_address');
	const insideIpv6 = addressOf(end, 'tunnel_inside_ipv6_address');
	const prefixLength = Number(word(nodes(end, 'tunnel_inside_address')[0], 'network_cidr') || 30);
	const bgp = nodes(end, 'bgp')[0];
	const asn = Number(word(bgp, 'asn'));
	const hold = Number(word(bgp, 'hold_time'));
	return {
		outside,
		...(inside === undefined || !(prefixLength <= 32) ? {} : {inside: {address: inside, prefixLength}}),
		...(insideIpv6 === undefined ? {} : {insideIpv6}),
		...(Number.isSafeInteger(asn) && asn > 0 ? {asn} : {}),
		...(Number.isSafeInteger(hold) && hold > 0 ? {holdSeconds: hold} : {}),
	};
}

/** An address stands in an element of its own; some clouds that imitate AWS write it bare. */
function addressOf(end: unknown, name: string): string | undefined {
	const element = nodes(end, name)[0];
	const text = word(element, 'ip_address') || (typeof element === 'string' ? element.trim() : '');
	if (text === '') return undefined;
	if (!ipaddr.isValid(text)) throw broken(`its ${name} is no address`);
	return text;
}

function nodes(parent: unknown, name: string): readonly unknown[] {
	const child = member(parent, name);
	if (child === undefined) return [];
	return Array.isArray(child) ? child : [child];
}

/** The text of an element or attribute; '' when there is none. An element with attributes holds its text beside them. */
function word(parent: unknown, name: string): string {
	const [value] = nodes(parent, name);
	const text = typeof value === 'string' ? value : member(value, '#text');
	return typeof text === 'string' ? text.trim() : '';
}

function member(parent: unknown, name: string): unknown {
	return typeof parent === 'object' && parent !== null
		? new Map<string, unknown>(Object.entries(parent)).get(name)
		: undefined;
}

function refuse(why: string): never {
	throw broken(why);
}

function broken(why: string): UserError {
	return new UserError(`AWS’s device configuration could not be read: ${why}`, {
		mend: 'try again when tunnelwright status shows the connection as available',
	});
}
