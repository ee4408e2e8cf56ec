import {Secret} from '../../../connection/secret.ts';
import {askedOf} from '../../answers/asked.ts';
import {deleteDraft} from '../../answers/delete-draft.ts';
import {toDraft} from '../../answers/draft.ts';
import {madeUpIn} from '../../answers/made-up.ts';
import type {Effect} from '../../core/effect.ts';
import type {Key} from '../../core/key.ts';
import type {Command} from '../../core/key-map.ts';
import {resumeRun} from '../../core/late-intents.ts';
import {pasteIntoLine} from '../../core/paste.ts';
import type {Prompt, WizardState} from '../../core/state.ts';
import {editLine, insertInto} from '../../core/text-edit.ts';

/** Opens a one-line question over the screen. */
export function ask(state: WizardState, purpose: Prompt['purpose'], subject: string, value: string): WizardState {
	return {
		...state,
		prompt: {purpose, subject, value, cursor: value.length, offered: value !== '' && !isYesNo({purpose}), trouble: ''},
	};
}

/** Asks under which name the connection is kept; its own name is offered. */
export function askForProfileName(state: WizardState): WizardState {
	return ask(state, 'save-profile', '', (askedOf(state).answers.texts.name ?? '').trim());
}

/** What a prompt asks, and what it says below. */
export function promptText(prompt: Prompt): {readonly title: string; readonly hint: string} {
	switch (prompt.purpose) {
		case 'save-profile':
			return {
				title: 'Save as a profile',
				hint: 'A profile holds no key. It asks before it replaces one.',
			};
		case 'rename-profile':
			return {title: `Rename ${prompt.subject}`, hint: 'The new name.'};
		case 'export-profile':
			return {
				title: `Export ${prompt.subject}`,
				hint: 'A file that plan, apply and import read. One that exists is not overwritten.',
			};
		case 'import-profile':
			return {title: 'Import a profile', hint: 'The file of a connection document.'};
		case 'delete-profile':
			return {
				title: `Delete the profile ${prompt.subject}?`,
				hint: 'Only the profile goes; nothing in a cloud is touched.',
			};
		case 'delete-draft':
			return {
				title: `Delete the draft${prompt.value && ` ${prompt.value}`}?`,
				hint: 'Only what was answered goes; nothing in a cloud is touched.',
			};
		case 'forget-run':
			return {
				title: `Forget the run ${prompt.subject}?`,
				hint: 'It goes off this list. What it made stays, and may cost money. Its journal is put aside, not deleted.',
			};
		case 'run-key':
			return {
				title: `The pre-shared key for ${prompt.subject}`,
				hint: 'The run stopped before its key was sent, and no key is ever kept: type it again to go on.',
			};
		case 'write-report':
			return {title: 'Write the report', hint: '.md for a change ticket, .json for a program.'};
	}
}

export function promptCommand(state: WizardState, command: Command, effects: Effect[]): WizardState {
	const {prompt} = state;
	if (!prompt) return state;
	if (command === 'close' || command === 'no') return {...state, prompt: undefined};
	if (command === 'yes') return saidYes({...state, prompt: undefined}, prompt, effects);
	if (command !== 'forward') return state;
	const value = prompt.value.trim();
	if (value === '') return {...state, prompt: {...prompt, trouble: 'Type something, or press esc'}};
	if (prompt.purpose === 'run-key') return withRunKey(state, prompt, effects);
	const effect = effectOf(state, prompt, value);
	if (!effect) return {...state, prompt: {...prompt, trouble: 'There is nothing to save yet'}};
	effects.push(effect);
	return state;
}

function saidYes(state: WizardState, {purpose, subject}: Prompt, effects: Effect[]): WizardState {
	if (purpose === 'delete-draft') return deleteDraft(state, subject, effects);
	effects.push(
		purpose === 'forget-run' ? {type: 'forget-run', runId: subject} : {type: 'delete-profile', name: subject},
	);
	return state;
}

/** The key that a run was waiting for: it goes on. */
function withRunKey(state: WizardState, {subject, value}: Prompt, effects: Effect[]): WizardState {
	const {run, runKeys} = state.late;
	if (!run) return {...state, prompt: undefined};
	const keys = {...runKeys, [subject]: new Secret(value)};
	return resumeRun({...state, prompt: undefined, late: {...state.late, runKeys: keys}}, run, effects);
}

/** Whether it is answered with y or n. */
export function isYesNo({purpose}: Pick<Prompt, 'purpose'>): boolean {
	return purpose === 'delete-profile' || purpose === 'delete-draft' || purpose === 'forget-run';
}

function effectOf(state: WizardState, prompt: Prompt, value: string): Effect | undefined {
	switch (prompt.purpose) {
		case 'save-profile': {
			const draft = toDraft(state.answers);
			// what is told goes with the next key typed, so that it is of this very name
			const madeUp = madeUpIn(askedOf(state).answers);
			return draft && {type: 'save-profile', name: value, draft, again: prompt.trouble !== '', madeUp};
		}
		case 'rename-profile':
			return {type: 'rename-profile', name: prompt.subject, to: value};
		case 'export-profile':
			return {type: 'export-profile', name: prompt.subject, path: value};
		case 'import-profile':
			return {type: 'import-profile', path: value};
		case 'write-report':
			return reportOf(state, value);
		default:
			return undefined;
	}
}

/** Undefined where no plan has been made yet. */
function reportOf({late, data}: WizardState, path: string): Effect | undefined {
	const {plan, checks = [], commandLines = []} = late.dryRun ?? {};
	return plan && {type: 'write-report', path, plan, checks, commandLines, identity: data.identities[plan.cloud]};
}

export function promptKey(state: WizardState, key: Key): WizardState {
	const {prompt} = state;
	if (!prompt || isYesNo(prompt)) return state;
	const line = editLine(prompt, key);
	return line ? {...state, prompt: {...prompt, ...line, offered: false, trouble: ''}} : state;
}

export function promptPaste(state: WizardState, pasted: string): WizardState {
	const {prompt} = state;
	if (!prompt || isYesNo(prompt)) return state;
	const {text} = pasteIntoLine(pasted, ' ');
	if (text === '') return state;
	return {...state, prompt: {...prompt, ...insertInto(prompt, text), offered: false, trouble: ''}};
}
