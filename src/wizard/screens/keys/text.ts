import {filesAheadLine} from '../../../connection/files-ahead.ts';
import type {WizardState} from '../../core/state.ts';
import {panelEnd} from '../panel/summary.ts';
import {backSteps, offLines} from '../run/text.ts';
import {type KeysModel, renewingKeys} from './model.ts';
import {filesAhead} from './ready.ts';
import {keysSummary} from './summary.ts';

/** What is said on leaving: which tunnels have their new key, and how to go on with the others; then what is watched. */
export function keysEnd(state: WizardState): readonly string[] {
	const model = renewingKeys.of(state);
	const told = model ? keysSummary(model) : [];
	const watched = panelEnd(state);
	return [...told, ...(told.length > 0 && watched.length > 0 ? [''] : []), ...watched];
}

/** Of a renewal that stopped: what is without its traffic, and which files are ahead of the cloud. Pure. */
export function leftOpen({phase, run, ready}: KeysModel): {
	readonly off: readonly string[];
	readonly next: readonly string[];
	readonly files: readonly string[];
} {
	if (phase !== 'stopped' || !run) return {off: [], next: [], files: []};
	return {
		off: offLines(run),
		next: backSteps(run),
		files: filesAhead(run, ready).map(each => filesAheadLine(each, 'r')),
	};
}
