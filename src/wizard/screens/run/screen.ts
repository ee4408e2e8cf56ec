import {keptDraft, ownRun} from '../../answers/kept-draft.ts';
import {want} from '../../core/loads.ts';
import {modelScreen} from '../../core/model-slot.ts';
import {andChange, andThen, type Trouble, type Turn, turn, type WizardState} from '../../core/state.ts';
import {ask} from '../../overlays/prompt/question.ts';
import {accountHere} from '../accounts/accounts.ts';
import {withReady} from '../keys/ready.ts';
import {runKeys} from './keys.ts';
import {type OpenedRun, type RunModel, type RunRow, reopenedRun, runKeysTyped, running} from './model.ts';
import {readRun, withRunKey} from './open.ts';
import {heard} from './progress.ts';

/** Each action as it is carried out, and what can be done once it stopped. */
export const runScreen = modelScreen(running, {
	keys: runKeys,
	hears: {
		run: (state, {event}) =>
			running.on(state, model => {
				const begun = event.type === 'started' ? ownRunBegun(state, model, event.runId) : turn(state);
				const told = andChange(begun, now => running.put(now, heard(model, event)));
				return event.type === 'finished' || event.type === 'stopped'
					? andThen(told, now => ended(now, model, event.type))
					: told;
			}),
		'key-checked': (state, {key}) =>
			state.prompt?.purpose === 'run-key' ? withRunKey(state, state.prompt.subject, key) : turn(state),
		'run-key-ready': (state, {told}) => running.change(state, ({keys}) => ({keys: withReady(keys, told)})),
		'run-opened': (state, {opened}) => reopened(state, opened),
		'run-failed': (state, {trouble}) =>
			state.screen.name === 'runs' || state.screen.name === 'many'
				? turn({...state, notice: {tone: 'bad', text: inOneLine(trouble)}})
				: running.on(state, ({runId}) => refused(state, runId, trouble)),
		'run-key-wanted': (state, {field}) =>
			running.on(state, () => running.change(ask(state, 'run-key', field, ''), {phase: 'stopped'})),
		clock: (state, {now}) =>
			state.screen.name === 'run' ? running.change(state, model => ({now: Math.max(model.now, now)})) : turn(state),
	},
	// a run that was begun earlier has its own account and region
	place: state => running.of(state)?.plan,
	about: () => [
		'Each action as it is carried out. Ctrl-C stops after the one in flight; what was made is told and kept in the journal.',
	],
});

const inOneLine = ({message, mend}: Trouble) => [message, mend].filter(Boolean).join(' · ');

function reopened(state: WizardState, opened: OpenedRun): Turn {
	const {cloud} = opened.plan;
	const model = {...reopenedRun(opened, state.now, state.options.sandbox), account: accountHere(state, cloud)};
	const known = running.of(state);
	if (state.screen.name !== 'runs' && known?.runId === opened.runId) return readAgain(state, known, model);
	return andChange(want({...state, screen: {name: 'run'}}, {what: 'identity', cloud}), now =>
		runKeysTyped.put(running.put(now, model), {}),
	);
}

/** The run that is shown, as its journal tells now: where it has ended elsewhere, nothing is refused and nothing is to go on with. */
function readAgain(state: WizardState, {origin, secrets, trouble}: RunModel, told: RunModel): Turn {
	const model = {...told, origin, secrets, ...(told.phase === 'stopped' ? {trouble} : {})};
	return ended(running.put(state, model), model, model.phase === 'finished' ? 'finished' : 'stopped');
}

/** A run that was brought further elsewhere is read again; the way on from there is a key of the screen, and no command. */
function refused(state: WizardState, runId: string, trouble: Trouble): Turn {
	// a key that can't be used is asked for again
	const kept = trouble.field === undefined ? state : runKeysTyped.put(state, {});
	const stopped = (told: Trouble) => (model: RunModel) =>
		({phase: 'stopped', trouble: told, rows: model.rows.map(waitsNoMore)}) as const;
	if (!trouble.changedElsewhere) return running.change(kept, stopped(trouble));
	const {mend: _, ...said} = trouble;
	return andThen(running.change(state, stopped(said)), now => readRun(now, runId));
}

/** Of a run that broke off nothing is waited for: what the row says would be of before. */
function waitsNoMore(row: RunRow): RunRow {
	return row.state === 'waiting' ? {...row, detail: ''} : row;
}

/** What stands is read again; a run that is finished takes with it the drafts of what it has made. */
function ended(state: WizardState, {plan, runId, origin}: RunModel, how: 'finished' | 'stopped'): Turn {
	const {cloud, region} = plan;
	const listed = andThen(turn(state, {type: 'list-runs'}), now => want(now, {what: 'status', cloud, region}, true));
	if (how === 'stopped') return listed;
	const dropped = andThen(listed, now => turn(now, {type: 'drop-draft-of', runId}));
	const own = ownRun.of(state);
	if (runId !== own?.runId || (origin === 'journal' && own.answers !== state.answers)) return dropped;
	return andThen(dropped, now => turn({...now, place: undefined}, {type: 'clear-draft'}));
}

/** A run of the answers has begun: their draft says so, for whoever comes back after a break. */
function ownRunBegun(state: WizardState, {origin}: RunModel, runId: string): Turn {
	if (origin !== 'confirmed') return turn(state);
	const begun = ownRun.put(state, {runId, answers: state.answers});
	const kept = keptDraft(begun);
	return kept ? turn(begun, {type: 'save-draft', kept}) : turn(begun);
}
