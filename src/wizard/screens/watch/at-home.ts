import {cloudIds} from '../../../clouds/registry.ts';
import type {FleetChoice} from '../../../session/fleet-choice.ts';
import {clockTime} from '../../core/clock-time.ts';
import {andThen, type Turn, turn, type WizardState} from '../../core/state.ts';
import {canSignIn} from '../accounts/accounts.ts';
import type {Offer} from '../home/open.ts';
import {choiceOf, chosen} from './chosen.ts';
import {fleet, sameChoice, watchFleet, watchMeanwhile} from './fleet.ts';
import {fleetList, openingList, ordered} from './model.ts';
import {countWords, tunnelWords, unheardWords} from './words.ts';

/** The list of what is watched, or of another choice for a while. */
export function openWatch(before: WizardState, choice: FleetChoice = choiceOf(before)): Turn {
	const begin = sameChoice(choice, choiceOf(before)) ? watchFleet : watchMeanwhile;
	return andThen(begin(before, choice), state => {
		const list = fleetList.of(state) ?? openingList;
		const shown = {...state, screen: {name: 'watch'} as const, blocked: undefined};
		// what was marked the last time was for something else
		return turn(ordered(shown, {...list, marks: new Set(), isFiltering: false, isTouched: false}));
	});
}

/** Back to the list as it was left. */
export function backToWatch(before: WizardState): Turn {
	return andThen(watchFleet(before, fleet.of(before)?.choice ?? choiceOf(before)), state =>
		turn(ordered({...state, screen: {name: 'watch'}})),
	);
}

/** Asks each place once what stands there, for the line of the first screen; what is watched goes on. */
export function lookOnce(state: WizardState): Turn {
	const mayLook = chosen.of(state) !== undefined && cloudIds().some(cloud => canSignIn(state, cloud));
	return mayLook && fleet.of(state)?.watching !== 'on' ? watchFleet(state, choiceOf(state), 'once') : turn(state);
}

/** Looks again, where something may have been made or taken away. */
export function lookAgain(state: WizardState): Turn {
	return fleet.of(state)?.watching === 'on' ? turn(state, {type: 'fleet-now'}) : lookOnce(state);
}

/** The first screen's line: what stands there, as far as it has been read. */
function watchSays(state: WizardState): string {
	if (!cloudIds().some(cloud => canSignIn(state, cloud))) return 'needs credentials of a cloud';
	const model = fleet.of(state);
	if (model?.trouble) return model.trouble.message;
	const snapshot = model?.snapshot;
	if (!snapshot)
		return model?.watching === 'once' ? 'reading' : 'connections of every account and region that you choose';
	const failing = snapshot.places.filter(({error}) => error !== undefined).length;
	const times = snapshot.places.flatMap(({asOf}) => asOf ?? []);
	const bad = failing === 0 ? '' : `${failing} of ${snapshot.places.length} places can’t be read`;
	if (times.length === 0) return bad === '' ? 'reading' : bad;
	const oldest = Math.min(...times);
	const isGoingOn = model.watching !== 'off' && !model.isPaused;
	const age = bad === '' && isGoingOn ? '' : `read at ${clockTime(oldest, Math.max(oldest, state.now))}`;
	const paused = model.isPaused ? 'paused' : '';
	const {connections} = snapshot;
	const counts =
		connections.length === 0
			? [bad === '' ? 'no connection' : 'no connection where it could be read']
			: [countWords(snapshot), tunnelWords(snapshot)];
	// a count of some regions is no count of all that there is
	const where = model.choice.regions === undefined ? 'in the regions in use' : '';
	return [...counts, where, bad, unheardWords(snapshot.places), age, paused].filter(Boolean).join(' · ');
}

export function watchAtHome(state: WizardState): Offer {
	return {id: 'watch', title: 'Watch tunnels', says: watchSays(state), open: now => openWatch(now)};
}
