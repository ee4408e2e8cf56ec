import type {Action, Facts} from '../../contract/cloud.ts';
import type {Planned} from '../../engine/fill.ts';
import {planAttachment} from '../actions/attach-vpn-gateway.ts';
import {planCustomerGateway} from '../actions/create-customer-gateway.ts';
import {planAttachmentTags} from '../actions/create-tags.ts';
import {planTransitRoute} from '../actions/create-transit-route.ts';
import {planVpnConnection} from '../actions/create-vpn-connection.ts';
import {planStaticRoute} from '../actions/create-vpn-connection-route.ts';
import {planVpnGateway} from '../actions/create-vpn-gateway.ts';
import {planPropagation} from '../actions/enable-route-propagation.ts';
import {planAttachmentLookUp} from '../actions/look-up-transit-attachment.ts';
import type {TagList} from '../actions/tag-schema.ts';
import type {AwsConnection} from '../document.ts';

/** Both gateways of a connection, and what makes those that are not there. */
interface PlannedEnds {
	/** Undefined where it is attached by hand later. */
	readonly cloudGateway: Planned<string> | undefined;
	readonly siteGateway: Planned<string>;
	readonly actions: readonly Action[];
}

export function planEnds(document: AwsConnection, facts: Facts): PlannedEnds {
	const tags = tagsOf(document);
	const {cloudGateway: choice, site} = document;
	const isGatewayMade = choice.kind === 'new-vgw' && !(facts.cloudGateway?.id && facts.cloudGateway.selectable);
	const cloudGateway = isGatewayMade
		? {$result: 'cloud-gateway'}
		: choice.kind === 'none'
			? undefined
			: choice.kind === 'new-vgw'
				? facts.cloudGateway?.id
				: choice.id;
	const standing = site.kind === 'existing' ? site.id : facts.siteGateway?.id;
	const actions = [
		...(isGatewayMade
			? [planVpnGateway({name: document.name, cloudGateway: choice}, tags), planAttachment(choice.vpcId)]
			: []),
		...(site.kind === 'new' && standing === undefined ? [planCustomerGateway(site, tags)] : []),
	];
	return {cloudGateway, siteGateway: standing ?? {$result: 'site-gateway'}, actions};
}

/** All that makes a connection that is not there. */
export function makingActions(document: AwsConnection, facts: Facts): readonly Action[] {
	const tags = tagsOf(document);
	const {actions, ...ends} = planEnds(document, facts);
	const before = actions.map(({id}) => id);
	return [
		...actions,
		planVpnConnection(document, ends, before, tags),
		...routeActions(document, facts, prefixesIn(document)),
		...propagationActions(document, facts, ends.cloudGateway),
	];
}

/** The ranges of the document's static routes; none with BGP. */
export function prefixesIn({routing}: AwsConnection): readonly string[] {
	return routing.mode === 'static' ? routing.prefixes : [];
}

/** Static routes into the connection; on a transit gateway, what attaches the connection too. */
export function routeActions(document: AwsConnection, facts: Facts, prefixes: readonly string[]): readonly Action[] {
	const {cloudGateway: choice, name} = document;
	if (choice.kind !== 'tgw') return prefixes.map(planStaticRoute);
	const table = facts.cloudGateway?.routeTableId;
	return [
		planAttachmentLookUp(choice.id),
		planAttachmentTags([{Key: 'Name', Value: name}, ...tagsOf(document)]),
		...(table ? prefixes.map(prefix => planTransitRoute(prefix, table)) : []),
	];
}

export function propagationActions(
	{cloudGateway: choice, routeTables}: AwsConnection,
	facts: Facts,
	gateway: Planned<string> | undefined,
): readonly Action[] {
	if (gateway === undefined || (choice.kind !== 'vgw' && choice.kind !== 'new-vgw')) return [];
	const propagating = new Set(
		facts.routeTables
			?.filter(table => typeof gateway === 'string' && table.propagatingGateways.includes(gateway))
			.map(({id}) => id),
	);
	return routeTables.filter(id => !propagating.has(id)).map(id => planPropagation(id, gateway));
}

function tagsOf({tags}: AwsConnection): TagList {
	return Object.entries(tags).map(([Key, Value]) => ({Key, Value}));
}
