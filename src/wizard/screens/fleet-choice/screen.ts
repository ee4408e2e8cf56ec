import {cloudIds, cloudModules} from '../../../clouds/registry.ts';
import {printable} from '../../../connection/printable.ts';
import type {FleetChoice} from '../../../session/fleet-choice.ts';
import {column, derived, rowIn, viewOf} from '../../core/list.ts';
import {listScreen, reloadKey} from '../../core/list-screen.ts';
import type {List} from '../../core/screen.ts';
import {andThen, type Turn, turn, type WizardState} from '../../core/state.ts';
import {ask, askAgain, type Question} from '../../overlays/prompt/question.ts';
import {canSignIn} from '../accounts/accounts.ts';
import {backToWatch, openWatch} from '../watch/at-home.ts';
import {chosen} from '../watch/chosen.ts';
import {keepView} from '../watch/kept.ts';
import {connectionHere, markedConnections} from '../watch/model.ts';
import {watchSummary} from '../watch/summary.ts';
import {choiceList, choosing} from './open.ts';
import {type ChoiceRow, choiceRows, regionReadings} from './rows.ts';
import {tagsIn, tagText, ticked, wordsIn} from './ticks.ts';

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
		choose: (now, {id}) => turnOf(asked[id]?.(now)) ?? watchTicked(now),
	};
}

/** What is watched: clouds, profiles, regions, tags, accounts and ids, ticked side by side. */
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

/** What is typed, by the row that it is asked from. */
const asked: Readonly<Record<string, (state: WizardState) => WizardState>> = {
	tags: state => ask(state, 'fleet-tags', '', tagText(choosing.of(state)?.tags)),
	accounts: state => ask(state, 'fleet-accounts', '', (choosing.of(state)?.accounts ?? []).join(', ')),
	ids: state => ask(state, 'fleet-ids', '', (choosing.of(state)?.ids ?? meantInList(state)).join(', ')),
};

const turnOf = (state: WizardState | undefined) => (state ? turn(state) : undefined);

/** More than anybody reads in a line. */
const mostOffered = 20;

/** Those that are marked in the list, else the one under its cursor: nobody types an id that is on the screen. */
function meantInList(state: WizardState): readonly string[] {
	const marked = markedConnections(state);
	const here = connectionHere(state);
	return (marked.length > 0 ? marked : here ? [here] : []).slice(0, mostOffered).map(({status}) => status.id);
}

export const tagsQuestion: Question = {
	title: () => 'Tags that a connection must carry',
	hint: 'As in site=berlin, or site alone for any value. Several with commas: all of them.',
	answer: (state, _, text) =>
		turn({...choosing.put(state, {...choosing.of(state), tags: tagsIn(text)}), prompt: undefined}),
};

export const accountsQuestion: Question = {
	title: () => 'Numbers of the accounts to watch',
	hint: 'As in 111122223333. Several with commas. Of others nothing is shown, whatever profile is ticked.',
	answer(state, _, text) {
		const accounts = wordsIn(text);
		const wrong = accounts.find(each => !/^\d{1,20}$/.test(each));
		if (wrong !== undefined) return turn(askAgain(state, `${printable(wrong, 40)} is no number of an account`));
		return turn({...choosing.put(state, {...choosing.of(state), accounts}), prompt: undefined});
	},
};

export const idsQuestion: Question = {
	title: () => 'Ids of the connections to watch',
	hint: 'Several with commas. What is marked in the list is offered. They are looked for in the ticked regions.',
	answer(state, _, text) {
		const ids = wordsIn(text);
		const wrong = ids.find(each => !cloudModules().some(({connectionId}) => connectionId.form.test(each)));
		if (wrong !== undefined) return turn(askAgain(state, `${printable(wrong, 40)} is no id of a connection`));
		return turn({...choosing.put(state, {...choosing.of(state), ids}), prompt: undefined});
	},
};
