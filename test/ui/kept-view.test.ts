import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {foldersOf} from '../../src/run/folders.ts';
import {KeptView} from '../../src/ui/effects/kept-view.ts';
import type {WizardEvent} from '../../src/wizard/core/event.ts';

let home = '';
beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
});
afterEach(() => {
	vi.useRealTimers();
	rmSync(home, {recursive: true, force: true});
});

function keeping() {
	const env = {HOME: home, TUNNELWRIGHT_HOME: home};
	const heard: WizardEvent[] = [];
	const view = new KeptView({env, sandbox: false}, event => void heard.push(event));
	const file = join(foldersOf(env).config, 'settings.json');
	const kept = () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).settings.watch : undefined);
	const keep = (text: string) => view.keep({type: 'keep-view', text});
	return {view, kept, keep, heard};
}

test('a key that changes the list waits for no disk: what was picked last is written once the keys rest', async () => {
	const {view, kept, keep} = keeping();
	for (const text of ['by name', 'by id', 'by cloud']) {
		keep(text);
		await vi.advanceTimersByTimeAsync(999);
	}

	expect(kept()).toBeUndefined();
	await vi.advanceTimersByTimeAsync(1);
	vi.useRealTimers();
	await vi.waitUntil(() => kept() === 'by cloud');
	await view.flush();
	expect(kept()).toBe('by cloud');
});

test('whoever leaves at once finds it the next time', async () => {
	const {view, kept, keep, heard} = keeping();
	keep('by name');
	keep('by id');
	await view.flush();
	expect(kept()).toBe('by id');
	await view.read();
	expect(heard).toEqual([{type: 'view-kept', text: 'by id'}]);
	// nothing is left to be written after it
	expect(vi.getTimerCount()).toBe(0);
});
