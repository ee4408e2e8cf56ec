import {expect, test} from 'vitest';
import type {FleetChange} from '../../../../src/watch/fleet/fleet.ts';
import {newsWords} from '../../../../src/wizard/screens/watch/words.ts';
import {fleetNow, placeOf} from '../../../watch/fake-fleet.ts';

const change = (number: number, name: string, at: number): FleetChange => ({
	...{number, name, at, id: name, connection: name},
	place: placeOf({cloud: 'aws', region: 'eu-central-1'}),
	what: {kind: 'tunnel', number: 2, tunnel: '203.0.113.2', from: 'UP', to: 'DOWN', message: ''},
});

/* What a user would lose: who goes to the newest outage goes to an older one. */
test('the newest is the one that was last by its time, in whatever order one look told them', () => {
	const changes = [change(2, 'porto', fleetNow - 1300), change(1, 'bogota', fleetNow)];
	expect(newsWords(changes, fleetNow)).toContain('2 tunnels changed: 2 DOWN · newest bogota tunnel 2');
});
