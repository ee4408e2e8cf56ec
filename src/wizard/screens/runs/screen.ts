import {cloudName} from '../../../clouds/registry.ts';
import {printable} from '../../../connection/printable.ts';
import {backKey, helpKey} from '../../core/keys.ts';
import {column, derived, row, rowIn} from '../../core/list.ts';
import {enterKey, moveKey} from '../../core/list-screen.ts';
import type {List, Screen} from '../../core/screen.ts';
import {type Turn, turn, type WizardState} from '../../core/state.ts';
import {homeKey, leaveKey} from '../../core/ways-out.ts';
import {ask} from '../../overlays/prompt/question.ts';
import {openHome} from '../home/open.ts';
import {readRun} from '../run/open.ts';
import {halfTaken} from '../undo/model.ts';
import {openDelete, openUndo} from '../undo/open.ts';
import type {RunLine} from './open.ts';

const content = derived(({runs = []}) => ({
	rows: runs.map(run =>
		row(run.id, [run.id, whatItDoes(run), run.detail], run.usable ? {} : {selectable: false, reason: run.reason}),
	),
}));

const list: List = {
	key: 'runs',
	columns: [column('RUN', 2, 10, 26), column('WHAT', 0, 20, 50), column('HOW FAR', 1, 20, 60)],
	readings: [],
	question: 'Runs that stopped half way',
	help: 'Enter shows how far a run came: it can go on from there, or be taken back. What it made stays until then. tunnelwright runs lists them too.',
	empty: 'No run was left unfinished',
	content,
	choose: (state, {id}) => onRun(state, id, lookAt),
};

/** Runs that stopped half way. Its keys are letters: nothing is typed here. */
export const runsScreen: Screen = {
	list: () => list,
	keys(state) {
		const id = rowIn(state, list)?.id;
		const run = state.runs?.find(each => each.id === id);
		return [
			helpKey,
			enterKey(state, list, 'look at it'),
			moveKey(list),
			{
				keys: ['u'],
				label: 'take back',
				// why not is told where it is pressed
				...(run && whyNotBack(run) !== undefined ? {shown: ''} : {}),
				run: now => onRun(now, id, takeBack),
			},
			{keys: ['f', 'ctrl-d'], label: 'forget', run: now => onRun(now, id, forget)},
			backKey(now => turn(openHome(now))),
			homeKey(),
			leaveKey(),
		];
	},
	hears: {
		runs: (state, {runs, hidesOwn}) => turn(hidesOwn ? {...state, runs} : withoutEnded({...state, runs}, runs)),
	},
	about: () => ['Runs that stopped half way, and how far each came. What they made stays until it is deleted.'],
};

function whatItDoes({about, deletes}: RunLine): string {
	if (!about) return 'a journal that can’t be read';
	const {name, cloud, region} = about;
	return printable(`${deletes ? 'delete ' : ''}${name} · ${cloudName(cloud)} ${region}`);
}

function onRun(state: WizardState, id: string | undefined, does: (state: WizardState, run: RunLine) => Turn): Turn {
	const run = state.runs?.find(each => each.id === id);
	return run ? does(state, run) : say(state, 'there is no run here');
}

const say = (state: WizardState, text: string) => turn({...state, notice: {tone: 'look', text}});

function lookAt(state: WizardState, run: RunLine): Turn {
	if (run.usable && run.deletes) return openDelete(state, {runId: run.id, ...run.about});
	return readRun(state, run.id);
}

function takeBack(state: WizardState, run: RunLine): Turn {
	const why = whyNotBack(run);
	if (why !== undefined) return say(state, why);
	return openUndo(state, {runId: run.id, name: '', region: '', ...run.about});
}

/** Why a run can't be taken back; undefined where it can. */
function whyNotBack(run: RunLine): string | undefined {
	if (run.deletes) return 'there is no undo of a deletion: enter looks at it, to finish it';
	if (!run.usable) return `${run.id} can’t be taken back: ${run.reason}`;
	return run.noWayBack === undefined
		? undefined
		: `${run.id} can’t be taken back: ${run.noWayBack}. Enter looks at it, to go on with it`;
}

function forget(state: WizardState, run: RunLine): Turn {
	const {id} = run;
	if (!run.usable && run.busy) return say(state, `${id} can’t be forgotten: ${run.reason}`);
	return turn(ask(state, 'forget-run', id, ''));
}

/** What was begun to be taken away and is no more on the list has ended, or was forgotten. */
function withoutEnded(state: WizardState, runs: readonly RunLine[]): WizardState {
	const listed = new Set(runs.map(({id}) => id));
	const left = Object.entries(halfTaken.of(state) ?? {}).filter(([id]) => listed.has(id));
	return halfTaken.put(state, Object.fromEntries(left));
}
