import type {WorksNow} from '../../clouds/contract/cloud-why.ts';
import type {Cause} from '../why.ts';

/** A cause, and what the engine has to know of it. */
export interface CauseRow extends Cause {
	/**
	 * What shows that it is over: a negotiation that came that far after its signs. stays: it comes back by its nature, so that a success between two of
	 * its signs says nothing against it.
	 */
	readonly over: WorksNow | 'stays';
	/** Causes that have the same signs among others: where this one is proved, or clearly stronger, they are not told. */
	readonly looksLike?: readonly string[];
}
