/*
 * noticeLines(notice, …)                         a few toned lines: {tone, text}
 * <Modal title lines width rows hint? tone? />   a box in the middle of the body, in place of what was there; never larger than width x rows
 */
import type {Glyphs} from '../glyphs.ts';
import {cells, cutTo} from '../text-width.ts';
import type {Tone} from '../theme.ts';
import {fitLine, type Line, Lines, line, lineCells, wrapped} from './line.tsx';
import {useGlyphs} from './look.tsx';
import {mark} from './marks.ts';

export interface NoticeText {
	readonly tone: 'good' | 'look' | 'bad' | 'plain';
	readonly text: string;
}

const kinds = {good: 'pass', look: 'warn', bad: 'refuse', plain: 'note'} as const;

/** The lines that a notice takes at most where nobody says otherwise; what does not fit them ends in an ellipsis. */
const fewLines = 3;

/** A notice as lines: its sign, then its text. */
export function noticeLines(
	{tone, text}: NoticeText,
	width: number,
	glyphs: Glyphs,
	mostLines = fewLines,
): readonly Line[] {
	const lines = wrapped(text, width, tone, [mark(kinds[tone], glyphs), {text: ' '}]);
	if (lines.length <= mostLines) return lines;
	const last = [...(lines[mostLines - 1] ?? []), {text: ` ${glyphs.ellipsis}`, tone}];
	return [...lines.slice(0, mostLines - 1), fitLine(last, width, glyphs.ellipsis)];
}

interface ModalProps {
	readonly title: string;
	/** Wrap them to `modalWidth(width)` first. */
	readonly lines: readonly Line[];
	readonly width: number;
	readonly rows: number;
	/** Below the lines: which keys work. */
	readonly hint?: string;
	readonly tone?: Tone;
}

/** Cells that a modal's lines may take on a body of `width` cells. */
export function modalWidth(width: number): number {
	return Math.max(1, Math.min(width, 76) - 4);
}

export function Modal({title, lines, width, rows, hint, tone = 'focus'}: ModalProps) {
	const {box, ellipsis} = useGlyphs();
	const inner = modalWidth(width);
	const left = {text: ' '.repeat(Math.max(0, Math.floor((width - inner - 4) / 2)))};
	const content = [...lines, ...(hint ? [[], line(hint, 'dim')] : [])].slice(0, Math.max(0, rows - 2));
	const framed = content.map((own): Line => {
		const fitted = fitLine(own, inner, ellipsis);
		const rest = ' '.repeat(Math.max(0, inner - lineCells(fitted)));
		return [left, {text: `${box.vertical} `, tone}, ...fitted, {text: `${rest} ${box.vertical}`, tone}];
	});
	const name = ` ${cutTo(title, inner - 2, ellipsis)} `;
	const top =
		box.topLeft + box.horizontal + name + box.horizontal.repeat(Math.max(0, inner + 1 - cells(name))) + box.topRight;
	const bottom = box.bottomLeft + box.horizontal.repeat(inner + 2) + box.bottomRight;
	const above = Math.max(0, Math.floor((rows - framed.length - 2) / 3));
	const all: Line[] = [
		...Array.from({length: above}, () => []),
		[left, {text: top, tone}],
		...framed,
		[left, {text: bottom, tone}],
	];
	return <Lines lines={all} width={width} rows={rows} />;
}
