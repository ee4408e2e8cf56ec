import {
	DescribeCustomerGatewaysCommand,
	DescribeRouteTablesCommand,
	DescribeVpnGatewaysCommand,
	SearchTransitGatewayRoutesCommand,
	type Tag,
} from '@aws-sdk/client-ec2';
import type {Action, ActionResult, RunContext} from '../../contract/cloud.ts';
import {CloudError} from '../../contract/cloud-error.ts';
import {fill} from '../../engine/fill.ts';
import {asnOf} from '../read/site-gateways.ts';
import {cloudGatewayIdOf, describeVpnConnections, toExistingConnection} from '../read/vpn-connections.ts';
import type {AwsClients} from '../wire/client.ts';
import {nameOf, runTag, word} from '../wire/tags.ts';
import {differences} from './compare.ts';
import {isCallName, type Request, requests} from './requests.ts';

/** Looks for what an action would make: what carries this run's tag is the run's own, what matches otherwise was there before. */
export async function findResult(
	clients: AwsClients,
	action: Action,
	context: RunContext,
): Promise<ActionResult | undefined> {
	const request = knownRequest(action, context);
	if (!request || !isCallName(action.call)) return undefined;
	const search = new Search(clients, context, action.id);
	switch (action.call) {
		case 'CreateVpnGateway':
			return search.vpnGateway(requests.CreateVpnGateway.parse(request));
		case 'AttachVpnGateway':
			return search.attachment(requests.AttachVpnGateway.parse(request));
		case 'CreateCustomerGateway':
			return search.customerGateway(requests.CreateCustomerGateway.parse(request));
		case 'CreateVpnConnection':
			return search.connection(requests.CreateVpnConnection.parse(request));
		case 'DescribeVpnConnections':
			return search.standing(requests.DescribeVpnConnections.parse(request));
		case 'CreateVpnConnectionRoute':
			return search.route(requests.CreateVpnConnectionRoute.parse(request));
		case 'EnableVgwRoutePropagation':
			return search.propagation(requests.EnableVgwRoutePropagation.parse(request));
		case 'CreateTransitGatewayRoute':
			return search.transitRoute(requests.CreateTransitGatewayRoute.parse(request));
		default:
			return undefined;
	}
}

/** The request without secrets; undefined while a result that it needs is not there: then it cannot have been sent. */
function knownRequest(action: Action, {results}: RunContext): Record<string, unknown> | undefined {
	let missing = false;
	const request = fill(action.parameters, {
		result(actionId) {
			const id = results.get(actionId)?.id;
			if (!id) missing = true;
			return id;
		},
		secret: () => undefined,
	});
	return missing ? undefined : request;
}

/** Ids that stand for a request already, before it is sent: what a create gives back of them was not made by it. */
export async function idsBefore(
	clients: AwsClients,
	action: Action,
	context: RunContext,
): Promise<ReadonlySet<string>> {
	const request = knownRequest(action, context);
	if (!request) return new Set();
	const search = new Search(clients, context, action.id);
	if (action.call === 'CreateCustomerGateway')
		return new Set(await search.customerGatewayIds(requests.CreateCustomerGateway.parse(request)));
	if (action.call === 'CreateVpnConnection')
		return new Set(await search.connectionIds(requests.CreateVpnConnection.parse(request)));
	return new Set();
}

const gone = /^delet/;

class Search {
	readonly #clients: AwsClients;
	readonly #context: RunContext;
	readonly #region: string;
	readonly #actionId: string;

	constructor(clients: AwsClients, context: RunContext, actionId: string) {
		this.#actionId = actionId;
		this.#clients = clients;
		this.#context = context;
		this.#region = context.plan.region;
	}

	async vpnGateway(request: Request<'CreateVpnGateway'>): Promise<ActionResult | undefined> {
		const gateways = await this.#vpnGateways({Filters: [this.#runFilter()]});
		const own = gateways.find(({State}) => !gone.test(State ?? ''));
		const found = own ?? (await this.#gatewayOfVpc(request));
		return found ? this.#result(found.VpnGatewayId, found.Tags, found.State) : undefined;
	}

	async attachment({VpnGatewayId, VpcId}: Request<'AttachVpnGateway'>): Promise<ActionResult | undefined> {
		const [gateway] = await this.#vpnGateways({Filters: [{Name: 'vpn-gateway-id', Values: [VpnGatewayId]}]});
		const attachment = gateway?.VpcAttachments?.find(
			entry => entry.VpcId === VpcId && (entry.State === 'attached' || entry.State === 'attaching'),
		);
		return attachment ? this.#done(`${VpnGatewayId}, ${word(attachment.State)}`) : undefined;
	}

	async customerGateway(request: Request<'CreateCustomerGateway'>): Promise<ActionResult | undefined> {
		const all = await this.#customerGatewaysLike(request);
		const found = all.find(({Tags}) => this.#isOwn(Tags)) ?? all[0];
		return found ? this.#result(found.CustomerGatewayId, found.Tags, found.State) : undefined;
	}

	async customerGatewayIds(request: Request<'CreateCustomerGateway'>): Promise<readonly string[]> {
		return (await this.#customerGatewaysLike(request)).map(({CustomerGatewayId}) => word(CustomerGatewayId));
	}

	async connection(request: Request<'CreateVpnConnection'>): Promise<ActionResult | undefined> {
		const all = await this.#connectionsLike(request);
		const found =
			all.find(({Tags}) => this.#isOwn(Tags)) ??
			all.find(({Options}) => (Options?.StaticRoutesOnly ?? false) === request.Options.StaticRoutesOnly) ??
			// AWS makes no second connection between two gateways, of whatever kind
			all[0];
		if (!found) return undefined;
		const {document} = this.#context.plan;
		const differs = document.cloud === 'aws' ? differences(document, toExistingConnection(found)) : [];
		return {
			...this.#result(found.VpnConnectionId, found.Tags, found.State),
			...(differs.length > 0 ? {differs} : {}),
		};
	}

	/** The connection that a plan builds on. */
	async standing({VpnConnectionIds: ids}: Request<'DescribeVpnConnections'>): Promise<ActionResult | undefined> {
		const [connection] = await this.#connections([{Name: 'vpn-connection-id', Values: ids}]);
		if (!connection || gone.test(connection.State ?? '')) return undefined;
		const id = word(connection.VpnConnectionId);
		return {id, existed: true, detail: [id, word(connection.State)].join(', ')};
	}

	async connectionIds(request: Request<'CreateVpnConnection'>): Promise<readonly string[]> {
		return (await this.#connectionsLike(request)).map(({VpnConnectionId}) => word(VpnConnectionId));
	}

	async route(request: Request<'CreateVpnConnectionRoute'>): Promise<ActionResult | undefined> {
		const [connection] = await this.#connections([{Name: 'vpn-connection-id', Values: [request.VpnConnectionId]}]);
		const route = connection?.Routes?.find(
			({DestinationCidrBlock, State}) =>
				DestinationCidrBlock === request.DestinationCidrBlock && !gone.test(State ?? ''),
		);
		return route ? this.#done(`${request.DestinationCidrBlock}, ${word(route.State)}`) : undefined;
	}

	async propagation(request: Request<'EnableVgwRoutePropagation'>): Promise<ActionResult | undefined> {
		const reply = await this.#clients.call(
			{call: 'DescribeRouteTables', region: this.#region, purpose: 'read', signal: this.#context.signal},
			(client, options) =>
				client.send(new DescribeRouteTablesCommand({RouteTableIds: [request.RouteTableId]}), options),
		);
		const propagates = reply.RouteTables?.some(table =>
			table.PropagatingVgws?.some(({GatewayId}) => GatewayId === request.GatewayId),
		);
		return propagates ? this.#done(`${request.RouteTableId} learns the gateway's routes`) : undefined;
	}

	async transitRoute(request: Request<'CreateTransitGatewayRoute'>): Promise<ActionResult | undefined> {
		const reply = await this.#clients.call(
			{call: 'SearchTransitGatewayRoutes', region: this.#region, purpose: 'read', signal: this.#context.signal},
			(client, options) =>
				client.send(
					new SearchTransitGatewayRoutesCommand({
						TransitGatewayRouteTableId: request.TransitGatewayRouteTableId,
						Filters: [{Name: 'route-search.exact-match', Values: [request.DestinationCidrBlock]}],
					}),
					options,
				),
		);
		const route = reply.Routes?.find(
			({State, TransitGatewayAttachments}) =>
				!gone.test(State ?? '') &&
				TransitGatewayAttachments?.some(
					({TransitGatewayAttachmentId}) => TransitGatewayAttachmentId === request.TransitGatewayAttachmentId,
				),
		);
		return route ? this.#done(`${request.DestinationCidrBlock}, ${word(route.State)}`) : undefined;
	}

	/**
	 * The gateway that the VPC got after the plan was made, from another terminal: a second one could not be attached. One that this
	 * run has sent is looked for by its tag alone, since it may not be listed yet.
	 * @throws CloudError when that one speaks with another ASN than the plan's: the site would be configured for the wrong one
	 */
	async #gatewayOfVpc({AmazonSideAsn}: Request<'CreateVpnGateway'>) {
		const {cloudGateway} = this.#context.plan.document;
		if (!('vpcId' in cloudGateway) || this.#context.sent?.has(this.#actionId)) return undefined;
		const gateways = await this.#vpnGateways({
			Filters: [{Name: 'attachment.vpc-id', Values: [cloudGateway.vpcId]}],
		});
		const found = gateways.find(
			({State, VpcAttachments}) =>
				!gone.test(State ?? '') &&
				VpcAttachments?.some(
					attachment => attachment.VpcId === cloudGateway.vpcId && /^attach/.test(attachment.State ?? ''),
				),
		);
		if (found?.AmazonSideAsn !== undefined && AmazonSideAsn !== undefined && found.AmazonSideAsn !== AmazonSideAsn)
			throw otherAsn(word(found.VpnGatewayId), cloudGateway.vpcId, found.AmazonSideAsn);
		return found;
	}

	async #vpnGateways(input: {Filters: {Name: string; Values: string[]}[]}) {
		const reply = await this.#clients.call(
			{call: 'DescribeVpnGateways', region: this.#region, purpose: 'read', signal: this.#context.signal},
			(client, options) => client.send(new DescribeVpnGatewaysCommand(input), options),
		);
		return reply.VpnGateways ?? [];
	}

	async #customerGatewaysLike(request: Request<'CreateCustomerGateway'>) {
		const reply = await this.#clients.call(
			{call: 'DescribeCustomerGateways', region: this.#region, purpose: 'read', signal: this.#context.signal},
			(client, options) => client.send(new DescribeCustomerGatewaysCommand({}), options),
		);
		return (reply.CustomerGateways ?? []).filter(
			gateway =>
				!gone.test(gateway.State ?? '') &&
				gateway.IpAddress === request.IpAddress &&
				asnOf(gateway) === (request.BgpAsnExtended ?? request.BgpAsn) &&
				(gateway.DeviceName ?? '') === (request.DeviceName ?? ''),
		);
	}

	async #connectionsLike(request: Request<'CreateVpnConnection'>) {
		const all = await this.#connections([{Name: 'customer-gateway-id', Values: [request.CustomerGatewayId]}]);
		return all.filter(
			connection =>
				!gone.test(connection.State ?? '') &&
				(cloudGatewayIdOf(connection) === cloudGatewayIdOf(request) || this.#isOwn(connection.Tags)),
		);
	}

	#connections(filters: {Name: string; Values: string[]}[]) {
		return describeVpnConnections(this.#clients, this.#region, this.#context.signal, filters);
	}

	#runFilter() {
		return {Name: `tag:${runTag}`, Values: [this.#context.runId]};
	}

	#isOwn(tags: readonly Tag[] | undefined): boolean {
		return tags?.some(({Key, Value}) => Key === runTag && Value === this.#context.runId) ?? false;
	}

	#result(id: string | undefined, tags: readonly Tag[] | undefined, state: string | undefined): ActionResult {
		const existed = !this.#isOwn(tags);
		const maker = tags?.find(({Key}) => Key === runTag)?.Value;
		const whose = maker ? `made by run ${word(maker)}` : nameOf(tags) ? `named "${nameOf(tags)}"` : '';
		const detail = [word(id), word(state)].filter(Boolean).join(', ');
		return {id: word(id), existed, detail, ...(existed && whose ? {whose} : {})};
	}

	/** Routes and attachments carry no tag: they are the run's own where its journal knows that it sent them. */
	#done(detail: string): ActionResult {
		return {id: '', existed: !this.#context.sent?.has(this.#actionId), detail};
	}
}

function otherAsn(id: string, vpcId: string, asn: number): CloudError {
	const says = `${vpcId} got the virtual private gateway ${id} meanwhile, with ASN ${asn}`;
	return new CloudError({
		cloud: 'aws',
		kind: 'api',
		code: '',
		message: says,
		call: 'CreateVpnGateway',
		retryable: false,
		ambiguous: false,
		says,
		mend: `Choose ${id}, or detach it, and check again: a VPC has one virtual private gateway`,
	});
}
