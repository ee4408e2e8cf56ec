import {normalise} from '../../../connection/networks.ts';
import type {ExistingConnection, Facts} from '../../contract/cloud.ts';
import {
	askedText,
	type Comparison,
	type Difference,
	keyNotCompared,
	type NotCompared,
	nameOfSite,
	notRead,
	otherTags,
	type Settings,
	unreadOf,
} from '../../contract/comparison.ts';
import {prefixesOf} from '../../rules/ranges-of.ts';
import type {AwsConnection} from '../document.ts';
import {everything, everythingIpv6} from '../read/settings.ts';
import {spellIpv6Cidr} from '../rules/inside-ranges.ts';
import {runTag} from '../wire/tags.ts';
import {compareTunnels, type TunnelComparison, wordsOf} from './compare-tunnels.ts';

/** How the connection of a document compares with it: itself, and its static routes. `missing` is the plan's to say. Pure. */
export function compareConnection(
	document: AwsConnection,
	facts: Facts,
	exists: ExistingConnection,
): Omit<Comparison, 'missing'> {
	const {settings} = exists;
	if (!settings) return notRead;
	const itself = compareItself(document, settings);
	return {
		equal: itself.equal,
		differences: [
			...itself.differences,
			...certificateDifference(document, facts),
			...routeDifferences(document, exists),
		],
		notCompared: [
			...(showsTunnels(settings)
				? []
				: [
						{field: 'tunnels', why: `the connection is ${exists.state}: AWS tells of its tunnels once it is available`},
					]),
			...document.tunnels.flatMap(({presharedKey}, index) =>
				keyNotCompared(`tunnels[${index}].presharedKey`, presharedKey),
			),
			...(settings.keyStorage === undefined && document.keyStorage === 'SecretsManager'
				? [{field: 'keyStorage', why: 'AWS does not show where the keys are'}]
				: []),
			...itself.notCompared,
			...otherTags(document.tags, settings, key => key === runTag || key.startsWith('aws:')),
			...nameOfSite(document.site, facts.siteGateway),
			...otherRouteTables(document, facts, exists),
		],
		unread: unreadOf(facts, id => matters(id, document)),
	};
}

/**
 * Where a connection that a run has found differs from the one that it asked for, in words: name, tags, options and tunnels, by what its
 * plan is compared by. Its routes are made afterwards. Never the keys. Pure.
 */
export function differences(document: AwsConnection, {settings}: ExistingConnection): readonly string[] {
	return settings ? compareItself(document, settings).differences.map(askedText) : [];
}

/** The connection and its tunnels, without what stands beside them in other calls. */
function compareItself(document: AwsConnection, settings: Settings): TunnelComparison {
	const whole = wantedOf(document, settings).filter(([field]) => field !== 'keyStorage' || settings.keyStorage);
	const changed = whole.flatMap(([field, wanted]): readonly Difference[] => {
		const was = settings[field] ?? '';
		return was === wanted ? [] : [{field, what: wordsOf(field), was, wanted}];
	});
	const tunnels = showsTunnels(settings)
		? compareTunnels(document, settings)
		: {differences: [], notCompared: [], equal: 0};
	return {
		equal: whole.length - changed.length + tunnels.equal,
		differences: [...changed, ...tunnels.differences],
		notCompared: tunnels.notCompared,
	};
}

function showsTunnels(settings: Settings): boolean {
	return Object.keys(settings).some(field => field.startsWith('tunnels['));
}

function matters(id: string, {routing, cloudGateway}: AwsConnection): boolean {
	if (cloudGateway.kind !== 'tgw') return false;
	return id === 'attachment' || (id === 'transit-routes' && routing.mode === 'static');
}

/** What the document says of the connection as a whole. */
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
		['name', document.name],
		['routing.mode', document.routing.mode],
		// one that carries the other IP has ranges of that one only: the version is the difference
		...(stands === insideIpVersion ? pairs[insideIpVersion] : []),
		['insideIpVersion', insideIpVersion],
		['acceleration', String(document.acceleration)],
		['outsideAddressType', document.outsideAddressType],
		['transportAttachmentId', document.transportAttachmentId ?? ''],
		['tunnelBandwidth', document.tunnelBandwidth],
		['keyStorage', document.keyStorage],
		...Object.entries(document.tags).map(([key, value]) => [`tags.${key}`, value || '""'] as const),
	];
}

/** A customer gateway keeps the certificate that it was made with. */
function certificateDifference({site}: AwsConnection, {siteGateway}: Facts): readonly Difference[] {
	if (site.kind !== 'new' || !siteGateway) return [];
	const [was, wanted] = [siteGateway.certificateArn ?? '', site.certificateArn ?? ''];
	return was === wanted
		? []
		: [{field: 'site.certificateArn', what: 'certificate of the customer gateway', was, wanted}];
}

/** Static routes that stand and that the document does not have. */
function routeDifferences(document: AwsConnection, {routes}: ExistingConnection): readonly Difference[] {
	if (document.routing.mode !== 'static' || !routes) return [];
	const wanted = prefixesOf(document).map(({cidr}) => normalise(cidr).cidr);
	return routes
		.filter(({destination}) => !wanted.includes(destination))
		.map(({destination}) => ({field: 'routing.prefixes', what: 'static route', was: destination, wanted: ''}));
}

/** Tables that learn the gateway's routes and that the document does not name: they may be for another connection of the gateway. */
function otherRouteTables(
	{routeTables: wanted}: AwsConnection,
	{routeTables}: Facts,
	{cloudGatewayId}: ExistingConnection,
): readonly NotCompared[] {
	return (routeTables ?? []).flatMap(({id, propagatingGateways}) =>
		cloudGatewayId !== undefined && propagatingGateways.includes(cloudGatewayId) && !wanted.includes(id)
			? [
					{
						field: 'routeTables',
						why: `${id} learns the gateway’s routes, and the document does not name it`,
						read: true,
					},
				]
			: [],
	);
}
