import type {Action, ActionResult, RunContext} from '../../contract/cloud.ts';
import {CloudError, cloudError} from '../../contract/cloud-error.ts';
import type {ActionKind} from '../../engine/action-kind.ts';
import {fillForRun, type Planned} from '../../engine/fill.ts';
import {plannedAction} from '../../engine/run-action.ts';
import type {Words} from '../../engine/script-words.ts';
import {callPlaceOf} from '../wire/call-place.ts';
import type {ReplyOf, RequestOf, WriteCall, WriteService} from '../wire/calls.ts';
import {text} from '../wire/reply.ts';
import type {Reach, TencentUndo} from './tencent-undo.ts';

/** What a look finds. Whose it is, only the run knows. */
export interface FoundResult extends Omit<ActionResult, 'existed'> {
	/** False where it has another name than was asked for: then it is not the run's own. */
	readonly sameName?: boolean;
}

/** Sends the planned call, its holes filled. @param parameters in place of the action's own */
type Send<Reply> = (parameters?: Action['parameters']) => Promise<Reply>;

export interface TencentKind extends ActionKind<Reach> {
	readonly undo?: TencentUndo;
	/** How the id of what it makes or finds begins: `cgw`. */
	readonly idPrefix?: string;
	/** Lines that wait in a shell until what it made can be used. @param variable holds the id, or what came in its place */
	waitLines?(action: Action, variable: string, words: Words): readonly string[];
}

/** An action of Tencent Cloud in its own words. The API has a dry run for none. */
interface TencentAction<Call extends WriteCall> extends Omit<TencentKind, 'service' | 'dryRun' | 'find' | 'perform'> {
	readonly call: Call;
	/** `vpc` where it is left out. */
	readonly service?: WriteService;
	readonly find: (action: Action, context: RunContext, reach: Reach) => Promise<FoundResult | undefined>;
	readonly perform: (
		action: Action,
		context: RunContext,
		reach: Reach,
		send: Send<ReplyOf<Call>>,
	) => Promise<ActionResult>;
}

export interface PlannedKind<Call extends WriteCall> extends TencentKind {
	/** The action as a plan holds it, its request checked by the compiler. */
	plan(
		given: Pick<Action, 'id' | 'detail' | 'after' | 'change'> & {
			readonly parameters: object & Planned<RequestOf<Call>>;
			readonly title?: string;
		},
	): Action;
}

/** Builds an action's kind from its description. */
export function tencentAction<Call extends WriteCall>(given: TencentAction<Call>): PlannedKind<Call> {
	const {call, logged, service = 'vpc'} = given;
	const find = async (action: Action, context: RunContext, reach: Reach) => {
		const found = await given.find(action, context, reach);
		if (!found) return undefined;
		const {sameName = true, ...result} = found;
		return {...result, existed: !(sameName && isSent(action, context, reach))};
	};
	const kind: PlannedKind<Call> = {
		...given,
		service,
		dryRun: false,
		plan: ({title = given.title, ...planned}) => plannedAction({...kind, title}, planned),
		find,
		async perform(action, context, reach) {
			const key = sentKey(action, context);
			const inDoubt = isSent(action, context, reach);
			reach.sent.add(key);
			try {
				return await given.perform(action, context, reach, (parameters = action.parameters) =>
					reach.client.write({call, logged, service}, fillForRun({id: action.id, parameters}, context), {
						...callPlaceOf(context),
						secrets: [...context.secrets.values()],
					}),
				);
			} catch (error) {
				if (!(error instanceof CloudError) || error.info.ambiguous || inDoubt) throw error;
				// A refusal is an answer: what is found of it from now on is somebody else's.
				reach.sent.delete(key);
				// Another terminal or person was faster between the look and the call.
				const found = isTaken(error) ? await find(action, context, reach) : undefined;
				if (found) return found;
				throw error;
			}
		},
	};
	return kind;
}

/** The result of a call whose reply names what was made. @throws CloudError where it names nothing */
export function made(action: Action, reply: {readonly RequestId?: string}, id: string, detail: string): ActionResult {
	if (!id) throw unnamed(action, reply);
	return {id, existed: false, ...requestIdOf(reply), detail};
}

export function requestIdOf(reply: {readonly RequestId?: string}): {readonly requestId?: string} {
	const requestId = text(reply.RequestId);
	return requestId ? {requestId} : {};
}

/** The call went well, and nobody knows what it made. */
export function unnamed({call}: Action, reply: {readonly RequestId?: string}): CloudError {
	return cloudError('tencent', {
		kind: 'protocol',
		call,
		message: 'The call succeeded, but the reply names nothing and nothing new can be found',
		...requestIdOf(reply),
		ambiguous: true,
		mend: 'Look in the console whether it was made before trying again',
	});
}

/** Whether a create was refused because what it would make is there. */
function isTaken({info}: CloudError): boolean {
	return /^ResourceInUse|RecordExists$|Duplicate/.test(info.code);
}

/** Whether this run sent the action before, now or as its journal knows. */
function isSent(action: Action, context: RunContext, {sent}: Reach): boolean {
	return sent.has(sentKey(action, context)) || context.sent?.has(action.id) === true;
}

function sentKey({id}: Action, {runId}: RunContext): string {
	return `${runId} ${id}`;
}
