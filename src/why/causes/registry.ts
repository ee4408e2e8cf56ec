import {bgpRoutes} from './bgp-routes.ts';
import {bgpSession} from './bgp-session.ts';
import {byHand} from './by-hand.ts';
import type {CauseRow} from './cause-row.ts';
import {fell} from './fell.ts';
import {phase1} from './phase-1.ts';
import {phase2} from './phase-2.ts';
import {silence} from './silence.ts';
import {theCloudsOwn} from './the-clouds-own.ts';
import {ways} from './ways.ts';

/** Every cause, a family in a file. */
export const causes: readonly CauseRow[] = [
	...theCloudsOwn,
	...phase1,
	...silence,
	...phase2,
	...fell,
	...bgpSession,
	...bgpRoutes,
	...ways,
	...byHand,
];

const byId = new Map(causes.map(cause => [cause.id, cause]));

export function causeRow(id: string): CauseRow | undefined {
	return byId.get(id);
}
