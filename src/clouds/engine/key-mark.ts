import {scryptSync} from 'node:crypto';
import type {Secret} from '../../connection/secret.ts';

/** So few bits that a mark tells nothing of a key: one in 65,536 of all keys bears the same. */
const markBytes = 2;

/**
 * A mark of a key, to tell later whether another one stands: `key:<salt>:<16 bits of scrypt(key, salt)>`. A journal may keep it.
 * @param salt made of the tunnel's own ids: a key that was not changed bears the same mark again, and however many runs mark it, 16 bits are all that
 * is known of it
 */
export function keyMark(key: Secret, salt: string): string {
	const plain = salt.replace(/[^\w-]/g, '.');
	return `key:${plain}:${scryptSync(key.reveal(), plain, markBytes).toString('hex')}`;
}

/** Whether a key bears a mark; undefined for a text that is no mark. */
export function bearsMark(key: Secret, mark: string): boolean | undefined {
	const salt = /^key:([\w.-]+):[0-9a-f]{4}$/.exec(mark)?.[1];
	return salt === undefined ? undefined : keyMark(key, salt) === mark;
}
