import {renderToString} from 'ink';
import {createElement} from 'react';
import stripAnsi from 'strip-ansi';
import {describe, expect, test} from 'vitest';
import {Secret} from '../../../src/connection/secret.ts';
import type {RotationEvent} from '../../../src/session/rotation.ts';
import {layoutOf} from '../../../src/ui/layout.ts';
import {KeysView} from '../../../src/ui/screens/keys.tsx';
import {answersTo, keysLabel, openingForm} from '../../../src/wizard/screens/keys/form.ts';
import {renewingKeys} from '../../../src/wizard/screens/keys/model.ts';
import {keysEnd, leftOpen} from '../../../src/wizard/screens/keys/text.ts';
import {connectionOf, planOf} from '../../ui/fixtures.ts';
import {atPanelOf} from '../at-panel.ts';
import {Driver} from '../driver.ts';

/* What a user would lose: what they had answered, the way out of a folder that can't be written, a key that went to the panel as commands. */

const about = {place: {cloud: 'aws', region: 'eu-central-1', id: 'vpn-1'}, tunnels: 2, side: 'failed'} as const;
const plan = {...planOf(), deed: {kind: 'renew-keys', tunnels: [1, 2], drain: true} as const};

/** The panel on a connection, and `k` on it. */
function atKeys(): Driver {
	const driver = new Driver();
	return atPanelOf(driver, [connectionOf('berlin-office', 2, 'vpn-1')], 'vpn-1').press('k');
}

const sideRead = (driver: Driver, folder: string) =>
	driver.send({type: 'side-read', request: driver.state.awaited['keys-side'] ?? 0, side: undefined, folder});
const keysOf = (driver: Driver) => {
	const model = renewingKeys.of(driver.state);
	if (!model) throw new Error('no renewal');
	return model;
};
const requestOf = (driver: Driver) => driver.state.awaited.keys ?? 0;
const tell = (driver: Driver, event: RotationEvent) =>
	driver.send({type: 'rotation', request: requestOf(driver), event});
const failed = (driver: Driver, message: string, keyFor?: string) =>
	driver.send({
		type: 'rotation-failed',
		request: requestOf(driver),
		trouble: {message},
		...(keyFor === undefined ? {} : {keyFor}),
	});

/** Begun: its name is typed. */
function begun(): Driver {
	const driver = sideRead(atKeys(), 'berlin-office-keys');
	for (let count = 0; count < 6; count += 1) driver.press('enter');
	driver.send({type: 'rotation-shown', request: requestOf(driver), plan, checks: []});
	return driver.press('berlin-office', 'enter');
}

function draw(driver: Driver, columns = 80, rows = 24): string {
	driver.state = {...driver.state, size: {columns, rows}};
	const layout = layoutOf(columns, rows, false);
	return stripAnsi(renderToString(createElement(KeysView, {state: driver.state, layout}), {columns}));
}

describe('the form', () => {
	test('suggests a folder that nothing stands at, unless one was typed', () => {
		const driver = sideRead(atKeys(), 'berlin-office-keys-2');
		expect(keysOf(driver).form.texts.folder.value).toBe('berlin-office-keys-2');
		const typed = atKeys();
		for (let count = 0; count < 5; count += 1) typed.press('tab');
		typed.press('ctrl-u', 'mine');
		expect(keysOf(sideRead(typed, 'berlin-office-keys-2')).form.texts.folder.value).toBe('mine');
	});

	test('keeps what was answered, for whoever looks aside', () => {
		const driver = sideRead(atKeys(), 'berlin-office-keys');
		driver.press('tab', 'down', 'down', 'enter', 'ONE_VPN_KEY', 'enter', 'TWO_VPN_KEY', 'escape');
		expect(driver.at).toBe('panel');
		driver.press('k');
		expect(keysOf(driver).form).toMatchObject({
			choices: {source: 'env'},
			texts: {variable1: {value: 'ONE_VPN_KEY'}, variable2: {value: 'TWO_VPN_KEY'}},
		});
	});

	test('names each variable by its tunnel, and says nothing of options that do not come', () => {
		const form = openingForm('keys');
		const env = {...form, choices: {...form.choices, source: 'env'}};
		expect(keysLabel('variable1', env, about)).toBe('Variable, tunnel 1');
		const one = {...env, choices: {...env.choices, tunnels: '2'}};
		expect(keysLabel('variable1', one, about)).toBe('Its variable');
		expect(JSON.stringify(answersTo('source', about))).not.toMatch(/come next|first of the options/);
	});

	test('says no more what was wrong once it is answered otherwise', () => {
		const driver = sideRead(atKeys(), 'keys');
		for (let count = 0; count < 6; count += 1) driver.press('enter');
		failed(driver, 'the device’s files can’t be written into keys');
		expect(draw(driver)).toContain('can’t be written');
		driver.press('x');
		expect(draw(driver)).not.toContain('can’t be written');
	});

	test.each(['enter', ' '])('says no more what was wrong with a choice once %j takes another', key => {
		const driver = sideRead(atKeys(), 'keys');
		for (let count = 0; count < 6; count += 1) driver.press('enter');
		failed(driver, 'NOPE_X is not set');
		while (keysOf(driver).form.field !== 'source') driver.press('shift-tab');
		// the same one again is no other answer
		driver.press(key);
		expect(draw(driver)).toContain('NOPE_X is not set');
		while (keysOf(driver).form.field !== 'source') driver.press('shift-tab');
		driver.press('down', key);
		expect(keysOf(driver).form.choices.source).toBe('prompt');
		expect(draw(driver)).not.toContain('NOPE_X');
	});
});

describe('a renewal that broke before it changed anything', () => {
	test('stands still, says so, and is asked for otherwise with e', () => {
		const driver = begun();
		tell(driver, {type: 'started', runId: 'run-1', actions: plan.actions});
		const [action] = plan.actions;
		tell(driver, {type: 'action-started', action: action?.id ?? '', at: 1});
		failed(driver, 'the folder can’t be written');
		expect(keysOf(driver).run?.rows.map(({state}) => state)).not.toContain('running');
		expect(leftOpen(keysOf(driver)).next).toEqual([expect.stringMatching(/The cloud has no new key: .* e asks/)]);
		expect(draw(driver)).toContain('The cloud has no new key');
		driver.press('e');
		expect(keysOf(driver)).toMatchObject({phase: 'answering', run: undefined, trouble: undefined});
		expect(driver.effects.slice(-2)).toMatchObject([{type: 'stop-rotation'}, {type: 'read-side'}]);
		// the files of the first try are not in the way
		expect(keysOf(sideRead(driver, 'berlin-office-keys-2')).form.texts.folder.value).toBe('berlin-office-keys-2');
	});

	/** Stopped before the cloud was asked for anything, and asked for otherwise, as far as its name. */
	function otherwise(hasFiles = false): Driver {
		const driver = begun();
		const [action] = plan.actions;
		const id = action?.id ?? '';
		tell(driver, {type: 'started', runId: 'run-1', actions: plan.actions});
		tell(driver, {type: 'action-started', action: id, at: 1});
		const tunnel = {connectionId: 'vpn-1', key: '198.51.100.1', number: 1};
		tell(driver, {type: 'key-ready', action: id, tunnel, from: 'generated'});
		const files = {files: [], left: [], steps: ''};
		if (hasFiles) tell(driver, {type: 'files-written', action: id, tunnel, files});
		sideRead(failed(driver, 'the folder can’t be written').press('e'), 'elsewhere');
		for (let count = 0; count < 6; count += 1) driver.press('enter');
		driver.send({type: 'rotation-shown', request: requestOf(driver), plan, checks: []});
		return driver.press('berlin-office', 'enter');
	}
	const rotated = (driver: Driver) => driver.effects.findLast(effect => effect.type === 'rotate-keys');

	test('is replaced by the one that is asked for otherwise, also where that asks for a key first', () => {
		const driver = otherwise();
		expect(rotated(driver)).toMatchObject({replaces: 'run-1'});
		tell(driver, {type: 'key-wanted', field: 'tunnel 1'});
		driver.press('escape', 'r');
		expect(rotated(driver)).toMatchObject({replaces: 'run-1'});
		tell(driver, {type: 'started', runId: 'run-2', actions: plan.actions});
		expect(keysOf(driver).replaces).toBe('');
	});

	test('stays listed where it has written files: it is what names them', () => {
		expect(rotated(otherwise(true))).not.toHaveProperty('replaces');
	});

	test('says no more what it waited for', () => {
		const driver = begun();
		const action = plan.actions[0]?.id ?? '';
		tell(driver, {type: 'started', runId: 'run-1', actions: plan.actions});
		tell(driver, {type: 'action-started', action, at: 1});
		tell(driver, {type: 'action-waiting', action, why: 'tunnel 1 still has 5 routes'});
		expect(draw(driver)).toContain('still has 5 routes');
		failed(driver, 'the journal can’t be written');
		expect(draw(driver)).not.toContain('still has 5 routes');
	});

	test('is not told on leaving where it has not even begun', () => {
		const driver = failed(begun(), 'no journal can be written');
		expect(keysEnd(driver.state).join('\n')).not.toContain('not all of its new keys');
	});
});

test('a key that can’t be used is asked for again, and what is typed next is no command', () => {
	const driver = begun();
	tell(driver, {type: 'key-wanted', field: 'tunnel 2'});
	driver.press('S3cret.key.1', 'enter');
	const check = driver.effects.findLast(effect => effect.type === 'check-key');
	if (!check) throw new Error('no key was checked');
	driver.send({type: 'key-checked', request: check.request, key: new Secret('S3cret.key.1')});
	failed(driver, 'the key for tunnel 2 can’t be used: each tunnel has a key of its own', 'tunnel 2');
	expect(driver.state.prompt).toMatchObject({
		purpose: 'rotation-key',
		subject: 'tunnel 2',
		trouble: expect.stringContaining('a key of its own'),
	});
	expect(keysOf(driver).typed).toEqual({});
});

test('of one renewal only how it ended last is said on leaving', () => {
	const driver = begun();
	driver.state = {...driver.state, options: {...driver.state.options, sandbox: false}};
	tell(driver, {type: 'started', runId: 'run-1', actions: plan.actions});
	tell(driver, {type: 'stopped', after: undefined, made: []});
	driver.press('r');
	tell(driver, {type: 'started', runId: 'run-1', actions: plan.actions});
	for (const {id} of plan.actions) {
		tell(driver, {type: 'action-started', action: id, at: 1});
		tell(driver, {type: 'action-done', action: id, at: 2, result: {id: '', existed: false, detail: ''}});
	}

	tell(driver, {type: 'finished', connectionId: 'vpn-1', made: []});
	driver.press('enter', 'q');
	const left = driver.effects.findLast(effect => effect.type === 'leave');
	expect(left?.summary.join('\n')).toContain('has its new keys');
	expect(left?.summary.join('\n')).not.toContain('not all of its new keys');
});
