import {wayKeys} from '../overlays/go-to/keys.ts';
import {type Key, keyName} from './key.ts';
import type {Screen} from './state.ts';

/** What can have the keys on the way. A screen with keys of its own has its name for one. */
export type Context =
	| Exclude<Screen['name'], 'step'>
	| 'list'
	| 'text'
	| 'free-text'
	| 'secret'
	| 'choice'
	| 'boxes'
	| 'pairs'
	| 'options'
	| 'option-text'
	| 'option-choice'
	| 'option-boxes'
	| 'option-find';

export type Command =
	| 'help'
	| 'leave'
	| 'back'
	| 'forward'
	| 'move'
	| 'filter'
	| 'find'
	| 'home'
	| 'reload'
	| 'reveal'
	| 'next-field'
	| 'previous-field'
	| 'toggle'
	| 'go-on'
	| 'reset'
	| 'next-section'
	| 'add-pair'
	| 'remove-pair'
	| 'put-back'
	| 'close';

export interface Binding {
	readonly contexts: readonly Context[];
	/** Names as `keyName` gives them. The first is what the footer shows unless `shown` says otherwise. */
	readonly keys: readonly string[];
	/** Left out where the key's own record says what it does. */
	readonly command?: Command;
	readonly label: string;
	/** What the footer shows for several keys; '' keeps the binding for the help alone. */
	readonly shown?: string;
}

const texts = ['text', 'free-text', 'secret'] as const;
const fields = [...texts, 'choice', 'boxes'] as const;
/** An option that is being changed. */
const inOption = ['option-text', 'option-choice', 'option-boxes'] as const;
const steps = [...fields, 'pairs', 'options'] as const;
const everywhere = [...steps, ...inOption, 'option-find'] as const;

/** Every key of the wizard's own screens, in the order of the footer. Keys, footer and help are all read from here. */
export const keyMap: readonly Binding[] = [
	{
		contexts: ['text', 'choice', 'boxes', 'pairs', 'options', 'option-choice', 'option-boxes'],
		keys: ['?', 'ctrl-g'],
		command: 'help',
		label: 'help',
	},
	{contexts: ['free-text', 'secret', 'option-text', 'option-find'], keys: ['ctrl-g'], command: 'help', label: 'help'},
	{contexts: [...texts, 'boxes'], keys: ['enter'], command: 'forward', label: 'next'},
	{contexts: ['choice'], keys: ['enter'], command: 'forward', label: 'choose'},
	{contexts: ['choice'], keys: [' '], command: 'toggle', label: 'choose and stay', shown: ''},
	// shown only while it works: then no footer is too narrow for it
	{
		contexts: ['pairs', ...texts, 'option-text', 'option-find'],
		keys: ['ctrl-y'],
		command: 'put-back',
		label: 'undo',
	},
	{contexts: ['pairs'], keys: ['enter'], command: 'forward', label: 'next'},
	{contexts: ['options'], keys: ['enter'], command: 'forward', label: 'change, or go on'},
	{
		contexts: ['options'],
		keys: ['up', 'down', 'page-up', 'page-down', 'home', 'end'],
		command: 'move',
		label: 'move',
		shown: 'up/down',
	},
	{contexts: ['options'], keys: ['/', 'ctrl-f'], command: 'find', label: 'find'},
	{contexts: ['option-find'], keys: [], command: 'filter', label: 'to find', shown: 'type'},
	{contexts: ['option-find'], keys: ['enter', 'tab'], command: 'forward', label: 'go there'},
	{
		contexts: ['option-find'],
		keys: ['up', 'down', 'page-up', 'page-down'],
		command: 'move',
		label: 'move',
		shown: 'up/down',
	},
	{contexts: ['option-find'], keys: ['escape', 'shift-tab'], command: 'close', label: 'clear', shown: 'escape'},
	{contexts: ['options'], keys: ['tab'], command: 'next-section', label: 'next section'},
	{contexts: ['options'], keys: ['d', 'backspace', 'delete'], command: 'reset', label: 'default'},
	{contexts: ['options'], keys: ['right'], command: 'go-on', label: 'go on'},
	{contexts: ['option-text', 'option-boxes'], keys: ['enter', 'tab'], command: 'forward', label: 'done'},
	{contexts: ['option-choice'], keys: ['enter'], command: 'forward', label: 'take it'},
	{
		contexts: ['option-choice', 'option-boxes'],
		keys: ['up', 'down', 'home', 'end'],
		command: 'move',
		label: 'move',
		shown: 'up/down',
	},
	{contexts: ['option-boxes'], keys: [' ', 'x'], command: 'toggle', label: 'tick', shown: 'space'},
	{contexts: ['option-choice', 'option-boxes'], keys: ['d', 'backspace', 'delete'], command: 'reset', label: 'default'},
	{contexts: inOption, keys: ['escape', 'shift-tab'], command: 'close', label: 'close', shown: 'escape'},
	{contexts: ['choice', 'boxes'], keys: ['up', 'down'], command: 'move', label: 'move', shown: 'up/down'},
	{contexts: ['boxes'], keys: [' ', 'x'], command: 'toggle', label: 'tick', shown: 'space'},
	{contexts: ['secret'], keys: ['ctrl-t'], command: 'reveal', label: 'show'},
	{contexts: ['pairs'], keys: ['up', 'down', 'tab'], command: 'move', label: 'move', shown: 'up/down'},
	{contexts: ['pairs'], keys: ['ctrl-n'], command: 'add-pair', label: 'add'},
	{contexts: ['pairs'], keys: ['ctrl-d'], command: 'remove-pair', label: 'remove'},
	{contexts: fields, keys: ['tab', 'down'], command: 'next-field', label: 'next field', shown: ''},
	{contexts: texts, keys: ['up'], command: 'previous-field', label: 'field before', shown: ''},
	{contexts: steps, keys: ['escape', 'shift-tab'], command: 'back', label: 'back', shown: 'escape'},
	{contexts: ['boxes'], keys: ['ctrl-r'], command: 'reload', label: 'read what could not be read', shown: ''},
	...wayKeys.map(({keys, label, shown}) => ({
		contexts: everywhere,
		keys,
		label,
		...(shown === undefined ? {} : {shown}),
	})),
	{contexts: everywhere, keys: ['ctrl-l'], command: 'home', label: 'home'},
	{contexts: everywhere, keys: ['ctrl-c'], command: 'leave', label: 'leave'},
];

/** The command that a key gives in a context, or undefined when the key is the screen's own (typing). */
export function commandOf(context: Context, key: Key): Command | undefined {
	const name = keyName(key);
	return keyMap.find(binding => binding.contexts.includes(context) && binding.keys.includes(name))?.command;
}

/** What the footer says of a context, the most useful first. */
export function hintsOf(context: Context): readonly {readonly key: string; readonly label: string}[] {
	return keyMap.flatMap(binding => {
		if (!binding.contexts.includes(context) || binding.shown === '') return [];
		return [{key: binding.shown ?? binding.keys[0] ?? '', label: binding.label}];
	});
}

/** Every key of a context with what it does, for the help. */
export function helpOf(context: Context): readonly {readonly keys: readonly string[]; readonly label: string}[] {
	return keyMap.flatMap(binding =>
		binding.contexts.includes(context)
			? [{keys: binding.keys.length > 0 ? binding.keys : [binding.shown ?? ''], label: binding.label}]
			: [],
	);
}
