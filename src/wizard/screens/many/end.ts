import type {WizardState} from '../../core/state.ts';
import {madeSummary} from '../run/made-summary.ts';
import {changingMany} from './model.ts';
import {manySummary} from './text.ts';

/** What is said on leaving: of these connections, and of what else was begun here. */
export function manyEnd(state: WizardState): readonly string[] {
	const model = changingMany.of(state);
	return [...(model ? manySummary(model) : []), ...madeSummary(state)];
}
