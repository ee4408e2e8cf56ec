import {normalise} from '../../../connection/networks.ts';
import type {ExistingConnection, Facts} from '../../contract/cloud.ts';
import {
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
import {plainParameters} from '../../engine/fill.ts';
import {prefixesOf} from '../../rules/ranges-of.ts';
import {connectionRequest} from '../actions/connection-request.ts';
import type {TencentConnection} from '../document.ts';
import {healthCheckStandards} from '../placed-options.ts';
import {settingsOf} from '../read/settings.ts';
import {endsOf, siteGatewayOf} from '../read/site.ts';
import {compareSettings, laterFields} from './compare.ts';

/** How the tunnel of a document compares with it: the tunnel itself and its routes on the gateway. `missing` is the plan's to say. Pure. */
export function compareTunnel(
	document: TencentConnection,
	facts: Facts,
	exists: ExistingConnection,
): Omit<Comparison, 'missing'> {
	const request = connectionRequest(document, exists.siteGatewayId ?? '', endsOf(document, facts));
	const {settings} = exists;
	if (!settings) return notRead;
	const asked = settingsOf(plainParameters(request));
	const compared = compareSettings(asked, settings, exists.state);
	return {
		equal: compared.equal,
		differences: [
			...compared.differences,
			...unaskedHealthCheck(document, exists),
			...routeDifferences(document, exists),
		],
		notCompared: [
			...compared.notCompared,
			...leftToCloud(asked, settings, exists.state),
			...keyNotCompared('presharedKey', document.presharedKey),
			...otherTags(document.tags, settings),
			...nameOfSite(document.site, siteGatewayOf(document, facts)),
		],
		unread: unreadOf(facts, id => matters(id, document)),
	};
}

/** What was refused to be read and that a document of this kind needs to be known whole. */
function matters(id: string, {routing, cloudGateway}: TencentConnection): boolean {
	if (id === 'gateway-routes') return routing.mode === 'static';
	return id === 'route-tables' && routing.mode !== 'bgp' && cloudGateway.kind === 'vpc';
}

/** A document that says nothing of a health check leaves it to the API, which makes none. Source: vpc 2017-03-12, CreateVpnConnection. */
function unaskedHealthCheck({healthCheck}: TencentConnection, {settings}: ExistingConnection): readonly Difference[] {
	if (healthCheck || settings?.['healthCheck.enabled'] !== 'on') return [];
	return [{field: 'healthCheck', what: 'health check', was: 'on', wanted: 'off'}];
}

/** Routes that stand and that the document does not have, and those that are turned off. */
function routeDifferences(document: TencentConnection, {routes}: ExistingConnection): readonly Difference[] {
	if (document.routing.mode !== 'static' || !routes) return [];
	const wanted = prefixesOf(document).map(({cidr}) => normalise(cidr).cidr);
	const about = {field: 'routing.prefixes'};
	const {priority: asked} = document.routing;
	return routes.flatMap(({destination, enabled, priority}): readonly Difference[] => {
		if (!wanted.includes(destination)) return [{...about, what: 'gateway route', was: destination, wanted: ''}];
		const what = `gateway route to ${destination}`;
		return [
			...(enabled === false ? [{...about, what, was: 'turned off', wanted: 'in force'}] : []),
			...(asked !== undefined && priority !== asked
				? [{field: 'routing.priority', what: `${what}, priority`, was: String(priority ?? ''), wanted: String(asked)}]
				: []),
		];
	});
}

/**
 * What the document leaves to Tencent Cloud and stands as something: it may be anything. What a health check is by itself needs no word; the
 * API's own algorithms do, since they are weak and have changed over time. Pure.
 * @param asked what the document comes to
 */
function leftToCloud(asked: Settings, standing: Settings, state: string): readonly NotCompared[] {
	return Object.entries(standing).flatMap(([field, was]) => {
		const isTold = field === 'tags' || field === 'ranges' || field.startsWith('tags.') || Object.hasOwn(asked, field);
		if (isTold || !isInForce(field, asked, standing) || (laterFields.has(field) && state !== 'AVAILABLE')) return [];
		if (Object.hasOwn(healthCheckStandards, field) && String(healthCheckStandards[field]) === was) return [];
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
