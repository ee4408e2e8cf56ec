import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
	type ConfirmModel,
	openingConfirm,
	updateConfirm,
	wordToType,
} from '../../src/wizard/screens/confirm/confirm.ts';
import {identity, planOf, press} from '../ui/late-fixtures.ts';

function held(keys: readonly string[], name = 'berlin-office') {
	let model: ConfirmModel = openingConfirm(planOf(name), identity);
	const intents: string[] = [];
	for (const key of keys) {
		const result = updateConfirm(model, {type: 'key', key: press(key)});
		model = result.model;
		intents.push(...result.intents.map(({type}) => type));
	}

	return {model, intents};
}

describe('nothing is created by accident', () => {
	it('not by Enter, however long it is held', () => {
		expect(held(Array.from({length: 500}, () => 'enter')).intents).toEqual([]);
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
		fc.assert(fc.property(fc.array(key, {maxLength: 60}), keys => !held(keys).intents.includes('create')));
	});

	it('once, when the name was typed, even if Enter is held then', () => {
		expect(held([...'berlin-office', 'enter', 'enter', 'enter']).intents).toEqual(['create']);
	});

	it('not for a name with another case or a letter less', () => {
		expect(held([...'Berlin-office', 'enter']).intents).toEqual([]);
		expect(held([...'berlin-offic', 'enter']).model.refused).toContain('type berlin-office');
	});
});

it('asks for a word that can be typed on any keyboard', () => {
	expect(wordToType('berlin-office')).toBe('berlin-office');
	for (const name of ['上海机房', 'a'.repeat(41), ' x', 'a  b', '\u001B[2J', ''])
		expect(wordToType(name)).toBe('create');
	expect(held([...'create', 'enter'], '上海机房').intents).toEqual(['create']);
});

it('leads back with Esc, whatever was typed', () => {
	expect(held(['b', 'escape']).intents).toEqual(['back']);
});
