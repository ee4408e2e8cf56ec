import {type ReactNode, useSyncExternalStore} from 'react';
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
import {FormStep} from './screens/form-step.tsx';
import {OptionsStep} from './screens/options-step.tsx';
import {viewOf} from './screens/registry.tsx';
import {SpdEditor} from './screens/spd-editor.tsx';
import type {Store} from './store.ts';

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
