import {type Line, lineCells, spread, wrapped} from './line.tsx';

/** A question with a few words at the right edge. Where it is wider than the screen it takes a second line: it is never cut. */
export function questionLines(question: string, right: Line, width: number): readonly Line[] {
	const asked = wrapped(question, width, 'strong');
	const last = asked.at(-1) ?? [];
	if (lineCells(last) + lineCells(right) + 1 <= width) return [...asked.slice(0, -1), spread(last, right, width)];
	return [...asked, spread([], right, width)];
}
