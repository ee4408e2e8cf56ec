/*
 * <FindingsList findings width rows? />   each finding with its sign, its message and, below, what to do about it
 */
import type {Finding} from '../../connection/finding.ts';
import type {Glyphs} from '../glyphs.ts';
import {type Line, Lines, wrapped} from './line.tsx';
import {useGlyphs} from './look.tsx';
import {mark} from './marks.ts';

export interface FindingsListProps {
	readonly findings: readonly Finding[];
	readonly width: number;
	readonly rows?: number;
}

/** A finding as lines of at most `width` cells. */
export function findingLines(finding: Finding, width: number, glyphs: Glyphs): Line[] {
	const sign = mark(finding.severity, glyphs);
	const tone = finding.severity === 'note' ? 'dim' : sign.tone;
	const mend = finding.mend ? wrapped(finding.mend, width, 'dim', [{text: '  '}]) : [];
	return [...wrapped(finding.message, width, tone, [sign, {text: ' '}]), ...mend];
}

export function FindingsList({findings, width, rows}: FindingsListProps) {
	const glyphs = useGlyphs();
	const lines = findings.flatMap(finding => findingLines(finding, width, glyphs));
	return <Lines lines={lines} width={width} {...(rows === undefined ? {} : {rows})} />;
}
