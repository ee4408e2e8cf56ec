import type {ReactNode} from 'react';
import {type Line, line, spread} from './line.tsx';
import {position, windowOf} from './menu.tsx';

/** A part of a form that is drawn whole or not at all. */
export interface Block {
	readonly id: string;
	readonly rows: number;
	readonly node: ReactNode;
}

/** The blocks around the focused one that fit the room, the focused one always among them. `airy`: a blank row after each. */
export function fitting(blocks: readonly Block[], focus: number, room: number, airy = false): readonly Block[] {
	const here = Math.max(0, focus);
	const heights = blocks.map(({rows}) => rows + (airy ? 1 : 0));
	const sum = (start: number, end: number) => heights.slice(start, end).reduce((total, rows) => total + rows, 0);
	for (let count = Math.min(blocks.length, Math.max(1, room)); count > 1; count -= 1) {
		const {start, end} = windowOf(blocks.length, here, count);
		if (sum(start, end) <= room) return grown(blocks, {start, end}, room - sum(start, end), heights);
	}

	return blocks.slice(here, here + 1);
}

/** The window with more blocks below it, and then above it, as far as the room that is left takes them. */
function grown(
	blocks: readonly Block[],
	{start, end}: {readonly start: number; readonly end: number},
	spare: number,
	heights: readonly number[],
): readonly Block[] {
	let [from, to, left] = [start, end, spare];
	while (to < blocks.length && (heights[to] ?? 0) <= left) {
		left -= heights[to] ?? 0;
		to += 1;
	}

	while (from > 0 && (heights[from - 1] ?? 0) <= left) {
		from -= 1;
		left -= heights[from] ?? 0;
	}

	return blocks.slice(from, to);
}

/** The line above the blocks: which of them are in sight, where not all are. */
export function positionLine(blocks: readonly Block[], shown: readonly Block[], width: number): Line {
	const start = blocks.findIndex(({id}) => id === shown[0]?.id);
	const place = position({start, end: start + shown.length}, blocks.length);
	return place === '' ? [] : spread([], line(place, 'dim'), width);
}
