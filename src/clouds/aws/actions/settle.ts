import {
	DescribeCustomerGatewaysCommand,
	DescribeTransitGatewayAttachmentsCommand,
	DescribeVpnGatewaysCommand,
} from '@aws-sdk/client-ec2';
import type {Action, ActionResult, RunContext} from '../../contract/cloud.ts';
import {CloudError} from '../../contract/cloud-error.ts';
import {times} from '../../net/tries.ts';
import {describeVpnConnections} from '../read/vpn-connections.ts';
import type {AwsClients} from '../wire/client.ts';
import {pause, pollMs} from '../wire/pause.ts';
import {word} from '../wire/tags.ts';
import {requests} from './requests.ts';

/** Creating a connection has been seen to take that long; the Terraform AWS provider waits as long. */
const limitMs = 40 * 60 * 1000;

/** What a state means for the next action. */
type Look = {
	readonly ready: boolean;
	readonly state: string;
	readonly failed?: boolean;
	/** Why it could not be looked. */
	readonly error?: CloudError;
};

/**
 * Waits until what an action made can be used by the next. @returns the state that it came to, where there was something to wait for
 * @throws CloudError when it fails, takes too long or is stopped
 */
export async function settleAction(
	clients: AwsClients,
	action: Action,
	result: ActionResult,
	context: RunContext,
	sandbox: boolean,
): Promise<string | undefined> {
	const look = lookFor(clients, action, result, context);
	if (!look) return undefined;
	// not by the clock, which can be set meanwhile
	const until = performance.now() + limitMs;
	let unanswered = 0;
	for (let attempt = 0; ; attempt++) {
		const {ready, state, failed, error} = await orNotYet(look);
		unanswered = error ? unanswered + 1 : 0;
		const subject = result.id || action.detail;
		const isSaid = action.call !== 'DescribeVpnConnections' && (result.id === '' || result.existed);
		if (ready) return isSaid ? undefined : `${subject}, ${state}`;
		if (failed) throw stopped('api', `${subject} is ${state}`, action.call);
		if (performance.now() > until)
			throw stopped('timeout', `${subject} is still ${state} after 40 minutes`, action.call);
		context.waiting?.(
			error
				? `not known how ${subject} is: ${error.info.code || error.info.message}, tried ${times(unanswered)}`
				: `${subject} is ${state}`,
		);
		await pause(pollMs(attempt, sandbox), context.signal, action.call);
	}
}

/** Right after a create, AWS may not know the id yet: that is waiting, not failing. */
async function orNotYet(look: () => Promise<Look>): Promise<Look> {
	try {
		return await look();
	} catch (error) {
		if (error instanceof CloudError && (/\.NotFound$/.test(error.info.code) || error.info.retryable))
			return /\.NotFound$/.test(error.info.code)
				? {ready: false, state: 'not known yet'}
				: {ready: false, state: 'not answering', error};
		throw error;
	}
}

function lookFor(
	clients: AwsClients,
	action: Action,
	{id}: ActionResult,
	{plan, results, signal}: RunContext,
): (() => Promise<Look>) | undefined {
	const {region} = plan;
	const read = {region, purpose: 'read', signal} as const;
	switch (action.call) {
		case 'CreateVpnGateway':
			return async () => {
				const reply = await clients.call({...read, call: 'DescribeVpnGateways'}, (client, options) =>
					client.send(new DescribeVpnGatewaysCommand({VpnGatewayIds: [id]}), options),
				);
				return lookAt(reply.VpnGateways?.[0]?.State, 'available');
			};
		case 'AttachVpnGateway': {
			const gateway = requests.AttachVpnGateway.shape.VpnGatewayId.parse(results.get('cloud-gateway')?.id);
			return async () => {
				const reply = await clients.call({...read, call: 'DescribeVpnGateways'}, (client, options) =>
					client.send(new DescribeVpnGatewaysCommand({VpnGatewayIds: [gateway]}), options),
				);
				const attachment = reply.VpnGateways?.[0]?.VpcAttachments?.find(({State}) => State !== 'detached');
				return lookAt(attachment?.State, 'attached');
			};
		}

		case 'CreateCustomerGateway':
			return async () => {
				const reply = await clients.call({...read, call: 'DescribeCustomerGateways'}, (client, options) =>
					client.send(new DescribeCustomerGatewaysCommand({CustomerGatewayIds: [id]}), options),
				);
				return lookAt(reply.CustomerGateways?.[0]?.State, 'available');
			};
		case 'CreateVpnConnection':
		case 'DescribeVpnConnections':
			return async () => {
				const [connection] = await describeVpnConnections(clients, region, signal, [
					{Name: 'vpn-connection-id', Values: [id]},
				]);
				return lookAt(connection?.State, 'available');
			};
		case 'DescribeTransitGatewayAttachments':
			return async () => {
				const reply = await clients.call({...read, call: 'DescribeTransitGatewayAttachments'}, (client, options) =>
					client.send(new DescribeTransitGatewayAttachmentsCommand({TransitGatewayAttachmentIds: [id]}), options),
				);
				return lookAt(reply.TransitGatewayAttachments?.[0]?.State, 'available');
			};
		default:
			return undefined;
	}
}

function lookAt(state: string | undefined, wanted: string): Look {
	const shown = word(state) || 'not known yet';
	return {ready: state === wanted, state: shown, failed: /^(delet|fail|reject|detach)/.test(state ?? '')};
}

function stopped(kind: 'api' | 'timeout', message: string, call: string): CloudError {
	return new CloudError({
		cloud: 'aws',
		kind,
		code: kind === 'api' ? 'IncorrectState' : '',
		message,
		call,
		retryable: false,
		ambiguous: false,
		says: message,
		mend:
			kind === 'api'
				? 'Look at it in the AWS console; it may have been deleted meanwhile'
				: 'Look again later: AWS goes on by itself',
	});
}
