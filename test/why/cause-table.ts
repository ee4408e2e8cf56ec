import {diagnose} from '../../src/why/diagnose.ts';
import type {Known, Verdict} from '../../src/why/why.ts';
import {cloudCases} from './cloud-cases.ts';
import {known} from './known.ts';
import {vendorLines} from './vendor-lines.ts';

/** One evidence of one cause, and what was found first from it. */
export interface TableRow {
	readonly cause: string;
	readonly source: string;
	readonly first: string;
	readonly sureness: Verdict['sureness'] | undefined;
}

function rowOf(cause: string, source: string, of: Known): TableRow {
	const [verdict] = diagnose(of).verdicts;
	return {cause, source, first: verdict?.cause.id ?? 'nothing', sureness: verdict?.sureness};
}

/** Cause × source × found first, of what the clouds show and of the lines of devices that nobody here has. */
export function causeTable(): readonly TableRow[] {
	return [
		...cloudCases.map(one => rowOf(one.cause, one.source, one.known)),
		...vendorLines.map(([writer, cause, text]) => rowOf(cause, `${writer}: ${text}`, known({site: text}))),
	];
}

/** As lines, for a note: causes in the order of their ids. */
export function tableText(rows: readonly TableRow[]): string {
	return rows
		.toSorted((one, other) => one.cause.localeCompare(other.cause, 'en'))
		.map(
			({cause, source, first, sureness}) =>
				`${cause} | ${source.slice(0, 110)} | ${first === cause ? 'first' : `NOT FIRST: ${first}`} (${sureness ?? 'none'})`,
		)
		.join('\n');
}
