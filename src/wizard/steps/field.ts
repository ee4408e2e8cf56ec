import type {CloudId} from '../../clouds/contract/cloud.ts';
import type {ChoiceId, SecretId, TextId} from '../answers/answers.ts';
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
	/** Where the answer stands in the document, so that findings are shown at the field. */
	path(cloud: CloudId): string;
	when?(asked: Asked): boolean;
}

/** A line of text. `free` text may hold a question mark, so `?` types itself there. */
interface TextField extends FieldBase {
	readonly kind: 'text';
	readonly id: TextId;
	readonly placeholder: string;
	/** Several values with commas: a paste joins its lines with commas. */
	readonly list?: boolean;
	readonly free?: boolean;
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
