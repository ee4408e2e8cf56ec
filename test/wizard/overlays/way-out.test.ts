import {describe, expect, test} from 'vitest';
import {hintsNow} from '../../../src/ui/chrome.ts';
import type {WizardState} from '../../../src/wizard/core/state.ts';
import {layerOnTop} from '../../../src/wizard/overlays/registry.ts';
import {type KeysModel, renewingKeys} from '../../../src/wizard/screens/keys/model.ts';
import {changingMany, type ManyModel} from '../../../src/wizard/screens/many/model.ts';
import {openingRun, running} from '../../../src/wizard/screens/run/model.ts';
import {openingUndo, undoing} from '../../../src/wizard/screens/undo/model.ts';
import {planOf} from '../../ui/fixtures.ts';
import {Driver} from '../driver.ts';

/* What a user would lose: the end of the action in flight, because they had looked at the help. */

const undo = openingUndo({runId: '20261121T170400-00000001', name: 'office', region: 'eu-central-1'});
// cast: what these two screens show while they run is all that their keys look at
const keys = {phase: 'running', name: 'office', place: {}, form: {}} as unknown as KeysModel;
const many = {phase: 'running', members: [], row: 0} as unknown as ManyModel;

type Name = 'run' | 'undo' | 'keys' | 'many';
const at = (name: Name, show: (state: WizardState) => WizardState): Driver => {
	const driver = new Driver();
	driver.state = {...show(driver.state), screen: {name}};
	return driver;
};

describe.each<
	[what: string, name: Name, show: (state: WizardState) => WizardState, phase: (state: WizardState) => unknown]
>([
	['a run', 'run', state => running.put(state, openingRun(planOf(), 0)), state => running.of(state)?.phase],
	['an undo', 'undo', state => undoing.put(state, {...undo, phase: 'running'}), state => undoing.of(state)?.phase],
	[
		'a deletion',
		'undo',
		state => undoing.put(state, {...undo, phase: 'running', subject: {kind: 'connection', sandbox: true}}),
		state => undoing.of(state)?.phase,
	],
	['a renewal of keys', 'keys', state => renewingKeys.put(state, keys), state => renewingKeys.of(state)?.phase],
	['a change of several', 'many', state => changingMany.put(state, many), state => changingMany.of(state)?.phase],
])('over %s that is under way', (_what, name, show, phase) => {
	test.each([
		['the help', {help: {scroll: 0}}],
		['the places', {goTo: {cursor: 0}}],
	])('ctrl-c in %s stops it after what is in flight, and is called so', (_overlay, open) => {
		const driver = at(name, show);
		const own = hintsNow(driver.state).find(({key}) => key === 'ctrl-c');
		expect(own?.label).toMatch(/^stop after this/);
		driver.state = {...driver.state, ...open};
		expect(hintsNow(driver.state)).toContainEqual(own);
		driver.press('ctrl-c');
		expect(driver.effects.map(({type}) => type)).toContain('stop-run');
		expect(driver.effects.map(({type}) => type)).not.toContain('leave');
		expect(phase(driver.state)).toBe('stopping');
		// that it stops is to be seen
		expect([driver.state.help, driver.state.goTo]).toEqual([undefined, undefined]);
	});
});

test('over every other screen ctrl-c leaves, as it does there', () => {
	const driver = new Driver().press('?');
	expect(
		layerOnTop(driver.state)
			.keys(driver.state)
			.filter(({keys: names}) => names.includes('ctrl-c')),
	).toHaveLength(1);
	expect(driver.press('ctrl-c').effects.at(-1)).toMatchObject({type: 'leave'});
});
