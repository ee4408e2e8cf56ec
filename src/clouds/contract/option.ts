import type {SecurityPreset} from '../../connection/document.ts';
import type {FormAnswers, FormAsked, OptionValue} from './form-asked.ts';

/** A value that can be chosen, as the document spells it. */
interface OptionChoice {
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
	standard(answers: FormAnswers): Standard;
	/** Where it makes sense. One that is set is shown in any case: what stands in the document can be seen and taken back. */
	when?(asked: FormAsked): boolean;
	/** Neither shown nor part of the document while this does not hold; what was answered is kept. */
	only?(answers: FormAnswers): boolean;
	/** What stands in the document while it is not set; nothing when left out. */
	readonly unset?: unknown;
	/** A question of the form alone: it has no place in the document. What was answered, going by the other options that a document sets. */
	readonly formOnly?: (others: Readonly<Record<string, OptionValue>>) => OptionValue | undefined;
}

/** A setting of the connection that has a sound value by itself, as data. */
export type Option = OptionBase & Question;

/** How it is asked: by one or several choices, which are numbers in the document where they are `numeric`, or by typing; a list has commas. */
type Question =
	| {readonly kind: 'choice' | 'choices'; readonly choices: readonly OptionChoice[]; readonly numeric?: true}
	| {readonly kind: 'boolean'}
	// without an end where `to` is missing
	| {readonly kind: 'number'; readonly unit: string; readonly from: number; readonly to?: number}
	| {readonly kind: 'text' | 'list'; readonly example: string};

/** What a row of a cloud's table of options says for the form. */
export interface OptionRow {
	readonly label: string;
	readonly help: string;
	/** Its values in the order of the form, with what they mean; left out where `values` says it all. */
	readonly choices?: readonly OptionChoice[];
	readonly values?: readonly string[] | readonly number[];
	/** What it is at the API, where the members above and below do not say: a `list` takes several of its values at once, an `address` is IPv4. */
	readonly kind?: 'address' | 'flag' | 'hidden' | 'list' | 'number' | 'word';
	readonly limits?: {readonly least: number; readonly most?: number; readonly unit: string};
	readonly standard?: boolean | number | string | readonly string[];
	readonly example?: string;
}

/** A table of options, with what is known of them beside the form. */
export type Rows = Readonly<Record<string, Omit<OptionRow, 'label' | 'help'>>>;

/** What a document holds of an option. */
export type ValueOf<Row> = Row extends {readonly kind: 'list'; readonly values: readonly (infer Value)[]}
	? Value[]
	: Row extends {readonly values: readonly (infer Value)[]}
		? Value
		: Row extends {readonly limits: object}
			? number
			: Row extends {readonly standard: boolean}
				? boolean
				: string;

type Sent<Value> = Value extends readonly (infer Item)[] ? {Value: Item}[] : Value;

/** Values of a document under their names at the API, as a request has them: each value of a list in an object of its own. What is not given is left out. */
export function asMembers<Of extends Readonly<Record<string, {readonly member: string}>>, Values extends object>(
	rows: Of,
	values: Values,
) {
	const given = Object.entries(rows).flatMap(([name, {member}]) => {
		const value: unknown = Reflect.get(values, name);
		return value === undefined ? [] : [[member, Array.isArray(value) ? value.map(Value => ({Value})) : value]];
	});
	// entries lose which value belongs to which name
	return Object.fromEntries(given) as {
		[Name in keyof Of & keyof Values as Of[Name]['member']]: Sent<Values[Name]>;
	};
}

type Standards<Of extends Rows> = {
	-readonly [Name in keyof Of as Of[Name] extends {readonly standard: unknown} ? Name : never]: Of[Name] extends {
		readonly standard: infer Standard;
	}
		? Standard
		: never;
};

/** What holds of a table's options where nobody says anything, by their names. */
export function standards<Of extends Rows>(rows: Of): Standards<Of> {
	const known = Object.entries(rows).flatMap(([name, {standard}]) =>
		standard === undefined ? [] : [[name, standard]],
	);
	return Object.fromEntries(known) as Standards<Of>; // entries lose which value belongs to which name
}

/** How the form asks for it, but for its place and for what holds where it is not set. */
export function questionOf(row: OptionRow): Question & Pick<OptionRow, 'label' | 'help'> {
	const {label, help, limits, values, standard, example = ''} = row;
	if (limits) {
		const {least: from, most: to, unit} = limits;
		return {label, help, kind: 'number', unit, from, ...(to === undefined ? {} : {to})};
	}

	const choices = row.choices ?? values?.map(value => ({id: String(value)}));
	if (!choices) return {label, help, ...(typeof standard === 'boolean' ? {kind: 'boolean'} : {kind: 'text', example})};
	const numeric = typeof values?.[0] === 'number' ? ({numeric: true} as const) : {};
	return {label, help, kind: row.kind === 'list' ? 'choices' : 'choice', choices, ...numeric};
}

/** A label as a word within a sentence: `rekey margin`, and `DPD timeout`. */
export function withinSentence(label: string): string {
	return label.replace(/^[A-Z](?=[a-z])/, first => first.toLowerCase());
}

/** Choices that say what they are by themselves. */
export function idsOf(...ids: readonly string[]): readonly OptionChoice[] {
	return ids.map(id => ({id}));
}

/** A standard that never changes. */
export function always(value: OptionValue | undefined, whose: string): () => Standard {
	return () => ({value, whose});
}

/**
 * What a security preset says of an option.
 * @param presets by preset, the options that it sets by their names
 */
export function presetStandard(
	presets: Readonly<Record<SecurityPreset, object>>,
	name: string,
	{choices: {preset}}: FormAnswers,
): Standard | undefined {
	const isOther = preset === 'compatible' || preset === 'custom';
	const value: unknown = Object.entries(presets[isOther ? preset : 'strong']).find(([member]) => member === name)?.[1];
	if (value === undefined) return undefined;
	const given = Array.isArray(value) ? value.map(String) : typeof value === 'boolean' ? value : String(value);
	return {value: given, whose: isOther ? 'for old devices' : 'strong'};
}
