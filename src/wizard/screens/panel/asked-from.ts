import type {FleetChoice} from '../../../session/fleet-choice.ts';
import type {FleetConnection} from '../../../watch/fleet/fleet.ts';
import type {Answers} from '../../answers/answers.ts';
import {modelSlot} from '../../core/model-slot.ts';
import type {WizardState} from '../../core/state.ts';
import type {PanelViewId} from './views.ts';

/** Where an edit, or another connection like one, was asked from. */
export interface AskedFrom {
	/** What is watched there. */
	readonly choice: FleetChoice;
	/** The connection that was looked at alone, and how; undefined: the list. */
	readonly panel: {readonly connection: FleetConnection; readonly view: PanelViewId} | undefined;
	/** The answers that came of it: others have another way back. */
	readonly given: Answers | undefined;
}

const asked = modelSlot<AskedFrom>('asked from');

export const withAskedFrom = asked.put;

/** Where what is being asked was asked from; undefined where that is the first screen. */
export function askedFrom(state: WizardState): AskedFrom | undefined {
	const from = asked.of(state);
	return from?.given !== undefined && from.given === state.givenAnswers ? from : undefined;
}
