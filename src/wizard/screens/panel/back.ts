import {andChange, andThen, type Turn, turn, type WizardState} from '../../core/state.ts';
import {keptForLater} from '../drafts/drafts.ts';
import {backToWatch} from '../watch/at-home.ts';
import {watchFleet} from '../watch/fleet.ts';
import {type AskedFrom, withAskedFrom} from './asked-from.ts';
import {watching} from './model.ts';
import {openPanel} from './open.ts';

/** Back from what was done to a connection: to the view of it, or to the list where it was not opened. */
export function backToConnection(state: WizardState): Turn {
	return watching.of(state) ? turn({...state, screen: {name: 'panel'}}) : backToWatch(state);
}

/** Back from an edit to where it was asked from. What was answered meanwhile stays for the first screen; what was not touched is no draft. */
export function backFromAnswers(state: WizardState, from: AskedFrom): Turn {
	const {choice, panel} = from;
	const kept = keptForLater(withAskedFrom(state, undefined));
	const {notice} = kept.state;
	const back = andThen(kept, now => {
		const watched = watchFleet(now, choice);
		if (!panel) return andThen(watched, backToWatch);
		return andThen(watched, looking =>
			andThen(openPanel(looking, panel.connection), opened => watching.change(opened, {view: panel.view})),
		);
	});
	return andChange(back, now => ({...now, notice}));
}

/** Back from what was made of answers to the list that they were asked from. */
export function backToList(state: WizardState, {choice}: AskedFrom): Turn {
	return andThen(watchFleet(withAskedFrom(state, undefined), choice), backToWatch);
}
