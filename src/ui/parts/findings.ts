import type {Finding} from '../../connection/finding.ts';
import type {Notice, Trouble} from '../../wizard/core/state.ts';
import {type Glyphs, mark} from '../look.tsx';
import {cutLines, type Line, line, wrapped} from './line.tsx';

/** What is said of an answer: what a rule finds, or why a text can't stand as it is. */
export type Said = Pick<Finding, 'severity' | 'message' | 'mend'>;

/** What the wizard itself refuses of what was typed. */
export function refusal(message: string): Said {
	return {severity: 'refuse', message};
}

/** It as lines of at most `width` cells. */
export function findingLines(finding: Said, width: number, glyphs: Glyphs): Line[] {
	const sign = mark(finding.severity, glyphs);
	const tone = finding.severity === 'note' ? 'dim' : sign.tone;
	const mend = finding.mend ? wrapped(finding.mend, width, 'dim', [{text: '  '}]) : [];
	return [...wrapped(finding.message, width, tone, [sign, {text: ' '}]), ...mend];
}

const signs = {good: 'pass', look: 'warn', bad: 'refuse', plain: 'note'} as const;

/** What is said, with the sign of its tone before it, behind so many blanks. */
export function signedLines(tone: Notice['tone'], text: string, width: number, glyphs: Glyphs, indent = 0): Line[] {
	const lead = indent > 0 ? line(' '.repeat(indent)) : [];
	return wrapped(text, width, tone, [...lead, mark(signs[tone], glyphs), {text: ' '}]);
}

/** The lines that a notice takes at most where nobody says otherwise; what does not fit them ends in an ellipsis. */
const fewLines = 3;

export function noticeLines({tone, text}: Notice, width: number, glyphs: Glyphs, most = fewLines): readonly Line[] {
	return cutLines(signedLines(tone, text, width, glyphs), most, width, tone, glyphs.ellipsis);
}

/** What went wrong: what it was about, what to do, and the small print. */
export function troubleLines(what: string, trouble: Trouble, width: number, glyphs: Glyphs): readonly Line[] {
	const {message, mend, detail} = trouble;
	return [
		...signedLines('bad', `${what}${message}`, width, glyphs),
		...(mend ? wrapped(mend, width, 'plain', [{text: '  '}]) : []),
		...(detail ? wrapped(detail, width, 'dim', [{text: '  '}]) : []),
	];
}
