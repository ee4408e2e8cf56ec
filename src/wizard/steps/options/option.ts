import type {CloudAnswers, OptionValue} from '../../answers/answers.ts';
import type {Asked} from '../../answers/asked.ts';

/** A value that can be chosen, as the document spells it. */
export interface OptionChoice {
	readonly id: string;
	/** What it is called where that differs from its id. */
	readonly title?: string;
	readonly means?: string;
}

/** What holds while an option is not set. */
export interface Standard {
	/** Undefined where nothing is sent, and nothing holds. */
	readonly value: OptionValue | undefined;
	/** Whose value it is: `strong`, `AWS’s default`, `as for both`. */
	readonly whose: string;
}

interface OptionBase {
	/** Where it stands in the document. */
	readonly path: string;
	readonly section: string;
	readonly label: string;
	readonly help: string;
	standard(answers: CloudAnswers): Standard;
	/** Where it makes sense. One that is set is shown in any case: what stands in the document can be seen and taken back. */
	when?(asked: Asked): boolean;
	/** Neither shown nor part of the document while this does not hold; what was answered is kept. */
	only?(answers: CloudAnswers): boolean;
	/** What stands in the document while it is not set; nothing when left out. */
	readonly unset?: unknown;
	/** A question of the form alone: it has no place in the document. */
	readonly formOnly?: true;
}

/** One of the choices. `numeric`: it is a number in the document. */
interface ChoiceOption extends OptionBase {
	readonly kind: 'choice';
	readonly choices: readonly OptionChoice[];
	readonly numeric?: true;
}

/** Several of the choices at once. `numeric`: they are numbers in the document. */
interface ChoicesOption extends OptionBase {
	readonly kind: 'choices';
	readonly choices: readonly OptionChoice[];
	readonly numeric?: true;
}

interface BooleanOption extends OptionBase {
	readonly kind: 'boolean';
}

/** A whole number, typed. `to` is missing where there is no end. */
interface NumberOption extends OptionBase {
	readonly kind: 'number';
	readonly unit: string;
	readonly from: number;
	readonly to?: number;
}

interface TextOption extends OptionBase {
	readonly kind: 'text';
	readonly example: string;
}

/** Ranges with commas. */
interface ListOption extends OptionBase {
	readonly kind: 'list';
	readonly example: string;
}

/** A setting of the connection that has a sound value by itself, as data. */
export type Option = ChoiceOption | ChoicesOption | BooleanOption | NumberOption | TextOption | ListOption;

/** A standard that never changes. */
export function always(value: OptionValue | undefined, whose: string): () => Standard {
	return () => ({value, whose});
}
