import type {OptionValue} from '../../../clouds/contract/form-asked.ts';
import type {Option} from '../../../clouds/contract/option.ts';
import {type CloudAnswers, splitList} from '../../answers/answers.ts';

/** What an option is set to, or undefined. */
export function setValue(option: Option, answers: CloudAnswers): OptionValue | undefined {
	return answers.options[option.path];
}

/** What holds: what is set, else the standard. */
export function valueInForce(option: Option, answers: CloudAnswers): OptionValue | undefined {
	return setValue(option, answers) ?? option.standard(answers).value;
}

/** Whether an option is set to something other than its standard. */
export function isChanged(option: Option, answers: CloudAnswers): boolean {
	const value = setValue(option, answers);
	return value !== undefined && !isSame(value, option.standard(answers).value);
}

/** Whether two values mean the same; the order of several choices means nothing. */
export function isSame(a: OptionValue | undefined, b: OptionValue | undefined): boolean {
	if (typeof a !== 'object' || typeof b !== 'object') return a === b;
	return a.length === b.length && a.every(item => b.includes(item));
}

/** A value as the document spells it, or undefined while it can't be read. */
export function toDocument(option: Option, value: OptionValue): unknown {
	switch (option.kind) {
		case 'number':
			return typeof value === 'string' && /^\d{1,15}$/.test(value.trim()) ? Number(value) : undefined;
		case 'choices':
			return typeof value === 'object' ? value.map(item => (option.numeric ? Number(item) : item)) : undefined;
		case 'list':
			return typeof value === 'string' ? [...splitList(value)] : undefined;
		case 'text':
			return typeof value === 'string' ? value.trim() : undefined;
		case 'choice':
			return option.numeric ? Number(value) : value;
		default:
			return value;
	}
}

/** What stands in a document as an answer; undefined for what is not of the option's kind. */
export function fromDocument(option: Option, value: unknown): OptionValue | undefined {
	switch (option.kind) {
		case 'boolean':
			return typeof value === 'boolean' ? value : undefined;
		case 'choices':
			return Array.isArray(value) ? value.map(String) : undefined;
		case 'list':
			return Array.isArray(value) ? value.join(', ') : undefined;
		case 'number':
			return typeof value === 'number' ? String(value) : undefined;
		case 'choice':
			if (option.numeric) return typeof value === 'number' ? String(value) : undefined;
			return typeof value === 'string' ? value : undefined;
		default:
			return typeof value === 'string' ? value : undefined;
	}
}

/** Why the wizard can't go on with what was typed, or undefined. What the schema and the rules say is not repeated here. */
export function valueProblem(option: Option, value: OptionValue | undefined): string | undefined {
	if (typeof value !== 'string') return undefined;
	if (option.kind === 'list' && splitList(value).length === 0) return 'Give a range, or put the default back';
	if (option.kind !== 'number' || toDocument(option, value) !== undefined) return undefined;
	return `"${value}" is not a whole number, ${limitsText(option)}`;
}

/** What a number may be: `30 s or more`, `60 to 604800 s`. */
export function limitsText({from, to, unit}: Extract<Option, {kind: 'number'}>): string {
	return to === undefined ? `${from} ${unit} or more` : `${from} to ${to} ${unit}`;
}

/** Whether a number is one that its option takes; also where it can't be read as one. */
export function isWithin(option: Extract<Option, {kind: 'number'}>, value: string): boolean {
	const number = toDocument(option, value);
	return typeof number === 'number' && number >= option.from && number <= (option.to ?? Number.POSITIVE_INFINITY);
}

/** A value for people; '' for none. */
export function wordsOf(option: Option, value: OptionValue | undefined): string {
	if (value === undefined) return '';
	switch (option.kind) {
		case 'boolean':
			return value === true ? 'on' : 'off';
		case 'choice':
			return option.choices.find(({id}) => id === value)?.title ?? String(value);
		case 'choices': {
			const picked = typeof value === 'object' ? value : [];
			return picked.length === 0 ? 'none' : inOrder(option.choices, picked).join(', ');
		}
		case 'number':
			// what can't be read as a number is shown as it was typed
			return toDocument(option, value) === undefined ? String(value) : `${String(value)} ${option.unit}`;
		default:
			return String(value);
	}
}

/** Picked ids in the order of the choices; ids that are no choice come last. */
export function inOrder(choices: readonly {readonly id: string}[], picked: readonly string[]): readonly string[] {
	const known = choices.map(({id}) => id);
	return [...known.filter(id => picked.includes(id)), ...picked.filter(id => !known.includes(id))];
}
