import {backKey, helpKey, helpKeyInText, movedTo, moveKeys} from '../../core/keys.ts';
import type {KeyBinding} from '../../core/screen.ts';
import {andThen, type Turn, turn, type WizardState} from '../../core/state.ts';
import {withLastWords} from '../../core/told-on-leaving.ts';
import {homeKey, leaveKey} from '../../core/ways-out.ts';
import {hasWayBack} from '../run/model.ts';
import {readRun} from '../run/open.ts';
import {openUndo} from '../undo/open.ts';
import {backToWatch, lookAgain, openWatch} from '../watch/at-home.ts';
import {withoutMarks} from '../watch/model.ts';
import {manyEnd} from './end.ts';
import {changingMany, isManyTyped, type ManyModel, manyWord} from './model.ts';
import {checkMany, checkRest, leaveOut, runMany} from './open.ts';
import {manySummary, whyNotAsked} from './text.ts';

export function manyKeys(model: ManyModel): readonly KeyBinding[] {
	const {phase, members, row} = model;
	const leave = (code: number, keys: readonly string[] = ['q', 'ctrl-c']) => leaveKey({keys, code, summary: manyEnd});
	const home = homeKey({
		stays: isUnderWay(model) ? 'they are being changed: ctrl-c stops it after the action in flight' : undefined,
		close: state => turn(left(state), {type: 'stop-many'}, {type: 'list-runs'}),
	});
	const move: KeyBinding = {
		keys: moveKeys,
		label: 'move',
		shown: '',
		run: (state, key) => changingMany.change(state, {row: movedTo(key, row, members.length) ?? row}),
	};
	switch (phase) {
		case 'choosing':
		case 'checking':
			return [helpKey, ...checkedKeys(model), move, leave(130, ['ctrl-c']), home];
		case 'asking':
			return [
				helpKeyInText,
				{keys: ['enter'], label: isManyTyped(model) ? 'change' : 'change, once typed', run: carryOut},
				// what is typed has the keys of a line
				{...move, keys: ['up', 'down', 'page-up', 'page-down'], label: 'look at each', shown: 'up/down'},
				backKey(state => changingMany.change(state, {phase: 'checking'})),
				leaveKey(),
				home,
			];
		case 'running':
			return [
				helpKey,
				{keys: ['ctrl-c', 'escape'], label: 'stop after this action', shown: 'ctrl-c', run: stop},
				move,
				home,
			];
		case 'stopping':
			return [helpKey, {...leave(130, ['ctrl-c']), label: 'leave at once'}, move, home];
		case 'stopped':
		case 'finished':
			return [
				helpKey,
				...endedKeys(model),
				{keys: ['enter', 'right'], label: 'watch them', run: toPanel},
				backKey(toWatch),
				leave(phase === 'finished' ? 0 : 130),
				move,
				home,
			];
	}
}

/** What can be done with the dry runs: go on, leave one out, ask for another change beside, check again. */
function checkedKeys(model: ManyModel): readonly KeyBinding[] {
	const blocked = whyNotAsked(model);
	const here = model.members[model.row];
	return [
		{
			keys: ['enter', 'right'],
			label: 'confirm',
			help: 'go on to the question',
			run: state =>
				changingMany.change(
					state,
					blocked === undefined
						? {phase: 'asking', line: {value: '', cursor: 0}, refused: undefined, blocked: undefined, row: 0}
						: {blocked},
				),
		},
		...(here && model.members.length > 1
			? [
					{
						keys: ['x', 'delete'],
						label: 'leave out',
						help: 'leave the one under the cursor out',
						run: (state: WizardState) => leaveOut(state, here.id),
					},
				]
			: []),
		{
			keys: ['a'],
			label: 'one more',
			help: 'another change beside it',
			run: state => turn({...state, screen: {name: 'many-option'}}),
		},
		{keys: ['r', 'ctrl-r'], label: 'check again', run: checkMany},
		backKey(back),
	];
}

/** What can be done once the runs have ended: with the one under the cursor, and with those that were never begun. */
function endedKeys({cloud, region, members, row}: ManyModel): readonly KeyBinding[] {
	const here = members[row];
	const runId = here?.run?.runId ?? '';
	const name = here?.name || here?.id || '';
	const isChanged = here?.run !== undefined && hasWayBack(here.run);
	const rest = members.filter(({state}) => state === 'left').length;
	const keys: readonly (KeyBinding | undefined)[] = [
		runId !== '' && here?.state === 'stopped'
			? {keys: ['r'], label: 'its run', help: 'open its run, to go on with it', run: state => readRun(state, runId)}
			: undefined,
		runId !== '' && isChanged && here?.state !== 'back'
			? {
					keys: ['u'],
					label: 'put it back',
					help: 'put back the one under the cursor',
					run: state => openUndo(state, {runId, name, cloud, region}),
				}
			: undefined,
		rest > 0
			? {
					keys: ['c'],
					label: 'check the rest',
					help: 'check those that were not begun, to go on with them',
					run: state => checkRest(told(state, 'begun')),
				}
			: undefined,
	];
	return keys.filter(key => key !== undefined);
}

/** What was asked last is taken back, and asked anew. */
function back(state: WizardState): Turn {
	return andThen(
		changingMany.change(state, ({changes}) => ({changes: changes.slice(0, -1), phase: 'choosing', row: 0})),
		now => turn({...now, screen: {name: 'many-option'}}),
	);
}

/** Only Enter after the word was typed changes anything. */
function carryOut(state: WizardState): Turn {
	return changingMany.on(state, model =>
		isManyTyped(model)
			? runMany(state)
			: changingMany.change(state, {refused: `type ${manyWord(model)} first: enter alone changes nothing`}),
	);
}

function stop(state: WizardState): Turn {
	return andThen(changingMany.change(state, {phase: 'stopping'}), stopping => turn(stopping, {type: 'stop-run'}));
}

function toWatch(state: WizardState): Turn {
	return andThen(turn(left(state), {type: 'list-runs'}), now => andThen(backToWatch(now), lookAgain));
}

/** The tunnels of those that were to be changed. */
function toPanel(state: WizardState): Turn {
	return changingMany.on(state, ({cloud, region, members}) =>
		andThen(turn(left(state), {type: 'list-runs'}), now =>
			openWatch(now, {clouds: [cloud], regions: [region], ids: members.map(({id}) => id)}),
		),
	);
}

/** What was done is among the last words; of those that are gone on with here only what was begun. */
function told(state: WizardState, which: 'all' | 'begun' = 'all'): WizardState {
	const model = changingMany.of(state);
	if (!model) return state;
	const members = which === 'all' ? model.members : model.members.filter(member => member.state !== 'left');
	return withLastWords(state, manySummary({...model, members}));
}

/** Without what is shown, and without the marks: they were for this. */
function left(state: WizardState): WizardState {
	return withoutMarks(changingMany.put(told(state), undefined));
}

function isUnderWay({phase}: ManyModel): boolean {
	return phase === 'running' || phase === 'stopping';
}
