import {randomInt} from 'node:crypto';
import {Secret} from '../../connection/secret.ts';

/** What a key may be written with, and what to call that. */
interface KeyForm {
	readonly allowed: RegExp;
	/** As in `only letters, digits, periods and underscores`. */
	readonly words: string;
}

/**
 * The first thing in a pre-shared key that cannot stand there, named by its kind and place, or undefined: a blank at its end, as it is
 * copied along, is seen by nobody behind dots. The key is never repeated, and neither is what stands beside it.
 * @param form one character that may stand in it
 */
export function unfitInKey(value: string, {allowed, words}: KeyForm): string | undefined {
	const signs = [...value];
	const at = signs.findIndex(sign => !allowed.test(sign));
	const sign = signs[at];
	if (sign === undefined) return undefined;
	const kind = kindOf(sign);
	if (kind === undefined) return `A key has only ${words}`;
	return `The key has ${kind} ${placeOf(signs, at)}`;
}

function kindOf(sign: string): string | undefined {
	if (sign === '\t') return 'a tab';
	if (/[\r\n\u2028\u2029]/.test(sign)) return 'a line break';
	if (/\s/.test(sign)) return 'a blank';
	if (/\p{Cc}/u.test(sign)) return 'a control character';
	return /[^\u0000-\u007F]/.test(sign) ? 'a character that is not ASCII' : undefined;
}

/** Blanks in a row are at the end together: `abc  ` has them there. */
function placeOf(signs: readonly string[], at: number): string {
	if (at === 0) return 'at its start';
	return at === signs.length - 1 || signs.slice(at).every(sign => /\s/.test(sign)) ? 'at its end' : 'in its middle';
}

/** A fresh key of 32 characters from a cryptographic generator. @param first how many of the alphabet's signs it may begin with, from the front */
export function freshKey(alphabet: string, first: number): Secret {
	const signs = Array.from({length: 32}, (_, index) =>
		alphabet.charAt(randomInt(index === 0 ? first : alphabet.length)),
	);
	return new Secret(signs.join(''));
}
