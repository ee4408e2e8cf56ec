import {column, derived, type Row, row} from '../../core/list.ts';
import {listScreen} from '../../core/list-screen.ts';
import {turn, type WizardState} from '../../core/state.ts';
import {ask} from '../../overlays/prompt/question.ts';
import {openHome} from '../home/open.ts';
import {continueDraft, editsInWords, placeInWords} from './drafts.ts';

const columns = [
	column('NAME', 0, 14, 44),
	column('CLOUD · REGION', 1, 18, 34),
	column('LEFT AT', 3, 10, 24),
	column('KEPT', 2, 12, 20),
];

const content = derived(state => ({rows: draftRows(state)}));

/** What was asked and not made yet, to be gone on with. */
export const draftsScreen = listScreen({
	list: ({place}) => ({
		key: 'drafts',
		columns,
		readings: [],
		question: 'Which draft?',
		help: `Enter goes on where it was left.${place === undefined ? '' : ' What you are at stays as another draft.'} A draft holds no key: it is asked for again.`,
		empty: 'No draft is kept beside the one you are at',
		content,
		choose: (state, {id}) => continueDraft(state, id),
	}),
	moreKeys: ({drafts}, here) => {
		const offer = drafts.find(({file}) => file === here?.id);
		return [
			{
				keys: ['ctrl-d'],
				label: 'delete',
				run: state => turn(offer ? ask(state, 'delete-draft', offer.file, '', offer.name) : state),
			},
		];
	},
	back: state => turn(openHome(state)),
	hears: {'drafts-found': (state, {offers}) => turn({...state, drafts: offers})},
	about: () => ['What was asked and not made yet. A draft holds every answer and no key.'],
});

/** Every draft that is offered, the newest first. */
function draftRows({drafts}: WizardState): readonly Row[] {
	return drafts.map(({file, name, where, when, kept}) =>
		row(file, [
			[name === '' ? '(no name yet)' : name, editsInWords(kept.answers)].filter(Boolean).join(' · '),
			where,
			placeInWords(kept.step),
			when,
		]),
	);
}
