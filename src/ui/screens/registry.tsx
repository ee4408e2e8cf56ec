import {type ComponentType, lazy, Suspense} from 'react';
import type {WizardState} from '../../wizard/core/state.ts';
import {type OverlayName, overlayOf} from '../../wizard/overlays/registry.ts';
import {listOf} from '../../wizard/screens/registry.ts';
import type {Layout} from '../layout.ts';
import {ConfirmView} from './confirm.tsx';
import {DryRunView} from './dry-run.tsx';
import {GoTo} from './go-to.tsx';
import {Help} from './help.tsx';
import {Home} from './home.tsx';
import {ListStep} from './list-step.tsx';
import {PanelView} from './panel.tsx';
import {PromptBox} from './prompt-box.tsx';
import {Review} from './review.tsx';
import {RunView} from './run.tsx';
import {UndoView} from './undo.tsx';

/** Nobody hands anything over in the first frame. */
const HandoverView = lazy(async () => ({default: (await import('./handover.tsx')).HandoverView}));

export interface ViewProps {
	readonly state: WizardState;
	readonly layout: Layout;
}

/** What draws each screen; a screen that is nothing but a list needs no line here. */
const views: Readonly<Record<string, ComponentType<ViewProps>>> = {
	'dry-run': DryRunView,
	confirm: ConfirmView,
	run: RunView,
	undo: UndoView,
	panel: PanelView,
	handover: LazyHandoverView,
	home: Home,
	review: Review,
};

/** What draws what can lie over a screen. */
const overlayViews: Readonly<Record<OverlayName, ComponentType<ViewProps>>> = {
	prompt: PromptBox,
	help: Help,
	'go-to': GoTo,
};

/** What draws what is on top: the screen that the state is at, or what lies over it. */
export function viewOf(state: WizardState): ComponentType<ViewProps> | undefined {
	const overlay = overlayOf(state);
	if (overlay !== undefined) return overlayViews[overlay];
	return views[state.screen.name] ?? (listOf(state) && ListView);
}

function LazyHandoverView(props: ViewProps) {
	return (
		<Suspense fallback={null}>
			<HandoverView {...props} />
		</Suspense>
	);
}

function ListView({state, layout}: ViewProps) {
	const list = listOf(state);
	return list ? <ListStep state={state} list={list} layout={layout} /> : null;
}
