import {visible} from '../../../connection/visible.ts';
import type {ExistingConnection, Facts} from '../../contract/cloud.ts';
import {
	type Comparison,
	type Difference,
	keyNotCompared,
	type NotCompared,
	notRead,
	type Settings,
	unreadOf,
} from '../../contract/comparison.ts';
import {oddTagsLeft} from '../../engine/odd-tags.ts';
import type {TencentConnection} from '../document.ts';
import {healthCheckStandards} from '../placed-options.ts';
import {tunnelName} from '../read/companions.ts';
import {sitePrefixes} from '../read/route-priority.ts';
import {gatewayVersion, siteGatewayOf} from '../read/site.ts';
import {askedSettings} from './asked-settings.ts';
import {compareSettings, laterFields} from './compare.ts';
import {
	extraVpcRoutes,
	gatewayRouteDifferences,
	isMixed,
	lonelyStandbys,
	type RouteDifference,
} from './compare-routes.ts';
import {interruptionOf} from './interruptions.ts';
import {sharedName, siteDifferences, siteTags} from './site-values.ts';
import {isReservedTag, unspokenOptions, unspokenTags} from './unspoken.ts';

/**
 * How the tunnel of a document compares with it: the tunnel itself and its routes. `missing` is the plan's to say. Pure.
 * @param prune what stands and the document does not speak of is a difference too
 */
export function compareTunnel(
	document: TencentConnection,
	facts: Facts,
	exists: ExistingConnection,
	prune = false,
): Omit<Comparison, 'missing'> {
	const {settings} = exists;
	if (!settings) return notRead;
	const asked = askedSettings(document, facts);
	const compared = compareSettings(asked, settings, exists.state);
	const told = (differences: readonly Difference[]) => differences.map(each => withInterruption(each, exists, facts));
	const routes = gatewayRouteDifferences(document, exists);
	const unspoken = told([
		...unspokenOptions(asked, exists),
		...unspokenTags(document, settings),
		...differencesOf(lonelyStandbys(document, facts, exists)),
		...differencesOf(routes.extra),
		...(extraVpcRoutes(document, facts, exists)?.routes ?? []),
	]);
	const differences = told([
		...compared.differences,
		...newSite(document, facts, exists),
		...siteDifferences(document, facts, exists),
		...emptiedRanges(document, exists),
		...differencesOf(routes.off),
		...differencesOf(routes.priority),
	]);
	return {
		equal: compared.equal,
		differences: prune ? [...differences, ...unspoken] : differences,
		...(!prune && unspoken.length > 0 && {unspoken}),
		notCompared: [
			...compared.notCompared,
			...leftToCloud(asked, settings, exists.state, new Set(unspoken.map(({field}) => field))),
			...keyNotCompared('presharedKey', document.presharedKey),
			...reservedTags(settings),
			...oddTagsLeft(settings, document.tags, isReservedTag),
			...leftAsTheyAre(document, exists),
			...sharedName(document, facts, exists, siteGatewayOf(document, facts)),
			...siteTags(document, siteGatewayOf(document, facts)),
		],
		unread: unreadOf(facts, id => matters(id, document)),
	};
}

const differencesOf = (routes: readonly RouteDifference[]) => routes.map(({difference}) => difference);

/** With what goes down while it is taken away, where its maker has not said it. */
function withInterruption(difference: Difference, exists: ExistingConnection, facts: Facts): Difference {
	if (difference.interrupts) return difference;
	const version = facts.cloudGateway?.id === exists.cloudGatewayId ? facts.cloudGateway?.version : undefined;
	const interrupts = interruptionOf(difference.field, tunnelName(exists), gatewayVersion(version));
	return {...difference, interrupts};
}

/** Routes of the gateway that a document has no word for: nothing changes them, and nothing takes them away. */
function leftAsTheyAre(document: TencentConnection, exists: ExistingConnection): readonly NotCompared[] {
	const {routing} = document;
	const {idle} = gatewayRouteDifferences(document, exists);
	const wanted = new Set(sitePrefixes(document));
	const own = (exists.routes ?? []).filter(({destination}) => wanted.has(destination));
	const hasOwnPriorities = routing.mode === 'static' && routing.priority === undefined && isMixed(own);
	return [
		...idle.map(({destination}) => ({
			field: 'routing.prefixes',
			why: `the gateway route to ${destination} is turned off: it is left as it is`,
			read: true as const,
		})),
		...(hasOwnPriorities
			? [
					{
						field: 'routing.priority',
						why: 'the routes have different priorities, and a document has one for all: they are left as they are',
						read: true as const,
					},
				]
			: []),
	];
}

/** What was refused to be read and that a document of this kind needs to be known whole. */
function matters(id: string, {routing, cloudGateway}: TencentConnection): boolean {
	if (id === 'gateway-routes') return routing.mode === 'static';
	return id === 'route-tables' && routing.mode !== 'bgp' && cloudGateway.kind === 'vpc';
}

/** A tunnel that is to lead to a site that has no customer gateway yet. */
function newSite(
	document: TencentConnection,
	facts: Facts,
	{siteGatewayId = ''}: ExistingConnection,
): readonly Difference[] {
	const {site} = document;
	if (site.kind !== 'new' || siteGatewayOf(document, facts)) return [];
	const wanted = [`a new one at ${site.address}`, site.asn === undefined ? '' : `ASN ${site.asn}`];
	return [{field: 'site', what: 'customer gateway', was: siteGatewayId, wanted: wanted.filter(Boolean).join(', ')}];
}

/** SPD ranges that stand, of a document that has none at all. Whether a list can be emptied is open; Terraform's provider cannot send an empty one. */
function emptiedRanges({routing, ranges}: TencentConnection, exists: ExistingConnection): readonly Difference[] {
	if (routing.mode !== 'policy' || exists.routing !== 'policy' || ranges.length > 0) return [];
	const why = 'the list of SPD ranges of a tunnel can’t be emptied';
	return exists.ranges.flatMap(({cloudSide, siteSide}) =>
		siteSide.map(site => ({
			field: 'ranges',
			what: 'the range',
			was: `cloud ${cloudSide} ⇄ site ${site}`,
			wanted: '',
			interrupts: {kind: 'new', why} as const,
		})),
	);
}

/** Tags that nobody can take away. */
function reservedTags(settings: Settings): readonly NotCompared[] {
	return Object.entries(settings).flatMap(([field, value]) =>
		field.startsWith('tags.') && isReservedTag(field.slice('tags.'.length))
			? [{field, why: `it stands as ${visible(value)}, and is Tencent Cloud’s own`, read: true}]
			: [],
	);
}

/** What has a line of its own elsewhere, or none that anybody could mend. */
const toldElsewhere = /^(tags($|\.)|ranges$|site$|cloudGateway)/;

/**
 * What the document leaves to Tencent Cloud and stands as something, where nobody knows what it would go back to: the API's own algorithms are
 * weak and have changed over time, and addresses that it picks are any. Pure.
 * @param asked what the document comes to
 * @param unspoken fields that are told as what they would go back to
 */
function leftToCloud(
	asked: Settings,
	standing: Settings,
	state: string,
	unspoken: ReadonlySet<string>,
): readonly NotCompared[] {
	return Object.entries(standing).flatMap(([field, was]) => {
		if (toldElsewhere.test(field) || Object.hasOwn(asked, field) || unspoken.has(field)) return [];
		if (!isInForce(field, asked, standing) || (laterFields.has(field) && state !== 'AVAILABLE')) return [];
		if (Object.hasOwn(healthCheckStandards, field)) return [];
		return [{field, why: `it stands as ${was}, and the document leaves it to Tencent Cloud`, read: true}];
	});
}

/** Whether a value does anything: those of what is off, of another kind of identity or of another routing may stand all the same. */
function isInForce(field: string, asked: Settings, standing: Settings): boolean {
	const [group = '', member = ''] = field.split(/\.(?=[^.]+$)/);
	if (group.endsWith('Identity') && member !== 'type')
		return asked[`${group}.type`] === (member === 'name' ? 'FQDN' : 'ADDRESS');
	if (group === 'routing') return asked['routing.mode'] === 'Bgp';
	const isSwitched = group === 'dpd' || group === 'healthCheck';
	return !isSwitched || [asked, standing].every(each => each[`${group}.enabled`] === 'on');
}
