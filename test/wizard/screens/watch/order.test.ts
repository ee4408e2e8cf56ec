import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type FleetConnection, type Health, healthOrder} from '../../../../src/watch/fleet/fleet.ts';
import {fleet} from '../../../../src/wizard/screens/watch/fleet.ts';
import {fleetList} from '../../../../src/wizard/screens/watch/model.ts';
import {entriesOf, isShown, sectionsOf} from '../../../../src/wizard/screens/watch/order.ts';
import {natural} from '../../../../src/wizard/screens/watch/row-facts.ts';
import {type FleetView, usualView} from '../../../../src/wizard/screens/watch/view.ts';
import {connectionOf, fleetNow, placeOf} from '../../../watch/fake-fleet.ts';
import type {Driver} from '../../driver.ts';
import {changing, cursorOf, later, rowsOf, watching} from './watching.ts';

const places = [
	placeOf(),
	placeOf({cloud: 'aws', region: 'eu-west-1', profile: 'lab'}),
	placeOf({cloud: 'tencent', region: 'ap-guangzhou'}),
];

const healths = fc.constantFrom<Health>(...healthOrder);
const someConnection = fc
	.record({
		number: fc.nat(30),
		place: fc.constantFrom(...places),
		health: healths,
		tags: fc.constantFrom<Readonly<Record<string, string>> | undefined>(
			undefined,
			{site: 'berlin'},
			{site: 'oslo', team: 'net'},
		),
	})
	.map(({number, place, health, tags}) =>
		connectionOf({id: `vpn-${number}`, name: `office ${number}`, place, health, ...(tags ? {tags} : {})}),
	);
const someFleet = fc.uniqueArray(someConnection, {selector: ({key}) => key, maxLength: 25});
const someView = fc.record<FleetView>({
	sort: fc.constantFrom('state', 'name', 'id', 'cloud', 'account', 'region', 'since', 'routes', 'flaps'),
	isReversed: fc.boolean(),
	grouping: fc.constantFrom('none', 'cloud', 'account', 'region', 'state', 'tag:site'),
	onlyProblems: fc.boolean(),
});
const someFilter = fc.constantFrom('', 'office', 'berlin', '!berlin', 'aws !lab', 'down', '!', 'nothing');

const connectionsIn = ({state}: Driver) =>
	(fleetList.of(state)?.entries ?? []).flatMap(entry => (entry.kind === 'connection' ? [entry.id] : []));

describe('what is shown', () => {
	test('each connection that is meant stands there once, whatever the view, and no other', () => {
		fc.assert(
			fc.property(someFleet, someView, someFilter, (connections, view, filter) => {
				const shown = sectionsOf(connections, view, filter).flatMap(({members}) => members);
				const meant = connections.filter(isShown(view, filter)).map(({key}) => key);
				expect([...shown].sort()).toEqual(meant.sort());
			}),
		);
	});

	test('a folded title hides its own rows alone', () => {
		const fleet = [connectionOf({id: 'vpn-1', place: places[0]!}), connectionOf({id: 'vpn-2', place: places[2]!})];
		const sections = sectionsOf(fleet, {...usualView, grouping: 'cloud'}, '');
		const entries = entriesOf(sections, new Set([sections[0]!.id]));
		expect(entries.map(({kind}) => kind)).toEqual(['section', 'section', 'connection']);
	});

	test('the worst come first, and the worst of its rows says where a section stands', () => {
		const fleet = [
			connectionOf({id: 'vpn-1', name: 'b', place: places[0]!, health: 'up'}),
			connectionOf({id: 'vpn-2', name: 'a', place: places[0]!, health: 'impaired'}),
			connectionOf({id: 'vpn-3', name: 'c', place: places[2]!, health: 'down'}),
		];
		const shown = (view: FleetView) => sectionsOf(fleet, view, '').flatMap(({members}) => members);
		expect(shown(usualView)).toEqual([fleet[2]!.key, fleet[1]!.key, fleet[0]!.key]);
		expect(sectionsOf(fleet, {...usualView, grouping: 'cloud'}, '').map(({title}) => title)).toEqual([
			'Tencent Cloud',
			'AWS',
		]);
		expect(shown({...usualView, isReversed: true})[0]).toBe(fleet[0]!.key);
	});

	test('numbers in names are put in order by their value', () => {
		const names = ['office 10', 'office 2', 'Office 1'];
		expect(names.toSorted((one, other) => (natural(one) < natural(other) ? -1 : 1))).toEqual([
			'Office 1',
			'office 2',
			'office 10',
		]);
	});

	test.each([
		['203.0.113.1', true],
		['LAB', true],
		['site=berlin', true],
		['down berlin', true],
		['berlin !down', false],
		['tencent', false],
	])('the filter looks in all that is known of a connection: %s', (filter, isFound) => {
		const connection = connectionOf({
			id: 'vpn-1',
			name: 'Büro',
			place: places[1]!,
			tunnels: ['UP', 'DOWN'],
			tags: {site: 'berlin'},
		});
		expect(isShown(usualView, filter)(connection)).toBe(isFound);
		expect(isShown(usualView, 'buro')(connection)).toBe(true);
	});
});

test('a filter that is typed leads to what it means, from a title too; esc takes it off, and the next leaves', () => {
	const named = (name: string) => connectionOf({id: `vpn-${name}`, name});
	const driver = watching(['alpha', 'bravo', 'charlie'].map(named)).press('g', 'home', '/', 'char');
	expect(cursorOf(driver)).toBe(named('charlie').key);
	expect(rowsOf(driver)).toEqual(['section AWS', named('charlie').key]);
	// letters are no commands meanwhile, and are again once it is done
	expect(driver.press('backspace', 'enter', 'S').at).toBe('watch');
	expect(fleetList.of(driver.state)).toMatchObject({filter: 'cha', view: {isReversed: true}});
	expect(rowsOf(driver.press('escape')).length).toBe(4);
	expect(cursorOf(driver)).toBe(named('charlie').key);
	expect(driver.press('escape').at).toBe('home');
});

describe('rows that do not jump', () => {
	const up = (id: string) => connectionOf({id, name: id, health: 'up'});
	const down = (id: string) => connectionOf({id, name: id, health: 'down', tunnels: ['DOWN', 'DOWN']});
	const keyOf = (id: string) => up(id).key;
	const five = ['vpn-1', 'vpn-2', 'vpn-3', 'vpn-4', 'vpn-5'];

	test('a problem that comes changes its row in place, and the rows are put in order ten seconds later', () => {
		const driver = watching(five.map(up));
		const before = rowsOf(driver);
		changing(driver, [...five.slice(0, 4).map(up), down('vpn-5')]);
		expect(rowsOf(driver)).toEqual(before);
		expect(rowsOf(later(driver, 9))).toEqual(before);
		expect(rowsOf(later(driver, 1))[0]).toBe(keyOf('vpn-5'));
	});

	test('not within three seconds of a key', () => {
		const driver = later(watching(five.map(up)), 9).press('down');
		const before = rowsOf(driver);
		changing(driver, [...five.slice(0, 4).map(up), down('vpn-5')]);
		expect(rowsOf(later(driver, 3))).toEqual(before);
		expect(rowsOf(later(driver, 1))[0]).toBe(keyOf('vpn-5'));
		expect(cursorOf(driver)).toBe(keyOf('vpn-2'));
	});

	test('the period puts them in order at once', () => {
		const driver = changing(watching(five.map(up)), [...five.slice(0, 4).map(up), down('vpn-5')]);
		expect(fleetList.of(driver.state)?.fresh).toEqual(new Set([keyOf('vpn-5')]));
		expect(rowsOf(driver.press('.'))[0]).toBe(keyOf('vpn-5'));
		expect(fleetList.of(driver.state)?.fresh.size).toBe(0);
	});

	test('while first answers come in nobody has read the rows yet: they are put in order at once', () => {
		const waiting = {places: [{...snapshotPlace(), asOf: undefined}, snapshotPlace()]};
		const driver = watching([up('vpn-1')], {}, waiting);
		expect(rowsOf(changing(driver, [up('vpn-1'), down('vpn-2')]))[0]).toBe(keyOf('vpn-2'));
	});

	test('opened again, the first answers are put in order as they come, and no problem counts as new', () => {
		const driver = watching(five.map(up)).press('down', 'ctrl-l').press('home', 'down', 'down', 'enter');
		expect(driver.at).toBe('watch');
		expect(rowsOf(driver).length).toBe(5);
		changing(driver, [], {places: [{...snapshotPlace(), asOf: undefined}]});
		changing(driver, [...five.slice(0, 4).map(up), down('vpn-5')]);
		expect(rowsOf(driver)[0]).toBe(keyOf('vpn-5'));
		expect(cursorOf(driver)).toBe(keyOf('vpn-5'));
		expect(fleetList.of(driver.state)?.fresh.size).toBe(0);
	});

	test('a connection that is gone leaves, a new one comes at the end, and the cursor stays at its own', () => {
		const driver = watching(five.map(up)).press('down', 'down');
		changing(driver, [...five.slice(1).map(up), down('vpn-0')]);
		expect(rowsOf(driver)).toEqual([...five.slice(1), 'vpn-0'].map(keyOf));
		expect(cursorOf(driver)).toBe(keyOf('vpn-3'));
	});

	test('whatever happens, no row is lost or stands there twice, the cursor is on a row, and time alone never moves it to another connection', () => {
		const step = fc.oneof(
			fc.record({kind: fc.constant('answer' as const), connections: someFleet}),
			fc.record({kind: fc.constant('time' as const), seconds: fc.integer({min: 1, max: 15})}),
			fc.record({
				kind: fc.constant('key' as const),
				key: fc.constantFrom('up', 'down', 'end', 's', 'S', 'g', '!', '.', 'tab', 'enter'),
			}),
		);
		fc.assert(
			fc.property(someFleet, fc.array(step, {maxLength: 12}), (first, steps) => {
				const driver = watching(first);
				driver.press('down');
				for (const each of steps) {
					if (driver.at !== 'watch') return;
					const before = cursorOf(driver);
					if (each.kind === 'key') driver.press(each.key);
					else if (each.kind === 'time') later(driver, each.seconds);
					else changing(driver, each.connections);
					const rows = rowsOf(driver);
					expect(new Set(rows).size).toBe(rows.length);
					expect(rows.length === 0 || rows.includes(cursorOf(driver) ?? '')).toBe(true);
					if (each.kind !== 'key' && before !== undefined && rows.includes(before))
						expect(cursorOf(driver)).toBe(before);
				}

				const list = fleetList.of(driver.state);
				if (!list || driver.at !== 'watch') return;
				driver.press('.');
				const known = fleet.of(driver.state)?.snapshot?.connections ?? [];
				const hidden = [...list.folded];
				if (hidden.length > 0) return;
				const meant = known.filter(isShown(fleetList.of(driver.state)!.view, '')).map(({key}) => key);
				expect(connectionsIn(driver).sort()).toEqual(meant.sort());
			}),
			{numRuns: 150},
		);
	});
});

test('a tick works out anew only the connections that changed', () => {
	/** How often what rows are put in order by was read, and what the filter looks in. */
	const read = {history: 0, trouble: 0};
	const counting = (connection: FleetConnection): FleetConnection => ({
		...connection,
		get history() {
			read.history += 1;
			return connection.history;
		},
		get trouble() {
			read.trouble += 1;
			return '';
		},
	});
	const many = Array.from({length: 500}, (_, index) => counting(connectionOf({id: `vpn-${index}`})));
	const driver = later(watching(many).press('/', 'vpn', 'enter'), 12);
	const changed = many.map((each, index) =>
		index % 100 === 0 ? counting({...connectionOf({id: each.status.id}), health: 'down'}) : each,
	);
	read.history = 0;
	read.trouble = 0;
	later(changing(driver, changed), 12);
	expect(rowsOf(driver)[0]).toBe(changed[0]!.key);
	expect(read).toEqual({history: 5, trouble: 5});
});

function snapshotPlace() {
	return {
		place: places[0]!,
		asOf: fleetNow,
		nextAt: fleetNow,
		polling: false,
		error: undefined,
		failures: 0,
		isThrottled: false,
		isStale: false,
		connections: 1,
	};
}
