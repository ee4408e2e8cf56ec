import type {WizardState} from '../core/state.ts';
import {steps} from '../steps/steps.ts';
import {answersOf, type CloudAnswers, withCloudAnswers} from './answers.ts';
import {type Asked, askedOf} from './asked.ts';

/** What a step offers for an answer that the user has not touched. */
export interface Suggested extends Partial<Pick<CloudAnswers, 'texts' | 'pairs' | 'routeTables'>> {
	/** What of it only the site's people know, by the answer's id: it is made up. */
	readonly madeUp?: Readonly<Record<string, string>>;
}

/**
 * The answers with a sound suggestion in every place that the user has not touched: what the account or the cloud's documents tell.
 * What only the site's people know (its address, ASN, name and ranges) is made up on the embedded sandbox alone; elsewhere one Enter
 * too many would create it.
 */
export function withSuggestions(asked: Asked): CloudAnswers {
	const {answers} = asked;
	const parts = steps.flatMap(step => step.suggest?.(asked) ?? []);
	const isFree = ([id]: readonly [string, unknown]) => !answers.touched.includes(id);
	const offered = (of: (part: Suggested) => Readonly<Record<string, string>> | undefined) =>
		parts.flatMap(part => Object.entries(of(part) ?? {})).filter(isFree);
	const isNew = ([id, value]: readonly [string, string]) => (answers.texts[id] ?? '') !== value;
	const texts = offered(part => part.texts).filter(isNew);
	const madeUp = offered(part => part.madeUp);
	const {pairs = answers.pairs} = parts.find(part => part.pairs) ?? {};
	const {routeTables = answers.routeTables} = parts.find(part => part.routeTables) ?? {};
	const isMarked = madeUp.every(([id, value]) => answers.madeUp?.[id] === value);
	if (texts.length === 0 && pairs === answers.pairs && routeTables === answers.routeTables && isMarked) return answers;
	return {
		...answers,
		texts: texts.length > 0 ? {...answers.texts, ...Object.fromEntries(texts)} : answers.texts,
		pairs,
		routeTables,
		...(isMarked ? {} : {madeUp: {...answers.madeUp, ...Object.fromEntries(madeUp)}}),
	};
}

/** The state with suggestions where the user has said nothing. Of a connection that stands nothing is changed that nobody asked for. */
export function suggested(state: WizardState): WizardState {
	const {cloud, edits} = state.answers;
	if (!cloud || edits || answersOf(state.answers, cloud).region === undefined) return state;
	const answers = withCloudAnswers(state.answers, () => withSuggestions(askedOf(state)));
	return answers === state.answers ? state : {...state, answers};
}
