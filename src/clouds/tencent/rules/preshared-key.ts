import type {ConnectionDocument, KeySource} from '../../../connection/document.ts';
import type {Secret} from '../../../connection/secret.ts';
import {freshKey, unfitInKey} from '../../contract/key-form.ts';
import type {KeyRule} from '../../contract/key-rule.ts';
import {isTencent} from '../own-document.ts';

/** The name under which a session keeps the key: its place in the document. */
export const presharedKeySecret = 'presharedKey';

/** What a key is held to, told as the rules are. */
export const keyRule: KeyRule = {
	id: 'tencent.key.form',
	cloud: 'tencent',
	field: 'presharedKey',
	says: 'A pre-shared key has 1 to 128 printable ASCII characters without white space; of fewer than 8 you are warned.',
	mend: 'Let it be generated, or give another one',
	source: 'tunnelwright: Tencent Cloud documents no form of PreShareKey; this is what devices can hold',
	check: checkPresharedKey,
};

/** The keys that must be known before the run: the API makes none, whatever the source. */
export function secretsOf(
	document: ConnectionDocument,
): readonly {readonly name: string; readonly field: string; readonly source: KeySource}[] {
	if (!isTencent(document)) return [];
	return [{name: presharedKeySecret, field: presharedKeySecret, source: document.presharedKey}];
}

const digitsAndLetters = '123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0';
const longest = 128;
const short = 8;
const keyForm = {allowed: /[\u0021-\u007E]/, words: 'printable ASCII characters without white space'};

/**
 * A fresh key of 32 letters and digits that does not begin with 0: 190 bits, and valid on AWS too
 * (EC2 API, VpnTunnelOptionsSpecification: 8 to 64 of `A-Za-z0-9._`, no leading zero).
 */
export function generatePresharedKey(): Secret {
	return freshKey(digitsAndLetters, digitsAndLetters.length - 1);
}

/**
 * Why a key cannot be used, or undefined. Tencent Cloud documents no form of PreShareKey; refused is what devices cannot hold
 * or a config file would cut: nothing, white space, characters that do not print, more than 128.
 */
export function checkPresharedKey(key: Secret): string | undefined {
	const value = key.reveal();
	if (value === '') return 'the pre-shared key is empty';
	const unfit = unfitInKey(value, keyForm);
	if (unfit) return unfit;
	return key.length > longest ? `the pre-shared key has ${key.length} characters, ${longest} are the most` : undefined;
}

/** What to think of a key that can be used: short ones can be guessed. */
export function presharedKeyWarning(key: Secret): string | undefined {
	return key.length < short
		? `the pre-shared key has ${key.length} characters: fewer than ${short} can be guessed`
		: undefined;
}
