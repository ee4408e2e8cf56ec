/*
 * <ScrollView lines top rows width />   a window on long text; where not all is seen, its last row says which part is
 *   top   first line wanted; drawn clamped, so that the last line can always be reached and never passed
 */
import {createContext, useContext, useLayoutEffect} from 'react';
import {type Line, Lines, line} from './line.tsx';

interface ScrollViewProps {
	readonly lines: readonly Line[];
	readonly top: number;
	readonly rows: number;
	readonly width: number;
}

/** With fewer rows the text needs each of them: its place is not told. */
const leastForPlace = 3;

/** The first line of the last page. */
function lastTop(lines: number, rows: number): number {
	return lines <= rows ? 0 : lines - Math.max(1, rows < leastForPlace ? rows : rows - 1);
}

/** The part of the lines to draw, and its place in words. */
export function scrolled(lines: readonly Line[], top: number, rows: number): readonly Line[] {
	if (lines.length <= rows) return lines;
	if (rows < leastForPlace) return lines.slice(Math.min(top, lines.length - rows)).slice(0, rows);
	const room = Math.max(1, rows - 1);
	const start = Math.max(0, Math.min(top, lastTop(lines.length, rows)));
	const end = Math.min(lines.length, start + room);
	const more = end < lines.length ? 'more below' : 'the end';
	return [...lines.slice(start, end), line(`lines ${start + 1} to ${end} of ${lines.length} · ${more}`, 'dim')];
}

/** The part of the lines to draw. Whoever asked for a line below the last page is told where that begins. */
export function useScrolled(lines: readonly Line[], top: number, rows: number): readonly Line[] {
	const tell = useContext(ScrollEnd);
	const last = lastTop(lines.length, rows);
	// only here it is known how many lines the text has
	useLayoutEffect(() => {
		if (top > last) tell(last);
	}, [top, last, tell]);
	return scrolled(lines, top, rows);
}

export function ScrollView({lines, top, rows, width}: ScrollViewProps) {
	return <Lines lines={useScrolled(lines, top, rows)} width={width} rows={rows} />;
}

/** Told by a scrolled view when it was asked to begin below its last page: the line that it begins with instead. */
export const ScrollEnd = createContext<(top: number) => void>(() => {});
