import type {ConnectionStatus, Plan} from '../../../src/clouds/contract/cloud.ts';
import type {ConnectionDraft} from '../../../src/connection/document.ts';
import type {WizardEvent} from '../../../src/wizard/core/event.ts';
import {hintsOf} from '../../../src/wizard/core/keys.ts';
import {screenOf} from '../../../src/wizard/screens/registry.ts';
import {connectionOf, planOf} from '../../ui/fixtures.ts';
import {placeOf, snapshotOf, connectionOf as standing} from '../../watch/fake-fleet.ts';
import {Driver, smallWorld} from '../driver.ts';

/** Watch, with two connections of one region, or three; so many of them are marked. */
export function marked(count = 2): Driver {
	const driver = new Driver({...smallWorld, connections: {}});
	const statuses: readonly ConnectionStatus[] = [
		connectionOf('office-1', 2, 'vpn-1'),
		connectionOf('office-2', 2, 'vpn-2'),
		...(count > 2 ? [connectionOf('office-3', 2, 'vpn-3')] : []),
	];
	driver.press('down', 'down', 'enter');
	const place = placeOf();
	const fleet = statuses.map(status => ({...standing({id: status.id, place}), status}));
	driver.send({type: 'fleet', request: driver.state.awaited.fleet ?? 0, snapshot: snapshotOf(fleet)}).press('home');
	for (let index = 0; index < count; index += 1) driver.press('tab');
	driver.effects.length = 0;
	return driver;
}

export function keysKept({state}: Driver): readonly string[] {
	return hintsOf(screenOf(state).keys(state)).map(({key}) => key);
}

/** A connection as it is read back, with these options of both tunnels, or of each. */
export function draftOf({
	both,
	apart,
	tags = {},
}: {
	readonly both?: object;
	readonly apart?: readonly object[];
	readonly tags?: Readonly<Record<string, string>>;
}): ConnectionDraft {
	const {document} = planOf();
	const draft = {
		...document,
		tags,
		security: {preset: 'custom', ...(both ? {options: both} : {})},
		tunnels: (apart ?? [{}, {}]).map(options => ({
			presharedKey: {from: 'generated'},
			...(Object.keys(options).length > 0 ? {options} : {}),
		})),
	};
	// cast: the schema’s own types know which options there are
	return draft as unknown as ConnectionDraft;
}

/** A plan of one call on a connection that stands. */
export function change(id: string, name: string): Plan {
	const {actions, ...plan} = planOf(name);
	return {
		...plan,
		costs: [],
		actions: actions.slice(0, 1).map(action => ({
			...action,
			id: 'tags',
			title: 'set tags',
			makes: '',
			change: {
				values: [{field: 'tags.owner', what: 'tag owner', was: '', wanted: 'berlin'}],
				interrupts: {kind: 'nothing'},
				needsUp: [],
				backUp: [],
			},
		})),
		comparison: {
			equal: 3,
			differences: [{field: 'tags.owner', what: 'tag owner', was: '', wanted: 'berlin', interrupts: {kind: 'nothing'}}],
			missing: [],
			notCompared: [],
			unread: [],
		},
		exists: {id, name, state: 'available', routing: 'bgp', ranges: [], insideCidrs: []},
	};
}

/** What is told of one of them, by its place from 0. */
export function tell(
	driver: Driver,
	index: number,
	event: Extract<WizardEvent, {readonly type: 'many'}>['event'],
): Driver {
	return driver.send({type: 'many', request: driver.state.awaited.many ?? 0, id: `vpn-${index + 1}`, event});
}
