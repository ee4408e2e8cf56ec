import {askedOf} from '../answers/asked.ts';
import {toDraft} from '../answers/draft.ts';
import {factsKeyOf, factsOf} from '../answers/facts.ts';
import {keptDraft} from '../answers/kept-draft.ts';
import {typedKeysOf} from '../answers/typed-keys.ts';
import {listOf} from '../screens/registry.ts';
import type {WizardEvent} from './event.ts';
import {withFreshRows} from './list-view.ts';
import {placeShown} from './place-shown.ts';
import type {WizardState} from './state.ts';
import {andChange, andThen, type Turn, turn} from './turn.ts';

/** What follows from every change, whatever made it: lists are refilled, the draft is kept, findings and facts are asked for again. */
export function follow(before: WizardState, changed: Turn, event: WizardEvent): Turn {
	if (changed.state.leaving) return changed;
	const listed = andChange(changed, now => withList(placed(now)));
	return andThen(
		andThen(listed, now => keep(before, now, event)),
		now => check(before, now, event),
	);
}

/** Findings depend on the answers and on what is known of the account, and so do the facts that a cloud is asked for. */
function check(before: WizardState, after: WizardState, event: WizardEvent): Turn {
	const differs =
		after.answers !== before.answers ||
		after.data !== before.data ||
		after.typedKeys !== before.typedKeys ||
		event.type === 'check-again';
	const draft = differs ? toDraft(after.answers) : undefined;
	if (!draft) return turn(after);
	const checking = {
		type: 'check',
		draft,
		facts: factsOf(after),
		keys: typedKeysOf(askedOf(after), after.typedKeys),
	} as const;
	const factsKey = factsKeyOf(after);
	if (factsKey === '' || factsKey === after.factsKey) return turn(after, checking);
	return turn({...after, factsKey}, checking, {type: 'read-facts', key: factsKey, draft});
}

/** Where one is on the way, for coming back to it from home or from the next start. */
function placed(state: WizardState): WizardState {
	const place = placeShown(state) ?? state.place;
	return place === state.place ? state : {...state, place};
}

/** The draft is kept with each step, and within a step once typing rests: nobody knows when a crash comes. */
function keep(before: WizardState, after: WizardState, event: WizardEvent): Turn {
	if (after.answers === after.keptAnswers) return turn(after);
	const isDue = after.place !== before.place || event.type === 'rested';
	if (!isDue && after.answers === before.answers) return turn(after);
	const kept = keptDraft(after);
	if (!kept) return turn(after);
	if (!isDue) return turn(after, {type: 'await-rest'});
	return turn({...after, keptAnswers: after.answers}, {type: 'save-draft', kept});
}

function withList(state: WizardState): WizardState {
	const list = listOf(state);
	return list ? withFreshRows(state, list) : state;
}
