import type {AwsConnection} from '../../connection/document.ts';
import {normalise} from '../../connection/networks.ts';
import {prefixesOf} from '../../connection/ranges-of.ts';
import {awsTunnelOptionsInForce} from '../../connection/security-presets.ts';
import type {ExistingConnection, Facts} from '../cloud.ts';
import {type Comparison, type Difference, type NotCompared, notRead, type Settings} from '../comparison.ts';
import {everything, everythingIpv6, flatOptions} from './settings.ts';

/** What AWS does where nobody said anything. Source: EC2 API, VpnTunnelOptionsSpecification, "Default". */
const tunnelDefaults: Settings = {
	ikeVersions: 'ikev1, ikev2',
	phase1LifetimeSeconds: '28800',
	phase2LifetimeSeconds: '3600',
	rekeyMarginTimeSeconds: '270',
	rekeyFuzzPercentage: '100',
	replayWindowSize: '1024',
	dpdTimeoutSeconds: '30',
	dpdTimeoutAction: 'clear',
	startupAction: 'add',
	lifecycleControl: 'false',
	'logs.logEnabled': 'false',
	'logs.bgpLogEnabled': 'false',
};
/** A connection on which nobody set algorithms shows none: it takes every one that AWS has. */
const allOfThem = 'all that AWS offers';

/** How the connection of a document compares with it: itself, and its static routes. `missing` is the plan's to say. Pure. */
export function compareConnection(
	document: AwsConnection,
	facts: Facts,
	exists: ExistingConnection,
): Omit<Comparison, 'missing'> {
	const {settings} = exists;
	if (!settings) return notRead;
	const whole = [
		...wantedOf(document),
		...(settings.keyStorage === undefined ? [] : [['keyStorage', document.keyStorage] as const]),
	];
	const itself = whole.flatMap(([field, wanted]): readonly Difference[] => {
		const was = settings[field] ?? '';
		return was === wanted ? [] : [{field, what: wordsOf(field), was, wanted}];
	});
	const showsTunnels = Object.keys(settings).some(field => field.startsWith('tunnels['));
	const tunnels = showsTunnels ? bestOrder(document, settings) : {differences: [], equal: 0};
	return {
		equal: whole.length - itself.length + tunnels.equal,
		differences: [...itself, ...tunnels.differences, ...routeDifferences(document, exists)],
		notCompared: [
			...(showsTunnels
				? []
				: [
						{field: 'tunnels', why: `the connection is ${exists.state}: AWS tells of its tunnels once it is available`},
					]),
			...keysOf(document),
			...(settings.keyStorage === undefined && document.keyStorage === 'SecretsManager'
				? [{field: 'keyStorage', why: 'AWS does not show where the keys are'}]
				: []),
		],
		unread: (facts.unread ?? []).flatMap(({id, field = id, what, why}) =>
			matters(id, document) ? [{field, why: `${what} could not be read: ${why}`}] : [],
		),
	};
}

function matters(id: string, {routing, cloudGateway}: AwsConnection): boolean {
	if (cloudGateway.kind !== 'tgw') return false;
	return id === 'attachment' || (id === 'transit-routes' && routing.mode === 'static');
}

/** What the document says of the connection as a whole. */
function wantedOf(document: AwsConnection): readonly (readonly [field: string, value: string])[] {
	const {ipv6Ranges, ranges} = document;
	const pair = ranges[0];
	return [
		['name', document.name],
		['routing.mode', document.routing.mode],
		...(document.insideIpVersion === 'ipv6'
			? ([
					['ipv6Ranges.siteSide', ipv6Ranges?.siteSide ?? everythingIpv6],
					['ipv6Ranges.cloudSide', ipv6Ranges?.cloudSide ?? everythingIpv6],
				] as const)
			: ([
					['ranges[0].siteSide[0]', pair?.siteSide[0] ?? everything],
					['ranges[0].cloudSide', pair?.cloudSide ?? everything],
				] as const)),
		['insideIpVersion', document.insideIpVersion],
		['acceleration', String(document.acceleration)],
		['outsideAddressType', document.outsideAddressType],
		['transportAttachmentId', document.transportAttachmentId ?? ''],
		['tunnelBandwidth', document.tunnelBandwidth],
		...Object.entries(document.tags).map(([key, value]) => [`tags.${key}`, value || '""'] as const),
	];
}

/** AWS does not promise the order of its tunnels: they are compared in the order that differs less. */
function bestOrder(document: AwsConnection, settings: Settings) {
	const orders = (
		[
			[0, 1],
			[1, 0],
		] as const
	).map(order => order.map((standing, index) => compareTunnel(document, index, settings, standing)));
	const [given = [], swapped = []] = orders;
	const count = (results: typeof given) => results.reduce((sum, {differences}) => sum + differences.length, 0);
	const best = count(swapped) < count(given) ? swapped : given;
	return {
		differences: best.flatMap(({differences}) => differences),
		equal: best.reduce((sum, {equal}) => sum + equal, 0),
	};
}

/** One tunnel of the document with one that stands. What the document leaves to AWS is not compared: it may be anything. */
function compareTunnel(
	{tunnels, security}: AwsConnection,
	index: number,
	settings: Settings,
	standing: number,
): {readonly differences: readonly Difference[]; readonly equal: number} {
	const own = tunnels[index];
	const inForce = flatOptions(awsTunnelOptionsInForce(security.preset, security.options, own?.options));
	const place = (option: string) =>
		Object.hasOwn(own?.options ?? {}, option.split('.')[0] ?? '')
			? `tunnels[${index}].options.${option}`
			: `security.options.${option}`;
	const wanted: readonly (readonly [name: string, field: string, value: string])[] = [
		...(own?.insideCidr === undefined
			? []
			: [['insideCidr', `tunnels[${index}].insideCidr`, normalise(own.insideCidr).cidr] as const]),
		...(own?.insideIpv6Cidr === undefined
			? []
			: [['insideIpv6Cidr', `tunnels[${index}].insideIpv6Cidr`, own.insideIpv6Cidr] as const]),
		...Object.entries(inForce).map(([option, value]) => [`options.${option}`, place(option), value] as const),
	];
	const differences = wanted.flatMap(([name, field, value]): readonly Difference[] => {
		const option = name.replace('options.', '');
		const was = settings[`tunnels[${standing}].${name}`] || tunnelDefaults[option] || (isList(option) ? allOfThem : '');
		return was === value ? [] : [{field, what: `tunnel ${index + 1}: ${wordsOf(option)}`, was, wanted: value}];
	});
	return {differences, equal: wanted.length - differences.length};
}

const isList = (option: string) => /(ikeVersions|Encryption|Integrity|DhGroups)$/.test(option);

/** `phase1DhGroups` as people say it: `phase 1 DH groups`. */
function wordsOf(field: string): string {
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

/** Static routes that stand and that the document does not have. */
function routeDifferences(document: AwsConnection, {routes}: ExistingConnection): readonly Difference[] {
	if (document.routing.mode !== 'static' || !routes) return [];
	const wanted = prefixesOf(document).map(({cidr}) => normalise(cidr).cidr);
	return routes
		.filter(({destination}) => !wanted.includes(destination))
		.map(({destination}) => ({field: 'routing.prefixes', what: 'static route', was: destination, wanted: ''}));
}

/** A key that AWS makes may be any: one that the document takes from somewhere is never read back to compare it. */
function keysOf({tunnels}: AwsConnection): readonly NotCompared[] {
	return tunnels.flatMap(({presharedKey}, index) =>
		presharedKey.from === 'generated'
			? []
			: [{field: `tunnels[${index}].presharedKey`, why: 'keys are never read back to be compared'}],
	);
}
