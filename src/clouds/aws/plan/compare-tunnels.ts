import {normalise} from '../../../connection/networks.ts';
import type {ExistingConnection, TunnelName} from '../../contract/cloud.ts';
import type {NotCompared, Settings} from '../../contract/comparison.ts';
import {withinSentence} from '../../contract/option.ts';
import type {AwsConnection} from '../document.ts';
import {connectionStandards, logOptions, tunnelOptions} from '../options.ts';
import {awsPresets, awsTunnelOptionsInForce} from '../presets.ts';
import {defaultOf, flatOptions, inForce, isGcmOnly, valueWords, withoutIdleLogs} from '../read/tunnel-values.ts';
import {spellIpv6Cidr} from '../rules/inside-ranges.ts';
import {interruptsOf} from './interrupts.ts';
import {type Part, type Parts, together} from './part.ts';

/**
 * AWS does not promise the order of its tunnels: they are compared in the order that differs less. An inside range names its tunnel: no order gives one to a
 * tunnel while the other has it. Pure.
 */
export function compareTunnels(document: AwsConnection, exists: ExistingConnection): Parts {
	const orders = [
		[0, 1],
		[1, 0],
	] as const;
	const [given, swapped] = orders.map(order => ({
		taken: takenInsides(document, exists, order),
		parts: together(order.map((standing, index) => compareTunnel(document, index, exists, standing))),
	}));
	if (!given || !swapped) throw new Error('A connection has two orders of its tunnels');
	const less =
		swapped.taken - given.taken ||
		swapped.parts.differences.length - given.parts.differences.length ||
		swapped.parts.unspoken.length - given.parts.unspoken.length;
	return (less < 0 ? swapped : given).parts;
}

/** How many inside ranges of the document stand on the other tunnel than theirs. */
function takenInsides({tunnels}: AwsConnection, {settings = {}}: ExistingConnection, order: readonly number[]): number {
	const taken = tunnels.flatMap(({insideCidr, insideIpv6Cidr}, index) => {
		const other = valuesOf(settings, order[1 - index] ?? 0);
		return [
			insideCidr !== undefined && normalise(insideCidr).cidr === other.insideCidr,
			insideIpv6Cidr !== undefined && spellIpv6Cidr(insideIpv6Cidr) === other.insideIpv6Cidr,
		];
	});
	return taken.filter(Boolean).length;
}

/** A tunnel that stands, by its outside address; undefined where AWS tells none. @param standing its place in the settings */
function nameOf({id, settings, tunnels}: ExistingConnection, standing: number): TunnelName | undefined {
	const key = settings?.[`tunnels[${standing}].outsideAddress`];
	if (!key) return undefined;
	const place = tunnels?.findIndex(tunnel => tunnel.key === key) ?? -1;
	return {connectionId: id, key, number: (place < 0 ? standing : place) + 1};
}

/** One tunnel of the document with one that stands. */
function compareTunnel(document: AwsConnection, index: number, exists: ExistingConnection, standing: number): Parts {
	const {tunnels, security, keyStorage} = document;
	const own = tunnels[index];
	const tunnel = nameOf(exists, standing);
	// one without an address can't be named to AWS: it is told as not known
	if (!tunnel) return {differences: [], unspoken: [], notCompared: [], equal: 0};
	const stands = valuesOf(exists.settings ?? {}, standing);
	const wanted = optionsOf(awsTunnelOptionsInForce(security.preset, security.options, own?.options));
	const place = (name: string) => {
		const option = name.replace(/^options\./, '');
		return Object.hasOwn(own?.options ?? {}, option.split('.')[0] ?? '')
			? `tunnels[${index}].options.${option}`
			: `security.options.${option}`;
	};
	const part = (field: string, name: string, was: string, value: string, shownWas = valueWords(name, was)): Part => {
		const what = `tunnel ${tunnel.number}: ${wordsOf(name.replace(/^options\./, ''))}`;
		const from = presetOf(document, field);
		const shown = {
			field,
			what,
			was: shownWas,
			wanted: valueWords(name, value),
			interrupts: interruptsOf(field, tunnel),
			...(from ? {from} : {}),
		};
		return {shown, by: 'tunnel', name, was, wanted: value, tunnel};
	};
	const differences: Part[] = [];
	const notCompared: NotCompared[] = [];
	let equal = 0;
	const compare = (field: string, name: string, was: string, value: string) => {
		if (was === value) equal += 1;
		else differences.push(part(field, name, was, value));
	};
	const {insideCidr, insideIpv6Cidr} = own ?? {};
	if (insideCidr !== undefined)
		compare(`tunnels[${index}].insideCidr`, 'insideCidr', stands.insideCidr ?? '', normalise(insideCidr).cidr);
	if (insideIpv6Cidr !== undefined) {
		const field = `tunnels[${index}].insideIpv6Cidr`;
		compare(field, 'insideIpv6Cidr', stands.insideIpv6Cidr ?? '', spellIpv6Cidr(insideIpv6Cidr));
	}

	if (stands.keyStorage && keyStorage) compare('keyStorage', 'keyStorage', stands.keyStorage, keyStorage);
	const integrity = integrityOf(wanted, stands);
	for (const [name, value] of Object.entries(wanted)) {
		if (name !== integrityName || integrity === 'compared') compare(place(name), name, inForce(stands, name), value);
		else if (integrity === 'unused')
			notCompared.push({field: place(name), why: 'GCM checks integrity by itself: AWS shows none beside it'});
	}

	const ofKeys = keyStorage ? '' : (stands.keyStorage ?? '');
	const keysElsewhere = ofKeys !== '' && ofKeys !== connectionStandards.keyStorage;
	const unspoken = leftToAws(wanted, stands)
		.filter(name => name !== integrityName || integrity === 'compared')
		.map(name => part(`tunnels[${index}].${name}`, name, inForce(stands, name), defaultOf(name)));
	if (keysElsewhere) unspoken.push(part('keyStorage', 'keyStorage', ofKeys, connectionStandards.keyStorage));
	if (integrity === 'hidden') {
		const said = wanted[integrityName];
		const field = said === undefined ? `tunnels[${index}].${integrityName}` : place(integrityName);
		const old = part(field, integrityName, '', said ?? defaultOf(integrityName), 'not shown beside GCM');
		const isSpoken = said !== undefined && Object.hasOwn(wanted, encryptionName);
		(isSpoken ? differences : unspoken).push(old);
	}

	return {differences, unspoken, notCompared, equal};
}

/** The preset that an option of both tunnels is of, where the document does not say it itself. A document has one, named or not. */
function presetOf({security}: AwsConnection, field: string): string | undefined {
	const [, option = ''] = /^security\.options\.(\w+)/.exec(field) ?? [];
	if (option === '' || Object.hasOwn(security.options ?? {}, option)) return undefined;
	return Object.hasOwn(awsPresets[security.preset], option) ? `preset ${security.preset}` : undefined;
}

const integrityName = 'options.phase2Integrity';
const encryptionName = 'options.phase2Encryption';

/**
 * AWS shows no integrity where phase 2 allows GCM alone. `unused`: so it is to be. `hidden`: so it stands, and an older value comes into force again
 * once other ciphers are allowed: by the document, or because what it does not speak of goes.
 */
function integrityOf(wanted: Settings, stands: Settings): 'compared' | 'unused' | 'hidden' {
	if (isGcmOnly(wanted[encryptionName] ?? '')) return 'unused';
	return isGcmOnly(stands[encryptionName] ?? '') ? 'hidden' : 'compared';
}

/** What the document leaves to AWS may be anything; where it is not what AWS does by itself, somebody has set it. */
function leftToAws(wanted: Settings, stands: Settings): readonly string[] {
	return Object.keys(stands).filter(
		name => name.startsWith('options.') && !Object.hasOwn(wanted, name) && inForce(stands, name) !== defaultOf(name),
	);
}

/** The values of one tunnel that stands, by name. */
export function valuesOf(settings: Settings, standing: number): Settings {
	const prefix = `tunnels[${standing}].`;
	return Object.fromEntries(
		Object.entries(settings).flatMap(([field, value]) =>
			field.startsWith(prefix) ? [[field.slice(prefix.length), value]] : [],
		),
	);
}

function optionsOf(options: Parameters<typeof flatOptions>[0]): Settings {
	const named = Object.entries(flatOptions(options)).map(([name, value]) => [`options.${name}`, value]);
	return withoutIdleLogs(Object.fromEntries(named));
}

/** Of the options of a tunnel, as a form asks for them. */
const tunnelLabels = new Map<string, string>([
	...Object.entries(tunnelOptions).map(([name, {label}]) => [name, label] as const),
	...Object.entries(logOptions).map(([name, {label}]) => [`logs.${name}`, label] as const),
]);

/** A setting by its path in the document as people say it: `phase1DhGroups` is `phase 1 DH groups`, `tunnelBandwidth` is `tunnel bandwidth`. */
export function wordsOf(field: string): string {
	if (field.startsWith('tags.')) return `tag ${field.slice('tags.'.length)}`;
	if (field.startsWith('ranges[0].') || field.startsWith('ipv6Ranges.'))
		return field.includes('siteSide') ? 'range at the site’s side' : 'range at the cloud’s side';
	const option = tunnelLabels.get(field);
	if (option !== undefined) return withinSentence(option);
	return field
		.replace(/^routing\./, 'routing ')
		.replace(/(?<=[a-z])(?=[A-Z])|(?<=[a-z])(?=\d)|(?<=\d)(?=[A-Z])/g, ' ')
		.toLowerCase();
}
