import {steps} from '../steps/steps.ts';
import {type CloudAnswers, textParts} from './answers.ts';
import {isMembers, type Members} from './tunnels-apart.ts';

/**
 * Answers that come of a document, with what of the user's own answers no document holds: what is typed and not valid yet, what belongs to a step that is
 * hidden, which forms were seen. Pure.
 * @param mine the answers as they were typed
 * @param read what a document of these reads back as: what they say beyond it is in no document
 * @param next what the new document reads back as
 */
export function carriedOver(mine: CloudAnswers, read: CloudAnswers, next: CloudAnswers): CloudAnswers {
	const carried = new Map<string, unknown>();
	for (const name of new Set([...Object.keys(mine), ...Object.keys(next)])) {
		const [typed, said, after] = [mine, read, next].map(answers => memberOf(answers, name));
		if (name === 'from') carried.set(name, next.from);
		else if (name === 'seen' || name === 'touched') carried.set(name, [...new Set([...next[name], ...mine[name]])]);
		else if (isMembers(typed)) carried.set(name, byKey(typed, said, after));
		else carried.set(name, carriedValue(typed, said, after, false));
	}

	// cast: each member is one of the three answers', under its own name
	return Object.fromEntries([...carried].filter(([, value]) => value !== undefined)) as unknown as CloudAnswers;
}

function byKey(typed: Members, said: unknown, after: unknown): Members {
	const keys = new Set([...Object.keys(typed), ...(isMembers(after) ? Object.keys(after) : [])]);
	const values = [...keys].map(key => {
		const isList = typedLists.has(key);
		return [key, carriedValue(typed[key], memberOf(said, key), memberOf(after, key), isList)] as const;
	});
	return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** The texts in which each part stands for itself. */
const typedLists: ReadonlySet<string> = new Set(
	steps.flatMap(({fields = []}) => fields.flatMap(field => (field.kind === 'text' && field.list ? field.id : []))),
);

/** What was typed stays where it says more than a document holds, beside what comes to the same answer. */
function carriedValue(typed: unknown, said: unknown, after: unknown, isList: boolean): unknown {
	if (isLike(typed, said)) return after;
	if (isLike(after, said)) return typed;
	if (Array.isArray(typed) && Array.isArray(after)) return [...after, ...beyond(typed, said)];
	if (!isList) return typed;
	const [own, known, come] = [typed, said, after].map(text => textParts(typeof text === 'string' ? text : ''));
	return [...(come ?? []), ...beyond(own ?? [], known)].join(', ');
}

function beyond(typed: readonly unknown[], said: unknown): readonly unknown[] {
	const known: readonly unknown[] = Array.isArray(said) ? said : [];
	return typed.filter(value => !known.some(other => isLike(value, other)));
}

function memberOf(value: unknown, name: string): unknown {
	return isMembers(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Answers are plain JSON, each made by one hand: two that mean the same are written the same. '' is none. */
function isLike(a: unknown, b: unknown): boolean {
	return (a === '' ? undefined : a) === (b === '' ? undefined : b) || JSON.stringify(a) === JSON.stringify(b);
}
