import {describe, expect, test} from 'vitest';
import type {UndoStep} from '../../../../src/clouds/contract/cloud.ts';
import type {SignInView} from '../../../../src/wizard/core/state.ts';
import {whyNoAccount} from '../../../../src/wizard/screens/accounts/accounts.ts';
import {planOf} from '../../../ui/fixtures.ts';
import {Driver, rowHere, smallWorld, viewHere} from '../../driver.ts';

/** What the list on the screen says, row by row. */
function rowsOf({state}: Driver): readonly string[] {
	return (viewHere(state)?.rows ?? []).map(({cells}) => cells.join(' | '));
}

function pointTo(driver: Driver, title: string): Driver {
	driver.press('home');
	for (let count = 0; count < 20; count += 1) {
		if (rowHere(driver.state)?.cells[0] === title) return driver;
		driver.press('down');
	}

	throw new Error(`no row ${title} in ${rowsOf(driver).join('\n')}`);
}

const found: SignInView = {
	source: 'profile network',
	profiles: [
		{name: 'network', kind: 'sso', detail: 'SSO session corp'},
		{name: 'lab', kind: 'settings', detail: 'region only'},
	],
	tried: [],
	renew: 'aws sso login --profile network',
};
const nothing: SignInView = {
	profiles: [],
	tried: ['environment (nothing set)', 'tccli profile default (no file)'],
	problem: 'No Tencent Cloud credentials were found',
	mend: 'run: tccli configure',
};

function inAccounts(autoAnswer = true): Driver {
	return new Driver(smallWorld, autoAnswer, {sandbox: false, regions: {aws: undefined, tencent: undefined}}).send({
		type: 'signed-in',
		credentials: {aws: 'from profile network', tencent: ''},
		regions: {aws: 'eu-central-1', tencent: undefined},
		signIns: {aws: found, tencent: nothing},
	});
}

describe('the first screen', () => {
	test('reads only with credentials that were found, and waits for nothing', () => {
		const driver = inAccounts(false);
		const loads = driver.effects.filter(effect => effect.type === 'load');
		expect(loads.map(({reading}) => `${reading.what} ${reading.cloud}`)).toEqual(['identity aws']);
		expect(loads.every(({background}) => background)).toBe(true);
		expect(driver.effects.filter(({type}) => type === 'watch-fleet')).toMatchObject([{choice: {}, background: true}]);
		expect(driver.press('enter').at).toBe('cloud');
	});

	test('says whose account it is, and where credentials were looked for', () => {
		const rows = rowsOf(inAccounts()).join('\n');
		expect(rows).toMatch(/^AWS \| .*account 1234 5678 9012/m);
		expect(rows).toMatch(
			/^Tencent Cloud \| no credentials found · enter tells what was tried \| .*run: tccli configure/m,
		);
		expect(rows).toMatch(/^Watch tunnels \| 1 connection/m);
	});

	test('names the command that renews a session that has ended', () => {
		const driver = inAccounts(false);
		const load = driver.effects.find(effect => effect.type === 'load');
		if (load?.type !== 'load') throw new Error('the identity was not asked for');
		const trouble = {message: 'The SSO session has expired', mend: 'sign in again'};
		driver.send({type: 'load-failed', slot: load.slot, request: load.request, trouble});
		expect(rowsOf(driver).join('\n')).toMatch(/The SSO session has expired · run: aws sso login --profile network/);
	});
});

describe('without credentials', () => {
	const problem = {problem: 'No AWS credentials were found', mend: 'Run: aws configure sso', tried: nothing.tried};
	const first = (aws: SignInView) =>
		new Driver(smallWorld, false, {sandbox: false, regions: {aws: undefined, tencent: undefined}}).send({
			type: 'signed-in',
			credentials: {aws: '', tencent: ''},
			regions: {aws: undefined, tencent: undefined},
			signIns: {aws, tencent: nothing},
		});
	const named = (...names: readonly string[]) =>
		names.map(name => ({name, kind: name === 'lab' ? 'settings' : 'sso', detail: 'SSO', region: 'eu-central-1'}));

	test('the first screen offers the sandbox, and Enter opens it', () => {
		const driver = pointTo(first({...problem, profiles: []}), 'Try it without an account').press('enter');
		expect(driver.effects.at(-1)).toMatchObject({type: 'leave', code: 0, sandbox: true});
	});

	test('it is not offered to whoever has an account, or is on it already', () => {
		expect(rowsOf(inAccounts()).join('\n')).not.toContain('Try it without');
		expect(rowsOf(new Driver()).join('\n')).not.toContain('Try it without');
	});

	test('three profiles and no default are listed by name, and Enter leads to the first that holds credentials', () => {
		const driver = first({...problem, profiles: named('lab', 'network', 'prod', 'staging')});
		expect(rowsOf(driver).join('\n')).toMatch(
			/^AWS \| not chosen · 3 profiles to choose from: network, prod, staging/m,
		);
		pointTo(driver, 'AWS').press('enter');
		expect(driver.at).toBe('accounts');
		driver.press('enter');
		expect(driver.effects.at(-1)).toEqual({type: 'use-profile', cloud: 'aws', profile: 'network'});
	});

	test('the account’s own screen tells every place that was looked at, in full', () => {
		const driver = pointTo(first({...problem, profiles: []}), 'Tencent Cloud').press('enter');
		const says = whyNoAccount(driver.state, 'tencent');
		for (const place of nothing.tried) expect(says.map(text => text.trim())).toContain(place);
		expect(says.join('\n')).toContain('tccli configure');
		expect(says.join('\n')).toContain('tunnelwright --sandbox');
	});
});

describe('another account', () => {
	test('is picked on the first screen; nothing that was read with the one before stays', () => {
		const driver = pointTo(inAccounts(), 'AWS').press('enter');
		expect(driver.at).toBe('accounts');
		expect(rowsOf(driver)).toHaveLength(3);
		pointTo(driver, 'lab').press('enter');
		expect(driver.at).toBe('accounts'); // it holds no credentials
		pointTo(driver, 'network').press('enter');
		expect(driver.at).toBe('home');
		expect(driver.effects.at(-1)).toEqual({type: 'use-profile', cloud: 'aws', profile: 'network'});
		expect(JSON.stringify(driver.state.data)).not.toContain('eu-central-1');
		expect(driver.state.loads).toEqual({});
	});

	test('is none on the sandbox: its own stays, and the user’s files are not asked for one', () => {
		const driver = new Driver();
		const {data, options, signIns} = driver.state;
		const asked = driver.effects.length;
		pointTo(driver, 'AWS').press('enter');
		expect(rowsOf(driver).join()).toContain('the sandbox’s own');
		driver.press('enter');
		expect(driver.at).toBe('home');
		expect(driver.state).toMatchObject({data, options, signIns});
		expect(driver.effects.slice(asked)).toEqual([]);
	});

	test('is picked at the cloud’s step too, and answers are kept', () => {
		const driver = inAccounts().enterUntil('routing');
		const {answers} = driver.state;
		while (driver.at !== 'cloud') driver.press('escape');
		driver.press('ctrl-o', 'down', 'enter');
		expect(driver.at).toBe('cloud');
		expect(driver.state.answers).toEqual(answers);
	});
});

const step: UndoStep = {
	id: 'connection',
	title: 'delete VPN connection',
	detail: 'vpn-1',
	call: 'DeleteVpnConnection',
	parameters: {VpnConnectionId: 'vpn-1'},
};
const line = {
	id: '20261121T170400-00000001',
	about: {name: 'berlin-office', cloud: 'aws', region: 'eu-central-1'},
	detail: 'after 1 of 3 actions · 17:04 yesterday',
	usable: true,
} as const;

/** At a run that was begun before, as its journal tells. */
function atRun({undoing = false, sandbox = true} = {}): Driver {
	const driver = new Driver(undefined, true, {sandbox}).send({type: 'runs', runs: [line]});
	pointTo(driver, 'Finish what was begun').press('enter', 'enter');
	const asked = driver.effects.at(-1);
	if (asked?.type !== 'open-run') throw new Error('the run was not opened');
	const results = [{action: 'connection', id: 'vpn-1', existed: false, detail: 'pending'}];
	const opened = {
		runId: line.id,
		plan: planOf(),
		results,
		inDoubt: [],
		state: undoing ? 'undoing' : 'unfinished',
	} as const;
	return driver.send({type: 'run-opened', request: asked.request, opened});
}

describe('what was begun', () => {
	test('is counted on the first screen, with how far it came', () => {
		const driver = new Driver().send({type: 'runs', runs: [line]});
		expect(rowsOf(driver).join('\n')).toContain('1 run stopped after 1 of 3 actions · 17:04 yesterday');
	});

	test('is looked at first: Enter alone never goes on with it', () => {
		const driver = atRun();
		expect(driver.at).toBe('run');
		driver.press('enter', 'enter', 'enter');
		expect(driver.effects.some(({type}) => type === 'resume-run')).toBe(false);
		driver.press('r');
		expect(driver.effects.at(-1)).toMatchObject({type: 'resume-run', runId: line.id});
	});

	test('asks for a key that has to be typed again, masks it, and hands it on as a secret', () => {
		const driver = atRun().press('r');
		const {request} = driver.effects.at(-1) as {request: number}; // the resume-run of the line above
		driver.send({type: 'run-key-wanted', request, field: 'presharedKey'}).press('S3cret.key', 'enter');
		const check = driver.effects.at(-1);
		if (check?.type !== 'check-key') throw new Error('the key was not checked');
		driver.send({type: 'key-checked', request: check.request, key: check.key});
		const asked = driver.effects.at(-1);
		if (asked?.type !== 'resume-run') throw new Error('it did not go on');
		expect(asked.keys.presharedKey?.reveal()).toBe('S3cret.key');
		expect(JSON.stringify(driver.state)).not.toContain('S3cret');
	});

	test('can’t go on once an undo has begun', () => {
		const driver = atRun({undoing: true}).press('r');
		expect(driver.effects.some(({type}) => type === 'resume-run')).toBe(false);
	});

	test('is taken back only after the word was typed, and leaving in the middle says what is left', () => {
		// in an account: with the sandbox all of it ends
		const driver = atRun({sandbox: false}).press('u');
		const asked = driver.effects.at(-1);
		if (asked?.type !== 'preview-undo') throw new Error('it was not looked at');
		driver.send({type: 'undo-previewed', request: asked.request, steps: [step], inDoubt: []});
		driver.press('enter', 'enter', 'y', 'enter');
		expect(driver.effects.some(({type}) => type === 'undo-run')).toBe(false);
		driver.press('ctrl-u', 'd', 'elete', 'enter');
		const undo = driver.effects.at(-1);
		if (undo?.type !== 'undo-run') throw new Error('nothing was taken back');
		driver.send({type: 'undo', request: undo.request, event: {type: 'undo-started', steps: [step]}});
		driver.press('ctrl-c');
		expect(driver.effects.at(-1)).toEqual({type: 'stop-run'});
		driver.press('ctrl-c');
		const left = driver.effects.at(-1);
		if (left?.type !== 'leave') throw new Error('it did not leave');
		expect(left.code).toBe(130);
		expect(left.summary.join('\n')).toMatch(/vpn-1: not done[\s\S]*runs undo 20261121T170400-00000001/);
	});

	test('is forgotten only with y', () => {
		const driver = new Driver().send({type: 'runs', runs: [{...line, usable: false, reason: 'its sandbox ended'}]});
		pointTo(driver, 'Finish what was begun').press('enter', 'enter', 'f', 'enter', 'n', 'f', 'y');
		expect(driver.effects.filter(({type}) => type === 'open-run' || type === 'forget-run')).toEqual([
			{type: 'forget-run', runId: line.id},
		]);
	});
});

describe('a signal', () => {
	test('in the middle of a run says what exists', () => {
		const driver = atRun().send({type: 'asked-to-leave', code: 130});
		const left = driver.effects.at(-1);
		if (left?.type !== 'leave') throw new Error('it did not leave');
		expect(left.summary.join('\n')).toContain('VPN connection vpn-1 in eu-central-1');
	});
});
