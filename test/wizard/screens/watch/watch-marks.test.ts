import {describe, expect, it} from 'vitest';
import type {ExistingConnection} from '../../../../src/clouds/contract/cloud.ts';
import {Driver, smallWorld, viewHere} from '../../driver.ts';

/* What a user would lose: the few tunnels that matter tonight, side by side, without the rest of the region. */

const connection = (id: string, name: string): ExistingConnection => ({
	id,
	name,
	state: 'available',
	siteGatewayId: 'cgw-1',
	routing: 'bgp',
	ranges: [],
	insideCidrs: [],
});

const world = {
	...smallWorld,
	connections: {
		'aws:eu-central-1': ['alpha', 'bravo', 'charlie'].map(name => connection(`vpn-${name}`, name)),
		'aws:eu-west-1': ['delta', 'echo'].map(name => connection(`vpn-${name}`, name)),
		'tencent:ap-guangzhou': [connection('vpnx-1', 'xray'), connection('vpnx-2', 'yankee')],
	},
};

/** The list of what stands, with the highlight on the first row: all of AWS. */
const atList = () => new Driver(world).press('home', 'down', 'down', 'enter');
const rows = ({state}: Driver) => {
	return viewHere(state);
};
const watched = (driver: Driver) => {
	const effect = driver.effects.findLast(each => each.type === 'watch');
	return effect?.type === 'watch' ? effect : undefined;
};

describe('marks in the list of what stands', () => {
	it('Tab marks and goes on, and Enter watches the marked ones together, wherever the highlight is', () => {
		const driver = atList().press('down', 'down', 'tab', 'down', 'tab', 'up', 'enter');
		expect(watched(driver)).toMatchObject({cloud: 'aws', region: 'eu-central-1', ids: ['vpn-alpha', 'vpn-charlie']});
		expect(driver.at).toBe('panel');
	});

	it('all of a region stand under the cloud’s whole name', () => {
		const names = rows(atList())?.rows.map(({cells: [, name]}) => name);
		expect(names).toEqual(expect.arrayContaining(['all 3 of AWS', 'all 2 of Tencent Cloud']));
	});

	it('a second Tab takes the mark off, and without marks Enter means the highlighted one', () => {
		const driver = atList().press('down', 'down', 'tab', 'up', 'tab', 'enter');
		expect(watched(driver)?.ids).toEqual(['vpn-bravo']);
	});

	it('survive the filter and coming back from the panel', () => {
		const driver = atList().press('bravo', 'tab', 'ctrl-u', 'charlie', 'tab', 'enter', 'escape');
		expect(watched(driver)?.ids).toEqual(['vpn-bravo', 'vpn-charlie']);
		expect(rows(driver)?.rows.filter(({marked}) => marked).length).toBe(2);
	});

	it('are of one region: another one’s connections are refused, and said why', () => {
		const driver = atList().press('down', 'down', 'tab').press('xray', 'tab');
		expect(driver.state.notice?.text).toContain('AWS · eu-central-1');
		expect(driver.press('ctrl-u', 'enter') && watched(driver)?.ids).toEqual(['vpn-alpha']);
	});

	it('that a filter leaves out of sight are not what Enter means', () => {
		const driver = atList().press('down', 'down', 'tab').press('xray');
		expect(driver.press('enter') && watched(driver)).toMatchObject({cloud: 'tencent', ids: ['vpnx-1']});
	});

	it('are gone once one has been at the first screen', () => {
		const driver = atList().press('down', 'down', 'tab').press('ctrl-l').press('enter');
		expect(driver.at).toBe('watch');
		expect(driver.state.watchMarks).toEqual([]);
	});

	it('of a region that is no longer listed do not stand in the way', () => {
		const driver = atList().press('down', 'down', 'tab');
		// the offers stand last: another region of AWS, then of Tencent Cloud
		driver.press('end', 'up', 'enter').press('west', 'enter');
		expect(driver.at).toBe('watch');
		driver.press('ctrl-u', 'delta', 'tab', 'enter');
		expect(watched(driver)).toMatchObject({region: 'eu-west-1', ids: ['vpn-delta']});
	});

	it('only connections can be marked; all of a region stays what it says', () => {
		const driver = atList().press('down', 'down', 'tab', 'home', 'tab');
		expect(driver.state.notice?.text).toContain('put the cursor on a connection');
		expect(watched(driver.press('enter'))?.ids).toEqual([]);
	});
});
