import {causeRow} from './causes/registry.ts';
import {remedyOf} from './remedy.ts';
import type {Known, Quote, Sign, Verdict} from './why.ts';

const mostQuotes = 5;
/** From here on nothing else is thought of. */
const likelyFrom = 0.6;
/** Under this a cause is not told beside a stronger one. */
const leastBesideLikely = 0.2;

interface Weighed {
	readonly cause: string;
	readonly weight: number;
	readonly signs: readonly Sign[];
	readonly sureness: Verdict['sureness'];
}

/** Puts signs together to verdicts, the surest first. */
export function weigh(signs: readonly Sign[], known: Known): readonly Verdict[] {
	const ids = [...new Set(signs.map(({cause}) => cause))];
	const all = ids.map(id =>
		weighed(
			id,
			signs.filter(({cause}) => cause === id),
		),
	);
	const told = all.filter(one => !all.some(other => hides(other, one)));
	const strongest = Math.max(0, ...told.map(({weight}) => weight));
	return told
		.filter(({weight}) => strongest < likelyFrom || weight >= leastBesideLikely)
		.sort((one, other) => rank(one) - rank(other) || other.weight - one.weight)
		.map(one => verdictOf(one, known));
}

function weighed(cause: string, signs: readonly Sign[]): Weighed {
	// The surest sign of each wording, whichever tunnel it is of: two tunnels with one trouble are no proof of it.
	const strongest = new Map<string, number>();
	for (const {weight, quote} of signs) {
		const key = `${quote.from} ${quote.writer ?? ''} ${quote.text.replaceAll(/\d+/g, '#')}`;
		strongest.set(key, Math.max(strongest.get(key) ?? 0, weight));
	}

	const weight = 1 - [...strongest.values()].reduce((rest, each) => rest * (1 - Math.min(each, 1)), 1);
	const isProved = signs.some(sign => sign.weight >= 1 && !sign.quote.fromGuide);
	return {cause, weight, signs, sureness: isProved ? 'proved' : weight >= likelyFrom ? 'likely' : 'possible'};
}

/** A single sign of this weight says so by itself. */
const saysItself = 0.8;

/** A cause that is surely there explains the weaker looks of others. */
function hides(one: Weighed, other: Weighed): boolean {
	if (one === other) return false;
	// Whoever was refused, or heard nothing, has asked.
	if (other.cause === 'nobody-initiates') return one.signs.some(isOfNegotiation);
	if (!(causeRow(one.cause)?.looksLike ?? []).includes(other.cause)) return false;
	const [strongest, others] = [strongestOf(one), strongestOf(other)];
	return one.weight > other.weight || (strongest >= saysItself && strongest > others);
}

function isOfNegotiation({cause, quote}: Sign): boolean {
	const over = causeRow(cause)?.over;
	return (over === 'ike' || over === 'ipsec') && cause !== 'nobody-initiates' && /log$/.test(quote.from);
}

function strongestOf({signs}: Weighed): number {
	return Math.max(0, ...signs.map(({weight}) => weight));
}

const surenesses = ['proved', 'likely', 'possible'] as const;
const rank = ({sureness}: Weighed) => surenesses.indexOf(sureness);

function verdictOf({cause, signs, sureness}: Weighed, known: Known): Verdict {
	const row = causeRow(cause);
	if (!row) throw new Error(`a sign points to "${cause}", which is no cause`);
	const named = [...new Set(signs.flatMap(({tunnel}) => tunnel ?? []))].sort((one, other) => one - other);
	const tunnels = named.length > 0 ? named : [...known.tunnels];
	return {
		cause: {id: row.id, title: row.title},
		sureness,
		tunnels,
		evidence: quotesOf(signs),
		...remedyOf(row, known, tunnels),
	};
}

function quotesOf(signs: readonly Sign[]): readonly Quote[] {
	const sorted = [...signs].sort((one, other) => other.weight - one.weight).map(({quote}) => quote);
	const texts = sorted.map(({from, text}) => `${from} ${text}`);
	return sorted.filter((_quote, index) => texts.indexOf(texts[index] ?? '') === index).slice(0, mostQuotes);
}
