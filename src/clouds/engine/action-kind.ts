import type {Action, ActionResult, Made, RunContext, UndoContext, UndoStep} from '../contract/cloud.ts';
import type {CloudError} from '../contract/cloud-error.ts';
import type {LogFields} from '../net/loggable.ts';
import type {Presence} from './undo-action.ts';

/*
 * How an action is built. One call that a plan may hold is one file, `clouds/<id>/actions/<action>.ts`, and one value in it: an ActionKind
 * that says all there is to know of the call. The file exports beside it the function that plans the call for a document, out of
 * `plannedAction`. `clouds/<id>/actions/kinds.ts` lists a cloud's kinds and what they have in common (CloudActions); nothing else names one by one
 * what a cloud can do. `run-action.ts` goes through that list: it finds, performs, waits and takes back, for every cloud alike.
 *
 * `Reach` is what a cloud reaches its API by (its clients, its inventory): the runners hand it through and do not look at it. A cloud
 * whose actions have more in common (a schema, a dry run, tags) builds its kinds out of a smaller description of its own: see aws/actions/aws-action.ts.
 */

/** All that is known of one call of a plan. A plan holds it as data (Action), a journal keeps that: `call` leads from there to here. */
export interface ActionKind<Reach> {
	/** The API's action name: `CreateCustomerGateway`. Unique among a cloud's kinds. */
	readonly call: string;
	/** For people: `create customer gateway`. */
	readonly title: string;
	/** What it makes: `customer gateway`, or '' when it makes nothing of its own (propagation, routes). */
	readonly makes: string;
	readonly service: Action['service'];
	/** Whether the API has a dry run for this very call. */
	readonly dryRun: boolean;
	/** Where the id of what it made stands in the reply, for a command line: `CustomerGateway.CustomerGatewayId`. */
	readonly idInReply?: string;
	/** What a debug log may hold of it. */
	readonly logged: LogFields;
	/** How what it made is taken back; left out where that goes by itself. */
	readonly undo?: UndoKind<Reach>;

	/** Looks for what it would make, to never make it twice. Reads only. Left out where nothing can be looked for. @throws CloudError */
	find?(action: Action, context: RunContext, reach: Reach): Promise<ActionResult | undefined>;
	/** Carries it out, once: sent again only after an answer that says that nothing was done. @throws CloudError */
	perform(action: Action, context: RunContext, reach: Reach): Promise<ActionResult>;
	/** How to look whether what it made can be used by the next action. Left out where there is nothing to wait for. */
	watch?(action: Action, result: ActionResult, context: RunContext, reach: Reach): () => Promise<Look>;
	/** Parts of a batch that stand already, so that they are not taken for the run's own. Left out by what is no batch. Reads only. */
	standing?(action: Action, context: RunContext, reach: Reach): Promise<readonly string[] | undefined>;
}

/** What a look at something that was made says. That it will never be of use is thrown, as a CloudError. */
export type Look =
	/** `detail`: what is to be said of it now, where that is another than was said when it was made. */
	| {readonly usable: true; readonly detail?: string | undefined}
	/** `state`: in words, `pending`. `told`: for the screen, while it is waited for: `cgw-0e11f167 is pending`. */
	| {readonly usable: false; readonly state: string; readonly told: string};

/**
 * The call that takes back what an action made, or puts back what it changed. A step of an undo or a deletion holds it as data (UndoStep).
 * Of an action with `change` the step's call is the one of its way back; the step is of the kind that made the change.
 */
export interface UndoKind<Reach> {
	/** The API's action name: `DeleteCustomerGateway`. Of a change, the one that its way back mostly has. */
	readonly call: string;
	/** For people: `delete customer gateway`. */
	readonly title: string;
	readonly logged: LogFields;
	/** What of a performed action is to be taken back; undefined where nothing is, or it goes with something else. Pure. */
	of(action: Action, made: MadeBy): Pick<UndoStep, 'detail' | 'parameters'> | undefined;
	/** Looks whether it is there. Reads only. @throws CloudError */
	look(step: UndoStep, context: UndoContext, reach: Reach): Promise<Presence>;
	/** Sends the delete. Never cut off: its end would be unknown. @throws CloudError */
	send(step: UndoStep, context: UndoContext, reach: Reach): Promise<unknown>;
}

/** What a run knows of an action that it carried out. */
export interface MadeBy {
	readonly result: ActionResult;
	/** Of all actions, by id. */
	readonly results: Made['results'];
	/** Parts of its batch that stood before. */
	readonly standing: readonly string[];
}

/** The kinds of a cloud, and what they have in common. */
export interface CloudActions<Reach> {
	readonly kinds: readonly ActionKind<Reach>[];
	/** How long to wait until something can be used. */
	readonly ready: {
		readonly limitMs: number;
		/** Milliseconds before the next look; `attempt` counts from 0. */
		waitMs(attempt: number, reach: Reach): number;
		/** The error when the limit is over. `subject`: the id of what is waited for, else what the action is about. */
		tooLong(action: Action, subject: string, state: string): CloudError;
	};
	/** How long to wait until something is gone. */
	readonly gone: {
		readonly limitMs: number;
		waitMs(attempt: number, reach: Reach): number;
		/** Milliseconds that a refusal for being in use is waited out. */
		inUseMs(step: UndoStep): number;
		/** Whether an error's code says that it is not there (any more). */
		isGone(code: string): boolean;
		/** Whether an error's code says that something else must go, or become ready, first. */
		isInUse(code: string): boolean;
		/** The error when the limit is over. `unmoved`: the cloud took the delete, and it stands as if nobody had asked. */
		tooLong(step: UndoStep, unmoved: boolean): CloudError;
	};
	/** Waits; the signal ends it at once. @throws CloudError of kind 'aborted' */
	pause(ms: number, signal: AbortSignal, call: string): Promise<void>;
	/** Why a step may not be made, although its thing is there; undefined where it may. Reads only. @throws CloudError */
	whyForeign(step: UndoStep, context: UndoContext, reach: Reach): Promise<string | undefined>;
}
