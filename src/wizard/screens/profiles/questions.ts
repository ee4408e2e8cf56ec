import {askedOf} from '../../answers/asked.ts';
import {toDraft} from '../../answers/draft.ts';
import {madeUpIn} from '../../answers/made-up.ts';
import {turn, type WizardState} from '../../core/state.ts';
import {ask, askAgain, type Question} from '../../overlays/prompt/question.ts';
import type {Offer} from '../home/open.ts';

export interface ProfileLine {
	readonly name: string;
	/** `AWS · eu-central-1`. */
	readonly where: string;
	/** In words: when it was saved, or what is wrong with it. */
	readonly detail: string;
	/** False for one that is damaged: it can only be deleted. */
	readonly usable: boolean;
}

export const saveQuestion: Question = {
	title: () => 'Save as a profile',
	hint: 'A profile holds no key. It asks before it replaces one.',
	answer(state, {trouble}, name) {
		const draft = toDraft(state.answers);
		if (!draft) return turn(askAgain(state, 'There is nothing to save yet'));
		const madeUp = madeUpIn(askedOf(state).answers);
		// what is told goes with the next key typed, so that it is of this very name
		return turn(state, {type: 'save-profile', name, draft, again: trouble !== '', madeUp});
	},
};

export const renameQuestion: Question = {
	title: ({subject}) => `Rename ${subject}`,
	hint: 'The new name.',
	answer: (state, {subject}, to) => turn(state, {type: 'rename-profile', name: subject, to}),
};

export const exportQuestion: Question = {
	title: ({subject}) => `Export ${subject}`,
	hint: 'A file that plan, apply and import read. One that exists is not overwritten.',
	answer: (state, {subject}, path) => turn(state, {type: 'export-profile', name: subject, path}),
};

export const importQuestion: Question = {
	title: () => 'Import a profile',
	hint: 'The file of a connection document.',
	answer: (state, _, path) => turn(state, {type: 'import-profile', path}),
};

export const deleteQuestion: Question = {
	title: ({subject}) => `Delete the profile ${subject}?`,
	hint: 'Only the profile goes; nothing in a cloud is touched.',
	sure: 'delete',
	answer: (state, {subject}) => turn(state, {type: 'delete-profile', name: subject}),
};

export function profilesAtHome({profiles}: WizardState): Offer {
	const open = (now: WizardState) => turn({...now, screen: {name: 'profiles'}}, {type: 'list-profiles'});
	return {id: 'profiles', title: 'From a profile', says: profilesSay(profiles), open};
}

/** Before they are listed: what can be done with them. */
function profilesSay(profiles: WizardState['profiles']): string {
	if (!profiles) return 'load, rename, export, import';
	if (profiles.length === 0) return 'none is saved yet';
	const names = profiles.slice(0, 3).map(({name}) => name);
	return `${profiles.length} saved · ${names.join(', ')}${profiles.length > 3 ? ', …' : ''}`;
}

/** Asks under which name the connection is kept; its own name is offered. */
export function askForProfileName(state: WizardState): WizardState {
	return ask(state, 'save-profile', '', (askedOf(state).answers.texts.name ?? '').trim());
}
