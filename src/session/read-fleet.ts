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
	for await (const snapshot of watchFleet(clouds, choice, options)) if (isWholeState(snapshot)) return snapshot;
	throw new UserError('cancelled', {exit: exitCode.cancelled});
}
