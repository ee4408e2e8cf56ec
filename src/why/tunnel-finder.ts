import {foreignLines} from './foreign-lines.ts';
import {letInFrom} from './let-in.ts';
import type {Place, Told} from './readers/line.ts';
import type {Known} from './why.ts';
import {valuesOf} from './words/values.ts';

/** What names a tunnel in a log: its addresses at the cloud, inside and outside, and the name that its files have. */
function namesOf({connection, side}: Known): readonly (readonly [name: string, tunnel: number])[] {
	const ofStatus = connection.tunnels.flatMap(({outsideAddress}, index) =>
		outsideAddress ? [[outsideAddress, index + 1] as const] : [],
	);
	const ofSide = (side?.tunnels ?? []).flatMap(({name, cloudAddress, inside, insideIpv6}) => {
		const index = connection.tunnels.findIndex(({outsideAddress}) => outsideAddress === cloudAddress);
		const number = index >= 0 ? index + 1 : connection.tunnels.length === 1 ? 1 : undefined;
		if (number === undefined) return [];
		const all = [name, cloudAddress, inside?.cloud, inside?.site, insideIpv6?.cloud, insideIpv6?.site];
		return all.flatMap(each => (each ? [[each, number] as const] : []));
	});
	const inside = connection.tunnels.flatMap(({insideCidr}, index) =>
		hostsOf(insideCidr).map(address => [address, index + 1] as const),
	);
	return [...ofStatus, ...inside, ...ofSide];
}

/** Both addresses of a range that two ends share. */
function hostsOf(cidr: string | undefined): readonly string[] {
	const found = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.(\d{1,3})\/30$/.exec(cidr ?? '');
	if (!found) return [];
	const network = Number(found[2]) & 0xfc;
	return [1, 2].map(host => `${found[1]}.${network + host}`);
}

/** Finds the tunnel that a text names, from 1; undefined where it names none, or more than one. */
function tunnelFinder(known: Known): (text: string) => number | undefined {
	const names = namesOf(known);
	return text => {
		const found = new Set(names.flatMap(([name, tunnel]) => (holds(text, name) ? [tunnel] : [])));
		return found.size === 1 ? [...found][0] : undefined;
	};
}

/** 10.0.0.1 is not in 10.0.0.11. */
function holds(text: string, name: string): boolean {
	for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
		const around = `${text[at - 1] ?? ' '}${text[at + name.length] ?? ' '}`;
		if (!/[\w]/.test(around)) return true;
	}

	return false;
}

/** What readers may know of a connection. */
export function placeOf(known: Known): Place {
	const [find, isOfOthers] = [tunnelFinder(known), foreignLines(known)];
	const all = known.connection.tunnels.map((_tunnel, index) => valuesOf(known, index + 1).tunnel);
	const common = all.every(tunnel => tunnel && sameBut(tunnel, all[0])) ? all[0] : undefined;
	return {
		now: known.now,
		mostRoutes: known.cloudWhy?.mostRoutes?.(known.connection),
		tunnelOf: text => (letInFrom(text) !== undefined && isOfOthers(text) ? undefined : find(text)),
		isOfOthers,
		hasNoRoute: known.connection.tunnels.every(({acceptedRoutes}) => acceptedRoutes === 0),
		isUp: tunnel => tunnel !== undefined && known.connection.tunnels[tunnel - 1]?.state === 'UP',
		told: tunnel => (tunnel === undefined ? common : all[tunnel - 1]),
	};
}

/** Whether two tunnels are told the same, but for their addresses and the identities that are these. */
function sameBut(one: Told, other: Told | undefined): boolean {
	const words = ({ikeVersions, aggressive, pairs, siteIdentity, ike, esp}: Told) =>
		JSON.stringify([ikeVersions, aggressive, pairs, siteIdentity, ike, esp]);
	return other !== undefined && words(one) === words(other);
}
