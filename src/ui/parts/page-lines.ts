import {type HistoryCell, historyCells} from '../../wizard/core/history-cells.ts';
import type {Bars, PageLine} from '../../wizard/core/page-line.ts';
import {type Glyphs, mark, type Tone} from '../look.tsx';
import {pad} from '../text-width.ts';
import {type Line, line, lineCells, type Span, wrapped} from './line.tsx';

const labelCells = 20;
/** Under this the labels stand above what they name. */
const narrow = 60;

/** How many bars a series has room for. */
export function barsIn(width: number): number {
	return Math.max(8, Math.min(60, width < narrow ? width - 2 : width - labelCells - 2));
}

/** A line of a page in as many lines as the width asks for. */
export function pageLines(said: PageLine, width: number, glyphs: Glyphs): readonly Line[] {
	switch (said.kind) {
		case 'space':
			return [[]];
		case 'heading': {
			const age: Line = said.says ? [{text: `  ${said.says}`, tone: 'dim'}] : [];
			const whole: Line = [{text: said.text, tone: 'strong'}, ...age];
			return lineCells(whole) <= width
				? [whole]
				: [...wrapped(said.text, width, 'strong'), ...(age.length > 0 ? [age] : [])];
		}
		case 'text':
			return wrapped(said.text, width, said.tone);
		case 'fact':
			return labelled(said.label, said.text, width, said.tone);
		case 'tunnel': {
			const sign = mark(said.state, glyphs);
			const lead: Line = [
				sign,
				{text: ` tunnel ${said.number}  `, tone: 'strong'},
				{text: said.state, tone: sign.tone ?? 'plain'},
				{text: '  '},
			];
			return wrapped(said.says, width, 'plain', lead);
		}
		case 'history': {
			const count = width < narrow ? 12 : width < 100 ? 30 : 60;
			return above(
				said.label,
				strip(historyCells([said.spells], {now: said.now, asOf: said.asOf, count}), glyphs),
				width,
			);
		}
		case 'change': {
			const lead: Line = [
				{text: `${said.when}  `, tone: 'dim'},
				{text: `${said.what}  `},
				...(said.from === '' ? [] : [{text: `${said.from} ${glyphs.arrow} `}]),
				{text: said.to, tone: toneOf(said.to, glyphs)},
				...(said.isUnseen ? [{text: '  unseen', tone: 'look'} as const] : []),
			];
			return width < narrow && said.says !== ''
				? [lead, ...wrapped(said.says, width, 'dim', [{text: '  '}])]
				: wrapped(said.says, width, 'dim', [...lead, {text: '  '}]);
		}
		case 'bars':
			return barLines(said.bars, width, glyphs);
		case 'gap':
			return wrapped(`${glyphs.bar.unknown} ${said.text}`, width, 'dim');
		case 'step':
			return wrapped(said.text, width, 'plain', [{text: `${said.number}. `, tone: 'strong'}]);
		case 'quote':
			return [
				...wrapped(said.text, width, 'plain', [{text: `${glyphs.upright} `, tone: 'dim'}]),
				...wrapped(said.from, width, 'dim', [{text: '  '}]),
			];
		case 'command':
			return wrapped(said.text, width, 'strong', [{text: '  '}]);
		case 'code':
			return [line(said.text)];
	}
}

function toneOf(state: string, glyphs: Glyphs): Tone {
	return state === 'UP' || state === 'DOWN' ? (mark(state, glyphs).tone ?? 'plain') : 'plain';
}

function labelled(label: string, text: string, width: number, tone?: Tone): readonly Line[] {
	if (width >= narrow) return wrapped(text, width, tone, [{text: pad(label, labelCells), tone: 'dim'}]);
	if (label === '') return wrapped(text, width, tone, [{text: '  '}]);
	return lineCells([{text: `${label}  ${text}`}]) <= width
		? [
				[
					{text: `${label}  `, tone: 'dim'},
					{text, ...(tone ? {tone} : {})},
				],
			]
		: [line(label, 'dim'), ...wrapped(text, width, tone, [{text: '  '}])];
}

function above(label: string, drawn: Line, width: number): readonly Line[] {
	return width >= narrow
		? [[{text: pad(label, labelCells), tone: 'dim'}, ...drawn]]
		: [[{text: `${label}  `, tone: 'dim'}, ...drawn]];
}

function barLines({label, values, most, says}: Bars, width: number, glyphs: Glyphs): readonly Line[] {
	const drawn = barSpans(values, most, glyphs);
	return width >= narrow
		? [
				[{text: pad(label, labelCells), tone: 'dim'}, ...drawn],
				[{text: ' '.repeat(labelCells)}, {text: says, tone: 'dim'}],
			]
		: [line(label, 'dim'), [{text: '  '}, ...drawn], ...wrapped(says, width, 'dim', [{text: '  '}])];
}

/** Nought is the lowest bar; a gap is another sign than any bar. */
function barSpans(values: Bars['values'], most: number, glyphs: Glyphs): Line {
	const steps = glyphs.steps;
	return joined(
		values.map((value): Span => {
			if (value === undefined) return {text: glyphs.bar.unknown, tone: 'dim'};
			const height = most <= 0 ? 0 : Math.min(1, Math.max(0, value / most));
			// whatever went through is more than nothing
			const step = value <= 0 ? 0 : Math.max(1, Math.ceil(height * (steps.length - 1)));
			return {text: steps[step] ?? '', tone: 'plain'};
		}),
	);
}

const tones = {up: 'good', part: 'look', down: 'bad', unknown: 'dim'} as const;

/** One sign a cell; neighbours of one state share a span. */
function strip(cells: readonly HistoryCell[], glyphs: Glyphs): Line {
	return joined(cells.map(cell => ({text: glyphs.bar[cell], tone: tones[cell]})));
}

function joined(spans: readonly Span[]): Line {
	const result: Span[] = [];
	for (const span of spans) {
		const last = result.at(-1);
		if (last && last.tone === span.tone) result[result.length - 1] = {...span, text: last.text + span.text};
		else result.push(span);
	}

	return result;
}
