import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {RunEvent} from '../../../../src/run/run-event.ts';
import type {WizardEvent} from '../../../../src/wizard/core/event.ts';
import type {WizardState} from '../../../../src/wizard/core/state.ts';
import {update} from '../../../../src/wizard/core/update.ts';
import {confirming, openConfirm, wordToType} from '../../../../src/wizard/screens/confirm/model.ts';
import {dryRunning, openingDryRun} from '../../../../src/wizard/screens/dry-run/model.ts';
import {openRun} from '../../../../src/wizard/screens/run/open.ts';
import {planOf, press} from '../../../ui/fixtures.ts';
import {played, wizardAtHome} from '../../played.ts';

function held(keys: readonly string[], name = 'berlin-office') {
	const {state, effects} = played(
		openConfirm(wizardAtHome(), {plan: planOf(name), secrets: new Map(), account: {}}),
		keys,
	);
	return {state, model: confirming.of(state), wanted: effects.map(({type}) => type)};
}

describe('nothing is created by accident', () => {
	it('not by Enter, however long it is held', () => {
		expect(held(Array.from({length: 500}, () => 'enter')).wanted).toEqual([]);
	});

	it('not by any keys that do not type the name first', () => {
		const key = fc.constantFrom(
			'enter',
			'enter',
			' ',
			'x',
			'backspace',
			'up',
			'down',
			'tab',
			'y',
			'delete',
			'ctrl-g',
			'home',
		);
		fc.assert(fc.property(fc.array(key, {maxLength: 60}), keys => !held(keys).wanted.includes('run')));
	});

	it('once, when the name was typed, even if Enter is held then', () => {
		expect(held([...'berlin-office', 'enter', 'enter', 'enter']).wanted).toEqual(['run']);
	});

	it('not for a name with another case or a letter less', () => {
		expect(held([...'Berlin-office', 'enter']).wanted).toEqual([]);
		expect(held([...'berlin-offic', 'enter']).model?.refused).toContain('type berlin-office');
	});
});

it('asks for a word that can be typed on any keyboard', () => {
	expect(wordToType('berlin-office')).toBe('berlin-office');
	for (const name of ['上海机房', 'a'.repeat(41), ' x', 'a  b', '\u001B[2J', ''])
		expect(wordToType(name)).toBe('create');
	expect(held([...'create', 'enter'], '上海机房').wanted).toEqual(['run']);
});

it('leads back with Esc, whatever was typed', () => {
	expect(held(['b', 'escape']).state.screen.name).toBe('dry-run');
});

describe('left with an earlier run behind it', () => {
	const result = {action: 'connection', id: 'vpn-1', existed: false, detail: 'vpn-1'};
	const made = [
		{type: 'started', runId: 'run-1', actions: planOf().actions},
		{type: 'action-done', action: 'connection', at: 1, result},
		{type: 'finished', connectionId: 'vpn-1', made: [result]},
	] as const satisfies readonly RunEvent[];
	const plan = {plan: planOf(), secrets: new Map(), account: {}};
	const finished = made.reduce(
		({state}, event) => update(state, {type: 'run', request: state.awaited.run ?? 0, event}),
		openRun(wizardAtHome(), plan),
	).state;
	const summary = (by: WizardEvent, state: WizardState) =>
		update(state, by).effects.flatMap(effect => (effect.type === 'leave' ? effect.summary : []));
	const ctrlC = {type: 'key', key: press('ctrl-c')} as const;

	it.each([
		['the confirmation', openConfirm(finished, {...plan, plan: planOf('second')}).state],
		['the dry run', dryRunning.put({...finished, screen: {name: 'dry-run'}}, openingDryRun)],
	])('%s says by ctrl-c and by a signal what that one made', (_, state) => {
		const said = summary(ctrlC, state);
		expect(said.join('\n')).toContain('berlin-office was created: vpn-1');
		expect(said).toEqual(summary({type: 'asked-to-leave', code: 130}, state));
	});
});
