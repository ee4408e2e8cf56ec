import {column, derived, type Row, row} from '../../core/list.ts';
import {listScreen} from '../../core/list-screen.ts';
import type {List} from '../../core/screen.ts';
import {andThen, type Turn, turn, type WizardState} from '../../core/state.ts';
import {ask} from '../../overlays/prompt/question.ts';
import {changingMany} from './model.ts';
import {inWords, sharedOption, sharedOptions} from './one-change.ts';

const setTag = 'tag';
const takeTag = 'untag';

const columns = [column('WHAT', 0, 18, 34), column('OF', 2, 10, 60), column('WHAT IT IS', 1, 20, 80)];

const content = derived(state => ({rows: optionRows(state)}));

/** Which one thing is changed on all that were marked. */
export const manyOptionScreen = listScreen({
	list,
	back: backToWatch,
	hears: {},
	place: state => changingMany.of(state),
	about: () => [
		'One option, or a tag, is given to every connection that was marked: what else they have stays as it is. Nothing is changed before you have seen each of them, and typed how many.',
	],
});

function list(state: WizardState): List {
	const {members = [], changes = [], cloud = ''} = changingMany.of(state) ?? {};
	const more = changes.map(change => inWords(cloud, change)).join('; ');
	return {
		key: `many-option ${cloud}`,
		columns,
		readings: [],
		question: `What is changed on ${members.length} connections?`,
		help: more === '' ? 'One option or tag, on each of them alike.' : `Beside ${more}.`,
		empty: 'There is no option that several connections share',
		content,
		choose,
	};
}

function optionRows(state: WizardState): readonly Row[] {
	const {cloud} = changingMany.of(state) ?? {};
	if (cloud === undefined) return [];
	return [
		...sharedOptions(cloud).map(({path, label, section, help}) => row(path, [label, section, help])),
		row(setTag, ['Set a tag', 'Tags', 'key=value; one that stands gets this value']),
		row(takeTag, ['Take a tag off', 'Tags', 'by its key']),
	];
}

function choose(state: WizardState, {id}: Row): Turn {
	const {cloud = ''} = changingMany.of(state) ?? {};
	const option = sharedOption(cloud, id);
	const chosen = changingMany.change(state, {path: id});
	const isTyped = !option || option.kind === 'number' || option.kind === 'text' || option.kind === 'list';
	return andThen(chosen, now =>
		turn(isTyped ? ask(now, 'many-value', id, '', option?.label ?? '') : {...now, screen: {name: 'many-value'}}),
	);
}

/** Back to the list that they were marked in; what was read of them is forgotten. */
function backToWatch(state: WizardState): Turn {
	const hasChanges = (changingMany.of(state)?.changes.length ?? 0) > 0;
	if (hasChanges) return turn({...state, screen: {name: 'many'}});
	return turn({...changingMany.put(state, undefined), screen: {name: 'watch'}}, {type: 'stop-many'});
}
