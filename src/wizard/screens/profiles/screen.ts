import {column, derived, found, type Row, row} from '../../core/list.ts';
import {listScreen} from '../../core/list-screen.ts';
import {type Turn, turn, type WizardState} from '../../core/state.ts';
import {ask} from '../../overlays/prompt/question.ts';
import {openGiven} from '../drafts/drafts.ts';
import {openHome} from '../home/open.ts';

const columns = [column('NAME', 0, 14, 30), column('CLOUD · REGION', 1, 18, 34), column('SAVED', 2, 12, 44)];

const content = derived(({profiles = []}) => ({
	rows: profiles.map(({name, where, detail, usable}) =>
		row(name, [name, where, detail], usable ? {} : {selectable: false, reason: detail, haystack: found([name, where])}),
	),
}));

/** Connections that were saved under a name. */
export const profilesScreen = listScreen({
	list: () => ({
		key: 'profiles',
		columns,
		readings: [],
		question: 'Which profile?',
		help: 'Enter loads it into the review. A profile holds no key: it is asked for or made anew.',
		empty: 'No profile is saved yet: ctrl-s in the review saves one, ctrl-o imports a file',
		content,
		choose: (state, {id}) => turn(state, {type: 'load-profile', name: id}),
	}),
	moreKeys: (_, here) => [
		{
			keys: ['ctrl-n'],
			label: 'rename',
			run: state => onUsable(state, here, name => ask(state, 'rename-profile', name, name)),
		},
		{
			keys: ['ctrl-d'],
			label: 'delete',
			run: state => onProfile(state, here, ({id}) => ask(state, 'delete-profile', id, '')),
		},
		{
			keys: ['ctrl-x'],
			label: 'export',
			run: state => onUsable(state, here, name => ask(state, 'export-profile', name, `${name}.json`)),
		},
		{keys: ['ctrl-o'], label: 'import', run: state => turn(ask(state, 'import-profile', '', ''))},
	],
	back: state => turn(openHome(state)),
	hears: {
		profiles: (state, {profiles}) => turn({...state, profiles}),
		'profile-loaded': (state, {name, draft, madeUp}) =>
			openGiven(state, draft, {tone: 'good', text: `profile ${name} loaded: look it over`}, {madeUp}),
		'profile-saved': (state, {name}) =>
			turn(
				{...state, prompt: undefined, notice: {tone: 'good', text: `saved as profile ${name}`}},
				{type: 'list-profiles'},
			),
	},
	about: () => ['Saved connections. A profile holds every answer and no key.'],
});

function onProfile(state: WizardState, here: Row | undefined, does: (row: Row) => WizardState): Turn {
	if (here) return turn(does(here));
	return turn({...state, notice: {tone: 'look', text: 'there is no profile here: ctrl-o imports one'}});
}

/** One that is damaged can only be deleted. */
function onUsable(state: WizardState, here: Row | undefined, does: (name: string) => WizardState): Turn {
	return onProfile(state, here, ({id, selectable, reason = 'it is damaged'}) =>
		selectable ? does(id) : {...state, notice: {tone: 'look', text: `${id} can only be deleted: ${reason}`}},
	);
}
