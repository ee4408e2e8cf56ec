import type {Identity, Plan} from '../../../clouds/contract/cloud.ts';
import type {AccountOptions} from '../../../connection/in-this-account.ts';
import type {SecretStore} from '../../../connection/secret.ts';
import type {Key} from '../../core/key.ts';
import {commandFor, type LateBinding} from '../../core/late-binding.ts';
import {editLine, insertInto, type TextLine} from '../../core/text-edit.ts';

/** The last question before anything is made. Enter alone never answers it. */
export interface ConfirmModel {
	readonly plan: Plan;
	/** The keys that were checked with it. */
	readonly secrets: SecretStore;
	/** Of the account that it is made in. */
	readonly account: AccountOptions;
	readonly identity: Identity | undefined;
	/** What must be typed. */
	readonly expected: string;
	readonly line: TextLine;
	/** Why Enter did nothing, until the next key. */
	readonly refused: string | undefined;
	/** Creating was asked for: no key asks for it again. */
	readonly sent: boolean;
}

export type ConfirmEvent =
	| {readonly type: 'key'; readonly key: Key}
	| {readonly type: 'paste'; readonly text: string}
	| {readonly type: 'identity'; readonly identity: Identity};

export type ConfirmIntent = {readonly type: 'help' | 'back' | 'leave' | 'create'};
export type ConfirmCommand = ConfirmIntent['type'];

const shortWord = 'create';

/** The word to type: the connection's name where it can be typed on any keyboard, else `create`. */
export function wordToType(name: string): string {
	return /^[\u0021-\u007E](?:[\u0020-\u007E]{0,38}[\u0021-\u007E])?$/.test(name) && !name.includes('  ')
		? name
		: shortWord;
}

export function openingConfirm(
	plan: Plan,
	identity: Identity | undefined,
	{secrets = new Map(), account = {}}: Partial<Pick<ConfirmModel, 'secrets' | 'account'>> = {},
): ConfirmModel {
	return {
		plan,
		secrets,
		account,
		identity,
		expected: wordToType(plan.name),
		line: {value: '', cursor: 0},
		refused: undefined,
		sent: false,
	};
}

/** Whether the word stands there. Case matters: it is a name. */
export function isTyped({line, expected}: ConfirmModel): boolean {
	return line.value.trim() === expected;
}

export function confirmKeys(model: ConfirmModel): readonly LateBinding<ConfirmCommand>[] {
	return [
		{keys: ['ctrl-g'], command: 'help', label: 'help'},
		{keys: ['enter'], command: 'create', label: isTyped(model) ? 'create' : 'create, once typed'},
		{keys: ['escape', 'shift-tab'], command: 'back', label: 'back', shown: 'escape'},
		{keys: ['ctrl-c'], command: 'leave', label: 'leave'},
	];
}

/** Pure. `create` is asked for once, and only by Enter after the word was typed. */
export function updateConfirm(
	model: ConfirmModel,
	event: ConfirmEvent,
): {readonly model: ConfirmModel; readonly intents: readonly ConfirmIntent[]} {
	if (event.type === 'identity') return {model: {...model, identity: event.identity}, intents: []};
	if (model.sent) return {model, intents: []};
	if (event.type === 'paste') {
		const text = event.text.replace(/\s+/g, ' ').trim();
		return {model: {...model, line: insertInto(model.line, text), refused: undefined}, intents: []};
	}

	const command = commandFor(confirmKeys(model), event.key);
	if (command === 'create') {
		if (isTyped(model)) return {model: {...model, sent: true}, intents: [{type: 'create'}]};
		const refused = `type ${model.expected} first: enter alone creates nothing`;
		return {model: {...model, refused}, intents: []};
	}

	if (command) return {model, intents: [{type: command}]};
	const line = editLine(model.line, event.key);
	return {model: line ? {...model, line, refused: undefined} : model, intents: []};
}
