import type {CauseRow} from './cause-row.ts';
import {fell} from './fell.ts';
import {phase1} from './phase-1.ts';
import {phase2} from './phase-2.ts';
import {silence} from './silence.ts';

/** Every cause, a family in a file. */
export const causes: readonly CauseRow[] = [...phase1, ...silence, ...phase2, ...fell];

const byId = new Map(causes.map(cause => [cause.id, cause]));

export function causeRow(id: string): CauseRow | undefined {
	return byId.get(id);
}
