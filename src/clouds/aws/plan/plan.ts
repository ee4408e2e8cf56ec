import type {ConnectionDocument} from '../../../connection/document.ts';
import {normaliseDocument} from '../../../connection/normalise-document.ts';
import type {Action, ExistingConnection, Facts, Plan} from '../../contract/cloud.ts';
import type {Planned} from '../../engine/fill.ts';
import {planOf} from '../../engine/plan-of.ts';
import {planAttachment} from '../actions/attach-vpn-gateway.ts';
import {planCustomerGateway} from '../actions/create-customer-gateway.ts';
import {planTransitRoute} from '../actions/create-transit-route.ts';
import {planVpnConnection} from '../actions/create-vpn-connection.ts';
import {planStaticRoute} from '../actions/create-vpn-connection-route.ts';
import {planVpnGateway} from '../actions/create-vpn-gateway.ts';
import {planPropagation} from '../actions/enable-route-propagation.ts';
import {planAttachmentLookUp} from '../actions/look-up-transit-attachment.ts';
import {planConnectionLookUp} from '../actions/look-up-vpn-connection.ts';
import type {TagList} from '../actions/tag-schema.ts';
import {planAttachmentTags} from '../actions/tag-transit-attachment.ts';
import type {AwsConnection} from '../document.ts';
import {isAws} from '../own-document.ts';
import {samePair} from '../read/duplicate.ts';
import {defaultSiteAsn} from '../read/site-match.ts';
import {awsRules} from '../rules/rules.ts';
import {compareConnection} from './compare.ts';
import {costsOf, leftByHandOf} from './consequences.ts';

/**
 * The calls that make an AWS connection real, in order. Pure; the same document and facts give the same plan.
 * @throws Error when the document refers to a gateway that `facts` does not hold, or is not an AWS connection
 */
export function planConnection(given: ConnectionDocument, facts: Facts): Plan {
	if (!isAws(given)) throw new Error('This is not an AWS connection');
	const {document, changes} = normaliseDocument(given);
	const {cloudGateway: choice, site, name} = document;
	if (choice.kind !== 'none' && !facts.cloudGateway) throw new Error(`The gateway of ${name} has not been read`);
	if (site.kind === 'existing' && !facts.siteGateway) throw new Error(`${site.id} has not been read`);

	const exists = existing(document, facts);
	const notes = changes.map(({field, from, to}) => `${field}: ${from} has host bits set and means ${to}`);
	if (site.kind === 'new' && facts.siteGateway)
		notes.push(
			`The customer gateway ${facts.siteGateway.id} stands for ${site.address}, ASN ${site.asn ?? defaultSiteAsn} already and is used`,
		);
	if (choice.kind === 'new-vgw' && facts.cloudGateway?.id)
		notes.push(`The virtual private gateway ${facts.cloudGateway.id} of ${choice.vpcId} was made for this and is used`);
	if (exists) notes.push(`${exists.id} joins these gateways already (${exists.state})`);
	return planOf(document, {
		actions: () => actionsFor(document, facts),
		standing: exists && {
			exists,
			compared: compareConnection(document, facts, exists),
			actions: missingActions(document, facts, exists),
		},
		rules: awsRules,
		costs: costsOf(document),
		leftByHand: leftByHandOf(document, facts),
		notes,
	});
}

function existing(document: AwsConnection, facts: Facts): ExistingConnection | undefined {
	const pair = samePair(document, facts);
	return pair?.routing === document.routing.mode ? pair : undefined;
}

/** What makes the rest of a connection that stands: it is looked up and waited for, then what is missing is made. None when nothing is. */
function missingActions(document: AwsConnection, facts: Facts, exists: ExistingConnection): readonly Action[] {
	const {cloudGatewayId, routes, attachment} = exists;
	const standing = new Set(routes?.map(({destination}) => destination));
	const isUnread = facts.unread?.some(({id}) => id === 'attachment') ?? false;
	const wantedTags = {Name: document.name, ...document.tags};
	const isTagged = Object.entries(wantedTags).every(([key, value]) => attachment?.tags[key] === value);
	const parts = routeActions(document, facts, tagsOf(document)).filter(
		({id, parameters: {DestinationCidrBlock: prefix}}) => {
			if (id === 'transit-attachment') return false;
			// what could not be read is not known to be missing
			if (id === 'transit-attachment-tags') return !isUnread && !isTagged;
			return routes !== undefined && typeof prefix === 'string' && !standing.has(prefix);
		},
	);
	const lookUps = routeActions(document, facts, []).filter(({id}) => id === 'transit-attachment' && parts.length > 0);
	const rest = [...lookUps, ...parts, ...propagationActions(document, facts, cloudGatewayId)];
	if (rest.length === 0) return [];
	return [planConnectionLookUp(exists.id), ...rest];
}

function actionsFor(document: AwsConnection, facts: Facts): readonly Action[] {
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
	const before = [
		...(isGatewayMade
			? [planVpnGateway({name: document.name, cloudGateway: choice}, tags), planAttachment(choice.vpcId)]
			: []),
		...(site.kind === 'new' && standing === undefined ? [planCustomerGateway(site, tags)] : []),
	];
	const ends = {cloudGateway, siteGateway: standing ?? {$result: 'site-gateway'}};
	return [
		...before,
		planVpnConnection(
			document,
			ends,
			before.map(({id}) => id),
			tags,
		),
		...routeActions(document, facts, tags),
		...propagationActions(document, facts, cloudGateway),
	];
}

function tagsOf({tags}: AwsConnection): TagList {
	return Object.entries(tags).map(([Key, Value]) => ({Key, Value}));
}

function routeActions(
	{cloudGateway: choice, name, routing}: AwsConnection,
	facts: Facts,
	tags: TagList,
): readonly Action[] {
	const prefixes = routing.mode === 'static' ? routing.prefixes : [];
	if (choice.kind !== 'tgw') return prefixes.map(planStaticRoute);
	const table = facts.cloudGateway?.routeTableId;
	return [
		planAttachmentLookUp(choice.id),
		planAttachmentTags(name, tags),
		...(table ? prefixes.map(prefix => planTransitRoute(prefix, table)) : []),
	];
}

function propagationActions(
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
