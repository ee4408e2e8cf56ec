import type {Place} from '../../../connection/place.ts';
import {type Turn, turn, type WizardState} from '../../core/state.ts';
import type {Question} from '../../overlays/prompt/question.ts';
import {type Offer, openHome} from '../home/open.ts';

/** A run that stopped half way. One that is not usable can only be forgotten, or is being worked on elsewhere; one that can't be read is about nothing. */
export type RunLine = BegunRun &
	(
		| {readonly usable: true; readonly about: RunSubject}
		| {
				readonly usable: false;
				readonly about?: RunSubject;
				readonly reason: string;
				/** Another program works on it: it can't be forgotten either. */
				readonly busy?: true;
		  }
	);

/** What a run makes or deletes, and where. */
interface RunSubject extends Place {
	readonly name: string;
}

interface BegunRun {
	readonly id: string;
	/** How far it came and when, in words. */
	readonly detail: string;
	/** It deletes a connection: it can be finished, and not taken back. */
	readonly deletes?: true;
	/** Why it can go on and can't be taken back, where that is so. */
	readonly noWayBack?: string;
}

/** The runs that stopped half way; the journals are read anew. */
function openRuns(state: WizardState): Turn {
	return turn({...state, screen: {name: 'runs'}}, {type: 'list-runs'});
}

/** Back to the runs that stopped; to the first screen where none is left, for an empty list leads nowhere. */
export function backToRuns(state: WizardState): WizardState {
	return (state.runs?.length ?? 0) > 0 ? {...state, screen: {name: 'runs'}} : openHome(state);
}

/** Only where a run is left unfinished. */
export function runsAtHome({runs = []}: WizardState): readonly Offer[] {
	return runs.length === 0 ? [] : [{id: 'runs', title: 'Finish what was begun', says: runsSay(runs), open: openRuns}];
}

function runsSay(runs: readonly RunLine[]): string {
	const usable = runs.filter(run => run.usable);
	const [last] = usable;
	const busy = runs.filter(run => !run.usable && run.busy).length;
	if (!last && busy > 0)
		return busy === 1 ? 'another tunnelwright is at 1 run' : `another tunnelwright is at ${busy} runs`;
	if (!last) return runs.length === 1 ? '1 run to forget' : `${runs.length} runs to forget`;
	return usable.length === 1
		? `1 run stopped ${last.detail}`
		: `${usable.length} runs stopped · the last ${last.detail}`;
}

export const forgetRunQuestion: Question = {
	title: ({subject}) => `Forget the run ${subject}?`,
	hint: 'It goes off this list. What it made stays, and may cost money. Its journal is put aside, not deleted.',
	sure: 'forget',
	answer: (state, {subject}) => turn(state, {type: 'forget-run', runId: subject}),
};
