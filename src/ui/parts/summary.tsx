import {type Glyphs, mark, useGlyphs} from '../look.tsx';
import {type Line, Lines, wrapped} from './line.tsx';

export interface SummaryEntry {
	readonly label: string;
	/** '' while it has not been answered. */
	readonly value: string;
	/** It can't stand as it is, or deserves a look. */
	readonly standing?: 'refused' | 'look';
	/** It is other than what stands. */
	readonly changed?: boolean;
	/** The step that is being asked now. */
	readonly now?: boolean;
}

interface SummaryProps {
	readonly title: string;
	readonly entries: readonly SummaryEntry[];
	readonly width: number;
	readonly rows: number;
}

const labelCells = 17;

function entryLines({label, value, standing, now, changed}: SummaryEntry, width: number, glyphs: Glyphs): Line[] {
	const name = `${now ? glyphs.pointer : ' '} ${label}`.slice(0, labelCells - 1).padEnd(labelCells);
	const lead = [{text: name, tone: now ? 'focus' : 'dim'} as const];
	if (value === '') return [[...lead, {text: glyphs.later, tone: 'dim'}]];
	if (standing === undefined && changed) return wrapped(`${value} (changed)`, width, 'strong', lead);
	if (standing === undefined) return wrapped(value, width, 'plain', lead);
	const sign = mark(standing === 'refused' ? 'refuse' : 'warn', glyphs);
	return wrapped(value, width, sign.tone ?? 'plain', [...lead, sign, {text: ' '}]);
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
		(_, row): Line => [{text: `${glyphs.upright} `, tone: 'dim'}, ...(content[row] ?? [])],
	);
	return <Lines lines={lines} width={width} rows={rows} />;
}
