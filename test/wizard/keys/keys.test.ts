import {renderToString} from 'ink';
import {createElement} from 'react';
import stripAnsi from 'strip-ansi';
import {describe, expect, test} from 'vitest';
import type {Plan, TunnelName} from '../../../src/clouds/contract/cloud.ts';
import {Secret} from '../../../src/connection/secret.ts';
import type {RotationEvent} from '../../../src/session/rotation.ts';
import {layoutOf} from '../../../src/ui/layout.ts';
import {KeysView} from '../../../src/ui/screens/keys.tsx';
import type {SideSeen} from '../../../src/wizard/screens/handover/event.ts';
import {keysFields, noFiles, openingForm, rotationOf} from '../../../src/wizard/screens/keys/form.ts';
import {readyNow, renewingKeys} from '../../../src/wizard/screens/keys/model.ts';
import {keysEnd, leftOpen} from '../../../src/wizard/screens/keys/text.ts';
import {connectionOf, planOf} from '../../ui/fixtures.ts';
import {atPanelOf} from '../at-panel.ts';
import {Driver} from '../driver.ts';

const about = {place: {cloud: 'aws', region: 'eu-central-1', id: 'vpn-1'}, tunnels: 2, side: 'failed'} as const;
const tunnel = (number: number): TunnelName => ({connectionId: 'vpn-1', key: `198.51.100.${number}`, number});

describe('what is asked before keys are renewed', () => {
	const form = openingForm('berlin-keys');

	test('is for a fresh key of every tunnel, drained first, with files, where nothing else is said', () => {
		expect(rotationOf(form, about, false)).toMatchObject({
			keys: [{from: 'generated'}],
			drain: true,
			files: {folder: 'berlin-keys'},
		});
		expect(rotationOf(form, about, false)).not.toHaveProperty('tunnels');
	});

	test('a connection with one tunnel is not asked which', () => {
		expect(keysFields(form, {...about, tunnels: 1})).not.toContain('tunnels');
	});

	test('a variable is asked for each tunnel that gets its key from the environment', () => {
		const choices = {...form.choices, source: 'env'};
		expect(keysFields({...form, choices}, about)).toEqual(expect.arrayContaining(['variable1', 'variable2']));
		const one = {...form, choices: {...choices, tunnels: '2'}};
		expect(keysFields(one, about)).not.toContain('variable2');
		const texts = {...form.texts, variable1: {value: ' BERLIN_VPN_KEY ', cursor: 0}};
		expect(rotationOf({...one, texts}, about, false)).toMatchObject({
			tunnels: [2],
			keys: [{from: 'env', name: 'BERLIN_VPN_KEY'}],
		});
	});

	test('a key that the cloud makes is asked of nobody', () => {
		const kept = rotationOf({...form, choices: {...form.choices, source: 'kept'}}, about, true);
		expect(kept).toMatchObject({keptByCloud: true, evenIfDown: true});
		expect(kept).not.toHaveProperty('keys');
	});
});

/** A plan that gives both tunnels new keys. */
function renewal(second: 'UP' | 'DOWN' = 'UP'): Plan {
	const {actions, ...plan} = planOf();
	return {
		...plan,
		costs: [],
		deed: {kind: 'renew-keys', tunnels: [1, 2], drain: true},
		actions: [1, 2].flatMap(number =>
			actions.slice(0, 1).map(action => ({
				...action,
				id: `key:${number}`,
				title: `renew the key of tunnel ${number}`,
				makes: '',
				change: {
					values: [{field: 'tunnels', what: `tunnel ${number}: key`, was: 'not known', wanted: 'a new one'}],
					interrupts: {kind: 'tunnel', tunnel: tunnel(number)} as const,
					needsUp: [tunnel(3 - number)],
					backUp: [tunnel(number)],
				},
			})),
		),
		exists: {
			id: 'vpn-1',
			name: 'berlin-office',
			state: 'available',
			routing: 'bgp',
			ranges: [],
			insideCidrs: [],
			tunnels: [
				{key: tunnel(1).key, state: 'UP'},
				{key: tunnel(2).key, state: second},
			],
		},
	};
}

/** The panel on a connection, and `k` on it. */
function atKeys(seen?: SideSeen): Driver {
	const driver = new Driver();
	atPanelOf(driver, [connectionOf('berlin-office', 2, 'vpn-1')], 'vpn-1').press('k');
	return driver.send({type: 'side-read', request: driver.state.awaited['keys-side'] ?? 0, side: seen});
}

/** As far as the question, every answer as it is offered. */
function asked(plan = renewal()): Driver {
	const driver = atKeys();
	for (let count = 0; count < 6; count += 1) driver.press('enter');
	return driver.send({type: 'rotation-shown', request: driver.state.awaited.keys ?? 0, plan, checks: []});
}

/** The key that was typed is one that the cloud takes. */
function fits(driver: Driver): Driver {
	const check = driver.effects.findLast(effect => effect.type === 'check-key');
	if (!check) throw new Error('no key was checked');
	return driver.send({type: 'key-checked', request: check.request, key: check.key});
}

const typeOf = (driver: Driver, type: string) => driver.effects.filter(effect => effect.type === type);
const tell = (driver: Driver, event: RotationEvent) =>
	driver.send({type: 'rotation', request: driver.state.awaited.keys ?? 0, event});

describe('keys are renewed from the panel', () => {
	test('k asks, and reads what would be done only once all is answered', () => {
		const driver = atKeys();
		expect(driver.at).toBe('keys');
		expect(typeOf(driver, 'read-rotation')).toEqual([]);
		for (let count = 0; count < 6; count += 1) driver.press('enter');
		expect(typeOf(driver, 'read-rotation')).toMatchObject([
			{asked: {place: {id: 'vpn-1'}, drain: true, files: {folder: 'berlin-office-keys'}}},
		]);
	});

	test('Enter alone renews nothing: its name has to be typed', () => {
		const driver = asked().press('enter');
		expect(typeOf(driver, 'rotate-keys')).toEqual([]);
		driver.press('berlin-office', 'enter');
		expect(typeOf(driver, 'rotate-keys')).toMatchObject([{keys: {}}]);
	});

	test('nothing is begun while nothing would carry the traffic, unless the word is typed', () => {
		const driver = asked(renewal('DOWN')).press('berlin-office', 'enter');
		expect(typeOf(driver, 'rotate-keys')).toEqual([]);
		driver.press('ctrl-t', 'interrupt', 'enter');
		expect(typeOf(driver, 'read-rotation').at(-1)).toMatchObject({asked: {evenIfDown: true}});
	});

	test('a key that is to be typed is asked for without being shown, and goes into memory alone', () => {
		const driver = asked().press('berlin-office', 'enter');
		tell(driver, {type: 'key-wanted', field: 'tunnel 1'});
		expect(driver.state.prompt).toMatchObject({purpose: 'rotation-key', subject: 'tunnel 1'});
		driver.press('S3cret.key.1', 'enter');
		expect(typeOf(driver, 'rotate-keys')).toHaveLength(1);
		fits(driver);
		const again = driver.effects.findLast(effect => effect.type === 'rotate-keys');
		expect(again?.keys['tunnel 1']?.equals(new Secret('S3cret.key.1'))).toBe(true);
		expect(JSON.stringify({...driver.state, prompt: undefined})).not.toContain('S3cret.key.1');
	});

	test('a key that can’t be used is asked for again', () => {
		const driver = asked().press('berlin-office', 'enter');
		tell(driver, {type: 'key-wanted', field: 'tunnel 1'});
		driver.press('short', 'enter');
		driver.send({type: 'prompt-failed', message: 'A key has 8 to 64 characters'});
		expect(driver.state.prompt).toMatchObject({purpose: 'rotation-key', trouble: 'A key has 8 to 64 characters'});
		expect(typeOf(driver, 'rotate-keys')).toHaveLength(1);
		fits(driver.press('a-key-of-old', 'enter'));
		const trouble = {message: 'the pre-shared key for tunnel 1 can’t be used'};
		driver.send({type: 'rotation-failed', request: driver.state.awaited.keys ?? 0, trouble}).press('r');
		expect(typeOf(driver, 'rotate-keys').at(-1)).toMatchObject({keys: {}});
	});

	test('the steps are those of the tunnel whose turn it is, and the next one comes by itself', () => {
		const driver = asked().press('berlin-office', 'enter');
		const {actions} = renewal();
		const files = (number: number) => ({files: [], left: [], steps: `# tunnel ${number}`});
		tell(driver, {type: 'started', runId: 'run-1', actions});
		for (const number of [1, 2]) {
			const action = `key:${number}`;
			tell(driver, {type: 'action-started', action, at: number});
			tell(driver, {type: 'key-ready', action, tunnel: tunnel(number), from: 'generated'});
			tell(driver, {type: 'files-written', action, tunnel: tunnel(number), files: files(number)});
			tell(driver, {type: 'action-waiting', action, why: 'tunnel 2 is UP, 5 routes'});
			const model = renewingKeys.of(driver.state);
			expect(model && readyNow(model)?.files?.steps).toBe(`# tunnel ${number}`);
			expect(model?.run?.rows[number - 1]).toMatchObject({state: 'waiting', detail: 'tunnel 2 is UP, 5 routes'});
			tell(driver, {type: 'action-done', action, at: number, result: {id: '', existed: false, detail: ''}});
		}

		tell(driver, {type: 'finished', connectionId: 'vpn-1', made: []});
		expect(renewingKeys.of(driver.state)?.phase).toBe('finished');
		driver.press('enter');
		expect(driver.at).toBe('panel');
		driver.press('q');
		const left = driver.effects.findLast(effect => effect.type === 'leave');
		expect(left?.summary.join('\n')).toMatch(/berlin-office has its new keys/);
	});

	test('Ctrl-C stops after the action in flight, and what is left is told with the way on', () => {
		const driver = asked().press('berlin-office', 'enter');
		tell(driver, {type: 'started', runId: 'run-1', actions: renewal().actions});
		driver.press('ctrl-c');
		expect(driver.state.leaving).toBe(false);
		expect(driver.effects.at(-1)).toEqual({type: 'stop-run'});
		tell(driver, {type: 'stopped', after: undefined, made: []});
		driver.state = {...driver.state, options: {...driver.state.options, sandbox: false}};
		expect(keysEnd(driver.state).join('\n')).toMatch(/0 of 2 done/);
		driver.press('r');
		expect(typeOf(driver, 'resume-rotation')).toMatchObject([{runId: 'run-1'}]);
	});
});

/** One tunnel whose traffic is taken off before its key is changed, and given back after. */
function relieved(): Plan {
	const {actions, ...plan} = renewal();
	const [key] = actions;
	if (!key?.change) throw new Error('no key is renewed');
	const quiet = {values: [], interrupts: {kind: 'nothing'}, needsUp: [], backUp: []} as const;
	const off = {...quiet, relieves: {action: key.id, until: 'on'}};
	return {
		...plan,
		actions: [
			{...key, id: 'off', title: 'take traffic off', detail: 'vpngw-1: 172.31.0.0/16', change: off},
			key,
			{...key, id: 'on', title: 'give traffic back', change: quiet},
		],
	};
}

describe('a renewal that stopped', () => {
	const denied = {
		cloud: 'tencent',
		kind: 'api',
		code: 'Denied',
		message: 'no',
		retryable: false,
		ambiguous: false,
	} as const;
	const done = {id: '', existed: false, detail: ''};

	/** Traffic off, files written, and the key's call ends so. */
	function stopped(
		how: {readonly changed?: boolean; readonly inDoubt?: boolean; readonly isOff?: boolean} = {},
	): Driver {
		const {changed = false, inDoubt = false, isOff = true} = how;
		const plan = relieved();
		const driver = asked(plan).press('berlin-office', 'enter');
		tell(driver, {type: 'started', runId: 'run-1', actions: plan.actions});
		tell(driver, {type: 'action-started', action: 'off', at: 1});
		tell(driver, {type: 'action-done', action: 'off', at: 1, result: {...done, existed: !isOff}});
		tell(driver, {type: 'action-started', action: 'key:1', at: 2});
		tell(driver, {type: 'key-ready', action: 'key:1', tunnel: tunnel(1), from: 'generated'});
		const files = {files: [{name: 'site.conf', path: '/tmp/site.conf', what: 'keys'}], left: [], steps: '# steps'};
		tell(driver, {type: 'files-written', action: 'key:1', tunnel: tunnel(1), files});
		if (!changed) tell(driver, {type: 'action-failed', action: 'key:1', error: denied, at: 3});
		tell(driver, {
			type: 'stopped',
			after: 'off',
			made: [],
			...(changed ? {changed: ['off', 'key:1']} : {changed: ['off']}),
			...(inDoubt ? {inDoubt: [{action: 'key:1', title: 'renew the key of tunnel 1', call: 'Modify'}]} : {}),
		});
		driver.state = {...driver.state, options: {...driver.state.options, sandbox: false}};
		return driver;
	}

	const shown = (driver: Driver) => {
		const model = renewingKeys.of(driver.state);
		if (!model) throw new Error('no renewal');
		return leftOpen(model);
	};

	test('says that traffic is off and which files hold a key that the cloud does not have; u gives it back', () => {
		const driver = stopped();
		expect(shown(driver)).toEqual({
			off: ['traffic is taken off the tunnel, and not given back: vpngw-1: 172.31.0.0/16'],
			next: [expect.stringContaining('u gives it back now')],
			files: [expect.stringMatching(/tunnel 1 hold a key that the cloud does not have: .* until r has written them/)],
		});
		const left = keysEnd(driver.state).join('\n');
		expect(left).toMatch(/traffic is taken off the tunnel, and not given back: vpngw-1/);
		expect(left).toMatch(/tunnel 1 hold a key that the cloud does not have/);
		driver.press('u');
		expect(driver.at).toBe('undo');
		expect(typeOf(driver, 'preview-undo')).toMatchObject([{runId: 'run-1'}]);
		expect(renewingKeys.of(driver.state)).toBeUndefined();
	});

	test.each([
		[120, 40],
		[40, 15],
	])('on a screen of %d by %d says first that traffic is off, and the rest can be read below', (columns, rows) => {
		const driver = stopped();
		driver.state = {...driver.state, size: {columns, rows}};
		const layout = layoutOf(columns, rows, false);
		const draw = () =>
			stripAnsi(renderToString(createElement(KeysView, {state: driver.state, layout}), {columns})).replaceAll(
				/\s+/g,
				' ',
			);
		expect(draw()).toMatch(/Stopped: .*done . traffic is taken off the tunnel/);
		for (let count = 0; count < 60 && !draw().includes('the cloud does not have'); count += 1) driver.press('down');
		expect(draw()).toContain('the cloud does not have');
	});

	test('says of a call whose end is not known that nobody knows it, and offers no way back', () => {
		const driver = stopped({inDoubt: true});
		expect(shown(driver)).toMatchObject({
			next: [expect.stringContaining('r gives it back once it is UP')],
			files: [expect.stringContaining('nobody knows whether the cloud has taken it')],
		});
		driver.press('u');
		expect(driver.at).toBe('keys');
	});

	test('says nothing of files whose key the cloud took, nor of traffic that somebody else had turned off', () => {
		expect(shown(stopped({changed: true})).files).toEqual([]);
		expect(shown(stopped({isOff: false}))).toMatchObject({
			off: [],
			next: [expect.stringContaining('The cloud has no new key')],
		});
		expect(keysEnd(stopped({isOff: false}).state).join('\n')).not.toContain('runs undo');
	});
});

describe('what the device’s new files depend on', () => {
	const seen: SideSeen = {routing: 'bgp', namesSite: false, namesCloud: false, bgpTunnels: 2, keysElsewhere: []};
	const form = openingForm('berlin-keys');

	test('is asked as the hand-over asks it, where the connection leaves it open', () => {
		const fields = keysFields(form, {...about, side: seen});
		expect(fields.slice(-5)).toEqual(['nat', 'prefer', 'siteRanges', 'cloudRanges', 'folder']);
		const known = {...seen, namesSite: true, namesCloud: true, bgpTunnels: 1};
		expect(keysFields(form, {...about, side: known}).slice(-2)).toEqual(['nat', 'folder']);
		const none = {...form, choices: {...form.choices, device: noFiles}};
		expect(keysFields(none, {...about, side: seen}).at(-1)).toBe('device');
	});

	test('goes into the files', () => {
		const choices = {...form.choices, nat: 'yes', prefer: 'first'};
		const texts = {...form.texts, cloudRanges: {value: '10.0.0.0/16', cursor: 0}};
		expect(rotationOf({...form, choices, texts}, {...about, side: seen}, false)).toMatchObject({
			files: {site: {nat: true, prefer: 'first', cloudRanges: ['10.0.0.0/16']}},
		});
	});

	test('is not passed unasked while the connection is still being read', () => {
		const driver = new Driver();
		atPanelOf(driver, [connectionOf('berlin-office', 2, 'vpn-1')], 'vpn-1').press('k');
		for (let count = 0; count < 8; count += 1) driver.press('enter');
		expect(typeOf(driver, 'read-rotation')).toEqual([]);
		expect(renewingKeys.of(driver.state)?.form).toMatchObject({
			field: 'folder',
			blocked: expect.stringMatching(/still being read/),
		});
		driver.send({type: 'side-read', request: driver.state.awaited['keys-side'] ?? 0, side: seen});
		expect(renewingKeys.of(driver.state)?.form.field).toBe('prefer');
	});
});
