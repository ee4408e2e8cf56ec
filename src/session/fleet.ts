import type {CloudErrorInfo} from '../clouds/contract/cloud.ts';
import {cloudIds} from '../clouds/registry.ts';
import {UserError} from '../connection/user-error.ts';
import {makeStateFolder} from '../run/folders.ts';
import type {Fleet, FleetPlace} from '../watch/fleet/fleet.ts';
import {type FleetHistory, withoutHistory} from '../watch/fleet/fleet-history.ts';
import {troubleIn} from '../watch/fleet/place-trouble.ts';
import {ticksAt} from '../watch/fleet/ticks.ts';
import {watchPlaces} from '../watch/fleet/watch-places.ts';
import {HistoryFolder} from '../watch/history/history-folder.ts';
import type {FleetChoice} from './fleet-choice.ts';
import {type FleetClouds, questionsOf} from './fleet-questions.ts';

/** Which places a choice means, and what could not be found out of them. */
interface FleetPlaces {
	readonly places: readonly FleetPlace[];
	/** An account whose places are not known, standing as one without a region, and why. */
	readonly unknown: readonly {readonly place: FleetPlace; readonly error: CloudErrorInfo}[];
}

interface FleetOptions {
	readonly signal: AbortSignal;
	/** The clock factor of an embedded sandbox: what goes faster there is asked for more often. */
	readonly speed?: number | undefined;
	/** Whether it is kept over restarts, in the state folder; that of an embedded sandbox never is. Left out: it is. */
	readonly history?: boolean;
}

/** Finds out which places a choice means. One account that can't be asked keeps none of the others back. @throws UserError for a choice that is none */
export async function placesOfFleet(
	choice: FleetChoice,
	clouds: FleetClouds,
	signal: AbortSignal,
): Promise<FleetPlaces> {
	const questions = await questionsOf(choice, clouds);
	const answers = await Promise.all(
		questions.map(async ({place, find}) => {
			try {
				return {places: (await find(signal)).map(asked => asked.place), unknown: []};
			} catch (error) {
				const trouble = troubleIn(error, place.cloud);
				if (!trouble || trouble.kind === 'aborted') throw error;
				return {places: [], unknown: [{place, error: trouble}]};
			}
		}),
	);
	// the newest of a key: it names every profile that leads there
	const places = new Map(answers.flatMap(answer => answer.places).map(place => [place.key, place]));
	return {places: [...places.values()], unknown: answers.flatMap(({unknown}) => unknown)};
}

/**
 * Watches the connections of a choice, in any number of accounts and regions. Nothing is asked before somebody reads; it ends with the last reader, or the
 * signal. A choice that is none (an id of no cloud, a saved connection that is not there) is thrown to the reader as UserError.
 */
export function watchFleet(
	clouds: FleetClouds,
	choice: FleetChoice,
	{signal, speed, history = true}: FleetOptions,
): Fleet {
	return watchPlaces({
		signal,
		ticks: ticksAt(speed),
		questions: () => questionsOf(choice, clouds),
		...(history ? {history: () => historyOf(clouds)} : {}),
	});
}

/** Where the history is kept; undefined where nothing is. */
function historyOf(clouds: FleetClouds): FleetHistory | undefined {
	const [first] = cloudIds();
	if (first === undefined) return undefined;
	const {env, sandbox} = clouds.optionsOf(first);
	if (sandbox) return undefined;
	try {
		return new HistoryFolder(makeStateFolder(env, 'history'), Date.now());
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		return withoutHistory(`the history of tunnels is not kept: ${error.message}`);
	}
}
