/*
 * <Summary title entries width rows />   what is being built, beside the question: label, value, state
 */
import type {Glyphs} from '../glyphs.ts';
import type {Tone} from '../theme.ts';
import {type Line, Lines, wrapped} from './line.tsx';
import {useGlyphs} from './look.tsx';

export interface SummaryEntry {
	readonly label: string;
	/** '' while it has not been answered. */
	readonly value: string;
	readonly tone?: Tone;
	/** The step that is being asked now. */
	readonly now?: boolean;
}

export interface SummaryProps {
	readonly title: string;
	readonly entries: readonly SummaryEntry[];
	readonly width: number;
	readonly rows: number;
}

const labelCells = 17;

function entryLines({label, value, tone, now}: SummaryEntry, width: number, glyphs: Glyphs): Line[] {
	const name = `${now ? glyphs.pointer : ' '} ${label}`.slice(0, labelCells - 1).padEnd(labelCells);
	const lead = [{text: name, tone: now ? 'focus' : 'dim'} as const];
	return value === '' ? [[...lead, {text: glyphs.later, tone: 'dim'}]] : wrapped(value, width, tone ?? 'plain', lead);
}

export function Summary({title, entries, width, rows}: SummaryProps) {
	const glyphs = useGlyphs();
	const inner = Math.max(0, width - 2);
	const content = [
		[{text: title, tone: 'strong'} as const],
		[],
		...entries.flatMap(entry => entryLines(entry, inner, glyphs)),
	];
	const lines = Array.from(
		{length: rows},
		(_, row): Line => [{text: `${glyphs.box.vertical} `, tone: 'dim'}, ...(content[row] ?? [])],
	);
	return <Lines lines={lines} width={width} rows={rows} />;
}
