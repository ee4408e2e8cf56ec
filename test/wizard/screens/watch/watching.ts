import type {FleetConnection, FleetSnapshot} from '../../../../src/watch/fleet/fleet.ts';
import type {WizardState} from '../../../../src/wizard/core/state.ts';
import {fleetList} from '../../../../src/wizard/screens/watch/model.ts';
import {fleetNow, snapshotOf} from '../../../watch/fake-fleet.ts';
import {Driver} from '../../driver.ts';

/* The list of a fleet, as its keys and its answers make it. */

/** The list, opened, with these connections. */
export function watching(
	connections: readonly FleetConnection[],
	options: Partial<WizardState['options']> = {},
	over: Partial<FleetSnapshot> = {},
): Driver {
	const driver = new Driver(undefined, false, {watch: {}, ...options});
	driver.send({type: 'clock', now: fleetNow});
	return changing(driver, connections, over);
}

/** What is known now. */
export function changing(
	driver: Driver,
	connections: readonly FleetConnection[],
	over: Partial<FleetSnapshot> = {},
): Driver {
	const request = driver.state.awaited.fleet ?? 0;
	return driver.send({type: 'fleet', request, snapshot: snapshotOf(connections, over)});
}

/** So many seconds later, second by second. */
export function later(driver: Driver, seconds: number): Driver {
	for (let second = 0; second < seconds; second += 1) driver.send({type: 'clock', now: driver.state.now + 1000});
	return driver;
}

/** The ids of the rows, in order. */
export function rowsOf({state}: Driver): readonly string[] {
	return (fleetList.of(state)?.entries ?? []).map(({id}) => id);
}

/** The id of the row under the cursor. */
export function cursorOf({state}: Driver): string | undefined {
	const list = fleetList.of(state);
	return list?.entries[list.at]?.id;
}
