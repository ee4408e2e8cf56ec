import {exitCode, UserError} from '../connection/user-error.ts';
import type {FleetSnapshot} from '../watch/fleet/fleet.ts';
import {watchFleet} from './fleet.ts';
import type {FleetChoice} from './fleet-choice.ts';
import {isWholeState} from './fleet-news.ts';
import type {FleetClouds} from './fleet-questions.ts';

/**
 * What is known of a choice once every place of it was asked, with what was seen of it before. A place that does not answer keeps nothing of the others back.
 * @throws UserError for a choice that is none, and where it is cancelled
 */
export async function readFleet(
	clouds: FleetClouds,
	choice: FleetChoice,
	options: {readonly signal: AbortSignal; readonly speed?: number | undefined},
): Promise<FleetSnapshot> {
	const fleet = watchFleet(clouds, choice, options);
	let whole: FleetSnapshot | undefined;
	for await (const snapshot of fleet) {
		if (!isWholeState(snapshot)) continue;
		whole = snapshot;
		break;
	}

	// the history is written when the watch ends: only then is it known whether it could be
	if (whole) return {...whole, ...fleet.keeping()};
	throw new UserError('cancelled', {exit: exitCode.cancelled});
}
