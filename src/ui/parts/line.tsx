/*
 * Lines of toned text: what nearly every screen is made of. A screen computes `Line`s with plain functions and hands them to <Lines>.
 * <LineView line width />            one line, cut to `width` cells; untrusted text in it is made safe
 * <Lines lines width rows? />        at most `rows` of them, one below the other
 */
import {Box, Text, useAnimation} from 'ink';
import {memo} from 'react';
import {printable} from '../../connection/printable.ts';
import {type Tone, textStyle, useGlyphs} from '../look.tsx';
import {cells, take, wrap} from '../text-width.ts';

export interface Span {
	readonly text: string;
	readonly tone?: Tone;
	/** Drawn as a turning spinner of one cell in place of `text`. */
	readonly spin?: boolean;
}

export type Line = readonly Span[];

/** A line of one tone. */
export function line(text: string, tone?: Tone): Line {
	return [tone ? {text, tone} : {text}];
}

const spanCells = (span: Span): number => (span.spin ? 1 : cells(span.text));

/** How many cells a line takes. */
export function lineCells(spans: Line): number {
	return spans.reduce((sum, span) => sum + spanCells(span), 0);
}

/** Code units that a cell can need: joined emoji have some dozen. */
const mostInCell = 64;

/** As much of a text as a line can show; what is left out is at least marked. */
function startOf(text: string, most: number): string {
	return text.length <= most ? text : `${text.slice(0, most)}…`;
}

/** The line made safe and cut to `width` cells, with `ellipsis` where something was cut. */
export function fitLine<Of extends Span>(spans: readonly Of[], width: number, ellipsis = '…'): readonly Of[] {
	const most = (width + 1) * mostInCell;
	const safe = spans.map(span => (span.spin ? span : {...span, text: printable(startOf(span.text, most))}));
	if (lineCells(safe) <= width) return safe;
	const fitted: Of[] = [];
	let room = width - cells(ellipsis);
	for (const span of safe) {
		const used = spanCells(span);
		if (used > room) {
			const cut = {...span, spin: false, text: span.spin ? '' : take(span.text, room)};
			return width < cells(ellipsis) ? [] : [...fitted, cut, {...cut, text: ellipsis}];
		}

		fitted.push(span);
		room -= used;
	}

	return fitted;
}

/** `left` at the left edge and `right` at the right one; `right` keeps its room and `left` is cut. */
export function spread(left: Line, right: Line, width: number, ellipsis = '…'): Line {
	const end = fitLine(right, width, ellipsis);
	const start = fitLine(left, Math.max(0, width - lineCells(end) - (right.length > 0 ? 1 : 0)), ellipsis);
	return [...start, {text: ' '.repeat(Math.max(0, width - lineCells(start) - lineCells(end)))}, ...end];
}

/** What is said of a row at its right edge stands no farther off: an eye does not follow it across a wide terminal. */
const rowCells = 118;

/** The same for a row of a list, which has an edge of its own where the terminal is wider. */
export function spreadRow(left: Line, right: Line, width: number, ellipsis = '…'): Line {
	return spread(left, right, Math.min(width, Math.max(rowCells, lineCells(left) + 1 + lineCells(right))), ellipsis);
}

/**
 * `text` after `lead`, and `right` at the right edge of its last line. What does not fit beside it is wrapped, and `right` stands on a line
 * of its own where the last one has no room: neither is cut.
 */
export function beside(text: string, right: Line, width: number, tone?: Tone, lead: Line = []): Line[] {
	const lines = wrapped(text, width, tone, lead);
	const last = lines.at(-1) ?? [];
	if (right.length === 0) return lines;
	return lineCells(last) + 1 + lineCells(right) <= width
		? [...lines.slice(0, -1), spread(last, right, width)]
		: [...lines, spread([], right, width)];
}

/** At most so many of the lines. Where that is not all, `more` stands in place of the last and says where the rest is told. */
export function firstLines(lines: readonly Line[], most: number, more: Line): readonly Line[] {
	return lines.length <= most ? lines : [...lines.slice(0, Math.max(0, most - 1)), more].slice(0, most);
}

/** At most so many of the lines. Where that is not all, the last one ends in an ellipsis of this tone. */
export function cutLines(
	lines: readonly Line[],
	most: number,
	width: number,
	tone: Tone,
	ellipsis: string,
): readonly Line[] {
	if (lines.length <= most) return lines;
	const last = [...(lines[most - 1] ?? []), {text: ` ${ellipsis}`, tone}];
	return [...lines.slice(0, most - 1), fitLine(last, width, ellipsis)];
}

/** The lines behind so many blanks. */
export function indented(lines: readonly Line[], cells: number): Line[] {
	return lines.map(own => [{text: ' '.repeat(cells)}, ...own]);
}

/** Far more than anybody scrolls through: what is behind it is not drawn. */
const mostWrapped = 100_000;

/** A text as lines of at most `width` cells, each after `indent` spaces; the first after `lead` where one is given. */
export function wrapped(text: string, width: number, tone?: Tone, lead: Line = []): Line[] {
	const indent = lineCells(lead);
	const safe = text
		.slice(0, mostWrapped)
		.split('\n')
		.map(paragraph => printable(paragraph))
		.join('\n');
	return wrap(safe, Math.max(1, width - indent)).map((part, index) => [
		...(index === 0 ? lead : [{text: ' '.repeat(indent)}]),
		...line(part, tone),
	]);
}

function Spin({tone}: {readonly tone: Tone | undefined}) {
	const {spinner} = useGlyphs();
	const {frame} = useAnimation({interval: 80});
	return <Text {...textStyle(tone)}>{spinner[frame % spinner.length]}</Text>;
}

interface LineViewProps {
	readonly line: Line;
	readonly width: number;
}

/** Drawn anew only when its texts or tones change: a key on a long list touches two rows. */
export const LineView = memo(
	DrawnLine,
	(before, after) => before.width === after.width && isSame(before.line, after.line),
);

function isSame(before: Line, after: Line): boolean {
	return (
		before === after ||
		(before.length === after.length &&
			before.every((span, index) => {
				const other = after[index];
				return span.text === other?.text && span.tone === other.tone && span.spin === other.spin;
			}))
	);
}

const isBlank = (text: string) => text.trimEnd() === '';

/** Neighbours that look alike as one span: each span costs a node in Ink's tree. Spaces look alike in every tone. */
function merged(spans: Line): Line {
	const result: Span[] = [];
	for (const {tone = 'plain', ...span} of spans) {
		const last = result.at(-1);
		const joins = last && !last.spin && !span.spin;
		if (joins && (last.tone === tone || isBlank(span.text)))
			result[result.length - 1] = {...last, text: last.text + span.text};
		else if (joins && isBlank(last.text)) result[result.length - 1] = {...span, tone, text: last.text + span.text};
		else result.push({...span, tone});
	}

	return result;
}

function DrawnLine({line: spans, width}: LineViewProps) {
	const {ellipsis, spell} = useGlyphs();
	const cut = merged(fitLine(spans, width, ellipsis));
	const fitted = spell ? cut.map(span => ({...span, text: spell(span.text)})) : cut;
	const [only] = fitted;
	if (!only || lineCells(fitted) === 0) return <Text> </Text>;
	if (fitted.length === 1 && !only.spin)
		return (
			<Text wrap="truncate" {...textStyle(only.tone)}>
				{only.text}
			</Text>
		);
	return (
		<Text wrap="truncate">
			{fitted.map((span, index) => {
				const key = String(index);
				if (span.spin) return <Spin key={key} tone={span.tone} />;
				return span.tone === 'plain' ? (
					span.text
				) : (
					<Text key={key} {...textStyle(span.tone)}>
						{span.text}
					</Text>
				);
			})}
		</Text>
	);
}

interface LinesProps {
	readonly lines: readonly Line[];
	readonly width: number;
	/** Draw no more than this many. */
	readonly rows?: number;
}

/** More rows than a terminal has. Each line costs time even where it is cut off, and texts of others may have any number of them. */
const mostRows = 500;

export function Lines({lines, width, rows = mostRows}: LinesProps) {
	return (
		<Box flexDirection="column" flexShrink={0} width={width}>
			{lines.slice(0, rows).map((spans, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a line has no identity but its place
				<LineView key={index} line={spans} width={width} />
			))}
		</Box>
	);
}

/** A turning sign and a text; from 3 seconds on the time stands behind it. */
export function spinnerLine(text: string, elapsedMs?: number, tone: Tone = 'dim'): Line {
	const time = elapsedMs !== undefined && elapsedMs >= 3000 ? ` · ${Math.floor(elapsedMs / 1000)} s` : '';
	return [
		{text: ' ', tone: 'focus', spin: true},
		{text: ` ${text}${time}`, tone},
	];
}
