import {askedOf, placeAsked} from '../answers/asked.ts';
import {listScreen, reloadKey} from '../core/list-screen.ts';
import type {List, Screen} from '../core/screen.ts';
import {andChange, andThen, type Turn, type WizardState} from '../core/state.ts';
import {wayKeys} from '../overlays/go-to/overlay.ts';
import {accountKey} from '../screens/accounts/open.ts';
import {aboutStep, goBack, goOn} from './go-on.ts';
import {keptList} from './open-step.ts';
import type {Step, StepList} from './steps.ts';

/** The screen of a step that is a list. */
export function listStepScreen(step: Step, own: StepList): Screen {
	const list = (state: WizardState): List => {
		const asked = askedOf(state);
		const {columns, what} = own;
		return {
			...keptList(own, asked),
			columns,
			readings: own.readings(asked),
			question: step.question(asked),
			help: step.help(asked),
			empty: own.empty?.(asked.answers.region ?? 'this region') ?? 'There is nothing here: ctrl-r reads it again',
			what,
			choose: (now, {id}) => choose(now, step, own, id),
		};
	};
	return listScreen({
		list,
		keys: (state, here) => own.keys?.(here) ?? [accountKey(state.answers.cloud), reloadKey(list(state))],
		moreKeys: () => wayKeys,
		back: state => goBack(state, step.id),
		place: placeAsked,
		about: state => aboutStep(step, state),
	});
}

/** On from a list. Once the answer has been checked it is known whether one can stay gone on (`heldAt`). */
function choose(state: WizardState, {id}: Step, list: StepList, rowId: string): Turn {
	const chosen = {step: id, editing: state.editing};
	const gone = andThen(list.answer(state, rowId), answered => goOn(state, answered, id));
	return andChange(gone, now => ({...now, chosen}));
}
