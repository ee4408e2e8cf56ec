import {type ComponentType, lazy, Suspense} from 'react';
import {askedOf} from '../../wizard/answers/asked.ts';
import {viewOf as listViewOf} from '../../wizard/core/list.ts';
import type {WizardState} from '../../wizard/core/state.ts';
import {type OverlayName, overlayOf} from '../../wizard/overlays/registry.ts';
import {listOf} from '../../wizard/screens/registry.ts';
import {type Step, stepOf} from '../../wizard/steps/steps.ts';
import type {Layout} from '../layout.ts';
import type {Glyphs} from '../look.tsx';
import {listWants} from '../parts/filtered-list.tsx';
import {ConfirmView} from './confirm.tsx';
import {DryRunView} from './dry-run.tsx';
import {FormStep} from './form-step.tsx';
import {GoTo} from './go-to.tsx';
import {Help} from './help.tsx';
import {Home} from './home.tsx';
import {ListStep} from './list-step.tsx';
import {ManyView} from './many.tsx';
import {OptionsStep, optionsWant} from './options-step.tsx';
import {pairsWant} from './pair-columns.ts';
import {PanelView} from './panel.tsx';
import {PromptBox} from './prompt-box.tsx';
import {Review} from './review.tsx';
import {RunView} from './run.tsx';
import {SpdEditor} from './spd-editor.tsx';
import {UndoView} from './undo.tsx';
import {WatchView} from './watch.tsx';

/** Loaded when it is first drawn: never in the first frame. */
const HandoverView = lazy(async () => ({default: (await import('./handover.tsx')).HandoverView}));

export interface ViewProps {
	readonly state: WizardState;
	readonly layout: Layout;
}

/** The same of new keys, and of the page of steps that comes with them. */
const KeysView = lazy(async () => ({default: (await import('./keys.tsx')).KeysView}));

/** The same of why tunnels are down. */
const WhyView = lazy(async () => ({default: (await import('./why.tsx')).WhyView}));

/** What draws each screen; a screen that is nothing but a list needs no line here. */
const views: Readonly<Record<string, ComponentType<ViewProps>>> = {
	'dry-run': DryRunView,
	confirm: ConfirmView,
	run: RunView,
	undo: UndoView,
	panel: PanelView,
	why: LazyWhyView,
	handover: LazyHandoverView,
	home: Home,
	keys: LazyKeysView,
	many: ManyView,
	review: Review,
	watch: WatchView,
};

/** What draws the steps that are no lists, by their kind. */
const stepViews: Readonly<Record<Exclude<Step['kind'], 'list'>, StepView>> = {
	form: {View: FormStep},
	pairs: {
		View: SpdEditor,
		wants: (state, glyphs) => pairsWant(askedOf(state), state.pairs.row, glyphs),
	},
	options: {View: OptionsStep, wants: state => optionsWant(askedOf(state))},
};

interface StepView {
	readonly View: ComponentType<ViewProps>;
	/** The width at which nothing of it is cut; left out where it does not matter. */
	wants?(state: WizardState, glyphs: Glyphs): number;
}

function stepViewOf({screen}: WizardState): StepView | undefined {
	const kind = screen.name === 'step' ? stepOf(screen.step).kind : 'list';
	return kind === 'list' ? undefined : stepViews[kind];
}

/** The width at which nothing of the screen is cut: the summary beside a step gets what is left. 0 where it does not matter. */
export function wantsOf(state: WizardState, glyphs: Glyphs): number {
	const list = listOf(state);
	if (list) return listWants(list.columns, listViewOf(state, list).rows, glyphs);
	return stepViewOf(state)?.wants?.(state, glyphs) ?? 0;
}

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
	return views[state.screen.name] ?? stepViewOf(state)?.View ?? (listOf(state) && ListView);
}

function LazyHandoverView(props: ViewProps) {
	return (
		<Suspense fallback={null}>
			<HandoverView {...props} />
		</Suspense>
	);
}

function LazyKeysView(props: ViewProps) {
	return (
		<Suspense fallback={null}>
			<KeysView {...props} />
		</Suspense>
	);
}

function LazyWhyView(props: ViewProps) {
	return (
		<Suspense fallback={null}>
			<WhyView {...props} />
		</Suspense>
	);
}

function ListView({state, layout}: ViewProps) {
	const list = listOf(state);
	return list ? <ListStep state={state} list={list} layout={layout} /> : null;
}
