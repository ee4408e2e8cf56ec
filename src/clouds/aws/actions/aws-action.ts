import type {EC2Client, ServiceInputTypes, ServiceOutputTypes, Tag} from '@aws-sdk/client-ec2';
import type * as z from 'zod';
import type {Action, ActionResult, Facts, RunContext} from '../../contract/cloud.ts';
import type {CloudError} from '../../contract/cloud-error.ts';
import type {ActionKind, MadeBy, UndoKind} from '../../engine/action-kind.ts';
import {fill, fillKnown, type Planned} from '../../engine/fill.ts';
import {plannedAction} from '../../engine/run-action.ts';
import type {Words} from '../../engine/script-words.ts';
import type {Ec2Command} from '../wire/ask.ts';
import type {AwsClients, SendOptions} from '../wire/client.ts';
import {runTag} from '../wire/tags.ts';
import type {AwsUndo, MayDryRun} from './aws-undo.ts';
import {perform} from './perform.ts';
import {Search} from './search.ts';
import {type Readiness, watchState} from './settle.ts';

/** What a call answered, as far as the run needs it. */
export interface Sent {
	/** Id of what was made; '' when the call makes nothing of its own. */
	readonly id: string;
	readonly state?: string | undefined;
	readonly requestId?: string | undefined;
	/** The run that made what the reply names: AWS answers a second create of the same thing with the first one's. */
	readonly madeBy?: string | undefined;
}

/** Sends a checked request. `dryRun`: nothing is carried out. */
type Send = (client: EC2Client, options: SendOptions, dryRun: boolean) => Promise<Sent>;

/** An id put into a dry run where the real one is not there yet. */
interface StandIn {
	readonly id: string;
	/** True when it is something of the account: then AWS can say more than "no such thing". */
	readonly real: boolean;
}

export interface AwsActionKind extends ActionKind<AwsClients> {
	readonly undo?: UndoKind<AwsClients> & Partial<Pick<AwsUndo, 'gatewayOf' | 'askWhetherAllowed'>>;
	/** What a plan may hold: the SDK drops members that it does not know, and a plan may come from a journal that was edited. */
	readonly request: z.ZodType<object>;
	/** Checks a filled request and gives back how to send it. @throws ZodError when the request holds what its call does not take */
	prepare(parameters: unknown): Send;
	/** Ids that stand for a request already, before it is sent: what a create gives back of them was not made by it. Reads only. */
	idsBefore(action: Action, context: RunContext, clients: AwsClients): Promise<ReadonlySet<string>>;
	/** What stands in for its result in the dry run of a later action. Left out where nothing sensible can. */
	standIn?(facts: Facts): StandIn;
	/** What is wrong with an answer that is no error. */
	objection?(sent: Sent, action: Action): CloudError | undefined;
	/**
	 * A line that waits in a shell until what it made can be used: EC2 refuses to route into a connection that is pending, or through a
	 * gateway that is attaching. Source: aws CLI reference, `ec2 wait`. @param made the shell's words for the id to look at
	 */
	waitLine?(action: Action, words: Words, made: string): string;
	/** A line that looks its id up where the reply came without. @param variable where the id belongs */
	lookUpLine?(action: Action, words: Words, variable: string): string | undefined;
}

/** An action of AWS in its own words: a typed request, the SDK's command for it, and what is special about it. */
interface AwsAction<
	Request extends object,
	Input extends ServiceInputTypes,
	Reply extends ServiceOutputTypes,
	Name extends string,
> extends Pick<ActionKind<AwsClients>, 'call' | 'title' | 'dryRun' | 'logged' | 'idInReply'>,
		Pick<AwsActionKind, 'standIn' | 'waitLine' | 'lookUpLine' | 'objection'> {
	/** '' where it is left out. */
	readonly makes?: string;
	readonly request: z.ZodType<Request>;
	readonly command: (request: Request & MayDryRun) => Ec2Command<Input, Reply>;
	/** What the reply says of what was made. */
	readonly made: (reply: Reply) => {
		readonly id?: string | undefined;
		readonly state?: string | undefined;
		readonly tags?: readonly Tag[] | undefined;
	};
	readonly find?: (request: Request, search: Search) => Promise<ActionResult | undefined>;
	/** Ids that stand for the request already. */
	readonly before?: (request: Request, search: Search) => Promise<readonly string[]>;
	readonly ready?: Readiness<Request>;
	readonly undo?: {
		readonly by: AwsUndo<Name>;
		/** What its step is about; undefined where it goes with something else. `request`: what was sent. @throws ZodError where that is not what the call takes */
		readonly of: (id: string, request: () => Request, made: MadeBy) => Readonly<Record<Name, string>> | undefined;
	};
}

interface PlannedKind<Request extends object> extends AwsActionKind {
	readonly request: z.ZodType<Request>;
	/** The action as a plan holds it, its request checked by the compiler. */
	plan(given: Pick<Action, 'id' | 'detail' | 'after'> & {readonly parameters: Planned<Request>}): Action;
}

/** Makes an action's kind of what it says of itself. */
export function awsAction<
	Request extends object,
	Input extends ServiceInputTypes,
	Reply extends ServiceOutputTypes,
	Name extends string = never,
>(given: AwsAction<Request, Input, Reply, Name>): PlannedKind<Request> {
	const {made, command, find, before, ready, undo, ...words} = given;
	const {call, makes = '', dryRun} = words;
	/** As it was or will be sent, without secrets. @throws ZodError */
	const filled = ({parameters}: Action, results: MadeBy['results']) =>
		given.request.parse(fill(parameters, {result: id => results.get(id)?.id, secret: () => undefined}));
	const known = ({parameters}: Action, {results}: RunContext) => {
		const request = fillKnown(parameters, results);
		return request && given.request.parse(request);
	};
	const kind: PlannedKind<Request> = {
		plan: planned => plannedAction(kind, planned),
		...words,
		makes,
		service: 'ec2',
		...(undo
			? {
					undo: {
						...undo.by,
						of(action, made) {
							const parameters = undo.of(made.result.id, () => filled(action, made.results), made);
							return parameters && {detail: undo.by.detail(parameters), parameters};
						},
					},
				}
			: {}),
		...(ready
			? {
					watch: (action, result, context, clients) =>
						watchState(ready, action, result, {
							request: () => filled(action, context.results),
							reach: {clients, region: context.plan.region, signal: context.signal},
						}),
				}
			: {}),

		prepare(parameters) {
			const request = given.request.parse(parameters);
			return async (client, options, asDryRun) => {
				if (asDryRun && !dryRun) throw new Error(`${call} has no dry run`);
				const reply = await client.send(command(dryRun ? {...request, DryRun: asDryRun} : request), options);
				const {id = '', state, tags} = made(reply);
				const madeBy = tags?.find(({Key}) => Key === runTag)?.Value;
				return {id, state, madeBy, requestId: reply.$metadata.requestId};
			};
		},
		async find(action, context, clients) {
			const request = find && known(action, context);
			return request && find(request, new Search(clients, context, action.id));
		},
		async idsBefore(action, context, clients) {
			const request = before && known(action, context);
			return new Set(request ? await before(request, new Search(clients, context, action.id)) : []);
		},
		perform: (action, context, clients) => perform(kind, action, context, clients),
	};
	return kind;
}
