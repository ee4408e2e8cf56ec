import {goHome} from './go-home.ts';
import {homeKeyName} from './keys.ts';
import {lateSummary} from './late.ts';
import {leave} from './leave.ts';
import type {KeyBinding} from './screen.ts';
import type {WizardState} from './state.ts';

/** Leaves the wizard. `summary` is what is printed then: what was made, if the screen has nothing else to tell. */
export function leaveKey({
	keys = ['ctrl-c'],
	code = 130,
	summary = lateSummary,
}: {
	readonly keys?: readonly string[];
	readonly code?: number;
	summary?(state: WizardState): readonly string[];
} = {}): KeyBinding {
	return {keys, label: 'leave', run: state => leave(state, code, summary(state))};
}

/** To the first screen. `stays`: why what goes on here must not go out of sight. */
export function homeKey(stays?: string): KeyBinding {
	return {
		keys: [homeKeyName],
		label: 'home',
		disabled: stays,
		run: goHome,
	};
}
