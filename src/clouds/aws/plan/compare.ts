import {normalise} from '../../../connection/networks.ts';
import type {ExistingConnection, Facts} from '../../contract/cloud.ts';
import {
	askedText,
	type Comparison,
	keyNotCompared,
	nameOfSite,
	notRead,
	type Settings,
	unreadOf,
} from '../../contract/comparison.ts';
import type {AwsConnection} from '../document.ts';
import {everything, everythingIpv6} from '../read/settings.ts';
import {spellIpv6Cidr} from '../rules/inside-ranges.ts';
import {compareBeside} from './compare-beside.ts';
import {certificateOf, compareEnds} from './compare-ends.ts';
import {compareTags} from './compare-tags.ts';
import {compareTunnels, wordsOf} from './compare-tunnels.ts';
import {interruptsOf} from './interrupts.ts';
import {type Part, type Parts, together} from './part.ts';

/** A comparison, and what a plan makes of each of its differences. */
interface Compared {
	readonly comparison: Omit<Comparison, 'missing'>;
	readonly parts: readonly Part[];
}

/**
 * How the connection of a document compares with it: itself, its ends, and its static routes and tables. `missing` is the plan's to say. Pure.
 * @param prune what stands and the document does not speak of is a difference
 */
export function compareConnection(
	document: AwsConnection,
	facts: Facts,
	exists: ExistingConnection,
	prune = false,
): Compared {
	const {settings} = exists;
	if (!settings) return {comparison: notRead, parts: []};
	const all = together([
		compareEnds(document, facts, exists),
		compareItself(document, exists, settings),
		certificateOf(document, facts),
		compareBeside(document, facts, exists),
	]);
	const parts = [...all.differences, ...(prune ? all.unspoken : [])];
	const unspoken = prune ? [] : all.unspoken.map(({shown}) => shown);
	return {
		parts,
		comparison: {
			equal: all.equal,
			differences: parts.map(({shown}) => shown),
			...(unspoken.length > 0 ? {unspoken} : {}),
			notCompared: [
				...(showsTunnels(settings)
					? []
					: [
							{
								field: 'tunnels',
								why: `the connection is ${exists.state}: AWS tells of its tunnels once it is available`,
							},
						]),
				...document.tunnels.flatMap(({presharedKey}, index) =>
					keyNotCompared(`tunnels[${index}].presharedKey`, presharedKey),
				),
				...(document.keyStorage === 'SecretsManager' && !showsKeyStorage(settings)
					? [{field: 'keyStorage', why: 'AWS does not show where the keys are'}]
					: []),
				...all.notCompared,
				...nameOfSite(document.site, facts.siteGateway),
			],
			unread: unreadOf(facts, id => matters(id, document, exists)),
		},
	};
}

/**
 * Where a connection that a run has found differs from the one that it asked for, in words: name, tags, options and tunnels, by what its
 * plan is compared by. Its routes are made afterwards. Never the keys. Pure.
 */
export function differences(document: AwsConnection, exists: ExistingConnection): readonly string[] {
	const {settings} = exists;
	return settings ? compareItself(document, exists, settings).differences.map(({shown}) => askedText(shown)) : [];
}

/** The connection and its tunnels, without what stands beside them in other calls. */
function compareItself(document: AwsConnection, exists: ExistingConnection, settings: Settings): Parts {
	const whole = wantedOf(document, settings);
	const changed = whole.flatMap(([field, wanted]): readonly Part[] => {
		const was = settings[field] ?? '';
		if (was === wanted) return [];
		const shown = {field, what: wordsOf(field), was, wanted, interrupts: interruptsOf(field)};
		return [{shown, by: shown.interrupts.kind === 'new' ? 'none' : 'options', name: field, was, wanted}];
	});
	return together([
		compareTags(document, exists),
		{equal: whole.length - changed.length, differences: changed, unspoken: [], notCompared: []},
		...(showsTunnels(settings) ? [compareTunnels(document, exists)] : []),
	]);
}

function showsTunnels(settings: Settings): boolean {
	return Object.keys(settings).some(field => field.startsWith('tunnels['));
}

function showsKeyStorage(settings: Settings): boolean {
	return Object.keys(settings).some(field => /^tunnels\[\d\]\.keyStorage$/.test(field));
}

/** Whether the connection is or is to be on a transit gateway, whose parts are read by calls of their own. */
function matters(
	id: string,
	{routing, cloudGateway}: AwsConnection,
	{cloudGatewayId = ''}: ExistingConnection,
): boolean {
	if (cloudGateway.kind !== 'tgw' && !cloudGatewayId.startsWith('tgw-')) return false;
	return id === 'attachment' || (id === 'transit-routes' && routing.mode === 'static');
}

/** What the document says of the connection as a whole, beside its name and tags. */
function wantedOf(
	document: AwsConnection,
	{insideIpVersion: stands}: Settings,
): readonly (readonly [field: string, value: string])[] {
	const {ipv6Ranges, ranges, insideIpVersion} = document;
	const pair = ranges[0];
	const pairs = {
		ipv6: [
			['ipv6Ranges.siteSide', spellIpv6Cidr(ipv6Ranges?.siteSide ?? everythingIpv6)],
			['ipv6Ranges.cloudSide', spellIpv6Cidr(ipv6Ranges?.cloudSide ?? everythingIpv6)],
		],
		ipv4: [
			['ranges[0].siteSide[0]', normalise(pair?.siteSide[0] ?? everything).cidr],
			['ranges[0].cloudSide', normalise(pair?.cloudSide ?? everything).cidr],
		],
	} as const;
	return [
		['routing.mode', document.routing.mode],
		// one that carries the other IP has ranges of that one only: the version is the difference
		...(stands === insideIpVersion ? pairs[insideIpVersion] : []),
		['insideIpVersion', insideIpVersion],
		['acceleration', String(document.acceleration)],
		['outsideAddressType', document.outsideAddressType],
		['transportAttachmentId', document.transportAttachmentId ?? ''],
		['tunnelBandwidth', document.tunnelBandwidth],
	];
}
