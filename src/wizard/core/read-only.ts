import type {Effect} from './effect.ts';
import type {KeyBinding} from './screen.ts';
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
	return turn({...before, notice: {tone: 'look', text: lookingOnly}});
}

/** Why nothing is done in a wizard that was opened to look. */
export const lookingOnly = 'opened with --read-only: nothing is made, changed or taken down';

/** A key that leads to a change: in a wizard that was opened to look only it says so, and opens nothing. */
export function toChange({options: {readOnly}}: WizardState, binding: KeyBinding): KeyBinding {
	return readOnly ? {...binding, disabled: lookingOnly} : binding;
}

/** For the help, which names no key that does nothing. */
export function aboutLooking({options: {readOnly}}: WizardState): readonly string[] {
	return readOnly
		? [`Opened with --read-only: the keys that make, change or take down something say so, and open nothing.`]
		: [];
}
