import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {connectionDocument} from '../../../src/clouds/document/documents.ts';
import {draftedPart} from '../../../src/profiles/drafts.ts';
import {openProfiles} from '../../../src/profiles/profiles.ts';
import type {TextId} from '../../../src/wizard/answers/answers.ts';
import {askedOf} from '../../../src/wizard/answers/asked.ts';
import {toDraft} from '../../../src/wizard/answers/draft.ts';
import {type KeptDraft, readKept} from '../../../src/wizard/answers/kept-draft.ts';
import {Driver, gateway, smallWorld} from '../driver.ts';

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
		expect(driver.state.answers.of.tencent?.pairs).toEqual([{cloudSide: '10.0.0.0/16', siteSide: ''}]);
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
		expect(driver.state.answers.of.tencent?.pairs).toEqual([{cloudSide: '', siteSide: ''}]);
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

describe('what was answered on the sandbox and is gone on with in the user’s own accounts', () => {
	type Cloud = 'aws' | 'tencent';
	const made = ['site.address', 'site.asn', 'site.name', 'prefixes'] as const;

	/** A connection of a new site with a list of ranges, as Enter alone answers it on the sandbox. */
	function onSandbox(cloud: Cloud, mode: 'static' | 'policy', keys: readonly string[] = []): Driver {
		const driver = new Driver(noSites).press('enter', ...(cloud === 'tencent' ? ['down'] : []), 'enter');
		driver.enterUntil('site-new').press(...keys);
		return driver
			.enterUntil('routing')
			.press(mode === 'static' ? 'you list' : 'pairs of', 'enter')
			.enterUntil('review');
	}

	function keptOf(driver: Driver): KeptDraft {
		driver.press('ctrl-c');
		const saved = driver.effects.findLast(effect => effect.type === 'save-draft');
		const kept =
			saved?.type === 'save-draft' ? readKept(JSON.parse(JSON.stringify(saved.kept)), draftedPart) : undefined;
		if (!kept) throw new Error('nothing was kept');
		return kept;
	}

	function goneOnWith(driver: Driver, kept: KeptDraft): Driver {
		driver.send({type: 'drafts-found', offers: [{file: 'one', when: '', where: '', name: 'one', kept}]});
		return driver.press('down', 'enter');
	}

	/** The same through a profile on the disk. */
	async function throughProfile(from: Driver, to: Driver): Promise<Driver> {
		const folder = mkdtempSync(path.join(tmpdir(), 'made-up-'));
		onTestFinished(() => rmSync(folder, {recursive: true}));
		from.press('ctrl-s', 'enter');
		const saved = from.effects.findLast(effect => effect.type === 'save-profile');
		if (saved?.type !== 'save-profile') throw new Error('no profile');
		(await openProfiles(folder)).save('one', connectionDocument.parse(saved.draft), {madeUp: saved.madeUp});
		const {name, document, madeUp} = (await openProfiles(folder)).get('one');
		return to.send({type: 'profile-loaded', name, draft: document, ...(madeUp ? {madeUp} : {})});
	}

	test.each([
		['aws', 'static'],
		['tencent', 'static'],
		['tencent', 'policy'],
	] as const)(
		'has nothing of a site of %s that was made up (%s): its steps ask again, and it is said',
		async (cloud, mode) => {
			for (const driver of [
				goneOnWith(own(noSites), keptOf(onSandbox(cloud, mode))),
				await throughProfile(onSandbox(cloud, mode), own(noSites)),
			]) {
				const {answers} = askedOf(driver.state);
				expect(made.map(id => answers.texts[id] ?? '')).toEqual(['', '', '', '']);
				expect(answers.pairs.map(({siteSide}) => siteSide).join('')).toBe('');
				expect(driver.state.notice?.text).toMatch(/made up by the sandbox, so asked again: .*address.*ASN.*ranges/);
				while (driver.at !== 'review') driver.press('escape');
				expect(JSON.stringify(toDraft(driver.state.answers))).not.toMatch(/203\.0\.113|65010|my-site|192\.168\.100/);
				for (let count = 0; count < 60; count += 1) driver.press('enter');
				expect(driver.at).toBe('site-new');
			}
		},
	);

	test('has what the user gave there, and another sandbox has it all', async () => {
		const typed = ['198.51.101.7', 'enter', '65099', 'enter', 'lyon', 'enter'];
		const driver = goneOnWith(own(noSites), keptOf(onSandbox('aws', 'static', typed)));
		expect(made.map(id => textOf(driver, id))).toEqual(['198.51.101.7', '65099', 'lyon', '']);
		const kept = keptOf(onSandbox('aws', 'static'));
		const again = goneOnWith(new Driver(noSites), kept);
		expect(textOf(again, 'site.address')).toBe('203.0.113.24');
		expect(again.state.notice).toBeUndefined();
		const profile = await throughProfile(onSandbox('aws', 'static'), new Driver(noSites));
		expect(textOf(profile, 'prefixes')).toBe('192.168.100.0/24');
	});

	test('and what was typed in one’s own accounts is the user’s own on the sandbox and after it, whatever it is', () => {
		const typed = own(noSites).enterUntil('site-new').press('203.0.113.24', 'enter', '65010', 'enter', 'my-site');
		const onIt = goneOnWith(new Driver(noSites), keptOf(typed));
		const back = goneOnWith(own(noSites), keptOf(onIt));
		expect(made.slice(0, 3).map(id => textOf(back, id))).toEqual(['203.0.113.24', '65010', 'my-site']);
	});
});
