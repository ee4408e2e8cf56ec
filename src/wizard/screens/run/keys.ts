import {backKey, helpKey, movedTo, moveKeys} from '../../core/keys.ts';
import type {KeyBinding} from '../../core/screen.ts';
import {andThen, type Turn, turn, type WizardState} from '../../core/state.ts';
import {homeKey, leaveKey} from '../../core/ways-out.ts';
import {allTheSameKeys} from '../../overlays/prompt/question.ts';
import {jumpTo} from '../../steps/go-on.ts';
import {copiedPolicy, lackingOfRun} from '../dry-run/lacking.ts';
import {openHome} from '../home/open.ts';
import {backToMany} from '../many/open.ts';
import {askedFrom} from '../panel/asked-from.ts';
import {backToList} from '../panel/back.ts';
import {watchOne} from '../panel/open.ts';
import {askForProfileName} from '../profiles/questions.ts';
import {openReview} from '../review/review.ts';
import {readStandingAgain} from '../review/standing-again.ts';
import {backToRuns} from '../runs/open.ts';
import {openUndo} from '../undo/open.ts';
import {canPutBack, connectionOf, currentRow, hasWayBack, type RunModel, running} from './model.ts';
import {resumeRun} from './open.ts';
import {endParts} from './text.ts';
import {verbOf} from './verb.ts';

/** The keys that work now. Ctrl-C is always among them: first it stops after the action in flight, as Esc does, then it leaves at once. */
export function runKeys(model: RunModel, now?: WizardState): readonly KeyBinding[] {
	const move: KeyBinding = {
		keys: moveKeys,
		label: 'move',
		shown: '',
		run: (state, key) =>
			running.change(state, {
				row: movedTo(key, model.row ?? currentRow(model), model.rows.length + endParts(model).length),
			}),
	};
	const save: KeyBinding = {
		keys: ['s', 'ctrl-s'],
		label: 'save profile',
		run: state => turn(askForProfileName(state)),
	};
	const leave = (...keys: readonly string[]) => leaveKey({keys, code: exitOf(model)});
	const goesOn = model.phase === 'running' || model.phase === 'stopping';
	const home = homeKey({
		stays: goesOn ? `it is being ${verbOf(model.plan).did}: ctrl-c stops it after the action in flight` : undefined,
		close: state => turn(state, {type: 'list-runs'}),
	});
	switch (model.phase) {
		case 'running':
			return [
				helpKey,
				{keys: ['ctrl-c', 'escape'], label: 'stop after this action', shown: 'ctrl-c', run: stop},
				move,
				home,
			];
		case 'stopping':
			return [helpKey, {...leave('ctrl-c'), label: 'leave at once'}, move, home];
		case 'finished':
			return [
				helpKey,
				{keys: ['enter', 'right'], label: 'watch tunnels', run: state => toPanel(state, model)},
				...(canPutBack(model) ? [undoKey(model)] : []),
				save,
				{...backKey(back), label: now && askedFrom(now) ? 'back' : 'home'},
				leave('q', 'ctrl-c'),
				move,
				home,
			];
		case 'stopped':
			return [helpKey, ...stoppedKeys(model, save), backKey(back), leave('q', 'ctrl-c'), move, home];
		case 'undone':
			return [helpKey, ...ownKeys(model, save), backKey(back), leave('q', 'ctrl-c'), move, home];
	}
}

/** What can be done with a run that stopped: mend, go on, take back, ask for permissions, watch what stands. */
function stoppedKeys(model: RunModel, save: KeyBinding): readonly KeyBinding[] {
	const {error, trouble, origin, undoing, runId} = model;
	const field = origin === 'confirmed' ? (trouble ?? error)?.field : undefined;
	const lacking = lackingOfRun(model);
	const keys: readonly (KeyBinding | undefined)[] = [
		field === undefined ? undefined : {keys: ['enter'], label: 'mend it', run: state => jumpTo(state, field)},
		{
			keys: ['r'],
			label: 'go on from here',
			disabled: undoing
				? 'it is being taken back: u goes on with that'
				: error?.gone
					? 'what it was about is gone: it can’t go on'
					: undefined,
			run: state => resumeRun(state, model),
		},
		...(runId === '' || undoing ? [] : allTheSameKeys('run', trouble ? undefined : error)),
		runId !== '' && hasWayBack(model) ? undoKey(model) : undefined,
		lacking && {keys: ['p'], label: 'copy the policy', run: state => turn(state, copiedPolicy(lacking))},
		connectionOf(model) === '' ? undefined : {keys: ['right'], label: 'watch', run: state => toPanel(state, model)},
		...ownKeys(model, save),
	];
	return keys.filter(key => key !== undefined);
}

function undoKey({runId, plan}: RunModel): KeyBinding {
	const {name, cloud, region} = plan;
	return {
		keys: ['u'],
		label: verbOf(plan).to === 'change' ? 'put it back' : 'take it back',
		run: state => openUndo(state, {runId, name, cloud, region}),
	};
}

/** What can be done with the answers, where they are those of this wizard. */
function ownKeys({origin}: RunModel, save: KeyBinding): readonly KeyBinding[] {
	if (origin === 'journal') return [];
	return [{keys: ['e'], label: 'edit', run: state => andThen(openReview(state), readStandingAgain)}, save];
}

function stop(state: WizardState): Turn {
	return andThen(running.change(state, {phase: 'stopping'}), stopping => turn(stopping, {type: 'stop-run'}));
}

function toPanel(state: WizardState, model: RunModel): Turn {
	const {cloud, region} = model.plan;
	return watchOne(state, {cloud, region, id: connectionOf(model)});
}

function back(state: WizardState): Turn {
	const model = running.of(state);
	const many = model && backToMany(state, model.runId, model.phase === 'finished' ? 'done' : undefined);
	if (many) return turn(many, {type: 'list-runs'});
	const from = model?.origin === 'confirmed' ? askedFrom(state) : undefined;
	if (from) return andThen(backToList(state, from), now => turn(now, {type: 'list-runs'}));
	const isListed = model?.origin === 'journal' && model.phase === 'stopped';
	return turn(isListed ? backToRuns(state) : openHome(state), {type: 'list-runs'});
}

/**
 * 0 when it was created or changed, 3 when it does not stand as it was asked for, 4 when the cloud refused, 130 when the user stopped it.
 * Source: the program's exit codes.
 */
function exitOf({phase, error, trouble, unlike = []}: RunModel): number {
	if (phase === 'finished') return unlike.length > 0 ? 3 : 0;
	if (phase === 'undone' || trouble?.changedElsewhere) return 130;
	return error || trouble ? 4 : 130;
}
