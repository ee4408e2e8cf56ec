import {normalise} from '../../../connection/networks.ts';
import type {Difference, NotCompared, Settings} from '../../contract/comparison.ts';
import {standards} from '../../contract/option.ts';
import type {AwsConnection} from '../document.ts';
import {logOptions, tunnelOptions} from '../options.ts';
import {awsTunnelOptionsInForce} from '../presets.ts';
import {flatOptions} from '../read/tunnel-values.ts';
import {spellIpv6Cidr} from '../rules/inside-ranges.ts';

/** What AWS does where nobody said anything. It shows the form of its logs always. */
const tunnelDefaults: Settings = flatOptions({
	...standards(tunnelOptions),
	logs: standards({logEnabled: logOptions.logEnabled, bgpLogEnabled: logOptions.bgpLogEnabled}),
});
/** A connection on which nobody set algorithms shows none: it takes every one that AWS has. */
const allOfThem = 'all that AWS offers';

/** What comparing both tunnels comes to. */
export interface TunnelComparison {
	readonly differences: readonly Difference[];
	readonly notCompared: readonly NotCompared[];
	readonly equal: number;
}

/** AWS does not promise the order of its tunnels: they are compared in the order that differs less. Pure. */
export function compareTunnels(document: AwsConnection, settings: Settings): TunnelComparison {
	const given = inOrder(document, settings, [0, 1]);
	const swapped = inOrder(document, settings, [1, 0]);
	return swapped.differences.length < given.differences.length ? swapped : given;
}

function inOrder(document: AwsConnection, settings: Settings, order: readonly [0 | 1, 0 | 1]): TunnelComparison {
	const found = order.map((standing, index) => compareTunnel(document, index, settings, standing));
	return {
		differences: found.flatMap(({differences}) => differences),
		notCompared: found.flatMap(({notCompared}) => notCompared),
		equal: found.reduce((sum, {equal}) => sum + equal, 0),
	};
}

/** One tunnel of the document with one that stands. */
function compareTunnel(
	{tunnels, security}: AwsConnection,
	index: number,
	settings: Settings,
	standing: number,
): TunnelComparison {
	const own = tunnels[index];
	const options = awsTunnelOptionsInForce(security.preset, security.options, own?.options);
	const inForce = flatOptions(options);
	const stands = (name: string) => settings[`tunnels[${standing}].${name}`] ?? '';
	const place = (option: string) =>
		Object.hasOwn(own?.options ?? {}, option.split('.')[0] ?? '')
			? `tunnels[${index}].options.${option}`
			: `security.options.${option}`;
	const differences: Difference[] = [];
	const notCompared: NotCompared[] = [];
	let equal = 0;
	const compare = (field: string, option: string, was: string, wanted: string) => {
		if (was === wanted) equal += 1;
		else differences.push({field, what: `tunnel ${index + 1}: ${wordsOf(option)}`, was, wanted});
	};
	if (own?.insideCidr !== undefined)
		compare(`tunnels[${index}].insideCidr`, 'insideCidr', stands('insideCidr'), normalise(own.insideCidr).cidr);
	if (own?.insideIpv6Cidr !== undefined)
		compare(
			`tunnels[${index}].insideIpv6Cidr`,
			'insideIpv6Cidr',
			stands('insideIpv6Cidr'),
			spellIpv6Cidr(own.insideIpv6Cidr),
		);
	const onlyGcm = options.phase2Encryption?.every(name => name.includes('GCM')) ?? false;
	for (const [option, wanted] of Object.entries(inForce)) {
		const shown = stands(`options.${option}`);
		if (option === 'phase2Integrity' && onlyGcm && shown === '')
			notCompared.push({field: place(option), why: 'GCM checks integrity by itself: AWS shows none beside it'});
		else compare(place(option), option, shown || defaultOf(option), wanted);
	}

	notCompared.push(...leftToAws(index, inForce, settings, standing));
	return {differences, equal, notCompared};
}

/** What the document leaves to AWS may be anything; where it is not what AWS does by itself, somebody has set it. */
function leftToAws(index: number, inForce: Settings, settings: Settings, standing: number): readonly NotCompared[] {
	const options = `tunnels[${standing}].options.`;
	return Object.entries(settings).flatMap(([field, was]) => {
		if (!field.startsWith(options)) return [];
		const option = field.slice(options.length);
		if (Object.hasOwn(inForce, option) || was === '' || was === defaultOf(option)) return [];
		return [
			{
				field: `tunnels[${index}].options.${option}`,
				why: `it stands as ${was}, and the document leaves it to AWS`,
				read: true,
			},
		];
	});
}

function defaultOf(option: string): string {
	return tunnelDefaults[option] ?? (/(Encryption|Integrity|DhGroups)$/.test(option) ? allOfThem : '');
}

/** A setting by its path in the document as people say it: `phase1DhGroups` is `phase 1 DH groups`. */
export function wordsOf(field: string): string {
	if (field.startsWith('tags.')) return `tag ${field.slice('tags.'.length)}`;
	if (field.startsWith('ranges[0].') || field.startsWith('ipv6Ranges.'))
		return field.includes('siteSide') ? 'range at the site’s side' : 'range at the cloud’s side';
	return field
		.replace(/^(routing|logs)\./, '$1 ')
		.replace(/(?<=[a-z])(?=[A-Z])|(?<=[a-z])(?=\d)|(?<=\d)(?=[A-Z])/g, ' ')
		.toLowerCase()
		.replace(/\bdh\b/, 'DH')
		.replace(/\bdpd\b/, 'DPD')
		.replace(/\bike\b/, 'IKE');
}
