import type {Secret} from '../../../connection/secret.ts';
import type {Confirmed} from '../../../session/run.ts';
import {askedOf} from '../../answers/asked.ts';
import {asking, type Turn, turn, type WizardState} from '../../core/state.ts';
import {checkTyped} from '../../core/typed-key.ts';
import type {Question} from '../../overlays/prompt/question.ts';
import {typedKeysOf} from '../../steps/security/key-from.ts';
import type {ConfirmModel} from '../confirm/model.ts';
import {generatedKeys} from '../dry-run/model.ts';
import {openingRun, type RunModel, runKeysTyped, running} from './model.ts';

/** What was confirmed is carried out. */
export function openRun(
	before: WizardState,
	{plan, secrets, account}: Pick<ConfirmModel, 'plan' | 'secrets' | 'account'>,
): Turn {
	const {state, request} = asking(before, 'run');
	const model = {...openingRun(plan, state.now, state.options.sandbox), secrets, account};
	// a key is one connection's own
	const begun = generatedKeys.put(runKeysTyped.put(running.put(state, model), {}), undefined);
	return turn({...begun, screen: {name: 'run'}}, {type: 'run', request, ...confirmed(state, model)});
}

/** Reads how far a run came that was begun before; it is opened once that is known. */
export function readRun(before: WizardState, runId: string): Turn {
	const {state, request} = asking(before, 'run');
	return turn(state, {type: 'open-run', request, runId});
}

/** Goes on with a run that stopped; one that could not even begin its journal is begun again. */
export function resumeRun(before: WizardState, run: RunModel, allTheSame: {readonly evenIfDown?: true} = {}): Turn {
	const {state, request} = asking(before, 'run');
	const typed = run.origin === 'confirmed' ? typedKeysOf(askedOf(state), state.typedKeys) : {};
	const keys = {...typed, ...runKeysTyped.of(state)};
	const going = running.put(state, {...run, phase: 'running', trouble: undefined});
	if (run.runId === '') return turn(going, {type: 'run', request, ...confirmed(state, run)});
	return turn(going, {type: 'resume-run', request, runId: run.runId, keys, ...allTheSame});
}

function confirmed({data}: WizardState, {plan, secrets}: Pick<RunModel, 'plan' | 'secrets'>): Confirmed {
	return {plan, secrets, account: data.identities[plan.cloud]?.account};
}

/** The key that a run waits for: with it the run goes on. */
export const runKeyQuestion: Question = {
	title: ({subject}) => `The pre-shared key for ${subject}`,
	hint: 'The run stopped before its key was sent, and no key is ever kept: type it again to go on.',
	masked: true,
	answer(state, {value}) {
		const run = running.of(state);
		return run ? checkTyped(state, run.plan, value) : turn({...state, prompt: undefined});
	},
};

/** One that the cloud can take: with it the run goes on. */
export function withRunKey(state: WizardState, subject: string, key: Secret): Turn {
	const run = running.of(state);
	const closed = {...state, prompt: undefined};
	if (!run) return turn(closed);
	return resumeRun(runKeysTyped.put(closed, {...runKeysTyped.of(closed), [subject]: key}), run);
}
