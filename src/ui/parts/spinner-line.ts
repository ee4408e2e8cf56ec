import type {Tone} from '../theme.ts';
import type {Line} from './line.tsx';

/** A turning sign and a text; from 3 seconds on the time stands behind it. */
export function spinnerLine(text: string, elapsedMs?: number, tone: Tone = 'dim'): Line {
	const time = elapsedMs !== undefined && elapsedMs >= 3000 ? ` · ${Math.floor(elapsedMs / 1000)} s` : '';
	return [
		{text: ' ', tone: 'focus', spin: true},
		{text: ` ${text}${time}`, tone},
	];
}
