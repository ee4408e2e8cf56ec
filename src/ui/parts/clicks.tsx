/*
 * What a click means is where it falls, and only what draws knows that: areas are registered here as they are drawn.
 * <ClickArea rows back on enter?>…</ClickArea>   rows: {y, height, steps}; `steps` from the highlight to the row, and 0 is the highlight
 * useClickBar(bars)                              single places of the frame: {x, y, width, key}
 * A click is told to the wizard as the keys that lead to the same place: it can do nothing that no key can.
 */
import {Box, type DOMElement} from 'ink';
import {createContext, type ReactNode, useContext, useLayoutEffect, useRef} from 'react';

export interface ClickRow {
	readonly y: number;
	readonly height: number;
	readonly steps: number;
}

export interface ClickBar {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	/** A key's name of the key map. */
	readonly key: string;
}

interface Area {
	readonly node: {readonly current: DOMElement | null};
	readonly rows: readonly ClickRow[];
	readonly back: string;
	readonly on: string;
	readonly enter: string | undefined;
}

/** What is drawn now and can be clicked. */
export interface ClickMap {
	readonly areas: Set<Area>;
	bars: readonly ClickBar[];
}

export const emptyClickMap = (): ClickMap => ({areas: new Set(), bars: []});

export const Clicks = createContext<ClickMap>(emptyClickMap());

interface ClickAreaProps {
	readonly rows: readonly ClickRow[];
	/** The keys that go one row back and on. */
	readonly back?: string;
	readonly on?: string;
	/** The key for a click on the highlighted row; left out where it means nothing. */
	readonly enter?: string;
	readonly children: ReactNode;
}

export function ClickArea({rows, back = 'up', on = 'down', enter, children}: ClickAreaProps) {
	const {areas} = useContext(Clicks);
	const node = useRef<DOMElement>(null);
	useLayoutEffect(() => {
		const area: Area = {node, rows, back, on, enter};
		areas.add(area);
		return () => {
			areas.delete(area);
		};
	}, [areas, rows, back, on, enter]);
	return (
		<Box ref={node} flexDirection="column" flexShrink={0}>
			{children}
		</Box>
	);
}

export function useClickBars(bars: readonly ClickBar[]): void {
	const map = useContext(Clicks);
	useLayoutEffect(() => {
		map.bars = bars;
	}, [map, bars]);
}

/** Rows of so many lines each, one below the other; `start` is the index of the first of them. */
export function clickRows(heights: readonly number[], highlighted: number, start = 0): readonly ClickRow[] {
	let y = 0;
	return heights.map((height, index) => {
		const row = {y, height, steps: start + index - highlighted};
		y += height;
		return row;
	});
}
