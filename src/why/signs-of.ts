import type {WorksNow} from '../clouds/contract/cloud-why.ts';
import {printable} from '../connection/printable.ts';
import {causeRow} from './causes/registry.ts';
import type {Reading} from './readers/line.ts';
import type {Known, Sign} from './why.ts';

/** What was read, and whose words it is. */
type Sourced = Reading & {readonly source: Pick<Sign['quote'], 'from' | 'writer' | 'fromGuide'>};

/** What still stands: signs that no later success of the same tunnel made past. The newest line of each wording is quoted. */
export function signsOf(readings: readonly Sourced[], {now}: Pick<Known, 'now'>): readonly Sign[] {
	const standing = new Map<string, Sign>();
	for (const reading of readings) {
		if (reading.works) forget(standing, reading.works, reading.tunnel);
		for (const [cause, weight] of Object.entries(reading.points ?? {}))
			standing.set(`${reading.tunnel ?? ''} ${cause} ${reading.row}`, signOf(reading, cause, weight));
	}

	return [...standing.values()].filter(({quote}) => quote.at === undefined || quote.at <= now + 86_400_000);
}

const levels: readonly WorksNow[] = ['ike', 'ipsec', 'bgp'];

/** A success of a tunnel makes its troubles of that level, and of those below, past; where nobody knows of which tunnel it is, nothing is forgotten but what is of none either. */
function forget(standing: Map<string, Sign>, works: WorksNow, tunnel: number | undefined): void {
	for (const [key, sign] of standing) {
		const over = causeRow(sign.cause)?.over;
		if (over === undefined || over === 'stays') continue;
		if (levels.indexOf(over) > levels.indexOf(works)) continue;
		if (sign.tunnel === tunnel || sign.tunnel === undefined) standing.delete(key);
	}
}

function signOf({line, tunnel, source}: Sourced, cause: string, weight: number): Sign {
	return {
		cause,
		weight,
		...(tunnel === undefined ? {} : {tunnel}),
		quote: {
			...source,
			text: printable(line.text.trim(), 300),
			...(source.from === 'cloud log' ? {} : {line: line.number}),
			...(line.at === undefined ? {} : {at: line.at}),
		},
	};
}
