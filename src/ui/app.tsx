import {useSyncExternalStore} from 'react';
import {placeShown, type WizardState} from '../wizard/core/state.ts';
import {overlayOf} from '../wizard/overlays/registry.ts';
import {bannerOf, hintsNow, stepNumberOf, summaryOf, wayOf} from './chrome.ts';
import {layoutOf, withBodyOf, withoutSide} from './layout.ts';
import {type Glyphs, Look, useGlyphs} from './look.tsx';
import {type ClickMap, Clicks, emptyClickMap} from './parts/clicks.tsx';
import {Frame} from './parts/frame.tsx';
import {ScrollEnd} from './parts/scroll-view.tsx';
import {Summary} from './parts/summary.tsx';
import {viewOf, wantsOf} from './screens/registry.tsx';
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

export function Screen({state}: {readonly state: WizardState}) {
	const glyphs = useGlyphs();
	const way = wayOf(state);
	const place = placeShown(state);
	// the review says all of it itself
	const hasSide = place !== undefined && place !== 'review' && overlayOf(state) === undefined;
	const whole = layoutOf(state.size.columns, state.size.rows, way.length > 0);
	const layout = hasSide ? withBodyOf(whole, wantsOf(state, glyphs)) : withoutSide(whole);
	const step = stepNumberOf(state);
	const View = viewOf(state);
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
						title={state.answers.edits ? 'HOW IT IS TO STAND' : 'WHAT IS BEING BUILT'}
						entries={summaryOf(state)}
						width={layout.side.columns}
						rows={layout.side.rows}
					/>
				) : null
			}
		>
			{View ? <View state={state} layout={layout} /> : null}
		</Frame>
	);
}
