import {type Step, steps} from '../steps/steps.ts';
import type {Answers, CloudAnswers, PairText} from './answers.ts';

/** What the sandbox made up of a site, by the answer that it stands in: a text's id, or `pairs` for the ranges at the site side. */
export type MadeUp = Readonly<Record<string, string>>;

/** Where each is asked for again, and what it is called. */
const asks: NonNullable<Step['madeUp']> = Object.fromEntries(steps.flatMap(({madeUp = {}}) => Object.entries(madeUp)));

/** What of the made-up values the answers hold still: the user may have given others since. */
export function madeUpIn({madeUp = {}, texts, pairs}: CloudAnswers): MadeUp {
	const isThere = ([id, value]: readonly [string, string]) =>
		id === 'pairs' ? pairs.some(({siteSide}) => siteSide === value) : texts[id] === value;
	return Object.fromEntries(Object.entries(madeUp).filter(isThere));
}

/**
 * The answers without what the sandbox made up: outside of it that would be somebody else's device and network. What was made up is asked
 * again, everything that the user gave stays.
 * @returns also what the values that went are called, for a notice
 */
export function withoutMadeUp(answers: Answers): {readonly answers: Answers; readonly gone: readonly string[]} {
	const each = Object.entries(answers.of);
	const gone = each.flatMap(([, own]) => Object.keys(madeUpIn(own)));
	return {
		answers: {...answers, of: Object.fromEntries(each.map(([cloud, own]) => [cloud, cleared(own)]))},
		gone: [...new Set(gone.flatMap(id => asks[id]?.called ?? []))],
	};
}

function cleared(answers: CloudAnswers): CloudAnswers {
	const {madeUp, ...rest} = answers;
	const found = madeUpIn(answers);
	if (Object.keys(found).length === 0) return madeUp === undefined ? answers : rest;
	const isOther = (id: string) => !(id in found);
	const texts = Object.fromEntries(Object.entries(rest.texts).filter(([id]) => isOther(id)));
	const pairs = rest.pairs.filter(({siteSide}: PairText) => siteSide !== found.pairs);
	const again = new Set(Object.keys(found).map(id => asks[id]?.seen));
	return {
		...rest,
		texts,
		pairs,
		touched: rest.touched.filter(id => isOther(id) || (id === 'pairs' && pairs.length > 0)),
		seen: rest.seen.filter(name => !again.has(name)),
	};
}
