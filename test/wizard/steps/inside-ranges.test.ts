import {describe, expect, test} from 'vitest';
import {type CloudAnswers, noCloudAnswers} from '../../../src/wizard/answers/answers.ts';
import {type Asked, askedOf} from '../../../src/wizard/answers/asked.ts';
import {fromDraft, toDraft} from '../../../src/wizard/answers/draft.ts';
import {withSuggestions} from '../../../src/wizard/answers/suggest.ts';
import {focusedField} from '../../../src/wizard/steps/form/focused-field.ts';
import {preferredMode, routingRows} from '../../../src/wizard/steps/routing/step.ts';
import {stepOf} from '../../../src/wizard/steps/steps.ts';
import {Driver, gateway, site, smallWorld} from '../driver.ts';

/* What a user would lose: an error on the next screen, in the wrong place, or with advice that leads to the next error. */

function asked(cloud: 'aws' | 'tencent', answers: Partial<CloudAnswers>, more: Partial<Asked> = {}): Asked {
	return {
		cloud,
		sandbox: false,
		answers: {...noCloudAnswers, ...answers},
		gateways: undefined,
		gateway: gateway({id: 'vpngw-bgp4gz01', kind: 'vpc'}),
		vpcs: undefined,
		sites: undefined,
		site: site('cgw-1'),
		connections: undefined,
		routeTables: undefined,
		routeTablesRead: 'reading',
		...more,
	};
}

const tunnel = (routing: 'bgp' | 'policy', insideCidrs: readonly string[] = []) => ({
	id: 'vpnx-1',
	name: 'line',
	state: 'AVAILABLE',
	cloudGatewayId: 'vpngw-bgp4gz01',
	siteGatewayId: 'cgw-2',
	routing,
	ranges: [],
	insideCidrs,
});

describe('the inside range of an AWS tunnel', () => {
	const problem = (id: 'insideCidr1' | 'insideCidr2', texts: CloudAnswers['texts'], kind: 'vgw' | 'tgw' = 'vgw') => {
		const field = stepOf('routes').fields?.find(({id: other}) => other === id);
		const gateway = {
			id: 'g-1',
			name: '',
			kind,
			state: '',
			selectable: true,
			networks: [],
			attachedTo: '',
			bgp: true,
		};
		return field?.kind === 'text' ? field.syntax(texts[id] ?? '', asked('aws', {texts}, {gateway})) : undefined;
	};

	test.each([
		['169.254.0.0/30', '169.254.0.4/30'],
		['169.254.7.1/30', '169.254.7.0/30'],
		['169.254.44.0/29', '169.254.44.0/30'],
	])('%s is objected to in its own field, with %s beside it', (insideCidr1, free) => {
		expect(problem('insideCidr1', {insideCidr1})).toContain(`Write it as ${free}`);
	});

	test('tunnel 1’s range is objected to in tunnel 2’s field alone', () => {
		const texts = {insideCidr1: '169.254.6.0/30', insideCidr2: '169.254.6.0/30'};
		expect(problem('insideCidr1', texts)).toBeUndefined();
		expect(problem('insideCidr2', texts)).toContain('Write it as 169.254.6.4/30');
		// the review warns of it: a transit gateway's connection may have it
		expect(problem('insideCidr2', texts, 'tgw')).toBeUndefined();
	});

	test('a free one is taken, and none is needed', () => {
		expect(problem('insideCidr1', {insideCidr1: '169.254.6.0/30'})).toBeUndefined();
		expect(problem('insideCidr1', {insideCidr1: ''})).toBeUndefined();
	});
});

describe('the addresses of BGP on Tencent Cloud', () => {
	const offered = (answers: Partial<CloudAnswers>, more: Partial<Asked> = {}) => {
		const {texts} = withSuggestions(asked('tencent', {mode: 'bgp', ...answers}, more));
		return [texts.tunnelCidr, texts.cloudAddress ?? '', texts.siteAddress ?? ''];
	};

	test('are offered in the first free range', () => {
		expect(offered({})).toEqual(['169.254.128.0/30', '169.254.128.1', '169.254.128.2']);
		expect(offered({}, {connections: [tunnel('bgp', ['169.254.128.0/30'])]})).toEqual([
			'169.254.128.4/30',
			'169.254.128.5',
			'169.254.128.6',
		]);
	});

	test('follow the range that is typed, and are none while it is none', () => {
		const typed = (tunnelCidr: string) => offered({texts: {tunnelCidr}, touched: ['tunnelCidr']});
		expect(typed('169.254.130.0/30')).toEqual(['169.254.130.0/30', '169.254.130.1', '169.254.130.2']);
		expect(typed('169.254.130.')).toEqual(['169.254.130.', '', '']);
	});

	test('follow a range that is changed once the step was passed, or that came from a document', () => {
		const world = {
			...smallWorld,
			gateways: {'tencent:ap-guangzhou': [gateway({id: 'vpngw-4', kind: 'vpc', vpcId: 'vpc-gapcv96p'})]},
		};
		const driver = new Driver(world).press('enter', 'down', 'enter').enterUntil('routing').press('bgp', 'enter');
		const texts = () => askedOf(driver.state).answers.texts;
		const change = (range: string) => driver.press('ctrl-u', ...range);
		driver.press('enter', 'enter', 'enter').press('escape');
		expect(driver.at).toBe('routes');
		expect(focusedField(driver.state)?.id).toBe('tunnelCidr');
		change('169.254.130.0/30');
		expect([texts().cloudAddress, texts().siteAddress]).toEqual(['169.254.130.1', '169.254.130.2']);
		const draft = toDraft(driver.state.answers);
		if (!draft) throw new Error('no draft');
		const read = fromDraft(draft);
		expect(read.of.tencent?.touched).toContain('tunnelCidr');
		expect(read.of.tencent?.touched).not.toContain('siteAddress');
	});

	test('stay where the user put them', () => {
		const texts = {tunnelCidr: '169.254.130.0/30', cloudAddress: '169.254.130.2'};
		expect(offered({texts, touched: ['tunnelCidr', 'cloudAddress']})[1]).toBe('169.254.130.2');
	});
});

describe('the routing modes beside a gateway’s other tunnels', () => {
	const chosen = (routing: 'bgp' | 'policy') =>
		Object.fromEntries(
			routingRows(asked('tencent', {}, {connections: [tunnel(routing)]})).map(row => [row.id, row.reason ?? '']),
		);

	test('BGP can’t be chosen beside tunnels without it, nor the others beside BGP: the reason names the tunnel', () => {
		expect(chosen('policy').bgp).toContain('tunnel line of this gateway does not use BGP');
		expect([chosen('policy').static, chosen('policy').policy]).toEqual(['', '']);
		expect(chosen('bgp').bgp).toBe('');
		expect(chosen('bgp').static).toContain('tunnel line of this gateway uses BGP');
		expect(chosen('bgp').policy).toContain('uses BGP');
	});

	test('the cursor begins on one that can be chosen', () => {
		expect(preferredMode(asked('tencent', {}, {connections: [tunnel('bgp')]}))).toBe('bgp');
		expect(preferredMode(asked('tencent', {}, {connections: [tunnel('policy')]}))).toBe('policy');
	});

	test('a tunnel of another gateway is nobody’s hindrance', () => {
		const elsewhere = {...tunnel('policy'), cloudGatewayId: 'vpngw-other001'};
		expect(routingRows(asked('tencent', {}, {connections: [elsewhere]})).every(({selectable}) => selectable)).toBe(
			true,
		);
	});
});
