import type {Finding} from '../../connection/finding.ts';
import type {Glyphs} from '../glyphs.ts';
import {type Line, wrapped} from './line.tsx';
import {mark} from './marks.ts';

/** What is said of an answer: what a rule finds, or why a text can't stand as it is. */
export type Said = Pick<Finding, 'severity' | 'message' | 'mend'>;

/** Said of a text that can't stand as it is, whatever the rules say. */
export function refused(message: string): Said {
	return {severity: 'refuse', message};
}

/** It as lines of at most `width` cells. */
export function findingLines(finding: Said, width: number, glyphs: Glyphs): Line[] {
	const sign = mark(finding.severity, glyphs);
	const tone = finding.severity === 'note' ? 'dim' : sign.tone;
	const mend = finding.mend ? wrapped(finding.mend, width, 'dim', [{text: '  '}]) : [];
	return [...wrapped(finding.message, width, tone, [sign, {text: ' '}]), ...mend];
}
