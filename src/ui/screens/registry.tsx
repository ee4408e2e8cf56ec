import type {ComponentType} from 'react';
import type {WizardState} from '../../wizard/core/state.ts';
import {listOf} from '../../wizard/screens/registry.ts';
import type {Layout} from '../layout.ts';
import {ConfirmView} from './confirm.tsx';
import {ListStep} from './list-step.tsx';

export interface ViewProps {
	readonly state: WizardState;
	readonly layout: Layout;
}

/** What draws each screen; a screen that is nothing but a list needs no line here. */
const views: Readonly<Record<string, ComponentType<ViewProps>>> = {
	confirm: ConfirmView,
};

/** What draws the screen that the state is at. */
export function viewOf(state: WizardState): ComponentType<ViewProps> | undefined {
	return views[state.screen.name] ?? (listOf(state) && ListView);
}

function ListView({state, layout}: ViewProps) {
	const list = listOf(state);
	return list ? <ListStep state={state} list={list} layout={layout} /> : null;
}
