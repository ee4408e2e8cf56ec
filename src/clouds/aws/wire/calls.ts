import {
	AttachVpnGatewayCommand,
	type AttachVpnGatewayCommandInput,
	CreateCustomerGatewayCommand,
	type CreateCustomerGatewayCommandInput,
	CreateTagsCommand,
	type CreateTagsCommandInput,
	CreateTransitGatewayRouteCommand,
	type CreateTransitGatewayRouteCommandInput,
	CreateVpnConnectionCommand,
	type CreateVpnConnectionCommandInput,
	CreateVpnConnectionRouteCommand,
	type CreateVpnConnectionRouteCommandInput,
	CreateVpnGatewayCommand,
	type CreateVpnGatewayCommandInput,
	DescribeTransitGatewayAttachmentsCommand,
	type DescribeTransitGatewayAttachmentsCommandInput,
	DescribeVpnConnectionsCommand,
	type DescribeVpnConnectionsCommandInput,
	type EC2Client,
	EnableVgwRoutePropagationCommand,
	type EnableVgwRoutePropagationCommandInput,
	type Tag,
} from '@aws-sdk/client-ec2';
import {type CallName, type Request, requests} from '../actions/requests.ts';
import type {SendOptions} from './client.ts';
import {runTag} from './tags.ts';

/** What a call answered, as far as the run needs it. */
export interface Sent {
	/** Id of what was made; '' when the call makes nothing of its own. */
	readonly id: string;
	readonly state?: string | undefined;
	readonly requestId?: string | undefined;
	/** The run that made what the reply names: AWS answers a second create of the same thing with the first one's. */
	readonly madeBy?: string | undefined;
}

function madeBy(tags: readonly Tag[] | undefined): string | undefined {
	return tags?.find(({Key}) => Key === runTag)?.Value;
}

/** Inputs of the SDK's commands by call: what says whether a call has a dry run. */
interface Inputs {
	CreateVpnGateway: CreateVpnGatewayCommandInput;
	AttachVpnGateway: AttachVpnGatewayCommandInput;
	CreateCustomerGateway: CreateCustomerGatewayCommandInput;
	CreateVpnConnection: CreateVpnConnectionCommandInput;
	CreateVpnConnectionRoute: CreateVpnConnectionRouteCommandInput;
	EnableVgwRoutePropagation: EnableVgwRoutePropagationCommandInput;
	DescribeVpnConnections: DescribeVpnConnectionsCommandInput;
	DescribeTransitGatewayAttachments: DescribeTransitGatewayAttachmentsCommandInput;
	CreateTransitGatewayRoute: CreateTransitGatewayRouteCommandInput;
	CreateTags: CreateTagsCommandInput;
}

type HasDryRun<Input> = 'DryRun' extends keyof Input ? true : false;

/**
 * Which calls have a dry run. The compiler compares it with the SDK's own types, since DryRun on a call that has none is dropped
 * without a word and the call carried out (CreateVpnConnectionRoute is one).
 */
export const hasDryRun = {
	CreateVpnGateway: true,
	AttachVpnGateway: true,
	CreateCustomerGateway: true,
	CreateVpnConnection: true,
	CreateVpnConnectionRoute: false,
	EnableVgwRoutePropagation: true,
	DescribeVpnConnections: true,
	DescribeTransitGatewayAttachments: true,
	CreateTransitGatewayRoute: true,
	CreateTags: true,
} as const satisfies {readonly [Name in CallName]: HasDryRun<Inputs[Name]>};

type Send<Name extends CallName> = (
	client: EC2Client,
	request: Request<Name>,
	options: SendOptions,
	dryRun: boolean,
) => Promise<Sent>;

const senders: {readonly [Name in CallName]: Send<Name>} = {
	async CreateVpnGateway(client, request, options, DryRun) {
		const reply = await client.send(new CreateVpnGatewayCommand({...request, DryRun}), options);
		return {
			id: reply.VpnGateway?.VpnGatewayId ?? '',
			state: reply.VpnGateway?.State,
			requestId: reply.$metadata.requestId,
		};
	},
	async AttachVpnGateway(client, request, options, DryRun) {
		const reply = await client.send(new AttachVpnGatewayCommand({...request, DryRun}), options);
		return {id: '', state: reply.VpcAttachment?.State, requestId: reply.$metadata.requestId};
	},
	async CreateCustomerGateway(client, request, options, DryRun) {
		const reply = await client.send(new CreateCustomerGatewayCommand({...request, DryRun}), options);
		return {
			id: reply.CustomerGateway?.CustomerGatewayId ?? '',
			state: reply.CustomerGateway?.State,
			madeBy: madeBy(reply.CustomerGateway?.Tags),
			requestId: reply.$metadata.requestId,
		};
	},
	async CreateVpnConnection(client, request, options, DryRun) {
		const reply = await client.send(new CreateVpnConnectionCommand({...request, DryRun}), options);
		return {
			id: reply.VpnConnection?.VpnConnectionId ?? '',
			state: reply.VpnConnection?.State,
			madeBy: madeBy(reply.VpnConnection?.Tags),
			requestId: reply.$metadata.requestId,
		};
	},
	async CreateVpnConnectionRoute(client, request, options, dryRun) {
		if (dryRun) throw new Error('CreateVpnConnectionRoute has no dry run');
		const reply = await client.send(new CreateVpnConnectionRouteCommand(request), options);
		return {id: '', requestId: reply.$metadata.requestId};
	},
	async EnableVgwRoutePropagation(client, request, options, DryRun) {
		const reply = await client.send(new EnableVgwRoutePropagationCommand({...request, DryRun}), options);
		return {id: '', requestId: reply.$metadata.requestId};
	},
	async DescribeVpnConnections(client, request, options, DryRun) {
		const reply = await client.send(new DescribeVpnConnectionsCommand({...request, DryRun}), options);
		const connection = reply.VpnConnections?.find(({State}) => !/^delet/.test(State ?? ''));
		return {
			id: connection?.VpnConnectionId ?? '',
			state: connection?.State,
			requestId: reply.$metadata.requestId,
		};
	},
	async DescribeTransitGatewayAttachments(client, request, options, DryRun) {
		const reply = await client.send(new DescribeTransitGatewayAttachmentsCommand({...request, DryRun}), options);
		const attachment = reply.TransitGatewayAttachments?.find(({State}) => !/^(delet|fail|reject)/.test(State ?? ''));
		return {
			id: attachment?.TransitGatewayAttachmentId ?? '',
			state: attachment?.State,
			requestId: reply.$metadata.requestId,
		};
	},
	async CreateTransitGatewayRoute(client, request, options, DryRun) {
		const reply = await client.send(new CreateTransitGatewayRouteCommand({...request, DryRun}), options);
		return {id: '', state: reply.Route?.State, requestId: reply.$metadata.requestId};
	},
	async CreateTags(client, request, options, DryRun) {
		const reply = await client.send(new CreateTagsCommand({...request, DryRun}), options);
		return {id: '', requestId: reply.$metadata.requestId};
	},
};

/**
 * Checks a filled request and gives back how to send it.
 * @throws ZodError when the request holds what its call does not take
 */
export function prepare<Name extends CallName>(
	name: Name,
	parameters: unknown,
): (client: EC2Client, options: SendOptions, dryRun: boolean) => Promise<Sent> {
	// Indexing two mapped types with the same name keeps request and sender together.
	const send: Send<Name> = senders[name];
	const request = parseRequest(name, parameters);
	return (client, options, dryRun) => {
		if (dryRun && !hasDryRun[name]) throw new Error(`${name} has no dry run`);
		return send(client, request, options, dryRun);
	};
}

function parseRequest<Name extends CallName>(name: Name, parameters: unknown): Request<Name> {
	const schemas: {readonly [Call in CallName]: {parse(value: unknown): Request<Call>}} = requests;
	return schemas[name].parse(parameters);
}
