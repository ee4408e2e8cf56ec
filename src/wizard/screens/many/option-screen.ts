import {column, derived, type Row, row} from '../../core/list.ts';
import {listScreen} from '../../core/list-screen.ts';
import type {List} from '../../core/screen.ts';
import {andThen, type Turn, turn, type WizardState} from '../../core/state.ts';
import {ask} from '../../overlays/prompt/question.ts';
import {limitsText} from '../../steps/options/option-values.ts';
import {changingMany} from './model.ts';
import {inWords, sharedOption, sharedOptions} from './one-change.ts';
import {checkMany, optionList} from './open.ts';

const setTag = 'tag';
const takeTag = 'untag';

const columns = [column('WHAT', 0, 18, 34), column('OF', 2, 15, 30), column('WHAT IT IS', 1, 20, 80)];

const content = derived(state => ({rows: optionRows(state)}));

const onlyNew = 'only by a new connection';

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
		...optionList(cloud),
		columns,
		readings: [],
		question:
			members.length === 1
				? 'What is changed on the one connection?'
				: `What is changed on ${members.length} connections?`,
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
		...sharedOptions(cloud).map(({path, label, section: whole, help}) => {
			const why = whyFixed(state, path);
			// all tunnels get it: nobody has to be told at each row
			const section = whole.replace(/^[^:]*: /, '');
			return why === undefined
				? row(path, [label, section, help])
				: row(path, [label, section, `${onlyNew}: ${why}`], {selectable: false, reason: `${onlyNew}: ${why}`});
		}),
		row(setTag, ['Set a tag', 'Tags', 'key=value; one that stands gets this value']),
		row(takeTag, ['Take a tag off', 'Tags', 'by its key']),
	];
}

/** Why none of those that were read can be given it; undefined where one can, or none is read yet. */
function whyFixed(state: WizardState, path: string): string | undefined {
	const read = (changingMany.of(state)?.members ?? []).flatMap(({fixed}) => (fixed ? [fixed] : []));
	const whys = read.map(fixed => fixed.find(({field}) => field === path)?.why);
	return whys.every(why => why !== undefined) ? whys[0] : undefined;
}

function choose(state: WizardState, {id}: Row): Turn {
	const {cloud = ''} = changingMany.of(state) ?? {};
	const option = sharedOption(cloud, id);
	const chosen = changingMany.change(state, {path: id});
	const isTyped = !option || option.kind === 'number' || option.kind === 'text' || option.kind === 'list';
	const called = option?.kind === 'number' ? `${option.label}, ${limitsText(option)}` : (option?.label ?? '');
	return andThen(chosen, now =>
		turn(isTyped ? ask(now, 'many-value', id, '', called) : {...now, screen: {name: 'many-value'}}),
	);
}

/** Back to the list that they were marked in; what was read of them is forgotten. */
function backToWatch(state: WizardState): Turn {
	const model = changingMany.of(state);
	if (model && model.changes.length > 0) {
		const shown = {...state, screen: {name: 'many'} as const};
		// what one went back from is asked for no more: the dry runs were of that too
		return model.changes === model.checked ? changingMany.change(shown, {phase: 'checking'}) : checkMany(shown);
	}

	return turn({...changingMany.put(state, undefined), screen: {name: 'watch'}}, {type: 'stop-many'});
}
