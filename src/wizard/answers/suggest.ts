import {tencentInsideRange} from '../../clouds/tencent/rules/inside-cidr.ts';
import {freeInsideCidr, insideHosts} from '../../connection/inside-cidr.ts';
import {checkCidr, overlaps} from '../../connection/networks.ts';
import type {CloudAnswers, PairText, TextId} from './answers.ts';
import type {Asked} from './asked.ts';

/** Private ranges that the sandbox's made-up site has: not the home routers' 192.168.0 and 1. */
const siteRanges = [
	'192.168.100.0/24',
	'172.31.100.0/24',
	'10.200.100.0/24',
	'192.168.200.0/24',
	'172.20.100.0/24',
	'10.201.0.0/24',
];

/** Answers that go with another, the inside range, until they are typed: going on past them does not make them the user's own. */
export const followingIds: readonly string[] = ['cloudAddress', 'siteAddress'];

/**
 * The answers with a sound suggestion in every place that the user has not touched: what the account or the cloud's documents tell.
 * What only the site's people know (its address, ASN, name and ranges) is made up on the embedded sandbox alone; elsewhere one Enter
 * too many would create it.
 */
export function withSuggestions(asked: Asked): CloudAnswers {
	const {answers} = asked;
	const suggested: Partial<Record<TextId, string>> = {};
	const madeUp: Record<string, string> = {};
	const suggest = (id: TextId, value: string) => {
		if (!answers.touched.includes(id) && (answers.texts[id] ?? '') !== value) suggested[id] = value;
	};

	const makeUp = (id: TextId, value: string) => {
		if (!answers.touched.includes(id)) madeUp[id] = value;
		suggest(id, value);
	};

	if (asked.sandbox) {
		makeUp('site.address', freeAddress(asked));
		makeUp('site.asn', String(freeAsn(asked)));
		makeUp('site.name', 'my-site');
		if (answers.mode === 'static') makeUp('prefixes', freeSiteRange(asked));
		makeUp('name', freeName(asked));
	} else suggest('name', freeName(asked));

	if (answers.mode === 'bgp' && asked.cloud === 'tencent') {
		const taken = (asked.connections ?? []).flatMap(connection => connection.insideCidrs);
		const free = freeInsideCidr('', tencentInsideRange, taken) ?? '169.254.128.0/30';
		suggest('tunnelCidr', free);
		// the two addresses are those of the range that stands there, whoever put it there
		const hosts = insideHosts(answers.touched.includes('tunnelCidr') ? typedInside(answers, free) : free);
		const [cloudAddress, siteAddress] = hosts ?? ['', ''];
		suggest('cloudAddress', cloudAddress);
		suggest('siteAddress', siteAddress);
	}

	const arePairsOffered = answers.mode === 'policy' && !answers.touched.includes('pairs');
	const pairs = arePairsOffered ? suggestedPairs(asked) : answers.pairs;
	if (asked.sandbox && arePairsOffered) madeUp.pairs = pairs[0]?.siteSide ?? '';
	const routeTables = withRouteTables(asked);
	const texts = Object.keys(suggested).length > 0 ? {...answers.texts, ...suggested} : answers.texts;
	const isMarked = Object.entries(madeUp).every(([id, value]) => answers.madeUp?.[id] === value);
	if (texts === answers.texts && pairs === answers.pairs && routeTables === answers.routeTables && isMarked)
		return answers;
	return {...answers, texts, pairs, routeTables, ...(isMarked ? {} : {madeUp: {...answers.madeUp, ...madeUp}})};
}

/** The answers with the addresses of the inside range that was typed, where they are not typed themselves; none while it is no range. */
export function withHosts(answers: CloudAnswers): CloudAnswers {
	const [cloudAddress = '', siteAddress = ''] = insideHosts(answers.texts.tunnelCidr?.trim() ?? '') ?? [];
	const hosts = Object.entries({cloudAddress, siteAddress}).filter(([id]) => !answers.touched.includes(id));
	return {...answers, texts: {...answers.texts, ...Object.fromEntries(hosts)}};
}

function suggestedPairs(asked: Asked): readonly PairText[] {
	const cloudSide = asked.gateway?.networks[0] ?? (asked.sandbox ? '10.0.0.0/16' : '');
	const siteSide = asked.sandbox ? freeSiteRange(asked) : '';
	const [first] = asked.answers.pairs;
	if (asked.answers.pairs.length === 1 && first?.cloudSide === cloudSide && first.siteSide === siteSide)
		return asked.answers.pairs;
	return [{cloudSide, siteSide}];
}

/** Every route table of the VPC learns the routes, unless the user says otherwise. */
function withRouteTables(asked: Asked): CloudAnswers['routeTables'] {
	const {answers, gateway, routeTables} = asked;
	if (gateway?.kind !== 'vgw' || !routeTables || answers.routeTables[gateway.id]) return answers.routeTables;
	return {...answers.routeTables, [gateway.id]: routeTables.map(table => table.id)};
}

/** A range for the site that meets neither the cloud side's networks nor what other connections of the region carry. */
function freeSiteRange(asked: Asked): string {
	const taken = [
		...(asked.gateway?.networks ?? []),
		...(asked.connections ?? []).flatMap(connection => connection.ranges.flatMap(pair => [...pair.siteSide])),
	].filter(range => !checkCidr(range) && range !== '0.0.0.0/0');
	return siteRanges.find(range => !taken.some(other => overlaps(range, other))) ?? '192.168.100.0/24';
}

/** The inside range that the user gave, as far as it is one yet. */
function typedInside({texts}: CloudAnswers, free: string): string {
	return texts.tunnelCidr?.trim() ?? free;
}

/** An address of the documentation ranges (RFC 5737). */
function freeAddress(asked: Asked): string {
	for (let last = 24; last < 250; last += 1) {
		const address = `203.0.113.${last}`;
		if (!asked.sites?.some(site => site.address === address)) return address;
	}

	return '198.51.100.24';
}

function freeAsn(asked: Asked): number {
	return asked.gateway?.asn === 65_010 ? 65_020 : 65_010;
}

/** Named after the site and the region; '' while nobody has said what the site is called. */
function freeName(asked: Asked): string {
	const site = asked.answers.sites[asked.answers.region ?? ''];
	const typed = site?.kind === 'new' ? (asked.answers.texts['site.name'] ?? '') : (asked.site?.name ?? '');
	const known = typed.trim() || (asked.sandbox ? 'site' : '');
	if (known === '') return '';
	const base = `${known}-${asked.answers.region ?? ''}`.slice(0, 56);
	const taken = new Set(asked.connections?.map(({name}) => name));
	if (!taken.has(base)) return base;
	for (let number = 2; ; number += 1) if (!taken.has(`${base}-${number}`)) return `${base}-${number}`;
}
