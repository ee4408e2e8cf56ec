/*
 * What dry run, confirmation, run and panel have in common: props and frame.
 * <XScreen model size banner notice? step? way? />
 *   size     {columns, rows} of the terminal
 *   banner   SANDBOX, or whose account and region, as <Frame> takes it
 *   way      [] or left out for none
 */
import type {ReactNode} from 'react';
import {homeHint} from '../../wizard/core/go-home.ts';
import {type Layout, layoutOf, withoutSide} from '../layout.ts';
import {Frame, type Hint, type WayStep} from '../parts/frame.tsx';
import type {Span} from '../parts/line.tsx';
import type {NoticeText} from '../parts/notice.tsx';

export interface LateScreenProps {
	readonly size: {readonly columns: number; readonly rows: number};
	readonly banner: Span;
	readonly notice?: NoticeText | undefined;
	readonly step?: {readonly now: number; readonly of: number} | undefined;
	readonly way?: readonly WayStep[] | undefined;
	/** Whether the first screen can be opened from here now. */
	readonly canGoHome?: boolean | undefined;
}

/** The layout of a late screen: the whole width, for its tables. */
export function lateLayout({size, way}: LateScreenProps): Layout {
	return withoutSide(layoutOf(size.columns, size.rows, (way?.length ?? 0) > 0));
}

export interface LateFrameProps extends LateScreenProps {
	readonly hints: readonly Hint[];
	readonly children: ReactNode;
}

export function LateFrame({hints, children, ...props}: LateFrameProps) {
	const {banner, notice, step, way, canGoHome} = props;
	return (
		<Frame
			layout={lateLayout(props)}
			banner={banner}
			hints={canGoHome ? [...hints, homeHint] : hints}
			{...(notice ? {notice} : {})}
			{...(step ? {step} : {})}
			{...(way ? {way} : {})}
		>
			{children}
		</Frame>
	);
}
