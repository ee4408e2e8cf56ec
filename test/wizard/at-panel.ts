import type {ConnectionStatus} from '../../src/clouds/contract/cloud.ts';
import {openPanel} from '../../src/wizard/screens/panel/open.ts';
import {watchFleet} from '../../src/wizard/screens/watch/fleet.ts';
import {snapshotOf} from '../ui/fixtures.ts';
import type {Driver} from './driver.ts';

/** The wizard at one of the connections that are watched, opened from the list. */
export function atPanelOf(driver: Driver, connections: readonly ConnectionStatus[], id: string): Driver {
	driver.state = watchFleet({...driver.state, screen: {name: 'watch'}}, {}).state;
	const snapshot = snapshotOf(connections);
	driver.send({type: 'fleet', request: driver.state.awaited.fleet ?? 0, snapshot});
	const here = snapshot.connections.find(({status}) => status.id === id);
	if (!here) throw new Error('it is not watched');
	driver.state = openPanel(driver.state, here).state;
	driver.effects.length = 0;
	return driver;
}
