import {goesOn} from '../../connection/take-down.ts';
import type {RunContext, UndoEnd} from '../contract/cloud.ts';
import {CloudError} from '../contract/cloud-error.ts';
import {times} from '../net/tries.ts';

/** What a look at something that is to go says. */
export type Presence = 'there' | 'going' | 'gone' | 'not known' | {readonly notYet: string};

/** Why what is there is not to go; undefined where it is. */
export type Foreign = () => Promise<string | undefined>;

export interface Removal {
	/** Looks whether it is there. Reads only. */
	readonly look: () => Promise<Presence>;
	/** Asked before the delete goes out for the first time. Reads only. */
	readonly foreign?: Foreign;
	/** Sends the delete. */
	readonly send: () => Promise<unknown>;
	/** Whether an error of `send` says that it is not there (any more). */
	readonly isGone: (error: CloudError) => boolean;
	/** Whether an error of `send` says that something else must go, or become ready, first. */
	readonly isInUse: (error: CloudError) => boolean;
	/** What is taken away, for messages. */
	readonly subject: string;
	/** Waits before the next look; `attempt` counts from 0. @throws CloudError when the signal ends it */
	readonly wait: (attempt: number) => Promise<void>;
	/** Milliseconds that something may take to go. */
	readonly limitMs: number;
	/** Milliseconds that a refusal for being in use is waited out. */
	readonly inUseMs: number;
	/** The error when the limit is over. `unmoved`: the cloud took the delete, and it stands as if nobody had asked. */
	readonly tooLong: (unmoved: boolean) => CloudError;
}

/** What stands as if nobody had asked for its deletion: never that it is gone, nor that it is going. */
export function unmovedText(subject: string, waited: string): string {
	return `${subject} still stands after ${waited}, though its deletion was taken each time it was asked for`;
}

export const unmovedMend =
	'Look in the console what holds it, and delete it there or go on here; until then it may cost money';

/**
 * Takes something away and waits until it is gone. A delete names its thing by id, so that sending it again can do no harm; it is
 * looked for before each one all the same, so that what is gone is never an error.
 * @throws CloudError
 */
export async function removeOnce(removal: Removal, context: Pick<RunContext, 'signal' | 'waiting'>): Promise<UndoEnd> {
	// a clock that is set meanwhile neither ends nor lengthens the wait
	const began = performance.now();
	let sent = false;
	/** Whether the cloud took the delete, not only may have. */
	let taken = false;
	/** Why the latest look or delete came to nothing, and how often in a row. */
	let trouble: {readonly why: string; readonly tries: number} | undefined;
	const troubled = ({info}: CloudError) => {
		const why = info.code || info.message;
		trouble = {why, tries: trouble?.why === why ? trouble.tries + 1 : 1};
		return `${why}, tried ${times(trouble.tries)}`;
	};
	for (let attempt = 0; ; attempt += 1) {
		const presence = await lookAt(removal, sent, error =>
			context.waiting?.(`${removal.subject}: not known whether it is gone: ${troubled(error)}`),
		);
		if (presence === 'gone') return sent ? 'deleted' : 'was gone already';
		if (presence === 'there') {
			const why = sent ? undefined : await removal.foreign?.();
			if (why !== undefined) return `stays: ${why}`;
			const refusal = await sendDelete(removal);
			const first = !sent && refusal === undefined;
			if (refusal === undefined || refusal.info.ambiguous) sent = true;
			if (refusal === undefined) taken = true;
			// most things are gone at once
			if (first) continue;
			if (refusal && removal.isInUse(refusal) && performance.now() - began > removal.inUseMs) throw refusal;
			if (refusal) context.waiting?.(`${removal.subject}: ${troubled(refusal)}, again in a moment`);
			else context.waiting?.(`${removal.subject} still stands, though its deletion was taken: asked again`);
		}

		if (performance.now() - began > removal.limitMs) {
			const late = removal.tooLong(taken && presence === 'there');
			const message = trouble
				? `${late.info.message}: ${trouble.why}, tried ${times(trouble.tries)}`
				: late.info.message;
			throw new CloudError({...late.info, message, ambiguous: sent});
		}

		if (presence === 'going') context.waiting?.(`${removal.subject} ${goesOn}`);
		if (typeof presence === 'object') context.waiting?.(`${removal.subject} is ${presence.notYet}`);
		await removal.wait(attempt);
	}
}

/**
 * While it is going, one look that fails says nothing: it is told, and looked again.
 * @throws CloudError; `ambiguous` where the delete has gone out, so that nobody knows what became of it
 */
async function lookAt({look}: Removal, sent: boolean, onTrouble: (error: CloudError) => void): Promise<Presence> {
	try {
		return await look();
	} catch (error) {
		if (!sent || !(error instanceof CloudError)) throw error;
		if (!error.info.retryable) throw new CloudError({...error.info, ambiguous: true});
		onTrouble(error);
		return 'not known';
	}
}

/** The refusal after which looking and sending again makes sense. @throws CloudError any other */
async function sendDelete({send, isGone, isInUse}: Removal): Promise<CloudError | undefined> {
	try {
		await send();
		return undefined;
	} catch (error) {
		if (!(error instanceof CloudError)) throw error;
		if (isGone(error) || isInUse(error) || error.info.ambiguous || error.info.retryable) return error;
		throw error;
	}
}
