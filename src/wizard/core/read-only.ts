import type {Effect} from './effect.ts';
import {type Turn, turn, type WizardState} from './state.ts';

/** What makes, changes or takes down something at a cloud. */
const changing: ReadonlySet<Effect['type']> = new Set([
	'run',
	'run-many',
	'rotate-keys',
	'resume-rotation',
	'resume-run',
	'undo-run',
	'delete-connection',
]);

/** In a wizard that was opened to look only, a turn that would change something at a cloud is not taken, and it says why. */
export function onlyLooking(before: WizardState, after: Turn): Turn {
	if (!before.options.readOnly || !after.effects.some(({type}) => changing.has(type))) return after;
	const text = 'opened with --read-only: nothing is made, changed or taken down';
	return turn({...before, notice: {tone: 'look', text}});
}
