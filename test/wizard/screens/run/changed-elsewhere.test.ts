import {describe, expect, it} from 'vitest';
import type {CloudErrorInfo} from '../../../../src/clouds/contract/cloud.ts';
import {hintsOf} from '../../../../src/wizard/core/keys.ts';
import type {Trouble} from '../../../../src/wizard/core/state.ts';
import {runKeys} from '../../../../src/wizard/screens/run/keys.ts';
import {type OpenedRun, openingRun, type RunModel, running} from '../../../../src/wizard/screens/run/model.ts';
import {endParts} from '../../../../src/wizard/screens/run/text.ts';
import {planOf} from '../../../ui/fixtures.ts';
import {Driver} from '../../driver.ts';

/* What a user would lose: the truth about a run that another terminal has brought further, and advice that is not refused. */

const runId = '20261121T170400-00000001';
const error: CloudErrorInfo = {
	cloud: 'aws',
	kind: 'api',
	code: 'AuthFailure',
	message: 'The credentials are not valid',
	mend: 'sign in again',
	retryable: false,
	ambiguous: false,
};

/** At a run that stopped, and was confirmed here. */
function atRun(over: Partial<RunModel> = {}): Driver {
	const driver = new Driver(undefined, true, {sandbox: false});
	const run: RunModel = {...openingRun(planOf(), 0), runId, phase: 'stopped'};
	const rows = run.rows.map((row, index) => (index === 0 ? {...row, state: 'done' as const, id: 'cgw-1'} : row));
	driver.state = running.put({...driver.state, screen: {name: 'run'}}, {...run, rows, ...over});
	return driver;
}

/** Refused to go on. */
function refused(trouble: Trouble, driver = atRun()): Driver {
	driver.press('r');
	return driver.send({type: 'run-failed', request: driver.state.awaited.run!, trouble});
}

/** What its journal says after that. */
function told(opened: Pick<OpenedRun, 'state'> & Partial<OpenedRun>): Driver {
	const trouble = {message: `the run ${runId} was undone`, mend: 'apply the document again', changedElsewhere: true};
	const driver = refused({...trouble, changedElsewhere: true});
	const last = driver.effects.at(-1);
	if (last?.type !== 'open-run') throw new Error('its journal was not read again');
	const run = {runId, plan: planOf(), results: [], inDoubt: [], ...opened};
	return driver.send({type: 'run-opened', request: last.request, opened: run});
}

const model = ({state}: Driver) => running.of(state)!;
const says = (driver: Driver) =>
	endParts(model(driver))
		.map(({text}) => text)
		.join('\n');
const labels = (driver: Driver) => hintsOf(runKeys(model(driver))).map(({label}) => label);
const left = (driver: Driver) => {
	const last = driver.press('ctrl-c').effects.findLast(effect => effect.type === 'leave');
	if (last?.type !== 'leave') throw new Error('it did not leave');
	return {...last, says: last.summary.join('\n')};
};

describe('a run that another terminal has taken back', () => {
	it('is told so: nothing is there, and nothing is to go on with', () => {
		const driver = told({state: 'undone'});
		expect(driver.at).toBe('run');
		expect(says(driver)).toMatch(/taken back elsewhere.*nothing that it had made is left/);
		expect(says(driver)).not.toMatch(/cgw-1|goes on|takes back|may cost|apply the document/);
		expect(labels(driver)).not.toContain('go on from here');
		expect(labels(driver)).not.toContain('take it back');
		expect(labels(driver)).toContain('edit');
	});

	it('goes off the first screen’s list, which is read again', () => {
		const before = atRun().effects.filter(({type}) => type === 'list-runs').length;
		expect(told({state: 'undone'}).effects.filter(({type}) => type === 'list-runs').length).toBeGreaterThan(before);
	});

	it.each([[[]], [['ctrl-l']]])('and leaving says so, after %j', keys => {
		const {says: text} = left(told({state: 'undone'}).press(...keys));
		expect(text).toMatch(/was taken back elsewhere/);
		expect(text).not.toMatch(/cgw-1|To go on|stays|runs (?:resume|undo)/);
	});

	it('but for what was left of it', () => {
		const results = [{action: 'site-gateway', id: 'cgw-1', existed: false, detail: ''}];
		const driver = told({state: 'undone', results});
		expect(says(driver)).toMatch(/customer gateway cgw-1/);
		expect(says(driver)).not.toContain('nothing that it had made is left');
	});
});

describe('a run that goes on elsewhere', () => {
	it('as an undo can only be taken back further: by the key of this screen, not by a command', () => {
		const driver = told({state: 'undoing'});
		expect(says(driver)).toMatch(/was undone[\s\S]*u goes on with that/);
		expect(says(driver)).not.toMatch(/tunnelwright runs|apply the document|r goes on/);
		expect(labels(driver)).toContain('take it back');
		expect(labels(driver)).not.toContain('go on from here');
		expect(left(driver)).toMatchObject({code: 130, says: expect.stringContaining(`runs undo ${runId} --yes`)});
	});

	it('to its end is made: its tunnels can be watched, and leaving is a success', () => {
		const driver = told({state: 'finished', connectionId: 'vpn-9'});
		expect(says(driver)).toContain('vpn-9 is made');
		expect(labels(driver)).toContain('watch tunnels');
		expect(left(driver)).toMatchObject({code: 0, says: expect.stringContaining('vpn-9 in eu-central-1')});
	});

	it('and was opened from a list that did not know it yet, is shown as it is', () => {
		const driver = new Driver(undefined, true, {sandbox: false});
		driver.state = {...driver.state, screen: {name: 'runs'}, awaited: {...driver.state.awaited, run: 900}};
		const opened = {runId, plan: planOf(), results: [], inDoubt: [], state: 'undone'} as const;
		driver.send({type: 'run-opened', request: 900, opened});
		expect(says(driver)).toContain('taken back elsewhere');
		expect(driver.press('r', 'u').effects.some(({type}) => type === 'resume-run' || type === 'preview-undo')).toBe(
			false,
		);
	});
});

describe('a run that is refused to go on', () => {
	const trouble: Trouble = {message: 'The signature is wrong', mend: 'set the clock'};

	it('says that alone, not what it had stopped for before', () => {
		const driver = refused(trouble, atRun({error}));
		expect(endParts(model(driver)).filter(({kind}) => kind === 'bad')).toEqual([{kind: 'bad', text: trouble.message}]);
		expect(says(driver)).toContain('set the clock');
		expect(says(driver)).not.toMatch(/not valid|sign in again/);
		expect(left(driver).says).toMatch(/The signature is wrong/);
	});
});
