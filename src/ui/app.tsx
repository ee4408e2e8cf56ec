import {lazy, type ReactNode, Suspense, useSyncExternalStore} from 'react';
import {staysFor} from '../wizard/core/go-home.ts';
import type {WizardState} from '../wizard/core/state.ts';
import {overlayOf} from '../wizard/overlays/registry.ts';
import {bodyWants} from './body-wants.ts';
import {bannerOf, hintsNow, stepNumberOf, summaryOf, wayOf} from './chrome.ts';
import type {Glyphs} from './glyphs.ts';
import {type Layout, layoutOf, withBodyOf, withoutSide} from './layout.ts';
import {type ClickMap, Clicks, emptyClickMap} from './parts/clicks.tsx';
import {Frame} from './parts/frame.tsx';
import {Look, useGlyphs} from './parts/look.tsx';
import {ScrollEnd} from './parts/scroll-end.ts';
import {Summary} from './parts/summary.tsx';
import {DryRunScreen} from './screens/dry-run.tsx';
import {FormStep} from './screens/form-step.tsx';
import {LateFrame} from './screens/late-screen.tsx';
import {OptionsStep} from './screens/options-step.tsx';
import {PanelScreen} from './screens/panel.tsx';
import {viewOf} from './screens/registry.tsx';
import {RunScreen} from './screens/run.tsx';
import {SpdEditor} from './screens/spd-editor.tsx';
import {UndoScreen} from './screens/undo.tsx';
import type {Store} from './store.ts';

/** Nobody hands anything over in the first frame. */
const HandoverScreen = lazy(async () => ({default: (await import('./screens/handover.tsx')).HandoverScreen}));

/** The whole screen, drawn from the wizard's state and nothing else. */
export function App({
	store,
	glyphs,
	clicks = emptyClickMap(),
}: {
	readonly store: Store;
	readonly glyphs: Glyphs;
	/** Filled with what can be clicked. */
	readonly clicks?: ClickMap;
}) {
	const state = useSyncExternalStore(store.subscribe, store.getState);
	return (
		<Look glyphs={glyphs}>
			<ScrollEnd value={top => store.dispatch({type: 'scroll-ended', top})}>
				<Clicks value={clicks}>
					<Screen state={state} />
				</Clicks>
			</ScrollEnd>
		</Look>
	);
}

/** One state as a screen. */
export function Screen({state}: {readonly state: WizardState}) {
	const glyphs = useGlyphs();
	const late = state.help || state.prompt ? undefined : lateScreen(state);
	if (late) return late;
	const way = wayOf(state);
	const hasSide = state.screen.name === 'step' && overlayOf(state) === undefined;
	const whole = layoutOf(state.size.columns, state.size.rows, way.length > 0);
	const layout = hasSide ? withBodyOf(whole, bodyWants(state, glyphs)) : withoutSide(whole);
	const step = stepNumberOf(state);
	return (
		<Frame
			layout={layout}
			banner={bannerOf(state)}
			hints={hintsNow(state)}
			way={way}
			{...(step ? {step} : {})}
			{...(state.notice ? {notice: state.notice} : {})}
			side={
				layout.side ? (
					<Summary
						title="WHAT IS BEING BUILT"
						entries={summaryOf(state)}
						width={layout.side.columns}
						rows={layout.side.rows}
					/>
				) : null
			}
		>
			{bodyOf(state, layout)}
		</Frame>
	);
}

function bodyOf(state: WizardState, layout: Layout): ReactNode {
	const View = viewOf(state);
	if (View) return <View state={state} layout={layout} />;
	const {screen} = state;
	if (screen.name !== 'step') return null;
	if (screen.step === 'pairs') return <SpdEditor state={state} layout={layout} />;
	if (screen.step === 'options') return <OptionsStep state={state} layout={layout} />;
	return <FormStep state={state} step={screen.step} layout={layout} />;
}

function lateScreen(state: WizardState): ReactNode {
	const {dryRun, run, undo, panel, handover} = state.late;
	const shared = {
		size: state.size,
		banner: bannerOf(state),
		notice: state.notice,
		canGoHome: staysFor(state) === undefined,
	};
	switch (state.screen.name) {
		case 'dry-run':
			return dryRun && <DryRunScreen model={dryRun} {...shared} />;
		case 'run':
			return run && <RunScreen model={run} {...shared} />;
		case 'undo':
			return undo && <UndoScreen model={undo} {...shared} />;
		case 'panel':
			return panel && <PanelScreen model={panel} {...shared} />;
		case 'handover':
			return (
				handover && (
					<Suspense
						fallback={
							<LateFrame {...shared} hints={[]}>
								{null}
							</LateFrame>
						}
					>
						<HandoverScreen model={handover} {...shared} />
					</Suspense>
				)
			);
		default:
			return undefined;
	}
}
