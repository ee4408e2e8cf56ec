import {exitCode} from '../../connection/user-error.ts';
import {keptDraft} from '../answers/kept-draft.ts';
import {openHome} from '../screens/home/open.ts';
import {askedFrom} from '../screens/panel/asked-from.ts';
import {isUnended, madeSummary} from '../screens/run/made-summary.ts';
import {lookAgain} from '../screens/watch/at-home.ts';
import {leaveFleet} from '../screens/watch/fleet.ts';
import {watchedLines} from '../screens/watch/summary.ts';
import {homeKeyName} from './keys.ts';
import type {KeyBinding} from './screen.ts';
import {andThen, placeShown, type Turn, turn, type WizardState} from './state.ts';

/** What is printed on leaving where the screen has nothing else to tell: what was made, and what is watched where that is what it was asked from. */
export function usualEnd(state: WizardState): readonly string[] {
	const made = madeSummary(state);
	const watched = askedFrom(state) ? watchedLines(state).filter(line => !made.includes(line)) : [];
	return [...made, ...(made.length > 0 && watched.length > 0 ? [''] : []), ...watched];
}

/** Leaves the wizard. `summary` is what is printed then. */
export function leaveKey({
	keys = ['ctrl-c'],
	code = 130,
	summary = usualEnd,
}: {
	readonly keys?: readonly string[];
	readonly code?: number;
	summary?(state: WizardState): readonly string[];
} = {}): KeyBinding {
	return {keys, label: 'leave', run: state => leave(state, code, summary(state))};
}

/**
 * To the first screen.
 * @param stays why what goes on here must not go out of sight
 * @param close what goes with the screen
 */
export function homeKey({
	stays,
	close,
}: {
	readonly stays?: string | undefined;
	close?(state: WizardState): Turn;
} = {}): KeyBinding {
	return {keys: [homeKeyName], label: 'home', disabled: stays, run: state => goHome(state, close)};
}

/** What was being asked stays as it is, for going on. Of what is watched only those hear from then on who are told without looking. */
function goHome(state: WizardState, close: (state: WizardState) => Turn = turn): Turn {
	if (state.screen.name === 'home') return turn(state);
	const isAsking = placeShown(state) !== undefined;
	const left = andThen(close(state), leaveFleet);
	const home = andThen(left, now => turn(openHome({...now, goTo: undefined, help: undefined})));
	return isAsking ? home : andThen(home, lookAgain);
}

/** Leaves the wizard, never as a success where something has begun and not ended. What was being asked is kept as a draft; what was made is said on the normal screen. */
export function leave(state: WizardState, code: number, summary: readonly string[] = [], sandbox = false): Turn {
	if (state.leaving) return turn(state);
	const kept = keptDraft(state);
	return turn({...state, leaving: true}, ...(kept ? [{type: 'save-draft', kept} as const] : []), {
		type: 'leave',
		code: code === exitCode.done && isUnended(state) ? exitCode.cancelled : code,
		summary,
		draft: kept !== undefined,
		...(sandbox ? {sandbox} : {}),
	});
}
