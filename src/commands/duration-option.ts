import {InvalidArgumentError} from 'commander';

const unitMs: Readonly<Record<string, number>> = {s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000};

/** A time span as people write it, in ms: `90s`, `5m`, `2h`, `1d`. A number alone is refused: it may mean minutes to who wrote it. */
export function duration(text: string): number {
	const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)([smhd])$/.exec(text.trim()) ?? [];
	const ms = Number(number) * (unitMs[unit] ?? Number.NaN);
	if (number !== '' && Number.isFinite(ms)) return ms;
	throw new InvalidArgumentError('write a time span, as in 90s, 5m, 2h or 1d');
}
