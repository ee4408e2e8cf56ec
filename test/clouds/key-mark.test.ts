import {expect, test} from 'vitest';
import {isKeyOfMark, keyMark} from '../../src/clouds/engine/key-mark.ts';

/* What a user would lose: a key renewed twice after a lost reply; or a journal out of which a key can be told. */

test('a mark is its key’s, and hardly any other key’s', async () => {
	const mark = await keyMark('A1b2C3d4E5f6');
	expect(await isKeyOfMark('A1b2C3d4E5f6', mark)).toBe(true);
	const others = await Promise.all(Array.from({length: 40}, (_, number) => isKeyOfMark(`another-${number}`, mark)));
	expect(others.filter(Boolean).length).toBeLessThan(2);
});

test('it holds sixteen bits of the key’s hash and nothing of the key, and is another each time', async () => {
	const key = 'correct-horse-battery';
	const marks = await Promise.all([keyMark(key), keyMark(key)]);
	expect(new Set(marks).size).toBe(2);
	for (const mark of marks) {
		const [, , hash = ''] = mark.split(':');
		expect(Buffer.from(hash, 'base64url')).toHaveLength(2);
		expect(mark).not.toContain(key.slice(0, 4));
	}
});

test.each(['', 'key', 'key::', 'key:salt:', 'other:c2FsdA:AAAA', 'key:a:b:c', '192.168.0.0/16'])(
	'%j, out of a journal that somebody edited, is no mark of any key',
	async mark => {
		expect(await isKeyOfMark('A1b2C3d4E5f6', mark)).toBe(false);
	},
);
