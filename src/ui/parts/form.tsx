/*
 * What forms are made of: a line that is typed, answers to choose from, and the blocks of those that fit.
 */
import {Box} from 'ink';
import type {ReactNode} from 'react';

import {offeredWords} from '../../wizard/core/text-edit.ts';
import {type Glyphs, tick} from '../look.tsx';
import {Field, linesBelow} from './field.tsx';
import type {Said} from './findings.ts';
import {type Line, Lines, line, type Span, spread, wrapped} from './line.tsx';
import {position, windowOf} from './menu.tsx';
import type {TextLineProps} from './text-line.tsx';
import {entriesOf, windowed} from './windowed.ts';

export interface FormLook {
	readonly width: number;
	readonly stacked: boolean;
	readonly glyphs: Glyphs;
	readonly labelCells: number;
	/** Rows that the focused field may take. */
	readonly most: number;
}

interface TypedBlock extends Omit<TextLineProps, 'width'> {
	readonly id: string;
	readonly label: string;
	readonly findings: readonly Said[];
	/** Shown while it is active. */
	readonly help: string;
}

/** A line that is typed, with what is found of it below. */
export function typedBlock({id, findings, help, ...field}: TypedBlock, look: FormLook): Block {
	const {width, stacked, glyphs, labelCells, most} = look;
	const own = stacked ? 2 : 1;
	const words = field.active ? `${help}${field.offered ? ` ${offeredWords}` : ''}` : undefined;
	const size = {width: stacked ? width - 2 : width - labelCells, most: most - own};
	const below = linesBelow({findings, help: words}, size, glyphs);
	return {
		id,
		rows: own + below.length,
		node: <Field {...field} labelWidth={labelCells} width={width} stacked={stacked} below={below} />,
	};
}

interface Answer {
	readonly id: string;
	readonly title: string;
	readonly means: string;
}

interface ChoiceBlock {
	readonly id: string;
	readonly label: string;
	readonly kind: 'one' | 'several';
	readonly answers: readonly Answer[];
	readonly picked: readonly string[];
	/** The answer that is pointed at. */
	readonly box: number;
	readonly active: boolean;
	/** Said in place of the answers where there are none. */
	readonly none?: string | undefined;
	readonly below: readonly Line[];
}

/** Answers one below the other; without the focus only what is picked. */
export function choiceBlock(choice: ChoiceBlock, look: FormLook): Block {
	const {id, label, kind, answers, picked, box, active, none, below} = choice;
	const {width, glyphs, most} = look;
	const tone = active ? 'focus' : 'plain';
	const title = wrapped(label, width, tone, [{text: active ? `${glyphs.pointer} ` : '  ', tone}]);
	const drawn = answers.map((answer, index) =>
		answerLines(answer, {isHere: index === box, sign: tick(kind, picked.includes(answer.id), glyphs)}, look),
	);
	const above = [...title, ...(none === undefined ? [] : wrapped(none, width - 4, 'dim', line('    ')))];
	const lines = active
		? windowed(entriesOf(drawn, {above, below}), box, most)
		: [...foldedLines(choice, title, look), ...below];
	return {id, rows: lines.length, node: <Lines lines={lines} width={width} />};
}

/** What is picked, beside the label where that has room for it. */
function foldedLines(
	{label, answers, picked, none = 'none'}: ChoiceBlock,
	title: readonly Line[],
	{width, stacked, labelCells}: FormLook,
): readonly Line[] {
	const titles = answers.filter(({id}) => picked.includes(id)).map(answer => answer.title.split(' · ')[0] ?? '');
	const text = titles.join(', ') || none;
	const cells = Math.max(0, labelCells - label.length - 2);
	if (stacked || cells < 2)
		return [...title, ...wrapped(text, width, 'plain', line(' '.repeat(stacked ? 2 : labelCells)))];
	return [[...(title[0] ?? []), {text: ' '.repeat(cells)}, {text}]];
}

/**
 * An answer among others: its sign, and what it means beside it where that has room, else below those that are told in full.
 * @param room for what stands below
 */
export function answerLines(
	{title, means}: Pick<Answer, 'title' | 'means'>,
	{
		isHere,
		sign,
		isTold = isHere,
		indent = 2,
	}: {
		readonly isHere: boolean;
		readonly sign: Span;
		readonly isTold?: boolean;
		readonly indent?: number;
	},
	{width, glyphs}: Pick<FormLook, 'width' | 'glyphs'>,
	room = width,
): readonly Line[] {
	const lead: Line = [{text: `${' '.repeat(indent)}${isHere ? glyphs.pointer : ' '} `, tone: 'focus'}, sign];
	const head = isHere ? wrapped(title, width, 'focus', lead) : [[...lead, {text: title, tone: 'plain'} as const]];
	if (means === '') return head;
	if (title.length + means.length + 12 <= width) return [[...(head[0] ?? []), {text: `   ${means}`, tone: 'dim'}]];
	return isTold ? [...head, ...wrapped(means, room, 'dim', line(' '.repeat(indent + 6)))] : head;
}

/** The blocks one below the other. `airy`: a blank row after each. */
export function Blocks({blocks, airy = false}: {readonly blocks: readonly Block[]; readonly airy?: boolean}) {
	return blocks.map(({id, node}) => (
		<Box key={id} flexDirection="column" flexShrink={0} marginBottom={airy ? 1 : 0}>
			{node}
		</Box>
	));
}

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
