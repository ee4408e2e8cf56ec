import type {RunContext, UndoContext} from '../../contract/cloud.ts';

/** Where a call goes, and until when. */
export interface CallPlace {
	/** Region header and, for isolated regions, domain. */
	readonly region: string;
	readonly signal: AbortSignal;
	/** Ends the pauses between tries in place of `signal`, which then ends the call alone. */
	readonly pauses?: AbortSignal | undefined;
	/** Told before each retry. */
	readonly waiting?: ((why: string) => void) | undefined;
}

/** Where a run's actions go, or the steps of what takes them back. */
export function callPlaceOf(context: RunContext | UndoContext): CallPlace {
	const {signal, waiting} = context;
	if ('region' in context) return {region: context.region, signal, waiting};
	return {region: context.plan.region, signal, pauses: context.pauses, waiting};
}
