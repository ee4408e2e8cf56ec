import {randomBytes, scrypt} from 'node:crypto';

/*
 * Whether a key is still the one that stood before, of which a journal may keep nothing that tells it. Sixteen bits of a slow hash with a salt: of all
 * keys that somebody could try, one in 65,536 fits, so that the mark neither gives the key away nor tells that a guess was right.
 */

const saltBytes = 12;
const markBytes = 2;
const begins = 'key';

/** What a journal keeps of a key: `key:<salt>:<mark>`. Another one each time, also of the same key. */
export async function keyMark(key: string): Promise<string> {
	const salt = randomBytes(saltBytes).toString('base64url');
	return `${begins}:${salt}:${await hashOf(key, salt)}`;
}

/** Whether a mark can be this key's; false for what is no mark. Of another key it is true once in 65,536. */
export async function isKeyOfMark(key: string, mark: string): Promise<boolean> {
	const [first, salt = '', hash = '', ...more] = mark.split(':');
	if (first !== begins || salt === '' || hash === '' || more.length > 0) return false;
	return (await hashOf(key, salt)) === hash;
}

function hashOf(key: string, salt: string): Promise<string> {
	return new Promise((resolve, reject) => {
		scrypt(key, salt, markBytes, (error, hash) => {
			if (error) reject(error);
			else resolve(hash.toString('base64url'));
		});
	});
}
