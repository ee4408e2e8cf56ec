import type {ComponentType} from 'react';
import {Screen} from '../../src/ui/app.tsx';
import {bannerOf, hintsNow} from '../../src/ui/chrome.ts';
import {layoutOf, withoutSide} from '../../src/ui/layout.ts';
import {Frame} from '../../src/ui/parts/frame.tsx';
import {HandoverView} from '../../src/ui/screens/handover.tsx';
import type {ViewProps} from '../../src/ui/screens/registry.tsx';
import {WhyView} from '../../src/ui/screens/why.tsx';
import type {Size, WizardState} from '../../src/wizard/core/state.ts';
import {type DryRunModel, dryRunning} from '../../src/wizard/screens/dry-run/model.ts';
import {type HandoverModel, handingOver} from '../../src/wizard/screens/handover/model.ts';
import {type PanelModel, watching} from '../../src/wizard/screens/panel/model.ts';
import {type RunModel, running} from '../../src/wizard/screens/run/model.ts';
import {type UndoModel, undoing} from '../../src/wizard/screens/undo/model.ts';
import {askingWhy, type WhyModel} from '../../src/wizard/screens/why/model.ts';
import {showing} from '../wizard/happenings.ts';

/* The whole screen, drawn from the wizard's state, with a screen that shows this. */

interface Drawn<Model> {
	readonly model: Model;
	readonly size: Size;
}

export function DryRunScreen({model, size}: Drawn<DryRunModel>) {
	return <Screen state={showing('dry-run', dryRunning, model, {size})} />;
}

export function RunScreen({model, size}: Drawn<RunModel>) {
	return <Screen state={showing('run', running, model, {size})} />;
}

export function PanelScreen({model, size}: Drawn<PanelModel>) {
	return <Screen state={showing('panel', watching, model, {size})} />;
}

export function UndoScreen({model, size}: Drawn<UndoModel>) {
	return <Screen state={showing('undo', undoing, model, {size})} />;
}

/** Their bodies are loaded when they are opened first: here they are at hand. */
export function HandoverScreen({model, size}: Drawn<HandoverModel>) {
	return framed(HandoverView, showing('handover', handingOver, model, {size}));
}

export function WhyScreen({model, size}: Drawn<WhyModel>) {
	return framed(WhyView, showing('why', askingWhy, model, {size}));
}

function framed(View: ComponentType<ViewProps>, state: WizardState) {
	const layout = withoutSide(layoutOf(state.size.columns, state.size.rows, false));
	return (
		<Frame layout={layout} banner={bannerOf(state)} hints={hintsNow(state)}>
			<View state={state} layout={layout} />
		</Frame>
	);
}
