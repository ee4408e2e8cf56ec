import {cloudIds} from '../../../clouds/registry.ts';
import type {FleetChoice} from '../../../session/fleet-choice.ts';
import {column, derived, rowIn, viewOf} from '../../core/list.ts';
import {listScreen, reloadKey} from '../../core/list-screen.ts';
import type {List} from '../../core/screen.ts';
import {andThen, type Turn, turn, type WizardState} from '../../core/state.ts';
import {ask, type Question} from '../../overlays/prompt/question.ts';
import {canSignIn} from '../accounts/accounts.ts';
import {backToWatch, openWatch} from '../watch/at-home.ts';
import {chosen} from '../watch/chosen.ts';
import {keepView} from '../watch/kept.ts';
import {watchSummary} from '../watch/summary.ts';
import {choiceList, choosing} from './open.ts';
import {type ChoiceRow, choiceRows, regionReadings} from './rows.ts';
import {tagsIn, tagText, ticked} from './ticks.ts';

const columns = [column('WHAT', 1, 6, 22), column('WATCHED', 0, 14, 40), column('IS', 2, 10, 70)];

const content = derived(state => {
	const rows = choiceRows(state, choosing.of(state) ?? {});
	return {
		rows: rows.map(each => each.row),
		meant: new Map(rows.map((each): [string, ChoiceRow] => [each.row.id, each])),
	};
});

function list(state: WizardState): List {
	return {
		...choiceList,
		columns,
		readings: regionReadings(state, choosing.of(state)),
		question: 'What do you want to watch?',
		help: 'Tab ticks, and takes the tick off. Profiles of the clouds’ own tools may be watched side by side; each region of each is asked with one call.',
		empty: 'Nothing can be chosen',
		what: 'regions',
		content,
		choose: (now, {id}) => (id === 'tags' ? turn(askTags(now)) : watchTicked(now)),
	};
}

/** What is watched: clouds, profiles, regions and tags, ticked side by side. */
export const fleetChoiceScreen = listScreen({
	list,
	keys: (state, here) => [
		{
			keys: viewOf(state, choiceList).filter === '' ? ['tab', ' '] : ['tab'],
			label: 'tick',
			run: now => tick(now, here?.id),
		},
		reloadKey(list(state)),
	],
	enter: 'watch these',
	back: backToWatch,
	summary: watchSummary,
	about: () => ['What is watched. It is kept for the next start.'],
});

function tick(state: WizardState, rowId: string | undefined): Turn {
	const row = content(state).meant.get(rowId ?? rowIn(state, choiceList)?.id ?? '');
	return row ? turn(choosing.put(state, ticked(choosing.of(state) ?? {}, row.what))) : turn(state);
}

/** Watches what is ticked from now on, and keeps the choice. */
function watchTicked(before: WizardState): Turn {
	const choice = withClouds(before, choosing.of(before) ?? {});
	const {watch: _, ...options} = before.options; // what was chosen here is newer than what the command said
	return andThen(keepView(chosen.put({...before, options}, choice)), state => openWatch(state, choice));
}

/** Where profiles are named only their clouds are meant: the others that are ticked are named with them, where they can be asked. */
function withClouds(state: WizardState, choice: FleetChoice): FleetChoice {
	const {profiles, clouds} = choice;
	if (!profiles || clouds) return choice;
	return {...choice, clouds: cloudIds().filter(cloud => profiles[cloud] !== undefined || canSignIn(state, cloud))};
}

function askTags(state: WizardState): WizardState {
	return ask(state, 'fleet-tags', '', tagText(choosing.of(state)?.tags));
}

export const tagsQuestion: Question = {
	title: () => 'Tags that a connection must carry',
	hint: 'As in site=berlin, or site alone for any value. Several with commas: all of them.',
	answer: (state, _, text) =>
		turn({...choosing.put(state, {...choosing.of(state), tags: tagsIn(text)}), prompt: undefined}),
};
