import {renderToString} from 'ink';
import stripAnsi from 'strip-ansi';
import {describe, expect, test} from 'vitest';
import {Screen} from '../../src/ui/app.tsx';
import type {RunLine} from '../../src/wizard/screens/runs/open.ts';
import {undoing} from '../../src/wizard/screens/undo/model.ts';
import {Driver} from '../wizard/driver.ts';
import {planOf} from './fixtures.ts';

const line: RunLine = {
	id: '20261130-120000-abcd',
	detail: 'after 1 of 2 actions',
	about: {name: 'Berlin · office', cloud: 'aws', region: 'eu-central-1'},
	usable: true,
};
const draw = ({state}: Driver) => stripAnsi(renderToString(<Screen state={state} />, {columns: state.size.columns}));

function atRuns(run: RunLine = line): Driver {
	const driver = new Driver(undefined, true, {sandbox: false}).send({type: 'runs', runs: [run]});
	const rows = driver.state.lists.home?.rows ?? [];
	driver.press('home', ...Array<string>(rows.findIndex(({id}) => id === 'runs')).fill('down'), 'enter');
	expect(driver.at).toBe('runs');
	return driver;
}

function opened(): Driver {
	const driver = atRuns().press('enter');
	const plan = planOf('Berlin · office');
	const run = {runId: line.id, plan, results: [], inDoubt: [], state: 'unfinished'} as const;
	return driver.send({type: 'run-opened', request: driver.state.awaited.run!, opened: run});
}

describe('a run that was begun before this start', () => {
	test('says whose account and which region it works in', () => {
		const [banner] = draw(opened()).split('\n');
		expect(banner).toContain('AWS · eu-central-1 · 1234 5678 9012');
		expect(banner).not.toContain('your own accounts');
	});

	test('leads home once it is finished: no run is left to list', () => {
		const driver = opened().press('r');
		const request = driver.state.awaited.run!;
		driver.send({type: 'run', request, event: {type: 'finished', connectionId: 'vpn-1', made: []} as never});
		driver.send({type: 'runs', runs: []});
		expect(driver.press('escape').at).toBe('home');
	});

	test('leads back to the list while it is one of them', () => {
		expect(opened().press('escape').at).toBe('runs');
	});

	test('is taken back under its own name and region, whatever stands in the name', () => {
		const driver = atRuns().press('u');
		expect(undoing.of(driver.state)).toMatchObject({name: 'Berlin · office', cloud: 'aws', region: 'eu-central-1'});
		expect(draw(driver).split('\n')[0]).toContain('AWS · eu-central-1');
	});

	test('of a deletion is finished under its name and region too', () => {
		const driver = atRuns({...line, deletes: true}).press('enter');
		expect(undoing.of(driver.state)).toMatchObject({name: 'Berlin · office', cloud: 'aws', region: 'eu-central-1'});
	});
});

describe('a run that another program works on', () => {
	const busy: RunLine = {
		...line,
		usable: false,
		busy: true,
		reason: 'another tunnelwright (process 7) is working on it',
	};

	test('is none to forget, neither at home nor in the list', () => {
		const driver = new Driver(undefined, true, {sandbox: false}).send({type: 'runs', runs: [busy]});
		expect(draw(driver)).toContain('another tunnelwright is at 1 run');
		expect(draw(driver)).not.toContain('to forget');
		const listed = atRuns(busy).press('f');
		expect(listed.state.prompt).toBeUndefined();
		expect(listed.state.notice?.text).toContain('can’t be forgotten: another tunnelwright (process 7)');
	});

	test('that can’t be taken back offers no such key', () => {
		expect(draw(atRuns())).toContain('u take back');
		expect(draw(atRuns({...line, noWayBack: 'it has changed nothing'}))).not.toContain('u take back');
	});
});
