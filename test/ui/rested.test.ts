import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, expect, it, vi} from 'vitest';
import {foldersOf} from '../../src/run/folders.ts';
import {Runtime} from '../../src/ui/runtime.ts';
import {createStore} from '../../src/ui/store.ts';
import {Driver, keysOf} from '../wizard/driver.ts';

/* What a user would lose: all that was typed into a long form, where the machine or the terminal dies before the next step. */

afterEach(() => vi.useRealTimers());

it('what was typed is on the disk a second after the last key, and no sooner', async () => {
	const home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
	const env = {HOME: home, TUNNELWRIGHT_HOME: home};
	const saved: string[] = [];
	const store = createStore(new Driver().enterUntil('name').state, effect => {
		if (effect.type === 'save-draft') saved.push(effect.type);
		if (effect.type === 'save-draft' || effect.type === 'await-rest') runtime.run(effect);
	});
	const runtime = new Runtime({sandbox: true, env}, {write: () => {}, leave: () => {}}, event => store.dispatch(event));
	const type = (text: string) => {
		for (const key of keysOf(text)) store.dispatch({type: 'key', key});
	};
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
	type('ber');
	vi.advanceTimersByTime(999);
	type('lin-9');
	vi.advanceTimersByTime(999);
	expect(saved).toEqual([]);
	vi.advanceTimersByTime(1);
	expect(saved).toHaveLength(1);
	type('!');
	vi.useRealTimers();
	await runtime.close();
	expect(saved).toHaveLength(1);
	expect(readFileSync(join(foldersOf(env).config, 'draft.json'), 'utf8')).toMatch(/berlin-9"/);
	rmSync(home, {recursive: true, force: true});
});
