import type {Option} from '../../../clouds/contract/option.ts';
import {column, derived, type Row, row} from '../../core/list.ts';
import {listScreen} from '../../core/list-screen.ts';
import type {List} from '../../core/screen.ts';
import {type Turn, turn, type WizardState} from '../../core/state.ts';
import {changingMany} from './model.ts';
import {type OneChange, sharedOption} from './one-change.ts';
import {withOneChange} from './open.ts';

const columns = [column('VALUE', 0, 18, 40), column('WHAT IT MEANS', 1, 20, 80)];

const asUsual = 'as usual';

const content = derived(state => ({rows: valueEntries(optionHere(state)).map(entry => entry.row)}));

function optionHere(state: WizardState): Option | undefined {
	const {cloud = '', path = ''} = changingMany.of(state) ?? {};
	return sharedOption(cloud, path);
}

/** Which value of an option that has a few; one that is typed is asked for in a line. */
export const manyValueScreen = listScreen({
	list,
	back: state => turn({...state, screen: {name: 'many-option'}}),
	place: state => changingMany.of(state),
	about: () => ['What the option is to be on each of the connections; of several values one is allowed, or taken out.'],
});

function list(state: WizardState): List {
	const option = optionHere(state);
	return {
		key: `many-value ${option?.path ?? ''}`,
		columns,
		readings: [],
		question: `${option?.label ?? 'The option'}: what is it to be?`,
		help: option?.help ?? '',
		empty: '',
		content,
		choose: (now, chosen) => choose(now, chosen),
	};
}

interface ValueEntry {
	readonly row: Row;
	readonly change: OneChange;
}

function valueEntries(option: Option | undefined): readonly ValueEntry[] {
	if (!option) return [];
	const {path} = option;
	const usual: ValueEntry = {
		row: row(asUsual, ['As usual', 'what the cloud or the preset says']),
		change: {kind: 'unset', path},
	};
	switch (option.kind) {
		case 'boolean':
			return [
				{row: row('on', ['On', '']), change: {kind: 'set', path, value: true}},
				{row: row('off', ['Off', '']), change: {kind: 'set', path, value: false}},
				usual,
			];
		case 'choice':
			return [
				...option.choices.map(
					({id, title = id, means = ''}): ValueEntry => ({
						row: row(id, [title, means]),
						change: {kind: 'set', path, value: id},
					}),
				),
				usual,
			];
		case 'choices':
			return [
				...option.choices.map(
					({id, title = id, means = ''}): ValueEntry => ({
						row: row(`forbid ${id}`, [`Take ${title} out`, means]),
						change: {kind: 'forbid', path, value: id},
					}),
				),
				...option.choices.map(
					({id, title = id, means = ''}): ValueEntry => ({
						row: row(`allow ${id}`, [`Allow ${title}`, means]),
						change: {kind: 'allow', path, value: id},
					}),
				),
				usual,
			];
		default:
			return [usual];
	}
}

function choose(state: WizardState, {id}: Row): Turn {
	const entry = valueEntries(optionHere(state)).find(each => each.row.id === id);
	return entry ? withOneChange(state, entry.change) : turn(state);
}
