import {times} from '../../../connection/times.ts';
import type {Action, ActionResult, RunContext} from '../../contract/cloud.ts';
import {CloudError, cloudError, reasonIn} from '../../contract/cloud-error.ts';
import {fillForRun} from '../../engine/fill.ts';
import type {AwsClients} from '../wire/client.ts';
import {pause, pollMs} from '../wire/pause.ts';
import {runTag, word} from '../wire/tags.ts';
import type {AwsActionKind, Sent} from './aws-action.ts';

/**
 * How often a call is tried that AWS turned away without doing anything: throttled, or an id that it does not know yet; or that never reached it.
 * The pauses are shares of the time that a call may take: 1, 2, 4, 8 and 16 s of 20.
 */
const attempts = 6;

/**
 * Sends an action's call. It is sent again only after an answer that says that nothing was done.
 * @throws CloudError; `ambiguous` where the call may have been carried out
 */
export async function perform(
	kind: AwsActionKind,
	action: Action,
	context: RunContext,
	clients: AwsClients,
): Promise<ActionResult> {
	const {call} = kind;
	const send = kind.prepare(withRunTag(fillForRun(action, context), context.runId));
	const before = await kind.idsBefore(action, context, clients);
	const secrets = [...context.secrets.values()];
	const purpose = call.startsWith('Describe') ? 'read' : 'change';
	const options = {call, region: context.plan.region, purpose, signal: context.signal, secrets} as const;
	for (let attempt = 1; ; attempt++) {
		try {
			const sent = await clients.call(options, (client, sendOptions) => send(client, sendOptions, false));
			const objection = kind.objection?.(sent, action);
			if (objection) throw objection;
			return resultOf(action, sent, before, context.runId);
		} catch (error) {
			if (!(error instanceof CloudError) || !error.info.retryable || error.info.ambiguous || attempt >= attempts)
				throw error;
			const waitMs = clients.sandbox
				? pollMs(attempt, true)
				: clients.timeoutMs * Math.min(0.05 * 2 ** (attempt - 1), 0.8);
			context.waiting?.(`${reasonIn(error.info)}: again in ${Math.ceil(waitMs / 1000)} s, tried ${times(attempt)}`);
			await pause(waitMs, context.pauses ?? context.signal, call);
			await context.beforeResend?.();
		}
	}
}

/** What the call makes carries the run's mark, beside the tags of the plan. */
function withRunTag(request: Record<string, unknown>, runId: string): Record<string, unknown> {
	const specifications = request.TagSpecifications;
	if (!Array.isArray(specifications)) return request;
	return {
		...request,
		TagSpecifications: specifications.map((specification: {readonly Tags: readonly object[]}) => ({
			...specification,
			Tags: [...specification.Tags, {Key: runTag, Value: runId}],
		})),
	};
}

function resultOf(action: Action, sent: Sent, before: ReadonlySet<string>, runId: string): ActionResult {
	const id = word(sent.id);
	if (action.makes !== '' && id === '') throw noId(action.call, sent.requestId);
	return {
		id,
		// The tag of another run: two runs sent the same create at once, and it was the other's that made it.
		existed: id !== '' && (sent.madeBy === undefined ? before.has(id) : sent.madeBy !== runId),
		...(sent.requestId ? {requestId: word(sent.requestId)} : {}),
		detail: [id, word(sent.state)].filter(Boolean).join(', ') || action.detail,
	};
}

function noId(call: string, requestId: string | undefined): CloudError {
	return cloudError('aws', {
		kind: 'protocol',
		message: 'The answer has no id',
		call,
		requestId: word(requestId),
		ambiguous: true,
		says: 'AWS answered without the id of what it made',
		mend: 'Look whether it is there before making it again',
	});
}
