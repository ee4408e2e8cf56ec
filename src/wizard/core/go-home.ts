import {lookAgain} from '../screens/watch/watch-list.ts';
import {openHome} from '../steps/move.ts';
import type {Effect} from './effect.ts';
import {withLate} from './late-state.ts';
import type {WizardState} from './state.ts';
import {andThen, type Turn, turn} from './turn.ts';

/** The key that leads to the first screen from everywhere, also out of a text. */
export const homeKey = 'ctrl-l';
export const homeHint = {key: homeKey, label: 'home'} as const;

/** What goes on and must not go out of sight; undefined where the first screen can be opened. */
export function staysFor({screen, late}: WizardState): string | undefined {
	const {run, undo, handover} = late;
	const goesOn = (phase: string | undefined) => phase === 'running' || phase === 'stopping';
	if (screen.name === 'run' && goesOn(run?.phase))
		return 'it is being made: ctrl-c stops it after the action in flight';
	if (screen.name === 'undo' && goesOn(undo?.phase))
		return 'it is being deleted: ctrl-c stops it after the call in flight';
	if (screen.name === 'handover' && handover?.phase === 'writing') return 'the files are being written';
	return undefined;
}

/** To the first screen. What was being asked stays as it is, for going on; what was only looked at is closed. */
export function goHome(state: WizardState): Turn {
	const stays = staysFor(state);
	if (stays !== undefined) return turn({...state, notice: {tone: 'look', text: stays}});
	const {name} = state.screen;
	if (name === 'home') return turn(state);
	const effects: Effect[] = [];
	if (name === 'dry-run') effects.push({type: 'stop-preflight'});
	if (name === 'undo') effects.push({type: 'stop-run'});
	if (name === 'undo' || name === 'run') effects.push({type: 'list-runs'});
	if (name === 'handover')
		effects.push({type: 'handover', request: state.late.requests.handover, wanted: {want: 'stop'}});
	const watched = name === 'panel' || name === 'handover' || (name === 'undo' && state.late.panel !== undefined);
	if (watched) effects.push({type: 'stop-watch'});
	const left = watched ? withLate(state, {panel: undefined, handover: undefined}) : state;
	const home = turn(openHome({...left, goTo: undefined, help: undefined}), ...effects);
	return name === 'step' || name === 'review' ? home : andThen(home, lookAgain);
}
