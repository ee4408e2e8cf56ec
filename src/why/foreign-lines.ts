import ipaddr from 'ipaddr.js';
import {letInFrom} from './let-in.ts';
import type {Known} from './why.ts';

const addresses = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g;
/** A device behind NAT is let in by its private address, as it sees it. */
const isOfInternet = (address: string) =>
	ipaddr.IPv4.isValid(address) && naming.has(ipaddr.IPv4.parse(address).range());
/** Whom a line of BGP is about: it may have any address, one of the site's own network too. */
const neighbour =
	/\b(?:neighbor|BGP peer|NOTIFICATION (?:sent to|received from)) ((?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{0,4}:[0-9a-f:]{1,40})/i;
/** Addresses that name an end of a tunnel: those of the internet, and those that clouds have inside their tunnels. */
const naming: ReadonlySet<string> = new Set(['unicast', 'reserved', 'linkLocal']);

/**
 * Tells lines of other connections: a device's log has those of all its peers. One that names ends, and none of this connection's, is of another; where this
 * connection's ends are not known, nobody can tell. The site's own address stands in the lines of all its peers, so that beside another one it says nothing.
 */
export function foreignLines({connection, side}: Known): (text: string) => boolean {
	const {tunnels} = connection;
	const own = new Set(
		[
			...tunnels.map(({outsideAddress}) => outsideAddress),
			...(side?.tunnels ?? []).flatMap(({cloudAddress, cloudIdentity, inside, insideIpv6}) => [
				cloudAddress,
				cloudIdentity.value,
				inside?.cloud,
				inside?.site,
				insideIpv6?.cloud,
				insideIpv6?.site,
			]),
		].filter(address => address !== undefined),
	);
	const site = new Set([
		...tunnels.map(({siteAddress}) => siteAddress),
		...(side?.tunnels ?? []).flatMap(({siteAddress, siteIdentity}) => [siteAddress, siteIdentity.value]),
	]);
	const inside = tunnels.flatMap(({insideCidr}) =>
		insideCidr && ipaddr.IPv4.isValidCIDR(insideCidr) ? [ipaddr.IPv4.parseCIDR(insideCidr)] : [],
	);
	if (!tunnels.every(({outsideAddress}) => outsideAddress) || own.size === 0) return () => false;
	const isInside = (address: string) =>
		ipaddr.IPv4.isValid(address) && inside.some(range => ipaddr.IPv4.parse(address).match(range));
	const knowsNeighbours =
		inside.length > 0 || side?.tunnels.some(({inside: ends, insideIpv6}) => ends ?? insideIpv6) === true;
	return text => {
		// Whom the cloud lets in by another address is another connection of the same gateway.
		const letIn = letInFrom(text);
		if (letIn !== undefined && site.size > 0 && !site.has(letIn) && isOfInternet(letIn)) return true;
		const peer = knowsNeighbours ? neighbour.exec(text)?.[1] : undefined;
		if (peer !== undefined) return !own.has(peer) && !isInside(peer);
		const named = [...text.matchAll(addresses)].flatMap(([address]) => {
			if (site.has(address) || !ipaddr.IPv4.isValid(address)) return [];
			return naming.has(ipaddr.IPv4.parse(address).range()) ? [address] : [];
		});
		return named.length > 0 && !named.some(address => own.has(address) || isInside(address));
	};
}
