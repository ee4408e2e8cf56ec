/*
 * The four fixed places of every screen. The frame is exactly `columns` wide and `rows` high, whatever its body is.
 */
import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {Hint} from '../../wizard/core/keys.ts';
import type {Notice} from '../../wizard/core/state.ts';
import {type Layout, leastColumns, leastRows} from '../layout.ts';
import {type Glyphs, keyLabel, type Tone, useGlyphs} from '../look.tsx';
import {cells} from '../text-width.ts';
import {type ClickBar, useClickBars} from './clicks.tsx';
import {noticeLines} from './findings.ts';
import {fitLine, type Line, Lines, LineView, line, lineCells, type Span, spread, wrapped} from './line.tsx';

export interface WayStep {
	readonly title: string;
	/** look: to be asked again, or worth a look. refused: as it is answered it can't stand. */
	readonly state: 'done' | 'now' | 'later' | 'look' | 'refused';
}

interface FrameProps {
	readonly layout: Layout;
	/** SANDBOX, or whose account and region: never left out. */
	readonly banner: Span;
	/** The most useful first; help and the way out are never left out. */
	readonly hints: readonly Hint[];
	readonly step?: {readonly now: number; readonly of: number};
	/** Given exactly where the layout has a way. */
	readonly way?: readonly WayStep[];
	/** Drawn at the right where the layout has a side. */
	readonly side?: ReactNode;
	/** Said once, on the rule above the footer. */
	readonly notice?: Notice;
	readonly children: ReactNode;
}

/** The top line: product, banner, step. What is dropped first where it does not fit is the product's name, never the banner. */
export function topLine(banner: Span, step: FrameProps['step'], width: number): Line {
	const name = {text: 'tunnelwright', tone: 'strong'} as const;
	const long = step ? line(`step ${step.now} of ${step.of}`, 'dim') : [];
	const short = step ? line(`${step.now}/${step.of}`, 'dim') : [];
	if (!step && lineCells([name, banner]) + 3 <= width) return spread([name], [banner], width);
	for (const right of [long, short]) {
		const left = [name, {text: '   '}, banner];
		if (lineCells(left) + lineCells(right) + 2 <= width) return spread(left, right, width);
	}

	return spread([banner], lineCells([banner]) + lineCells(long) + 2 <= width ? long : short, width);
}

/** A part of the way's line; `number` of a place that it leads to. */
interface WaySpan extends Span {
	readonly number?: number;
}

/** The way in one line: steps done, now, to come, each with the number that leads to it. Where not all fits, what is farthest behind goes first. */
export function wayLine(way: readonly WayStep[], width: number, glyphs: Glyphs): readonly WaySpan[] {
	const tones: Readonly<Record<WayStep['state'], Tone>> = {
		done: 'dim',
		now: 'focus',
		later: 'plain',
		look: 'look',
		refused: 'bad',
	};
	const signs = {
		done: ` ${glyphs.pass}`,
		now: '',
		later: '',
		look: ` ${glyphs.warn}`,
		refused: ` ${glyphs.refuse}`,
	};
	const spans = way.map(
		({title, state}, index): WaySpan => ({
			number: index + 1,
			text: `${state === 'now' ? `${glyphs.pointer} ` : ''}${index + 1} ${title}${signs[state]}`,
			tone: tones[state],
		}),
	);
	const now = Math.max(
		0,
		way.findIndex(({state}) => state === 'now'),
	);
	const joined = (start: number, gap: string): readonly WaySpan[] => [
		...(start > 0 ? [{text: `${glyphs.ellipsis} `, tone: 'dim'} as const] : []),
		...spans.slice(start).flatMap((span, index): WaySpan[] => (index > 0 ? [{text: gap}, span] : [span])),
	];
	// the numbers keep the places apart where there is no room for more
	const gap = lineCells(joined(0, '  ')) <= width ? '  ' : ' ';
	const from = (start: number) => joined(start, gap);
	let start = 0;
	const next = now + 2; // the current step and the one after it should be seen
	while (start < now && lineCells([...from(start)].slice(0, 2 * (next - start) + 1)) > width) start++;
	return fitLine(from(start), width, glyphs.ellipsis);
}

/** Help and the way out: no screen is too narrow for them. */
const isKept = ({key, label}: Hint) => label === 'help' || label === 'leave' || key === 'ctrl-c';

/** The keys that work now: whole hints only. Where not all fit, those that are less useful go; the help is first, and the way out always there. */
export function footerLine(hints: readonly Hint[], width: number, glyphs: Glyphs): Line {
	return footerParts(hints, width, glyphs).flatMap(({spans}) => spans);
}

/** The same with each hint's key: what a click on it presses. */
function footerParts(
	hints: readonly Hint[],
	width: number,
	glyphs: Glyphs,
): readonly {readonly key: string; readonly spans: Line}[] {
	const ordered = [...hints.filter(({key}) => key === '?'), ...hints.filter(({key}) => key !== '?')];
	const gap = 3;
	const sizeOf = ({key, label}: Hint) => cells(keyLabel(key, glyphs)) + 1 + cells(label) + gap;
	const sum = (some: readonly Hint[]) => some.reduce((total, hint) => total + sizeOf(hint), -gap);
	const mark = cells(glyphs.ellipsis) + 1;
	const shown = new Set(ordered.filter(isKept));
	if (sum(ordered) <= width) for (const hint of ordered) shown.add(hint);
	else for (const hint of ordered) if (sum([...shown, hint]) + mark <= width) shown.add(hint);
	const parts = ordered
		.filter(hint => shown.has(hint))
		.map(({key, label}, index) => ({
			key,
			spans: [
				{text: `${index > 0 ? ' '.repeat(gap) : ''}${keyLabel(key, glyphs)}`, tone: 'focus'},
				{text: ` ${label}`},
			] as const,
		}));
	const isCut = shown.size < ordered.length && sum([...shown]) + mark <= width;
	return isCut ? [...parts, {key: '?', spans: [{text: ` ${glyphs.ellipsis}`, tone: 'dim'}]}] : parts;
}

/** Where the places on the way and the keys of the footer can be clicked. */
function barsOf(
	{layout, way, hints}: {readonly layout: Layout; readonly way: readonly WayStep[]; readonly hints: readonly Hint[]},
	glyphs: Glyphs,
): readonly ClickBar[] {
	const inner = layout.columns - 2;
	const bars: ClickBar[] = [];
	if (layout.kind === 'too-small') return bars;
	const place = (y: number, parts: readonly {readonly spans: Line; readonly key: string | undefined}[]) => {
		let x = 1;
		for (const {spans, key} of parts) {
			const width = lineCells(spans);
			if (key !== undefined) bars.push({x, y, width, key});
			x += width;
		}
	};
	if (layout.way)
		place(
			1,
			wayLine(way, inner, glyphs).map(span => ({
				spans: [span],
				key: span.number === undefined ? undefined : `alt-${span.number % 10}`,
			})),
		);
	place(layout.rows - 1, footerParts(hints, inner, glyphs));
	return bars;
}

export function Frame({layout, banner, hints, step, way = [], side, notice, children}: FrameProps) {
	const glyphs = useGlyphs();
	const {columns, rows, body} = layout;
	useClickBars(barsOf({layout, way, hints}, glyphs));
	if (layout.kind === 'too-small')
		return (
			<Lines
				lines={wrapped(
					`tunnelwright needs ${leastColumns}x${leastRows}, this is ${columns}x${rows}: please widen`,
					columns,
					'look',
				)}
				width={columns}
				rows={Math.max(1, rows)}
			/>
		);
	const inner = columns - 2;
	const rule = line(glyphs.rule.repeat(columns), 'dim');
	const notices = notice ? noticeLines(notice, inner, glyphs, Math.max(3, Math.floor(body.rows / 2))) : [];
	// its last line stands on the rule; where there is none, all of it covers the end of the body: the footer stays
	const bottom = layout.rules ? notices.at(-1) : undefined;
	const above = layout.rules ? notices.slice(0, -1) : notices;
	return (
		<Box flexDirection="column" width={columns} height={rows} overflow="hidden">
			<Row line={topLine(banner, step, inner)} width={inner} />
			{layout.way ? <Row line={wayLine(way, inner, glyphs)} width={inner} /> : null}
			{layout.rules ? <LineView line={rule} width={columns} /> : null}
			<Box height={body.rows - above.length} flexShrink={0} marginLeft={1} overflow="hidden">
				<Box flexDirection="column" flexShrink={0} width={body.columns} height={body.rows} overflow="hidden">
					{children}
				</Box>
				{layout.side ? (
					<Box
						flexShrink={0}
						marginLeft={inner - body.columns - layout.side.columns}
						width={layout.side.columns}
						height={body.rows}
						overflow="hidden"
					>
						{side}
					</Box>
				) : null}
			</Box>
			{above.map((own, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a line has no identity but its place
				<Row key={index} line={own} width={inner} />
			))}
			{layout.rules ? <LineView line={bottom ? [{text: ' '}, ...bottom] : rule} width={columns} /> : null}
			<Row line={footerLine(hints, inner, glyphs)} width={inner} />
		</Box>
	);
}

function Row({line: spans, width}: {readonly line: Line; readonly width: number}) {
	return (
		<Box marginLeft={1} height={1} flexShrink={0} width={width}>
			<LineView line={spans} width={width} />
		</Box>
	);
}
