import type {SiteLine} from '../site-lines.ts';
import {readAdvertised} from './frr-advertised.ts';
import type {Place, Reader, Reading, Told} from './line.ts';

/*
 * FRR's state as JSON: `vtysh -c 'show bgp summary json'` and `show bgp neighbors json`; and what it announces. Seen from FRR 8.4.
 */

/** A document that begins at a line; it has as many lines at most. */
const mostLines = 20_000;

interface Found {
	readonly line: SiteLine;
	readonly value: unknown;
}

/** The JSON objects among the lines, each from a line that begins with its brace. */
function documentsIn(lines: readonly SiteLine[]): readonly Found[] {
	const found: Found[] = [];
	let begin: SiteLine | undefined;
	let parts: string[] = [];
	let depth = 0;
	for (const line of lines) {
		if (!begin && !line.text.startsWith('{')) continue;
		begin ??= line;
		parts.push(line.text);
		depth += depthOf(line.text);
		if (depth > 0 && parts.length < mostLines) continue;
		const value = parsed(parts.join('\n'));
		if (value !== undefined) found.push({line: begin, value});
		begin = undefined;
		parts = [];
		depth = 0;
	}

	return found;
}

function depthOf(text: string): number {
	let depth = 0;
	for (const sign of text) depth += sign === '{' ? 1 : sign === '}' ? -1 : 0;
	return depth;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isAddress = (text: string) => /^[0-9a-f.:]{3,45}$/i.test(text);

/** Neighbours of either answer, by their address; one that has several families stands once, with all that was sent to it. */
function peersOf(value: unknown): ReadonlyMap<string, Json> {
	if (!isObject(value)) return new Map();
	const families = Object.values(value).filter(isObject);
	const summaries = [value, ...families].flatMap(({peers}) => (isObject(peers) ? [peers] : []));
	const all = summaries.length > 0 ? summaries : [value];
	const found = new Map<string, Json>();
	for (const peers of all)
		for (const [address, peer] of Object.entries(peers)) {
			if (!isAddress(address) || !isObject(peer)) continue;
			const other = found.get(address);
			found.set(address, other ? {...peer, ...other, ...sums(other, peer)} : peer);
		}

	return found;
}

/** What is counted for each family of addresses. */
function sums(one: Json, other: Json): Json {
	const counts = ['pfxRcd', 'pfxSnt'].flatMap(name => {
		const numbers = [one[name], other[name]].filter(each => typeof each === 'number');
		return numbers.length > 0 ? [[name, numbers.reduce((sum, each) => sum + each, 0)] as const] : [];
	});
	return Object.fromEntries(counts);
}

function readPeer(address: string, peer: Json, line: SiteLine, place: Place): readonly Reading[] {
	const state = peer.state ?? peer.bgpState;
	if (typeof state !== 'string') return [];
	const tunnel = place.tunnelOf(address);
	// Neighbours that are no end of this connection are somebody else's.
	if (tunnel === undefined) return [];
	const shown = [
		'state',
		'bgpState',
		'peerState',
		'remoteAs',
		'localAs',
		'pfxRcd',
		'pfxSnt',
		'lastResetDueTo',
		'lastNotificationReason',
		'lastErrorCodeSubcode',
	]
		.flatMap(name => (peer[name] === undefined ? [] : [`${name}: ${String(peer[name]).slice(0, 80)}`]))
		.join(', ');
	const at = {line: {...line, text: `neighbor ${address}: ${shown}`}, tunnel};
	if (state === 'Established') {
		const nothing = peer.pfxSnt === 0;
		return [
			{...at, row: 'established', works: 'bgp'},
			...(isOver(peer.pfxSnt, place.mostRoutes)
				? [{...at, row: 'more than the cloud takes', points: {'too-many-prefixes': 0.75}}]
				: []),
			...(nothing ? [{...at, row: 'nothing sent', points: {'no-accepted-routes': 0.85}}] : []),
		];
	}

	// it waits after its own limit was passed
	if (/PfxCt/.test(state)) return [{...at, row: 'over its limit', points: {'device-route-limit': 0.95}}];
	// FRR writes `"state": "Idle (Admin)", "peerState": "Admin"` for a neighbour that is shut down.
	if (/Admin/.test(`${state} ${peer.peerState}`))
		return [{...at, row: 'shut down', points: {'bgp-closed-on-purpose': 0.95}}];
	const points = isOtherAs(peer, place.told(tunnel)) ? {'wrong-asn': 1} : ofReason(peer);
	return [{...at, row: 'not established', points}];
}

/** Whether more was sent than the cloud takes; where its limit is not known, nothing is. */
function isOver(sent: unknown, most: number | undefined): boolean {
	return typeof sent === 'number' && most !== undefined && sent > most;
}

/** Whether the device waits for another AS number than the cloud has, or calls itself by another one than the cloud waits for. */
function isOtherAs({remoteAs, localAs}: Json, told: Told | undefined): boolean {
	const bgp = told?.bgp;
	if (!bgp) return false;
	const differs = (shown: unknown, wanted: number) => typeof shown === 'number' && shown !== wanted;
	return differs(remoteAs, bgp.cloudAsn) || differs(localAs, bgp.siteAsn);
}

/** Why the last session ended, where the answer says so. */
function ofReason(peer: Json): Readonly<Record<string, number>> {
	const words = [peer.lastResetDueTo, peer.lastNotificationReason, peer.lastShutdownDescription]
		.filter(word => typeof word === 'string')
		.join(' ');
	if (/Bad Peer AS/i.test(words)) return {'wrong-asn': 0.95};
	if (/Hold Timer Expired/i.test(words)) return {'bgp-hold-timer': 0.7, 'bgp-not-established': 0.4};
	// Whose limit it is: that of the end which sent the notification.
	if (/Maximum Number of Prefixes|Peer-?Prefix/i.test(words))
		return /received/i.test(words) ? {'too-many-prefixes': 0.9} : {'device-route-limit': 0.9};
	if (/Admin|shutdown/i.test(words)) return {'bgp-closed-on-purpose': 0.7};
	return {'bgp-not-established': 0.7};
}

export const frrJson: Reader = {
	writer: 'FRR',
	what: 'FRR’s state',
	from: 'site state',
	// On one line it is nobody's log; on several, its first line is a brace alone.
	owns: text => /^\{\s?"(?:ipv[46]|l2vpn|routerId"|vrfId"|vrfName"|as"|default"|[0-9a-f]{1,4}[.:])/i.test(text),
	read: (lines, place) =>
		documentsIn(lines).flatMap(({line, value}) => [
			...[...peersOf(value)].flatMap(([address, peer]) => readPeer(address, peer, line, place)),
			...readAdvertised(value, line, place),
		]),
};
