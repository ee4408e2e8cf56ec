import type {KeyBinding} from '../../core/screen.ts';
import type {Turn, WizardState} from '../../core/state.ts';
import {withAskedFrom} from '../panel/asked-from.ts';

/** The first screen. What was being asked stays as it is, for going on. */
export function openHome(state: WizardState): WizardState {
	return withAskedFrom({...state, screen: {name: 'home'}, editing: false, blocked: undefined}, undefined);
}

/** A line of the first screen: what can be done, and how it stands with that. The folder that it leads to brings it, as `atHome`. */
export interface Offer {
	readonly id: string;
	readonly title: string;
	readonly says: string;
	/** All there is to be told; it is shown while the line is highlighted. */
	readonly whole?: string;
	/** The first of others that are about something else. */
	readonly apart?: boolean;
	/** Keys that work on this line alone. */
	readonly keys?: readonly KeyBinding[];
	open(state: WizardState): Turn;
}
