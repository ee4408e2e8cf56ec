import type {RunLine, WizardState} from '../../core/state.ts';
import type {Offer} from '../home/offer.ts';
import {openRuns} from './open.ts';

/** Only where a run is left unfinished. */
export function runsAtHome({runs = []}: WizardState): readonly Offer[] {
	return runs.length === 0 ? [] : [{id: 'runs', title: 'Finish what was begun', says: runsSay(runs), open: openRuns}];
}

function runsSay(runs: readonly RunLine[]): string {
	const usable = runs.filter(run => run.usable);
	const [last] = usable;
	if (!last) return runs.length === 1 ? '1 run to forget' : `${runs.length} runs to forget`;
	return usable.length === 1
		? `1 run stopped ${last.detail}`
		: `${usable.length} runs stopped · the last ${last.detail}`;
}
