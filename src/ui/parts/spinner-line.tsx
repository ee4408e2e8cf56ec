/*
 * <SpinnerLine text active width elapsedMs? />   a turning sign and a text while `active`, nothing otherwise; no timer runs when it is not.
 *   elapsedMs (from the caller's clock events): under 100 ms nothing is drawn, from 3 s on the time stands behind the text.
 */
import type {Tone} from '../theme.ts';
import {type Line, LineView} from './line.tsx';

export interface SpinnerLineProps {
	readonly text: string;
	readonly active: boolean;
	readonly width: number;
	readonly elapsedMs?: number;
	readonly tone?: Tone;
}

/** The same as a line, for screens made of lines. */
export function spinnerLine(text: string, elapsedMs?: number, tone: Tone = 'dim'): Line {
	const time = elapsedMs !== undefined && elapsedMs >= 3000 ? ` · ${Math.floor(elapsedMs / 1000)} s` : '';
	return [
		{text: ' ', tone: 'focus', spin: true},
		{text: ` ${text}${time}`, tone},
	];
}

export function SpinnerLine({text, active, width, elapsedMs, tone}: SpinnerLineProps) {
	if (!active || (elapsedMs !== undefined && elapsedMs < 100)) return <LineView line={[]} width={width} />;
	return <LineView line={spinnerLine(text, elapsedMs, tone)} width={width} />;
}
