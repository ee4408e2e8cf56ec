import {filesAheadLine} from '../../../connection/files-ahead.ts';
import type {WizardState} from '../../core/state.ts';
import {panelEnd} from '../panel/summary.ts';
import {isCarriedOut} from '../run/model.ts';
import {backSteps} from '../run/next-steps.ts';
import {offLines} from '../run/text.ts';
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
	const isNone = run.rows.every(row => !isCarriedOut(row) || row.existed) && run.inDoubt.length === 0;
	return {
		off: offLines(run),
		next: [
			...backSteps(run),
			...(isNone ? ['The cloud has no new key: r goes on from here, e asks for it otherwise.'] : []),
			...(isNone || backSteps(run).length > 0
				? []
				: ['r goes on from here: what is changed is found, and no key is sent twice.']),
		],
		files: filesAhead(run, ready).map(each => filesAheadLine(each, 'r')),
	};
}
