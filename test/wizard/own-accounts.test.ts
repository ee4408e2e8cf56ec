import {describe, expect, test} from 'vitest';
import type {TextId} from '../../src/wizard/answers.ts';
import {askedOf} from '../../src/wizard/asked.ts';
import {toDraft} from '../../src/wizard/draft.ts';
import {Driver, gateway, smallWorld} from './driver.ts';

const local = {source: 'environment', local: true, profiles: [], tried: []};

/** The user's own accounts, or another program on this machine that plays them: there is no telling which. */
function own(world = smallWorld): Driver {
	return new Driver(world, true, {sandbox: false}).send({
		type: 'signed-in',
		signIns: {aws: local, tencent: local},
		credentials: {aws: 'environment', tencent: 'environment'},
		regions: {aws: 'eu-central-1', tencent: 'ap-guangzhou'},
	});
}

const textOf = (driver: Driver, id: TextId) => askedOf(driver.state).answers.texts[id] ?? '';
const noSites = {...smallWorld, sites: {'aws:eu-central-1': [], 'tencent:ap-guangzhou': []}};

describe('on the user’s own accounts, and on a cloud that another program plays', () => {
	test.each(['aws', 'tencent'])('nothing of a new site of %s is made up: Enter alone never gets past it', cloud => {
		const driver = own(noSites)
			.press('enter', ...(cloud === 'tencent' ? ['down'] : []), 'enter')
			.enterUntil('site-new');
		expect((['site.address', 'site.asn', 'site.name', 'name'] as const).map(id => textOf(driver, id))).toEqual([
			'',
			'',
			'',
			'',
		]);
		for (let count = 0; count < 20; count += 1) driver.press('enter');
		expect(driver.at).toBe('site-new');
		expect(driver.state.blocked?.field).toBe('site.address');
		driver.press('198.51.100.7', 'enter');
		if (cloud === 'aws') expect(driver.press('enter').state.blocked?.field).toBe('site.asn');
		driver.press('65099', 'enter', 'enter');
		expect(driver.state.blocked?.field).toBe('site.name');
		driver.press('lyon').enterUntil('routing');
		expect(toDraft(driver.state.answers)?.site).toMatchObject({address: '198.51.100.7', asn: 65_099, name: 'lyon'});
	});

	test('an ASN that nobody gave is not AWS’s own 65000', () => {
		const driver = own(noSites).enterUntil('site-new').press('198.51.100.7', 'enter', 'enter');
		expect(driver.state.blocked?.field).toBe('site.asn');
	});

	test('no range of the site is made up for static routes, and Enter stays until one is given', () => {
		const driver = own().enterUntil('routing').press('down', 'enter');
		expect(textOf(driver, 'prefixes')).toBe('');
		driver.press('enter', 'enter', 'enter');
		expect(driver.at).toBe('routes');
		expect(driver.state.blocked?.field).toBe('prefixes');
	});

	test('a pair has the VPC’s own range at the cloud side, which the account tells, and nothing at the site side', () => {
		const driver = own().press('enter', 'down', 'enter').enterUntil('pairs');
		expect(driver.state.answers.tencent.pairs).toEqual([{cloudSide: '10.0.0.0/16', siteSide: ''}]);
		for (let count = 0; count < 10; count += 1) driver.press('enter');
		expect(driver.at).toBe('pairs');
		expect(driver.state.blocked).toMatchObject({field: '0.siteSide'});
	});

	test('a gateway that leads to no known network has no range made up for it', () => {
		const [known] = smallWorld.gateways['tencent:ap-guangzhou'] ?? [];
		if (!known) throw new Error('no gateway');
		const ccn = {...known, kind: 'ccn', networks: []} as const;
		const driver = own({...smallWorld, gateways: {'tencent:ap-guangzhou': [ccn]}}).press('enter', 'down', 'enter');
		driver.enterUntil('pairs');
		expect(driver.state.answers.tencent.pairs).toEqual([{cloudSide: '', siteSide: ''}]);
	});

	test('a connection is named after a site that has a name; otherwise nobody has said what it is called', () => {
		expect(textOf(own().enterUntil('name'), 'name')).toBe('berlin-eu-central-1');
		const [site] = smallWorld.sites['aws:eu-central-1'] ?? [];
		if (!site) throw new Error('no site');
		const unnamed = {...smallWorld, sites: {'aws:eu-central-1': [{...site, id: 'cgw-0f00', name: ''}]}};
		const driver = own(unnamed).enterUntil('name');
		expect(textOf(driver, 'name')).toBe('');
		driver.press('enter', 'enter', 'enter');
		expect(driver.at).toBe('name');
	});

	test('what the account tells is offered still: the gateway, the route tables, a free inside range', () => {
		const core = gateway({id: 'vpngw-bgp4gz01', kind: 'vpc'});
		const bgp = {...smallWorld, gateways: {...smallWorld.gateways, 'tencent:ap-guangzhou': [core]}};
		expect(toDraft(own().enterUntil('review').state.answers)).toMatchObject({
			cloudGateway: {id: 'vgw-9a4cacf3'},
			routeTables: ['rtb-0d9e'],
		});
		const driver = own(bgp).press('enter', 'down', 'enter').enterUntil('routing').press('bgp', 'enter');
		expect(textOf(driver, 'tunnelCidr')).toBe('169.254.128.0/30');
	});
});

test('on the embedded sandbox alone a newcomer presses Enter as far as the review', () => {
	for (const keys of [[], ['down']]) {
		const driver = new Driver(noSites).press('enter', ...keys, 'enter').enterUntil('review');
		expect(toDraft(driver.state.answers)?.site).toMatchObject({kind: 'new', address: '203.0.113.24', asn: 65_010});
	}
});
