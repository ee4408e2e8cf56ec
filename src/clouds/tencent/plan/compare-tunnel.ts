import {normalise} from '../../../connection/networks.ts';
import type {ExistingConnection, Facts} from '../../contract/cloud.ts';
import {
	type Comparison,
	type Difference,
	keyNotCompared,
	nameOfSite,
	notRead,
	otherTags,
	unreadOf,
} from '../../contract/comparison.ts';
import {plainParameters} from '../../engine/plain-parameters.ts';
import {prefixesOf} from '../../rules/ranges-of.ts';
import {connectionRequest} from '../actions/connection-request.ts';
import type {TencentConnection} from '../document.ts';
import {settingsOf} from '../read/settings.ts';
import {endsOf, siteGatewayOf} from '../read/site.ts';
import {compareSettings} from './compare.ts';
import {leftToCloud} from './left-to-cloud.ts';

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
