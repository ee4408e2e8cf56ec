import {
	DeleteCustomerGatewayCommand,
	DeleteTransitGatewayRouteCommand,
	DeleteVpnConnectionCommand,
	DeleteVpnConnectionRouteCommand,
	DeleteVpnGatewayCommand,
	DescribeCustomerGatewaysCommand,
	DescribeRouteTablesCommand,
	DescribeVpnGatewaysCommand,
	DetachVpnGatewayCommand,
	DisableVgwRoutePropagationCommand,
	type EC2Client,
	SearchTransitGatewayRoutesCommand,
} from '@aws-sdk/client-ec2';
import type {UndoContext, UndoEnd, UndoStep} from '../../contract/cloud.ts';
import {CloudError} from '../../contract/cloud-error.ts';
import {type Presence, type Removal, removeOnce, unmovedMend, unmovedText} from '../../engine/undo-once.ts';
import {describeVpnConnections} from '../read/vpn-connections.ts';
import type {AwsClients, SendOptions} from '../wire/client.ts';
import {pause, pollMs} from '../wire/pause.ts';
import {whyForeign} from './own.ts';

/** Deleting a connection has been seen to take minutes. */
const limitMs = 20 * 60 * 1000;
/** A gateway is in use for a while after its last connection is gone. */
const inUseMs = 90 * 1000;

/** Takes one thing back and waits until it is gone. @throws CloudError */
export function undoStep(
	clients: AwsClients,
	step: UndoStep,
	context: UndoContext,
	sandbox: boolean,
): Promise<UndoEnd> {
	const {look, send} = new Undo(clients, step, context).removal();
	return removeOnce(
		{
			look,
			foreign: () => whyForeign(clients, step, context),
			send,
			subject: step.detail,
			isGone: ({info}) => /\.NotFound$|NotFound$/.test(info.code),
			isInUse: ({info}) =>
				/IncorrectState|InvalidState|DependencyViolation|InUse|InvalidVpnGatewayState/.test(info.code),
			wait: attempt => pause(pollMs(attempt, sandbox), context.signal, step.call),
			limitMs,
			// A connection that is still being made is refused as well, and for minutes.
			inUseMs: step.call === 'DeleteVpnConnection' ? limitMs : inUseMs,
			tooLong: unmoved =>
				unmoved
					? failed(step, unmovedText(step.detail, '20 minutes'), unmovedMend)
					: failed(step, `${step.detail} is still there after 20 minutes`, 'Look again later: AWS goes on by itself'),
		},
		context,
	);
}

class Undo {
	readonly #clients: AwsClients;
	readonly #step: UndoStep;
	readonly #context: UndoContext;

	constructor(clients: AwsClients, step: UndoStep, context: UndoContext) {
		this.#clients = clients;
		this.#step = step;
		this.#context = context;
	}

	removal(): Pick<Removal, 'look' | 'send'> {
		const text = (name: string) => textOf(this.#step, name);
		switch (this.#step.call) {
			case 'DeleteVpnConnection': {
				const VpnConnectionId = text('VpnConnectionId');
				return {
					look: () => this.#connection(VpnConnectionId),
					send: () =>
						this.#send((client, options) => client.send(new DeleteVpnConnectionCommand({VpnConnectionId}), options)),
				};
			}

			case 'DeleteCustomerGateway': {
				const CustomerGatewayId = text('CustomerGatewayId');
				return {
					look: () => this.#customerGateway(CustomerGatewayId),
					send: () =>
						this.#send((client, options) =>
							client.send(new DeleteCustomerGatewayCommand({CustomerGatewayId}), options),
						),
				};
			}

			case 'DeleteVpnGateway': {
				const VpnGatewayId = text('VpnGatewayId');
				return {
					look: async () => presenceIn(await this.#vpnGateway(VpnGatewayId)),
					send: () =>
						this.#send((client, options) => client.send(new DeleteVpnGatewayCommand({VpnGatewayId}), options)),
				};
			}

			case 'DetachVpnGateway': {
				const request = {VpnGatewayId: text('VpnGatewayId'), VpcId: text('VpcId')};
				return {
					look: () => this.#attachment(request),
					send: () => this.#send((client, options) => client.send(new DetachVpnGatewayCommand(request), options)),
				};
			}

			case 'DisableVgwRoutePropagation': {
				const request = {GatewayId: text('GatewayId'), RouteTableId: text('RouteTableId')};
				return {
					look: () => this.#propagation(request),
					send: () =>
						this.#send((client, options) => client.send(new DisableVgwRoutePropagationCommand(request), options)),
				};
			}

			case 'DeleteVpnConnectionRoute': {
				const request = {
					VpnConnectionId: text('VpnConnectionId'),
					DestinationCidrBlock: text('DestinationCidrBlock'),
				};
				return {
					look: () => this.#staticRoute(request),
					send: () =>
						this.#send((client, options) => client.send(new DeleteVpnConnectionRouteCommand(request), options)),
				};
			}

			case 'DeleteTransitGatewayRoute': {
				const attachment = text('TransitGatewayAttachmentId');
				const request = {
					TransitGatewayRouteTableId: text('TransitGatewayRouteTableId'),
					DestinationCidrBlock: text('DestinationCidrBlock'),
				};
				return {
					look: () => this.#transitRoute(request, attachment),
					send: () =>
						this.#send((client, options) => client.send(new DeleteTransitGatewayRouteCommand(request), options)),
				};
			}

			default:
				throw new Error(`${this.#step.call} is not a call that takes something away`);
		}
	}

	#send<Reply>(send: (client: EC2Client, options: SendOptions) => Promise<Reply>): Promise<Reply> {
		const {region} = this.#context;
		// A call that went out is never cut off: its end would be unknown.
		const signal = new AbortController().signal;
		return this.#clients.call({call: this.#step.call, region, purpose: 'change', signal}, send);
	}

	#read<Reply>(call: string, send: (client: EC2Client, options: SendOptions) => Promise<Reply>): Promise<Reply> {
		const {region, signal} = this.#context;
		return this.#clients.call({call, region, purpose: 'read', signal}, send);
	}

	async #connection(id: string): Promise<Presence> {
		const {region, signal} = this.#context;
		const filters = [{Name: 'vpn-connection-id', Values: [id]}];
		return presenceIn((await describeVpnConnections(this.#clients, region, signal, filters))[0]);
	}

	async #customerGateway(id: string): Promise<Presence> {
		const Filters = [{Name: 'customer-gateway-id', Values: [id]}];
		const reply = await this.#read('DescribeCustomerGateways', (client, options) =>
			client.send(new DescribeCustomerGatewaysCommand({Filters}), options),
		);
		return presenceIn(reply.CustomerGateways?.[0]);
	}

	async #vpnGateway(id: string) {
		const Filters = [{Name: 'vpn-gateway-id', Values: [id]}];
		const reply = await this.#read('DescribeVpnGateways', (client, options) =>
			client.send(new DescribeVpnGatewaysCommand({Filters}), options),
		);
		return reply.VpnGateways?.[0];
	}

	async #attachment({VpnGatewayId, VpcId}: {VpnGatewayId: string; VpcId: string}): Promise<Presence> {
		const gateway = await this.#vpnGateway(VpnGatewayId);
		const attachments = gateway?.VpcAttachments?.filter(entry => entry.VpcId === VpcId) ?? [];
		const states = attachments.map(({State}) => State ?? '').filter(state => state !== 'detached');
		if (states.includes('attaching')) return {notYet: 'attaching'};
		if (states.includes('attached')) return 'there';
		return states.length > 0 ? 'going' : 'gone';
	}

	async #propagation({GatewayId, RouteTableId}: {GatewayId: string; RouteTableId: string}): Promise<Presence> {
		const Filters = [{Name: 'route-table-id', Values: [RouteTableId]}];
		const reply = await this.#read('DescribeRouteTables', (client, options) =>
			client.send(new DescribeRouteTablesCommand({Filters}), options),
		);
		const propagates = reply.RouteTables?.some(table =>
			table.PropagatingVgws?.some(gateway => gateway.GatewayId === GatewayId),
		);
		return propagates ? 'there' : 'gone';
	}

	async #staticRoute(request: {VpnConnectionId: string; DestinationCidrBlock: string}): Promise<Presence> {
		const {region, signal} = this.#context;
		const filters = [{Name: 'vpn-connection-id', Values: [request.VpnConnectionId]}];
		const [connection] = await describeVpnConnections(this.#clients, region, signal, filters);
		const route = connection?.Routes?.find(
			({DestinationCidrBlock}) => DestinationCidrBlock === request.DestinationCidrBlock,
		);
		return presenceOf(connection === undefined ? 'deleted' : route?.State, route !== undefined);
	}

	/** A route of the same destination that leads elsewhere is not this run's. */
	async #transitRoute(
		request: {TransitGatewayRouteTableId: string; DestinationCidrBlock: string},
		attachment: string,
	): Promise<Presence> {
		const {TransitGatewayRouteTableId, DestinationCidrBlock} = request;
		const Filters = [{Name: 'route-search.exact-match', Values: [DestinationCidrBlock]}];
		const reply = await this.#read('SearchTransitGatewayRoutes', (client, options) =>
			client.send(new SearchTransitGatewayRoutesCommand({TransitGatewayRouteTableId, Filters}), options),
		);
		const route = reply.Routes?.find(({TransitGatewayAttachments}) =>
			TransitGatewayAttachments?.some(entry => entry.TransitGatewayAttachmentId === attachment),
		);
		return presenceOf(route?.State, route !== undefined);
	}
}

function presenceIn(found: {readonly State?: string} | undefined): Presence {
	return presenceOf(found?.State, found !== undefined);
}

function presenceOf(state: string | undefined, found: boolean): Presence {
	if (!found || state === 'deleted') return 'gone';
	return state === 'deleting' ? 'going' : 'there';
}

function textOf({parameters, call}: UndoStep, name: string): string {
	const value = parameters[name];
	if (typeof value !== 'string' || value === '') throw new Error(`${call} needs ${name}`);
	return value;
}

function failed({call}: UndoStep, message: string, mend: string): CloudError {
	return new CloudError({
		cloud: 'aws',
		kind: 'api',
		code: '',
		message,
		call,
		retryable: false,
		ambiguous: false,
		says: message,
		mend,
	});
}
