import {describe, expect, test} from 'vitest';
import {answersOf} from '../../src/wizard/answers/answers.ts';
import {toDraft} from '../../src/wizard/answers/draft.ts';
import {cursorRow} from '../../src/wizard/core/list.ts';
import {reviewLines} from '../../src/wizard/screens/review/review.ts';
import {goneAt} from '../../src/wizard/steps/go-on.ts';
import {Driver, gateway, rowHere, site, smallWorld, viewHere} from './driver.ts';

describe('going back', () => {
	test('loses nothing, from a half-typed and wrong answer too', () => {
		const driver = new Driver().enterUntil('site').press('end', 'enter');
		expect(driver.at).toBe('site-new');
		driver.press('ctrl-u', '999.1', 'escape');
		expect(driver.at).toBe('site');
		driver.press('enter');
		expect(driver.state.answers.of.aws?.texts['site.address']).toBe('999.1');
	});

	test('Enter on a wrong field stays and says why, and the way back stays open', () => {
		const driver = new Driver().enterUntil('site').press('end', 'enter').press('ctrl-u', '10.0.0.999', 'enter');
		expect(driver.at).toBe('site-new');
		expect(driver.state.blocked?.message).toContain('999');
		expect(driver.press('shift-tab').at).toBe('site');
	});

	test('Shift-Tab goes to the field before, and from the first field to the step before', () => {
		const driver = new Driver().enterUntil('name').press('tab');
		expect(driver.state.form.focus).toBe('tags');
		expect(driver.press('shift-tab').state.form.focus).toBe('name');
		expect(driver.at).toBe('name');
		expect(driver.press('shift-tab').at).toBe('options');
	});

	test('leads home from the first step and back with the answers', () => {
		const driver = new Driver().enterUntil('review');
		const before = driver.state.answers;
		for (let count = 0; count < 12; count += 1) driver.press('escape');
		expect(driver.at).toBe('home');
		expect(driver.state.answers).toEqual(before);
	});
});

describe('changing an answer from the review', () => {
	test('comes back to the review, and only that changed', () => {
		const driver = new Driver().enterUntil('review').press('up', 'enter');
		expect(driver.at).toBe('name');
		driver.press('ctrl-u', 'renamed', 'enter', 'enter');
		expect(driver.at).toBe('review');
		expect(toDraft(driver.state.answers)?.name).toBe('renamed');
	});

	test('of the region asks for the gateways again, says so, and keeps the rest', () => {
		const driver = new Driver().enterUntil('review').press('home', 'down', 'enter');
		expect(driver.at).toBe('region');
		driver.press('eu-west', 'enter');
		expect(driver.at).toBe('gateway');
		expect(driver.state.notice?.text).toContain('cloud gateway');
		driver.press('enter');
		expect(driver.at).toBe('site');
		expect(driver.state.answers.of.aws?.gateways['eu-central-1']).toMatchObject({id: 'vgw-9a4cacf3'});
	});

	test('of the routing mode asks for what the other mode needs', () => {
		const driver = new Driver().enterUntil('review').press('home', 'down', 'down', 'down', 'down', 'enter');
		expect(driver.at).toBe('routing');
		driver.press('end', 'enter');
		expect(driver.at).toBe('routes');
		expect(driver.state.answers.of.aws?.texts.prefixes).toBe('192.168.100.0/24');
	});

	test('does not say that a gateway is gone which these credentials may not list', () => {
		const driver = new Driver().enterUntil('review');
		const draft = toDraft(driver.state.answers);
		if (draft?.cloud !== 'aws') throw new Error('no draft of AWS');
		const reason = 'these credentials may not list transit gateways';
		const unread = gateway({id: 'transit gateways', kind: 'tgw', unread: true, selectable: false, reason});
		const gateways = {...smallWorld.gateways, 'aws:eu-central-1': [gateway({id: 'vgw-0000beef'}), unread]};
		const through = {...draft, cloudGateway: {kind: 'tgw', id: 'tgw-0c2d11f0'}} as const;
		const later = new Driver({...smallWorld, gateways}).send({type: 'profile-loaded', name: 'berlin', draft: through});
		const open = reviewLines(later.state).find(line => line.step === 'gateway')?.open;
		expect(open).toBe(`tgw-0c2d11f0 can’t be used: ${reason}`);
	});

	test('goes nowhere while a gateway of a profile is gone, and says so at that step', () => {
		const driver = new Driver().enterUntil('review');
		const draft = toDraft(driver.state.answers);
		if (!draft) throw new Error('no draft');
		const without = {
			...smallWorld,
			gateways: {...smallWorld.gateways, 'aws:eu-central-1': [gateway({id: 'vgw-0000beef'})]},
		};
		const later = new Driver(without).send({type: 'profile-loaded', name: 'berlin', draft});
		expect(reviewLines(later.state).find(line => line.step === 'gateway')?.open).toContain('vgw-9a4cacf3 is gone');
		const finding = {rule: 'x', severity: 'refuse', field: 'cloudGateway', message: 'there is none'} as const;
		later.send({type: 'checked', findings: [finding, {...finding, severity: 'warn', message: 'look'}]});
		const said = reviewLines(later.state).find(line => line.step === 'gateway')?.findings;
		expect(said?.map(({message}) => message)).toEqual(['look']); // what is refused was said already
		later.press('enter');
		expect(later.at).toBe('gateway');
		expect(goneAt(later.state, 'gateway')).toContain('vgw-9a4cacf3 is gone');
		later.press('enter');
		expect(later.at).toBe('review');
		expect(toDraft(later.state.answers)?.cloudGateway).toMatchObject({id: 'vgw-0000beef'});
	});
});

test('a gateway that was made a moment ago is not said to be gone: the account is read anew first', () => {
	const made = new Driver().enterUntil('review');
	const draft = toDraft(made.state.answers);
	if (!draft) throw new Error('no draft');
	const like = {...draft, site: {kind: 'existing', id: 'cgw-0fresh00'}} as typeof draft;
	const driver = new Driver(smallWorld, false);
	driver.state = {...made.state, screen: {name: 'panel'}, place: undefined, awaited: {'read-back': 7}};
	driver.effects.length = 0;
	driver.send({
		type: 'read-back',
		request: 7,
		found: {id: 'vpn-1', draft: like, notes: []},
	});
	const open = () => reviewLines(driver.state).find(({step}) => step === 'site')?.open;
	expect(driver.at).toBe('review');
	expect(open()).toBeUndefined();
	const asked = driver.effects.find(effect => effect.type === 'load' && effect.reading.what === 'sites');
	if (asked?.type !== 'load') throw new Error('the site gateways were not read anew');
	// while that fails nothing is known either
	driver.send({type: 'load-failed', slot: asked.slot, request: asked.request, trouble: {message: 'no answer'}});
	expect(open()).toBeUndefined();
	driver.press('shift-tab', 'ctrl-r');
	driver.answer(asked);
	const again = driver.effects.findLast(effect => effect.type === 'load' && effect.reading.what === 'sites');
	if (again?.type === 'load') driver.answer(again);
	expect(open()).toContain('cgw-0fresh00 is gone');
});

describe('a site without a free gateway', () => {
	test('is described anew: that is what the list begins on', () => {
		const world = {...smallWorld, sites: {'aws:eu-central-1': [site('cgw-b4de3fdd')]}};
		const driver = new Driver(world).enterUntil('site-new');
		expect(driver.state.answers.of.aws?.texts['site.address']).toBe('203.0.113.24');
		driver.enterUntil('review');
		expect(toDraft(driver.state.answers)?.site).toMatchObject({kind: 'new', address: '203.0.113.24', asn: 65_010});
	});

	test('in a real account no address is made up', () => {
		const world = {...smallWorld, sites: {}};
		const driver = new Driver(world, true, {sandbox: false}).enterUntil('site-new').press('enter');
		expect(driver.at).toBe('site-new');
		expect(driver.state.blocked?.field).toBe('site.address');
	});
});

describe('typed keys', () => {
	const withKey = () =>
		new Driver()
			.enterUntil('security')
			.press('enter', 'down', 'enter', 'S3cret.of.tunnel1', 'enter', 'S3cret.of.tunnel2');

	test('are in no answer, draft or effect as text', () => {
		const driver = withKey().press('enter').press('ctrl-c');
		expect(driver.at).toBe('options');
		expect(JSON.stringify([driver.state, driver.effects])).not.toContain('S3cret');
		expect(toDraft(driver.state.answers)).toMatchObject({
			tunnels: [{presharedKey: {from: 'prompt'}}, {presharedKey: {from: 'prompt'}}],
		});
	});

	test('are shown on ctrl-t and hidden again when the field is left', () => {
		const driver = withKey().press('ctrl-t');
		expect(driver.state.form.revealed).toBe(true);
		driver.press('shift-tab', 'tab');
		expect(driver.state.form.revealed).toBe(false);
	});

	test('reach the dry run as secrets at their place in the document', () => {
		const driver = withKey().press('enter').enterUntil('dry-run');
		const effect = driver.effects.findLast(({type}) => type === 'preflight');
		expect(effect?.type === 'preflight' && effect.keys['tunnels[1].presharedKey']?.reveal()).toBe('S3cret.of.tunnel2');
	});
});

describe('leaving', () => {
	test('with ctrl-c keeps the draft and says 130', () => {
		const driver = new Driver().enterUntil('security').press('ctrl-c', 'ctrl-c');
		expect(driver.effects.findLast(({type}) => type === 'save-draft')).toMatchObject({kept: {step: 'security'}});
		expect(driver.effects.filter(({type}) => type === 'leave')).toMatchObject([{code: 130}]);
	});

	test('and continuing the draft leads to the step where it was left', () => {
		const left = new Driver().enterUntil('security').press('ctrl-c');
		const saved = left.effects.findLast(({type}) => type === 'save-draft');
		if (saved?.type !== 'save-draft') throw new Error('no draft was saved');
		const driver = new Driver().send({
			type: 'drafts-found',
			offers: [{file: 'draft', when: '17:04 today', where: 'AWS', name: '', kept: saved.kept}],
		});
		driver.press('down', 'enter');
		expect(driver.at).toBe('security');
		driver.enterUntil('review');
		expect(toDraft(driver.state.answers)).toEqual(toDraft(new Driver().enterUntil('review').state.answers));
	});
});

describe('the question mark', () => {
	test('opens the help in a list and in an address, and types itself into a name', () => {
		expect(new Driver().enterUntil('region').press('?').state.help).toBeDefined();
		expect(new Driver().enterUntil('site').press('end', 'enter', '?').state.help).toBeDefined();
		const driver = new Driver().enterUntil('name').press('?');
		expect(driver.state.help).toBeUndefined();
		expect(driver.state.answers.of.aws?.texts.name).toMatch(/\?$/);
		expect(driver.press('ctrl-g').state.help).toBeDefined();
	});
});

describe('BGP with a device of Tencent Cloud that has no ASN', () => {
	const world = {
		...smallWorld,
		gateways: {'tencent:ap-guangzhou': [gateway({id: 'vpngw-bgp4gz01', kind: 'vpc', name: 'core'})]},
		sites: {'tencent:ap-guangzhou': [site('cgw-noasn001', {name: 'suzhou', asn: undefined}), site('cgw-hasasn01')]},
	};
	const bgpAt = ({state}: Driver) => {
		return viewHere(state)?.rows.find(({id}) => id === 'bgp');
	};

	test('can’t be chosen, and says which gateway lacks it', () => {
		const driver = new Driver(world).press('enter', 'down', 'enter').enterUntil('site').press('home', 'enter');
		expect(driver.at).toBe('routing');
		expect(bgpAt(driver)).toMatchObject({
			selectable: false,
			reason: 'suzhou has no ASN: go back and choose another customer gateway',
		});
		expect(bgpAt(driver.press('escape', 'home', 'down', 'enter'))).toMatchObject({selectable: true});
	});

	test('is not pointed at, and says why, on a gateway whose tunnels use BGP: no mode would be left', () => {
		const joined = {
			id: 'vpnx-bgp00001',
			name: 'other',
			state: 'available',
			cloudGatewayId: 'vpngw-bgp4gz01',
			siteGatewayId: 'cgw-hasasn01',
			routing: 'bgp',
			ranges: [],
			insideCidrs: [],
		} as const;
		const atSites = (routing: 'bgp' | 'static') => {
			const connections = {'tencent:ap-guangzhou': [{...joined, routing}]};
			const sites = {
				'tencent:ap-guangzhou': [
					...world.sites['tencent:ap-guangzhou'],
					site('cgw-sameasn1', {name: 'same', asn: 64_512}),
					site('cgw-hasasn02'),
				],
			};
			const driver = new Driver({...world, sites, connections}).press('enter', 'down', 'enter').enterUntil('site');
			return {driver, view: viewHere(driver.state)!};
		};
		const {driver, view} = atSites('bgp');
		expect(cursorRow(view)?.id).toBe('cgw-hasasn02');
		expect(view.rows[0]).toMatchObject({
			id: 'cgw-noasn001',
			selectable: false,
			reason: 'it has no ASN, and the tunnels of this gateway use BGP',
		});
		expect(view.rows[2]).toMatchObject({
			selectable: false,
			reason: 'its ASN is the gateway’s own, and the tunnels of this gateway use BGP',
		});
		driver.press('home', 'enter');
		expect(driver.at).toBe('site');
		expect(driver.press('down', 'enter').at).toBe('routing');
		expect(bgpAt(driver)).toMatchObject({selectable: true});
		// where its tunnels are told their ranges, a device needs no ASN
		expect(cursorRow(atSites('static').view)).toMatchObject({id: 'cgw-noasn001', selectable: true});
	});

	test('leaves the cursor on a mode that can be chosen, whatever it stood on before', () => {
		const driver = new Driver(world).press('enter', 'down', 'enter').enterUntil('site').press('home', 'enter');
		driver.press('end');
		expect(rowHere(driver.state)).toMatchObject({id: 'bgp', selectable: false});
		driver.press('escape', 'home', 'enter');
		expect(rowHere(driver.state)).toMatchObject({id: 'policy', selectable: true});
	});

	test('can’t be chosen for a new one either, until it is given one', () => {
		const driver = new Driver(world).press('enter', 'down', 'enter').enterUntil('site').press('end', 'enter');
		const {answers} = driver.state;
		const own = answersOf(answers, 'tencent');
		const texts = {...own.texts, 'site.address': '203.0.113.9', 'site.asn': ''};
		driver.state = {
			...driver.state,
			answers: {...answers, of: {...answers.of, tencent: {...own, texts, touched: ['site.asn']}}},
		};
		driver.enterUntil('routing');
		expect(bgpAt(driver)).toMatchObject({selectable: false, reason: expect.stringContaining('give it one')});
	});
});
