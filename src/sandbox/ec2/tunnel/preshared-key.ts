import {randomInt} from 'node:crypto';
import {invalidValue} from '../protocol/api-error.ts';
import type {Tunnel} from '../store/resources.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._';

/** A key as EC2 makes one: 32 of `[A-Za-z0-9._]`, the first not a zero. */
export function makePresharedKey(): string {
	const key = Array.from({length: 32}, () => alphabet[randomInt(alphabet.length)]).join('');
	return key.startsWith('0') ? makePresharedKey() : key;
}

/** Where EC2 keeps the keys. @throws ApiError InvalidParameterValue */
export function keyStorageOf(value: string | undefined): Tunnel['keyStorage'] {
	if (value === undefined || value === 'Standard') return 'Standard';
	if (value === 'SecretsManager') return value;
	throw invalidValue(value, 'preSharedKeyStorage', 'Valid values are Standard, SecretsManager.');
}
