/*
 * One line of typed text. The caller owns value, cursor and keys.
 * <TextLine value cursor width active? masked? placeholder? offered? />
 *   cursor   code-unit index that stands between two graphemes, as `editLine` of wizard/core/text-edit.ts keeps it
 *   active   the terminal's own cursor stands in it (input methods compose there); one at a time
 *   masked   one mask sign a grapheme
 *   offered  a suggestion that typing replaces: dim
 * A value longer than `width` scrolls sideways: it never wraps.
 *
 * ink-text-input draws it, shielded: no keys reach it (it would lose all but the last of a burst, cut emoji in halves and type
 * control letters), no fake cursor, and it never sees a value that does not fit.
 */
import {Box, type DOMElement, measureElement, Text, useCursor} from 'ink';
import TextInput from 'ink-text-input';
import {useLayoutEffect, useRef, useState} from 'react';
import {printable} from '../../connection/printable.ts';
import type {TextLine as TypedLine} from '../../wizard/core/text-edit.ts';
import {textStyle, useGlyphs} from '../look.tsx';
import {cells, cutTo, graphemes} from '../text-width.ts';
import {line as asLine, LineView, lineCells} from './line.tsx';

export interface TextLineProps {
	readonly value: string;
	readonly cursor: number;
	readonly width: number;
	readonly active?: boolean;
	readonly masked?: boolean;
	readonly placeholder?: string;
	readonly offered?: boolean;
}

const lookAhead = 6;

/**
 * The part of a value that fits `width` cells around the cursor, and the cursor's cell in it. One cell is kept for a cursor at the end.
 * An ellipsis marks what is cut at either side.
 */
export function textWindow(
	value: string,
	cursor: number,
	width: number,
	ellipsis = '…',
): {readonly text: string; readonly cursorCell: number} {
	const parts = graphemes(printable(value));
	// a cursor within a grapheme may cut it into more than it is
	const at = Math.min(graphemes(printable(value.slice(0, Math.max(0, cursor)))).length, parts.length);
	const edges = [0]; // the cell where each grapheme begins: long values are pasted, so nothing is measured twice
	for (const part of parts) edges.push((edges.at(-1) ?? 0) + cells(part));
	const size = (from: number, to: number) => (edges[to] ?? 0) - (edges[from] ?? 0);
	if (size(0, parts.length) < width) return {text: parts.join(''), cursorCell: size(0, at)};
	if (width < 4) return {text: '', cursorCell: 0};
	const mark = cells(ellipsis);
	const after = size(at, parts.length);
	const ahead = Math.min(lookAhead, Math.floor(width / 4), after);
	const reach = width - 1 - (ahead < after ? mark : 0);
	let start = 0;
	while (start < at && (start > 0 ? mark : 0) + size(start, at) + ahead > reach) start++;
	const lead = start > 0 ? ellipsis : '';
	let end = at;
	const room = () => width - 1 - cells(lead) - size(start, end);
	while (end < parts.length && room() - cells(parts[end] ?? '') >= (end + 1 < parts.length ? mark : 0)) end++;
	const tail = end < parts.length && room() >= mark ? ellipsis : '';
	return {text: lead + parts.slice(start, end).join('') + tail, cursorCell: cells(lead) + size(start, at)};
}

const ignore = () => {};

export function TextLine({
	value,
	cursor,
	width,
	active = false,
	masked = false,
	placeholder = '',
	offered = false,
}: TextLineProps) {
	const glyphs = useGlyphs();
	const signs = (part: string) => glyphs.mask.repeat(graphemes(printable(part)).length);
	const {text, cursorCell} = masked
		? textWindow(signs(value), signs(value.slice(0, cursor)).length, width, glyphs.ellipsis)
		: textWindow(value, cursor, width, glyphs.ellipsis);
	const hint = cutTo(printable(placeholder), Math.max(0, width - 1), glyphs.ellipsis);
	const input = (
		<Text {...textStyle(offered ? 'dim' : 'plain')}>
			<TextInput value={text} placeholder={hint} focus={false} showCursor={false} onChange={ignore} />
		</Text>
	);
	if (active)
		return (
			<WithCursor cell={cursorCell} width={width}>
				{input}
			</WithCursor>
		);
	return (
		<Box width={width} height={1} flexShrink={0}>
			{input}
		</Box>
	);
}

function WithCursor({
	cell,
	width,
	children,
}: {
	readonly cell: number;
	readonly width: number;
	readonly children: React.ReactNode;
}) {
	const box = useRef<DOMElement>(null);
	const [origin, setOrigin] = useState<{readonly x: number; readonly y: number}>();
	const {setCursorPosition} = useCursor();
	useLayoutEffect(() => {
		if (!box.current) return;
		const {x, y} = measureElement(box.current);
		setOrigin(old => (old?.x === x && old.y === y ? old : {x, y}));
	});
	setCursorPosition(origin && {x: origin.x + cell, y: origin.y});
	return (
		<Box ref={box} width={width} height={1} flexShrink={0}>
			{children}
		</Box>
	);
}

/** The line below a question that a word answers. */
export function TypedAnswer({line, width}: {readonly line: TypedLine; readonly width: number}) {
	const lead = asLine(`  ${useGlyphs().pointer} `, 'focus');
	return (
		<Box flexShrink={0} height={1}>
			<LineView line={lead} width={lineCells(lead)} />
			<TextLine {...line} width={width - lineCells(lead)} active placeholder="" />
		</Box>
	);
}
