import {mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {openSettings} from '../../src/profiles/settings.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'tunnelwright-'));

test('what was picked is there the next time, beside what a newer version keeps', async () => {
	const home = folder();
	const settings = await openSettings(home);
	expect(settings.read('notify')).toBeUndefined();
	settings.keep('notify', 'bell');
	settings.keep('other', 'x');
	expect((await openSettings(home)).read('notify')).toBe('bell');
	expect((await openSettings(home)).read('toString')).toBeUndefined();
	expect(statSync(join(home, 'settings.json')).mode & 0o777).toBe(0o600);
});

test('a damaged file is set aside and said, and what is picked is kept anew', async () => {
	const home = folder();
	writeFileSync(join(home, 'settings.json'), '{"settings": 5');
	const settings = await openSettings(home);
	expect(settings.notice).toMatch(/damaged|kept as/);
	settings.keep('notify', '99');
	expect(JSON.parse(readFileSync(join(home, 'settings.json'), 'utf8'))).toMatchObject({settings: {notify: '99'}});
	expect(readdirSync(home).length).toBe(2);
});
