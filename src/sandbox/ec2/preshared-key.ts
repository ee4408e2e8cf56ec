import {randomInt} from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._';

/** A key as EC2 makes one: 32 of `[A-Za-z0-9._]`, the first not a zero. */
export function makePresharedKey(): string {
	const key = Array.from({length: 32}, () => alphabet[randomInt(alphabet.length)]).join('');
	return key.startsWith('0') ? makePresharedKey() : key;
}
