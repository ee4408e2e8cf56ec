import {normalise} from '../../../connection/networks.ts';
import type {ConvergeOptions, ExistingConnection, Facts} from '../../contract/cloud.ts';
import {
	askedText,
	type Comparison,
	keyNotCompared,
	type NotCompared,
	notRead,
	type Settings,
	unreadOf,
} from '../../contract/comparison.ts';
import type {AwsConnection} from '../document.ts';
import {connectionStandards} from '../options.ts';
import {everything, everythingIpv6} from '../read/settings.ts';
import {switchWords} from '../read/tunnel-values.ts';
import {spellIpv6Cidr} from '../rules/inside-ranges.ts';
import {compareBeside} from './compare-beside.ts';
import {certificateOf, compareEnds} from './compare-ends.ts';
import {compareGatewayTags} from './compare-gateway-tags.ts';
import {compareTags} from './compare-tags.ts';
import {compareTransit} from './compare-transit.ts';
import {compareTunnels, wordsOf} from './compare-tunnels.ts';
import {interruptsOf} from './interrupts.ts';
import {isLifecycle, type Part, type Parts, together} from './part.ts';

/** A comparison, and what a plan makes of each of its differences. */
interface Compared {
	readonly comparison: Omit<Comparison, 'missing'>;
	readonly parts: readonly Part[];
}

/**
 * How the connection of a document compares with it: itself, its ends, and its static routes and tables. `missing` is the plan's to say. Pure.
 * @param converge what stands and the document does not speak of may be a difference; what may take no tunnel down
 */
export function compareConnection(
	document: AwsConnection,
	facts: Facts,
	exists: ExistingConnection,
	{prune = false, keepEndpoints = false}: Pick<ConvergeOptions, 'prune' | 'keepEndpoints'> = {},
): Compared {
	const {settings} = exists;
	if (!settings) return {comparison: notRead, parts: []};
	const compared = together([
		compareEnds(document, facts, exists),
		compareItself(document, exists, settings),
		certificateOf(document, facts),
		compareBeside(document, facts, exists),
		compareGatewayTags(document, facts, exists),
		compareTransit(facts, exists),
	]);
	const all = keepEndpoints ? withEndpointsKept(compared) : compared;
	const goes = ({shown}: Part) => prune && shown.interrupts !== undefined;
	const parts = [...all.differences, ...all.unspoken.filter(goes)];
	const unspoken = all.unspoken.filter(part => !goes(part)).map(({shown}) => shown);
	return {
		parts,
		comparison: {
			equal: all.equal,
			differences: parts.map(({shown}) => shown),
			...(unspoken.length > 0 ? {unspoken} : {}),
			notCompared: [
				...document.tunnels.flatMap(({presharedKey}, index) =>
					keyNotCompared(`tunnels[${index}].presharedKey`, presharedKey),
				),
				...(document.keyStorage === 'SecretsManager' && !showsKeyStorage(settings)
					? [{field: 'keyStorage', why: 'AWS does not show where the keys are'}]
					: []),
				...all.notCompared,
			],
			unread: [...untoldTunnels(exists, settings), ...unreadOf(facts, id => matters(id, document, exists))],
		},
	};
}

/** Source: AWS Site-to-Site VPN User Guide, "Tunnel endpoint lifecycle control": the replacement may be skipped, for this switch alone. */
function withEndpointsKept({differences, unspoken, ...parts}: Parts): Parts {
	const kept = (part: Part): Part =>
		isLifecycle(part) ? {...part, shown: {...part.shown, interrupts: {kind: 'nothing'}}} : part;
	return {...parts, differences: differences.map(kept), unspoken: unspoken.map(kept)};
}

/**
 * Where a connection that a run has found differs from the one that it asked for, in words: name, tags, options and tunnels, by what its
 * plan is compared by. Its routes are made afterwards. Never the keys. Pure.
 */
export function differences(document: AwsConnection, exists: ExistingConnection): readonly string[] {
	const {settings} = exists;
	if (!settings) return [];
	// a new connection is asked for whole: what the document does not say is asked for as it is by itself
	const said = Object.fromEntries(Object.entries(document).filter(([, value]) => value !== undefined));
	const ranges = document.ranges.length > 0 ? document.ranges : [{cloudSide: everything, siteSide: [everything]}];
	const whole = {...document, ...connectionStandards, ...said, ranges};
	return compareItself(whole, exists, settings).differences.map(({shown}) => askedText(shown));
}

/** The connection and its tunnels, without what stands beside them in other calls. */
function compareItself(document: AwsConnection, exists: ExistingConnection, settings: Settings): Parts {
	const whole = wantedOf(document, settings);
	const otherwise = ({isSaid, ...wanted}: Wanted): readonly Part[] => {
		const {field} = wanted;
		const was = settings[field] ?? '';
		if (was === wanted.value) return [];
		const words = (value: string) => (field === 'acceleration' ? switchWords(value) : value);
		const shown = {
			field,
			what: wordsOf(field),
			was: words(was),
			wanted: words(wanted.value),
			interrupts: interruptsOf(field),
		};
		const by = shown.interrupts.kind === 'new' ? 'none' : 'options';
		return [{shown, by, name: field, was, wanted: wanted.value}];
	};
	const differences = whole.filter(({isSaid}) => isSaid).flatMap(otherwise);
	const unspoken = whole.filter(({isSaid}) => !isSaid).flatMap(otherwise);
	const equal = whole.length - differences.length - unspoken.length;
	return together([
		compareTags(document, exists),
		{equal, differences, unspoken, notCompared: []},
		...(showsTunnels(settings) ? [compareTunnels(document, exists)] : []),
	]);
}

/** Tunnels that AWS does not tell of, or not which they are: what was not seen is not known to be as the document says. */
function untoldTunnels({state}: ExistingConnection, settings: Settings): readonly NotCompared[] {
	if (!showsTunnels(settings))
		return [{field: 'tunnels', why: `the connection is ${state}: AWS tells of its tunnels once it is available`}];
	return Object.entries(settings).flatMap(([field, address]) =>
		/^tunnels\[\d\]\.outsideAddress$/.test(field) && address === ''
			? [
					{
						field: field.replace('.outsideAddress', ''),
						why: 'AWS does not tell its address: it can’t be named to be changed',
					},
				]
			: [],
	);
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

/** A value of the document, or what is there by itself where the document does not say. */
interface Wanted {
	readonly field: string;
	readonly value: string;
	readonly isSaid: boolean;
}

/** What the document says of the connection as a whole, beside its name and tags. */
function wantedOf(document: AwsConnection, {insideIpVersion: stands}: Settings): readonly Wanted[] {
	const {ipv6Ranges, ranges} = document;
	const pair = ranges[0];
	// one that the document does not choose is the one that stands, with its ranges
	const insideIpVersion = document.insideIpVersion ?? (stands === 'ipv6' ? 'ipv6' : 'ipv4');
	const said = (field: string, value: string, isSaid = true): Wanted => ({field, value, isSaid});
	const pairs = {
		ipv6: [
			said('ipv6Ranges.siteSide', spellIpv6Cidr(ipv6Ranges?.siteSide ?? everythingIpv6), ipv6Ranges !== undefined),
			said('ipv6Ranges.cloudSide', spellIpv6Cidr(ipv6Ranges?.cloudSide ?? everythingIpv6), ipv6Ranges !== undefined),
		],
		ipv4: [
			said('ranges[0].siteSide[0]', normalise(pair?.siteSide[0] ?? everything).cidr, pair !== undefined),
			said('ranges[0].cloudSide', normalise(pair?.cloudSide ?? everything).cidr, pair !== undefined),
		],
	} as const;
	const chosen = (['insideIpVersion', 'acceleration', 'outsideAddressType', 'tunnelBandwidth'] as const).map(field =>
		said(field, String(document[field] ?? connectionStandards[field]), document[field] !== undefined),
	);
	return [
		said('routing.mode', document.routing.mode),
		// one that carries the other IP has ranges of that one only: the version is the difference
		...(stands === insideIpVersion ? pairs[insideIpVersion] : []),
		...chosen,
		said('transportAttachmentId', document.transportAttachmentId ?? '', document.transportAttachmentId !== undefined),
	];
}
