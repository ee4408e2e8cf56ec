import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {AccountPlace} from '../../src/connection/place.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {watchFleet} from '../../src/session/fleet.ts';
import {openSession} from '../../src/session/open-session.ts';
import type {FleetChange} from '../../src/watch/fleet/fleet.ts';

/** A connection that somebody watches as the panel does. */
export interface Watched {
	/** What was seen of it, newest first; the array grows. */
	readonly changes: readonly FleetChange[];
	/** The first answer is here: what happens from now on is seen. */
	readonly begun: Promise<void>;
	readonly end: () => Promise<void>;
}

/** @param speed how many times as often as usual it is asked */
export function watchIt(
	{env}: Pick<Sandbox, 'env'>,
	{cloud, region}: AccountPlace,
	id: string,
	speed: number,
): Watched {
	const changes: FleetChange[] = [];
	// no history is kept, so that nothing is written there
	const session = openSession({env: {...env, TUNNELWRIGHT_HOME: join(tmpdir(), 'tunnelwright-nowhere')}});
	const controller = new AbortController();
	const {signal} = controller;
	const fleet = watchFleet(session, {clouds: [cloud], regions: [region], ids: [id]}, {signal, speed, history: false});
	let begin = () => {};
	const first = new Promise<void>(resolve => {
		begin = resolve;
	});
	const reading = (async () => {
		for await (const snapshot of fleet) {
			changes.splice(0, changes.length, ...snapshot.changes);
			if (snapshot.connections.length > 0) begin();
		}
	})();
	return {
		changes,
		// a watch that ends before it has seen anything says why
		begun: Promise.race([first, reading]),
		async end() {
			controller.abort();
			await reading.catch(() => {});
			session.close();
		},
	};
}
