import {askedOf} from '../answers/asked.ts';
import {toDraft} from '../answers/draft.ts';
import {factsKeyOf, factsOf} from '../answers/facts.ts';
import {keptDraft} from '../answers/kept-draft.ts';
import {typedKeysOf} from '../answers/typed-keys.ts';
import {listOf} from '../screens/registry.ts';
import type {Effect} from './effect.ts';
import type {WizardEvent} from './event.ts';
import {withFreshRows} from './list-view.ts';
import {listOnScreen, refreshList} from './lists.ts';
import type {WizardState} from './state.ts';

/** What follows from every change, whatever made it: lists are refilled, findings and facts asked for again. */
export function settle(before: WizardState, changed: WizardState, event: WizardEvent, effects: Effect[]): WizardState {
	if (changed.leaving) return changed;
	const after = keep(before, relist(before, placed(changed)), event, effects);
	const differs =
		after.answers !== before.answers ||
		after.data !== before.data ||
		after.typedKeys !== before.typedKeys ||
		event.type === 'check-again';
	if (!differs) return after;
	const draft = toDraft(after.answers);
	if (!draft) return after;
	effects.push({type: 'check', draft, facts: factsOf(after), keys: typedKeysOf(askedOf(after), after.typedKeys)});
	const factsKey = factsKeyOf(after);
	if (factsKey === '' || factsKey === after.factsKey) return after;
	effects.push({type: 'read-facts', key: factsKey, draft});
	return {...after, factsKey};
}

/** Where one is on the way, for coming back to it from home or from the next start. */
function placed(state: WizardState): WizardState {
	const {screen} = state;
	const place = screen.name === 'step' ? screen.step : screen.name === 'review' ? 'review' : state.place;
	return place === state.place ? state : {...state, place};
}

/** With each step the draft is kept, and within a step once typing rests, for a crash asks nobody. */
function keep(before: WizardState, after: WizardState, event: WizardEvent, effects: Effect[]): WizardState {
	if (after.answers === after.keptAnswers) return after;
	const isDue = after.place !== before.place || event.type === 'rested';
	if (!isDue && after.answers === before.answers) return after;
	const kept = keptDraft(after);
	if (!kept) return after;
	if (!isDue) {
		effects.push({type: 'await-rest'});
		return after;
	}

	effects.push({type: 'save-draft', kept});
	return {...after, keptAnswers: after.answers};
}

function relist(before: WizardState, after: WizardState): WizardState {
	const list = listOf(after);
	if (list) return withFreshRows(after, list);
	const key = listOnScreen(after)?.key;
	if (key === undefined) return after;
	const stale =
		key !== listOnScreen(before)?.key ||
		before.data !== after.data ||
		before.loads !== after.loads ||
		before.profiles !== after.profiles ||
		before.runs !== after.runs ||
		before.drafts !== after.drafts ||
		before.place !== after.place ||
		before.signIns !== after.signIns ||
		before.options !== after.options ||
		before.watchRegions !== after.watchRegions ||
		before.watchMarks !== after.watchMarks;
	return stale ? refreshList(after) : after;
}
