import type {CloudId} from '../../clouds/contract/cloud.ts';
import type {CloudForm, OwnField} from '../../clouds/contract/form.ts';
import {cloudModules} from '../../clouds/registry.ts';
import type {ConnectionDraft} from '../../connection/document.ts';
import {readPath, writePath} from '../../connection/document-path.ts';
import type {ChoiceId, CloudAnswers, SecretId, TextId} from '../answers/answers.ts';
import type {Asked} from '../answers/asked.ts';

export interface Option {
	readonly id: string;
	readonly title: string;
	readonly means: string;
}

/** Text for the screen, where it depends on the cloud as a function. */
type Words = string | ((cloud: CloudId) => string);

/** The text for a cloud. */
export function wordsFor(words: Words, cloud: CloudId): string {
	return typeof words === 'string' ? words : words(cloud);
}

interface FieldBase {
	readonly label: Words;
	readonly help: Words;
	/** The one cloud that asks for it, where it is not for all. */
	readonly cloud?: CloudId;
	/** Whether a document with these answers has it; left out: always. */
	isPart?(answers: CloudAnswers): boolean;
	/** Where the answer stands in the document, so that findings are shown at the field. */
	path(cloud: CloudId): string;
	when?(asked: Asked): boolean;
}

/** A line of text. `free` text may hold a question mark, so `?` types itself there. */
export interface TextField extends FieldBase {
	readonly kind: 'text';
	readonly id: TextId;
	readonly placeholder: string;
	/** Several values with commas: a paste joins its lines with commas. */
	readonly list?: boolean;
	readonly free?: boolean;
	/** It goes with another answer until it is typed: going on past it does not make it the user's own. */
	readonly follows?: true;
	/** What it stands for in the document, where that is no text; undefined for nothing. Given without outer spaces. */
	toValue?(text: string): unknown;
	/** How that is typed. */
	fromValue?(value: unknown): string | undefined;
	/** The answers once this one was typed: others go with it. */
	withTyped?(answers: CloudAnswers): CloudAnswers;
	/** Why the wizard can't go on with this text, or undefined. Empty text is given too. */
	syntax(value: string, asked: Asked): string | undefined;
}

interface SecretField extends FieldBase {
	readonly kind: 'secret';
	readonly id: SecretId;
}

export interface ChoiceField extends FieldBase {
	readonly kind: 'choice';
	readonly id: ChoiceId;
	options(asked: Asked): readonly Option[];
}

/** Boxes to tick: the route tables. */
export interface BoxesField extends FieldBase {
	readonly kind: 'boxes';
	readonly id: 'routeTables';
	options(asked: Asked): readonly Option[];
	/** Said in place of the options while there are none. */
	empty(asked: Asked): string;
}

/** The option that a choice stands on: the answer, else the first. */
export function chosenIn(field: ChoiceField, asked: Asked): string {
	return asked.answers.choices[field.id] ?? field.options(asked)[0]?.id ?? '';
}

/** Where that option stands among the others. */
export function chosenBox(field: ChoiceField, asked: Asked): number {
	const chosen = chosenIn(field, asked);
	return Math.max(
		0,
		field.options(asked).findIndex(({id}) => id === chosen),
	);
}

export type Field = TextField | SecretField | ChoiceField | BoxesField;

/** What each cloud alone asks for in a form, as its fields: those of the chosen cloud are shown. */
export function ownFields(of: (form: CloudForm) => readonly OwnField[] | undefined): readonly Field[] {
	return cloudModules().flatMap(({id: cloud, form}) =>
		(of(form) ?? []).map(({path, number, when, syntax, following, ...text}): Field => {
			const isPart = (answers: CloudAnswers) => when?.(answers) ?? true;
			return {
				...text,
				kind: 'text',
				cloud,
				isPart,
				path: () => path,
				when: asked => asked.cloud === cloud && isPart(asked.answers),
				...(number ? asNumber : {}),
				...(following ? {withTyped: answers => withFollowing(answers, following(answers.texts[text.id] ?? ''))} : {}),
				syntax: (value, asked) => syntax?.(value, asked),
			};
		}),
	);
}

/** The answers with those that go with another, where they are not typed themselves. */
function withFollowing(answers: CloudAnswers, following: Readonly<Record<string, string>>): CloudAnswers {
	const free = Object.entries(following).filter(([id]) => !answers.touched.includes(id));
	return {...answers, texts: {...answers.texts, ...Object.fromEntries(free)}};
}

const textFields = (fields: readonly Field[], draft: ConnectionDraft) =>
	fields.filter((field): field is TextField => field.kind === 'text' && (field.cloud ?? draft.cloud) === draft.cloud);

/** Puts what is typed in fields where it stands in the document: without outer spaces, unless the document has it just so. */
export function putTexts(fields: readonly Field[], draft: ConnectionDraft, answers: CloudAnswers): void {
	for (const {id, path, toValue, isPart} of textFields(fields, draft)) {
		if (isPart?.(answers) === false) continue;
		const place = path(draft.cloud);
		const typed = answers.texts[id];
		if (typed !== undefined && typed === readPath(draft, place)) continue;
		const text = typed?.trim() ?? '';
		writePath(draft, place, toValue ? toValue(text) : text || undefined);
	}
}

/** What fields hold of a document. */
export function textsIn(fields: readonly Field[], draft: ConnectionDraft): CloudAnswers['texts'] {
	return Object.fromEntries(
		textFields(fields, draft).flatMap(({id, path, fromValue = asText}): readonly (readonly [string, string])[] => {
			const text = fromValue(readPath(draft, path(draft.cloud)));
			return text === undefined ? [] : [[id, text]];
		}),
	);
}

const asText = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** How a number is typed. */
export const asNumber = {
	toValue: (text: string) => (/^\d+$/.test(text) ? Number(text) : undefined),
	fromValue: (value: unknown) => (typeof value === 'number' ? String(value) : undefined),
} as const satisfies Pick<TextField, 'toValue' | 'fromValue'>;
