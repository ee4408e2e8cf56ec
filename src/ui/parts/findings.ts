import type {Finding} from '../../connection/finding.ts';
import type {Glyphs} from '../glyphs.ts';
import {type Line, wrapped} from './line.tsx';
import {mark} from './marks.ts';

/** A finding as lines of at most `width` cells. */
export function findingLines(finding: Finding, width: number, glyphs: Glyphs): Line[] {
	const sign = mark(finding.severity, glyphs);
	const tone = finding.severity === 'note' ? 'dim' : sign.tone;
	const mend = finding.mend ? wrapped(finding.mend, width, 'dim', [{text: '  '}]) : [];
	return [...wrapped(finding.message, width, tone, [sign, {text: ' '}]), ...mend];
}
