import {describe, expect, test} from 'vitest';
import {cursorRow, editList, emptyList, filterList, row, whyNotRow, withRows} from '../../../src/wizard/core/list.ts';
import {Driver, gateway, keysOf, smallWorld, viewHere} from '../driver.ts';

const rows = Array.from({length: 500}, (_, index) =>
	row(`vgw-${String(index).padStart(4, '0')}`, [`name ${index % 7}`]),
);

describe('a list', () => {
	test('keeps the cursor on the same thing when it is read again in another order', () => {
		const view = editList(withRows(emptyList, rows), keysOf('page-down')[0]!, 10)!;
		const id = cursorRow(view)?.id;
		expect(cursorRow(withRows(view, rows.toReversed()))?.id).toBe(id);
	});

	test('finds the same typing letter by letter as at once', () => {
		let letters = withRows(emptyList, rows);
		for (const letter of 'name 3 vgw-04') letters = filterList(letters, letters.filter + letter);
		const once = filterList(withRows(emptyList, rows), 'name 3 vgw-04');
		expect(letters.matches).toEqual(once.matches);
		expect(once.matches.length).toBeGreaterThan(5);
	});

	test('goes to what a filter means that was typed before the list was read', () => {
		const offer = row('new', ['+ describe a new one'], {offer: true});
		const typed = filterList(withRows(emptyList, [offer]), 'vgw-04');
		expect(cursorRow(typed)?.id).toBe('new');
		expect(cursorRow(withRows(typed, [...rows, offer]))?.id).toContain('vgw-04');
		// who moved to the offer by themselves stays there
		const moved = editList(filterList(withRows(emptyList, [...rows, offer]), 'vgw-04'), keysOf('end')[0]!, 10)!;
		expect(cursorRow(withRows(moved, [...rows, offer]))?.id).toBe('new');
	});

	test('takes a / at the beginning as the key that opens a filter elsewhere, and later as a letter', () => {
		const [slash, one] = [keysOf('/')[0]!, keysOf('1')[0]!];
		const opened = editList(withRows(emptyList, rows), slash, 10)!;
		expect(opened.filter).toBe('');
		expect(editList(editList(opened, one, 10)!, slash, 10)?.filter).toBe('1/');
	});

	test('shows all again when the filter is taken back', () => {
		const filtered = filterList(withRows(emptyList, rows), 'zzz');
		expect(filtered.matches).toEqual([]);
		expect(filterList(filtered, '').matches).toHaveLength(500);
	});

	test('stands where it stood before a filter that found nothing', () => {
		const moved = editList(withRows(emptyList, rows), keysOf('page-down')[0]!, 10)!;
		const id = cursorRow(moved)?.id;
		const typed = 'zzz'.split('').reduce((view, letter) => filterList(view, view.filter + letter), moved);
		expect(cursorRow(filterList(typed, ''))?.id).toBe(id);
		const backspaced = ['backspace', 'backspace', 'backspace'].reduce(
			(view, key) => editList(view, keysOf(key)[0]!, 10)!,
			typed,
		);
		expect(cursorRow(backspaced)?.id).toBe(id);
		// of what it did find, the row that was chosen stays
		const found = editList(filterList(moved, 'vgw-04'), keysOf('down')[0]!, 10)!;
		expect(cursorRow(filterList(found, ''))?.id).toBe(cursorRow(found)?.id);
		const offered = withRows(moved, [...rows, row('new', ['+ describe a new one'], {offer: true})]);
		expect(cursorRow(filterList(filterList(offered, 'zzz'), ''))?.id).toBe(id);
	});
});

describe('esc', () => {
	test('takes the filter off first and leaves with the next press, wherever there is a filter', () => {
		const screens = [
			new Driver().press('enter'),
			new Driver().enterUntil('region'),
			new Driver().enterUntil('gateway'),
			new Driver().enterUntil('site'),
			new Driver().press('down', 'down', 'enter').press('w'),
			new Driver().press('down', 'enter'),
		];
		for (const driver of screens) {
			const {at} = driver;
			driver.press('a', 'zz', 'escape');
			expect(driver.at).toBe(at);
			expect(Object.values(driver.state.lists).map(({filter}) => filter)).not.toContain('azz');
			expect(driver.press('escape').at, at).not.toBe(at);
		}
	});

	test('leaves at once a list that was filtered to choose from: the filter has done its work', () => {
		const driver = new Driver().enterUntil('gateway').press('hub', 'enter');
		expect(driver.press('escape').at).toBe('gateway');
		const view = driver.state.lists['gateway aws:eu-central-1']!;
		expect(view.filter).toBe('');
		expect(cursorRow(view)?.id).toBe('tgw-0c2d11f0');
		expect(driver.press('escape').at).toBe('region');
	});

	test('with shift-tab one goes back at once, and the filter is kept', () => {
		const driver = new Driver().enterUntil('gateway').press('vgw', 'shift-tab');
		expect(driver.at).toBe('region');
		expect(driver.state.lists['gateway aws:eu-central-1']?.filter).toBe('vgw');
	});
});

describe('the gateway list', () => {
	const atGateways = () => new Driver().enterUntil('gateway');

	test('begins on a gateway that can be chosen and leads to a network, not on the first', () => {
		const {lists} = atGateways().state;
		expect(cursorRow(lists['gateway aws:eu-central-1']!)?.id).toBe('vgw-9a4cacf3');
	});

	test('names what can’t be chosen as the list does', () => {
		expect(whyNotRow(row('policy', ['SPD policy', ''], {selectable: false, reason: 'no'}))).toBe(
			'SPD policy can’t be chosen: no',
		);
		expect(whyNotRow(row('vgw-1', ['vgw-1', 'edge'], {selectable: false}))).toMatch(/^vgw-1 can’t be chosen/);
	});

	test('says why a gateway can’t be chosen, and stays', () => {
		const driver = atGateways().press('home', 'enter');
		expect(driver.at).toBe('gateway');
		expect(driver.state.blocked?.message).toContain('deleting');
	});

	test('is filtered by names and facts, not by the reasons of what can’t be chosen', () => {
		const reason = 'its VPC 10.0.0.0/16 is shared with prod';
		const blocked = [gateway({id: 'vgw-0b10c', name: 'old', selectable: false, reason})];
		const world = {
			...smallWorld,
			gateways: {'aws:eu-central-1': [...blocked, gateway({id: 'vgw-free', name: 'prod'})]},
		};
		const idsAt = ({state}: Driver) => {
			const {rows: all, matches} = viewHere(state)!;
			return matches.map(index => all[index]!).flatMap(({id, offer}) => (offer ? [] : [id]));
		};
		expect(idsAt(new Driver(world).enterUntil('gateway').press('prod'))).toEqual(['vgw-free']);
		expect(idsAt(new Driver(world).enterUntil('gateway').press('vpc-0a1b'))).toEqual(['vgw-0b10c', 'vgw-free']);
		// SPD policy can't be chosen for tunnels with BGP, and says so
		const joined = {
			...smallWorld.connections['aws:eu-central-1']![0]!,
			cloudGatewayId: 'vpngw-1',
			siteGatewayId: 'cgw-1',
		};
		const bgp = {
			...smallWorld,
			gateways: {'tencent:ap-guangzhou': [gateway({id: 'vpngw-1', kind: 'vpc'})]},
			connections: {'tencent:ap-guangzhou': [joined]},
		};
		const driver = new Driver(bgp).press('enter', 'down', 'enter').enterUntil('routing').press('BGP');
		expect(idsAt(driver)).toEqual(['bgp']);
		const profile = {name: 'old', where: 'AWS', detail: 'made by a newer version', usable: false};
		const atProfiles = new Driver().press('down', 'enter').send({type: 'profiles', profiles: [profile]});
		expect(idsAt(atProfiles.press('newer'))).toEqual([]);
		expect(idsAt(atProfiles.press('ctrl-u', 'old'))).toEqual(['old']);
	});

	test('keeps the cursor through ctrl-r, and what was listed is there meanwhile', () => {
		const driver = atGateways().press('end', 'up', 'up'); // the last two rows are offers
		const waiting = new Driver(smallWorld, false);
		waiting.state = driver.state;
		waiting.press('ctrl-r');
		expect(waiting.state.lists['gateway aws:eu-central-1']?.matches).toHaveLength(5);
		const asked = waiting.effects.findLast(effect => effect.type === 'load');
		waiting.answer(asked as Extract<typeof asked, {type: 'load'}>);
		expect(cursorRow(waiting.state.lists['gateway aws:eu-central-1']!)?.id).toBe('tgw-0c2d11f0');
	});

	test('drops the answer of an older request', () => {
		const driver = new Driver(smallWorld, false).press('enter', 'enter');
		const [older] = driver.effects.filter(effect => effect.type === 'load' && effect.reading.what === 'regions');
		driver.press('ctrl-r');
		driver.answer(older as Extract<typeof older, {type: 'load'}>);
		expect(driver.state.data.regions.aws).toBeUndefined();
	});

	test('after a failure Enter tries again', () => {
		const driver = new Driver(smallWorld, false).press('enter', 'enter');
		const load = driver.effects.findLast(effect => effect.type === 'load' && effect.reading.what === 'regions');
		if (load?.type !== 'load') throw new Error('regions were never asked for');
		driver.send({type: 'load-failed', slot: load.slot, request: load.request, trouble: {message: 'no network'}});
		driver.press('enter');
		const again = driver.effects.findLast(effect => effect.type === 'load' && effect.reading.what === 'regions');
		expect(again?.type === 'load' && again.request).toBeGreaterThan(load.request);
	});

	test('holds ten thousand gateways without making rows anew for a key', () => {
		const many = Array.from({length: 10_000}, (_, index) =>
			gateway({id: `vgw-${index.toString(16).padStart(8, '0')}`}),
		);
		const driver = new Driver({...smallWorld, gateways: {...smallWorld.gateways, 'aws:eu-central-1': many}});
		driver.enterUntil('gateway');
		const before = driver.state.lists['gateway aws:eu-central-1']!.rows;
		driver.press('down', 'page-down', '0', 'up');
		expect(driver.state.lists['gateway aws:eu-central-1']!.rows).toBe(before);
	});
});
