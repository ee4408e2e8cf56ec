import {createHash} from 'node:crypto';

/** A repeatable stand-in for chance: the same seed gives the same hex text, in every start of the sandbox. */
export function hexOf(seed: string): string {
	return createHash('sha256').update(seed, 'utf8').digest('hex');
}

/** A resource id of today's length: a prefix and 17 hex digits. */
export function idOf(prefix: string, seed: string): string {
	return `${prefix}-0${hexOf(`${prefix}/${seed}`).slice(0, 16)}`;
}
