import {anyCloud, cloudName} from '../../../clouds/registry.ts';
import {printable} from '../../../connection/printable.ts';
import {toDraft} from '../../answers/draft.ts';
import {type KeptDraft, keptDraft} from '../../answers/kept-draft.ts';
import type {KeyBinding} from '../../core/screen.ts';
import {turn, type WizardState} from '../../core/state.ts';
import {ask} from '../../overlays/prompt/question.ts';
import type {Offer} from '../home/open.ts';
import {running} from '../run/model.ts';
import {continueNewest, type DraftOffer, editsInWords, openNew, placeInWords} from './drafts.ts';

export function newAtHome(): Offer {
	return {
		id: 'new',
		title: 'New connection',
		says: `join a site to ${anyCloud()}`,
		// what was made is told until the next is begun
		open: state => openNew(running.of(state)?.phase === 'finished' ? running.put(state, undefined) : state),
	};
}

/** The draft that one key continues, and whatever lies beside it. */
export function draftsAtHome(state: WizardState): readonly Offer[] {
	const {drafts} = state;
	const [newest, ...older] = drafts;
	const kept = keptDraft(state);
	if (kept) {
		return [own(whereYouWere(kept)), ...others(drafts)];
	}

	return newest ? [own(whatIs(newest)), ...others(older)] : [];
}

/** `where you were: name · AWS · eu-central-1 · berlin`: a step alone would not tell of which connection. */
function whereYouWere({step, answers}: KeptDraft): string {
	const {cloud, region, name} = toDraft(answers) ?? {};
	const about = [cloud === undefined ? '' : cloudName(cloud), region ?? '', name ?? ''].map(each =>
		printable(each, 60),
	);
	return [`where you were: ${placeInWords(step)}`, ...about, editsInWords(answers)].filter(Boolean).join(' · ');
}

const deleteKey: KeyBinding = {
	keys: ['ctrl-d'],
	label: 'delete',
	run(state) {
		if (keptDraft(state)) return turn(ask(state, 'delete-draft', '', '', toDraft(state.answers)?.name ?? ''));
		const [offer] = state.drafts;
		return turn(offer ? ask(state, 'delete-draft', offer.file, '', offer.name) : state);
	},
};

const own = (says: string): Offer => ({
	id: 'draft',
	title: 'Continue the draft',
	says,
	keys: [deleteKey],
	open: continueNewest,
});

function others(drafts: readonly DraftOffer[]): readonly Offer[] {
	const [newest] = drafts;
	if (!newest) return [];
	const says = drafts.length === 1 ? whatIs(newest) : `${drafts.length} kept · the newest ${whatIs(newest)}`;
	const open = (state: WizardState) => turn({...state, screen: {name: 'drafts'}}, {type: 'list-drafts'});
	return [{id: 'drafts', title: 'Other drafts', says, open}];
}

function whatIs({when, where, name, kept}: DraftOffer): string {
	return [`from ${when}`, where, name, editsInWords(kept.answers)].filter(Boolean).join(' · ');
}
