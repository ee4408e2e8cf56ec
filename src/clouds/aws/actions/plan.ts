import type {AwsConnection, ConnectionDocument} from '../../../connection/document.ts';
import {normaliseDocument} from '../../../connection/normalise-document.ts';
import type {Action, ExistingConnection, Facts, Plan, PlanValue} from '../../contract/cloud.ts';
import type {Planned} from '../../engine/fill.ts';
import {refusedAsNew} from '../../engine/refused-as-new.ts';
import {samePair} from '../read/duplicate.ts';
import {defaultGatewayAsn, defaultSiteAsn} from '../read/site-match.ts';
import {awsRules} from '../rules/rules.ts';
import {hasDryRun} from '../wire/calls.ts';
import {compareConnection} from './compare.ts';
import {connectionRequest} from './connection-request.ts';
import {costsOf, leftByHandOf} from './consequences.ts';
import type {CallName, Request} from './requests.ts';

type TagList = readonly {readonly Key: string; readonly Value: string}[];
type Reference = string | {readonly $result: string};

/**
 * The calls that make an AWS connection real, in order. Pure; the same document and facts give the same plan.
 * @throws Error when the document refers to a gateway that `facts` does not hold, or is not an AWS connection
 */
export function planConnection(given: ConnectionDocument, facts: Facts): Plan {
	if (given.cloud !== 'aws') throw new Error('This is not an AWS connection');
	const {document, changes} = normaliseDocument(given);
	const {cloudGateway: choice, site, name, region} = document;
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
	const missing = exists ? missingActions(document, facts, exists) : [];
	const compared = exists && compareConnection(document, facts, exists);
	const comparison = compared && {
		...compared,
		notCompared: [...compared.notCompared, ...refusedAsNew(awsRules, document, compared)],
		missing: missing.filter(({call}) => !call.startsWith('Describe')).map(({title, detail}) => `${title}, ${detail}`),
	};

	return {
		cloud: 'aws',
		region,
		name,
		document,
		actions: exists ? (comparison?.differences.length === 0 ? missing : []) : actionsFor(document, facts),
		costs: costsOf(document),
		leftByHand: leftByHandOf(document, facts),
		...(exists ? {exists} : {}),
		...(comparison ? {comparison} : {}),
		notes,
	};
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
	const lookUp = action('connection', 'DescribeVpnConnections', {
		title: 'look up VPN connection',
		detail: `${exists.id}, until it is available`,
		after: [],
		makes: '',
		parameters: {VpnConnectionIds: [exists.id]},
	});
	return [lookUp, ...rest];
}

function tagsOf({tags}: AwsConnection): TagList {
	return Object.entries(tags).map(([Key, Value]) => ({Key, Value}));
}

function actionsFor(document: AwsConnection, facts: Facts): readonly Action[] {
	const tags = tagsOf(document);
	const cloudEnd = cloudGatewayActions(document, facts, tags);
	const siteEnd = siteGatewayActions(document, facts, tags);
	const before = [...cloudEnd.actions, ...siteEnd.actions];
	const connection = action('connection', 'CreateVpnConnection', {
		title: 'create VPN connection',
		detail: connectionDetail(document, cloudEnd.id, siteEnd.id),
		after: before.map(({id}) => id),
		makes: 'VPN connection',
		parameters: connectionRequest(document, {cloudGateway: cloudEnd.id, siteGateway: siteEnd.id}, [
			{Key: 'Name', Value: document.name},
			...tags,
		]),
	});
	return [
		...before,
		connection,
		...routeActions(document, facts, tags),
		...propagationActions(document, facts, cloudEnd.id),
	];
}

function cloudGatewayActions(
	{cloudGateway: choice, name}: AwsConnection,
	facts: Facts,
	tags: TagList,
): {readonly actions: readonly Action[]; readonly id: Reference | undefined} {
	if (choice.kind === 'none') return {actions: [], id: undefined};
	if (choice.kind !== 'new-vgw') return {actions: [], id: choice.id};
	if (facts.cloudGateway?.id && facts.cloudGateway.selectable) return {actions: [], id: facts.cloudGateway.id};
	const id = {$result: 'cloud-gateway'};
	return {
		id,
		actions: [
			action('cloud-gateway', 'CreateVpnGateway', {
				title: 'create virtual private gateway',
				detail: `ASN ${choice.asn ?? defaultGatewayAsn}`,
				after: [],
				makes: 'virtual private gateway',
				parameters: {
					Type: 'ipsec.1',
					AmazonSideAsn: choice.asn ?? defaultGatewayAsn,
					TagSpecifications: [
						{ResourceType: 'vpn-gateway', Tags: [{Key: 'Name', Value: choice.name ?? name}, ...tags]},
					],
				},
			}),
			action('cloud-gateway-attachment', 'AttachVpnGateway', {
				title: 'attach virtual private gateway',
				detail: `to ${choice.vpcId}`,
				after: ['cloud-gateway'],
				makes: '',
				parameters: {VpcId: choice.vpcId, VpnGatewayId: id},
			}),
		],
	};
}

function siteGatewayActions(
	{site}: AwsConnection,
	facts: Facts,
	tags: TagList,
): {readonly actions: readonly Action[]; readonly id: Reference} {
	if (site.kind === 'existing') return {actions: [], id: site.id};
	if (facts.siteGateway) return {actions: [], id: facts.siteGateway.id};
	const asn = site.asn ?? defaultSiteAsn;
	return {
		id: {$result: 'site-gateway'},
		actions: [
			action('site-gateway', 'CreateCustomerGateway', {
				title: 'create customer gateway',
				detail: `${site.address}, ASN ${asn}`,
				after: [],
				makes: 'customer gateway',
				parameters: {
					Type: 'ipsec.1',
					IpAddress: site.address,
					// Source: EC2 API, CreateCustomerGateway: ASNs above 2147483647 have a member of their own.
					...(asn > 2_147_483_647 ? {BgpAsnExtended: asn} : {BgpAsn: asn}),
					...(site.deviceName ? {DeviceName: site.deviceName} : {}),
					...(site.certificateArn ? {CertificateArn: site.certificateArn} : {}),
					TagSpecifications: [{ResourceType: 'customer-gateway', Tags: [{Key: 'Name', Value: site.name}, ...tags]}],
				},
			}),
		],
	};
}

function routeActions(
	{cloudGateway: choice, name, routing}: AwsConnection,
	facts: Facts,
	tags: TagList,
): readonly Action[] {
	const connection = {$result: 'connection'};
	const prefixes = routing.mode === 'static' ? routing.prefixes : [];
	if (choice.kind !== 'tgw')
		return prefixes.map(prefix =>
			action(`route:${prefix}`, 'CreateVpnConnectionRoute', {
				title: 'add static route',
				detail: `${prefix} into the tunnels`,
				after: ['connection'],
				makes: '',
				parameters: {DestinationCidrBlock: prefix, VpnConnectionId: connection},
			}),
		);
	const attachment = {$result: 'transit-attachment'};
	const table = facts.cloudGateway?.routeTableId;
	return [
		action('transit-attachment', 'DescribeTransitGatewayAttachments', {
			title: 'look up transit gateway attachment',
			detail: `of the connection on ${choice.id}`,
			after: ['connection'],
			makes: '',
			parameters: {
				Filters: [
					{Name: 'resource-type', Values: ['vpn']},
					{Name: 'resource-id', Values: [connection]},
				],
			},
		}),
		action('transit-attachment-tags', 'CreateTags', {
			title: 'tag transit gateway attachment',
			detail: `Name ${name}: the connection's tags do not reach it`,
			after: ['transit-attachment'],
			makes: '',
			parameters: {Resources: [attachment], Tags: [{Key: 'Name', Value: name}, ...tags]},
		}),
		...(table
			? prefixes.map(prefix =>
					action(`route:${prefix}`, 'CreateTransitGatewayRoute', {
						title: 'add transit gateway route',
						detail: `${prefix} into the tunnels, in ${table}`,
						after: ['transit-attachment'],
						makes: '',
						parameters: {
							DestinationCidrBlock: prefix,
							TransitGatewayRouteTableId: table,
							TransitGatewayAttachmentId: attachment,
						},
					}),
				)
			: []),
	];
}

function propagationActions(
	{cloudGateway: choice, routeTables}: AwsConnection,
	facts: Facts,
	gateway: Reference | undefined,
): readonly Action[] {
	if (gateway === undefined || (choice.kind !== 'vgw' && choice.kind !== 'new-vgw')) return [];
	const propagating = new Set(
		facts.routeTables
			?.filter(table => typeof gateway === 'string' && table.propagatingGateways.includes(gateway))
			.map(({id}) => id),
	);
	return routeTables
		.filter(id => !propagating.has(id))
		.map(id =>
			action(`propagation:${id}`, 'EnableVgwRoutePropagation', {
				title: 'propagate routes',
				detail: `into ${id}`,
				after:
					typeof gateway === 'object' ? ['cloud-gateway', 'cloud-gateway-attachment', 'connection'] : ['connection'],
				makes: '',
				parameters: {GatewayId: gateway, RouteTableId: id},
			}),
		);
}

function connectionDetail({routing, site}: AwsConnection, cloudId: Reference | undefined, siteId: Reference): string {
	const siteEnd = typeof siteId === 'string' ? siteId : site.kind === 'new' ? site.name : '';
	const cloudEnd = cloudId === undefined ? 'no gateway yet' : typeof cloudId === 'string' ? cloudId : 'the new gateway';
	return `${siteEnd} ⇄ ${cloudEnd}, ${routing.mode === 'bgp' ? 'BGP' : 'static'}`;
}

function action<Name extends CallName>(
	id: string,
	call: Name,
	rest: Pick<Action, 'title' | 'detail' | 'after' | 'makes'> & {readonly parameters: Planned<Request<Name>>},
): Action {
	return {...rest, id, service: 'ec2', call, dryRun: hasDryRun[call], parameters: plain(rest.parameters)};
}

/** A typed request as a plan's plain data: JSON, without members that are undefined. */
function plain(parameters: object): {readonly [member: string]: PlanValue} {
	return Object.fromEntries(
		Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [[name, planValue(value)]])),
	);
}

function planValue(value: unknown): PlanValue {
	if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
	if (Array.isArray(value)) return value.map(planValue);
	if (typeof value === 'object' && value !== null) return plain(value);
	throw new Error('A plan holds plain data only');
}
