import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {CloudId} from '../../../../src/clouds/contract/cloud.ts';
import type {OptionValue} from '../../../../src/clouds/contract/form-asked.ts';
import type {Option} from '../../../../src/clouds/contract/option.ts';
import {parseDocument} from '../../../../src/clouds/document/schema-errors.ts';
import type {ConnectionDocument} from '../../../../src/connection/document.ts';
import {readPath} from '../../../../src/connection/document-path.ts';
import {
	answersOf,
	type CloudAnswers,
	joinTags,
	noCloudAnswers,
	splitTags,
} from '../../../../src/wizard/answers/answers.ts';
import {askedOf} from '../../../../src/wizard/answers/asked.ts';
import {fromDraft, toDraft} from '../../../../src/wizard/answers/draft.ts';
import {layerOnTop} from '../../../../src/wizard/overlays/registry.ts';
import {reviewLines} from '../../../../src/wizard/screens/review/review.ts';
import {placeOfPath} from '../../../../src/wizard/steps/flow.ts';
import {optionsOfCloud, visibleOptions} from '../../../../src/wizard/steps/options/option-table.ts';
import {valueInForce, wordsOf} from '../../../../src/wizard/steps/options/option-values.ts';
import {awsSamples} from '../../../clouds/aws/samples.ts';
import {held, missingIn, schemaDocument} from '../../../clouds/schema-documents.ts';
import {tencentSamples} from '../../../clouds/tencent/samples.ts';
import {Driver} from '../../driver.ts';

const samples = {aws: awsSamples, tencent: tencentSamples} as const;

function documentOf(cloud: keyof typeof samples, number: number): ConnectionDocument {
	const {document, problems} = parseDocument(schemaDocument(cloud, number, samples[cloud]));
	if (!document) throw new Error(problems.map(({field, problem}) => `${field} ${problem}`).join('; '));
	return document;
}

describe.each(['aws', 'tencent'] as const)('a document of %s', cloud => {
	test('comes out of the wizard as it went in: a profile loses nothing', () => {
		fc.assert(
			fc.property(fc.nat(2000), number => {
				const document = documentOf(cloud, number);
				expect(toDraft(fromDraft(document))).toEqual(document);
			}),
			{numRuns: 300},
		);
	});

	test('has a place in the wizard for each of its values, so that all can be seen and changed', () => {
		const documents = Array.from({length: 40}, (_, number) => documentOf(cloud, number));
		expect(missingIn(documents, cloud).filter(leaf => !ofTheOther[cloud].test(leaf))).toEqual([]);
		for (const document of documents) {
			const driver = new Driver().send({type: 'profile-loaded', name: 'it', draft: document});
			const homeless = held(document)
				.filter(({path}) => !/^(\$schema|version)$/.test(path))
				.filter(({path}) => !hasPlace(driver, path));
			expect(homeless.map(({path}) => path)).toEqual([]);
		}
	});
});

/** What only the other cloud has: rules refuse or pass over it here. */
const ofTheOther = {
	aws: /^routing\.(tunnelCidr|cloudAddress|siteAddress|priority=\d+|mode=policy)$/,
	tencent: /^site\.(deviceName|certificateArn)$/,
} as const;

/** Ranges that the mode does not use, and a gateway's tables where it has none, stay in a document and are not asked. */
function hasPlace({state}: Driver, path: string): boolean {
	const draft = toDraft(state.answers);
	if (path.startsWith('ranges') && draft?.cloud === 'tencent' && draft.routing?.mode !== 'policy') return true;
	if (path.startsWith('routeTables')) return true;
	return placeOfPath(state, path) !== undefined;
}

/** Values that an option can be given: every choice, both ends of a number, an example. */
function valuesOf(option: Option): readonly OptionValue[] {
	switch (option.kind) {
		case 'choice':
			return option.choices.map(({id}) => id);
		case 'choices':
			return [...option.choices.map(({id}) => [id]), option.choices.map(({id}) => id)];
		case 'boolean':
			return [true, false];
		case 'number':
			return [String(option.from), ...(option.to === undefined ? [] : [String(option.to)])];
		default:
			return [option.example];
	}
}

const whole: Readonly<Record<keyof typeof samples, ConnectionDocument>> = {
	aws: documentOf('aws', 1),
	tencent: documentOf('tencent', 1),
};

/** What has to be set for an option to be part of the document. */
const needed: Readonly<Record<string, OptionValue>> = {
	'tunnels.apart': 'each',
	'healthCheck.enabled': true,
};

describe.each(['aws', 'tencent'] as const)('the table of options of %s', cloud => {
	const withOptions = (options: Readonly<Record<string, OptionValue>>) => {
		const answers = fromDraft(whole[cloud]);
		const own: CloudAnswers = {...answersOf(answers, cloud), options};
		return toDraft({...answers, of: {[cloud]: own}});
	};

	test.each(
		optionsOfCloud(cloud)
			.filter(({formOnly}) => !formOnly)
			.map(option => [option.path, option] as const),
	)('%s: what it offers is what the schema takes, at that very place', (path, option) => {
		for (const value of valuesOf(option)) {
			const type = /^(.*Identity)\.(name|address)$/.exec(path);
			const extra = type ? {[`${type[1]}.type`]: type[2] === 'name' ? 'FQDN' : 'ADDRESS'} : {};
			const type2 =
				path.endsWith('Identity.type') && value === 'FQDN' ? {[path.replace(/type$/, 'name')]: 'a.example'} : {};
			const draft = withOptions({...needed, ...extra, ...type2, [path]: value});
			expect(parseDocument(draft).problems ?? []).toEqual([]);
			expect([readPath(draft, path)].flat().map(String)).toEqual([value].flat().map(String));
		}
	});

	test('says something of every value, and beyond a number’s ends the schema refuses', () => {
		for (const option of optionsOfCloud(cloud)) {
			for (const value of valuesOf(option)) expect(wordsOf(option, value)).not.toBe('');
			if (option.kind !== 'number') continue;
			const beyond = [option.from - 1, ...(option.to === undefined ? [] : [option.to + 1])].filter(value => value >= 0);
			for (const value of beyond) {
				const {problems = []} = parseDocument(withOptions({...needed, [option.path]: String(value)}));
				expect(problems.map(({field}) => field)).toEqual([option.path]);
			}
		}
	});

	test('left alone, a document holds no option but what it always holds', () => {
		const draft = toDraft(new Driver().enterUntil('review').state.answers);
		expect(draft).not.toHaveProperty('security.options');
	});
});

const atOptions = (cloud: CloudId = 'aws') =>
	(cloud === 'aws' ? new Driver() : new Driver().press('enter', 'down', 'enter')).enterUntil('options');

/** Moves to an option by its path. */
function goTo(driver: Driver, path: string): Driver {
	for (let count = 0; count < 100 && driver.state.option.row !== path; count += 1) driver.press('down');
	expect(driver.state.option.row).toBe(path);
	return driver;
}

const optionsOf = (driver: Driver) => askedOf(driver.state).answers.options;

describe('the options', () => {
	test('are passed with one Enter, and nothing is changed by it', () => {
		const driver = atOptions().press('enter');
		expect(driver.at).toBe('name');
		expect(optionsOf(driver)).toEqual({});
	});

	test('a choice is looked at without being made, and made with Enter', () => {
		const driver = goTo(atOptions(), 'keyStorage').press('enter', 'up');
		expect(layerOnTop(driver.state).keys(driver.state)).toContainEqual(expect.objectContaining({label: 'take it'}));
		expect(optionsOf(driver)).toEqual({});
		expect(optionsOf(driver.press('escape'))).toEqual({});
		expect(driver.at).toBe('options');
		driver.press('enter', 'up', 'enter');
		expect(toDraft(driver.state.answers)).toMatchObject({keyStorage: 'SecretsManager'});
	});

	test('d and Backspace put the default back', () => {
		for (const key of ['d', 'backspace']) {
			const driver = goTo(atOptions(), 'keyStorage').press('enter', 'up', 'enter', key);
			expect(optionsOf(driver)).toEqual({});
		}
	});

	test('a tick changes the preset’s list, and taking it back leaves the preset again', () => {
		const driver = goTo(atOptions(), 'security.options.phase1Encryption').press('enter', ' ');
		expect(toDraft(driver.state.answers)).toMatchObject({
			security: {preset: 'strong', options: {phase1Encryption: ['AES128', 'AES256', 'AES256-GCM-16']}},
		});
		driver.press('enter');
		expect(reviewLines(driver.state).find(({step}) => step === 'security')?.value).toContain('strong, changed');
		driver.press('enter', ' ');
		expect(optionsOf(driver)).toEqual({});
	});

	test('a number that can’t be read stops the way on and says so there, never the way back', () => {
		const driver = goTo(atOptions(), 'security.options.phase1LifetimeSeconds').press('enter', '12x', 'enter', 'right');
		expect(driver.at).toBe('options');
		expect(driver.state.blocked).toMatchObject({field: 'security.options.phase1LifetimeSeconds'});
		expect(driver.press('escape').at).toBe('security');
		driver.enterUntil('options');
		expect(optionsOf(driver)).toMatchObject({'security.options.phase1LifetimeSeconds': '12x'});
	});

	test('one tunnel’s options begin as both tunnels’ are, and go before them', () => {
		const driver = goTo(atOptions(), 'security.options.startupAction').press('enter', 'down', 'enter');
		driver.press('home');
		goTo(driver, 'tunnels.apart').press('enter', 'down', 'enter');
		const path = 'tunnels[1].options.startupAction';
		goTo(driver, path);
		const option = visibleOptions(askedOf(driver.state)).find(own => own.path === path);
		expect(option && valueInForce(option, askedOf(driver.state).answers)).toBe('start');
		driver.press('enter', 'up', 'enter');
		expect(toDraft(driver.state.answers)).toMatchObject({
			security: {options: {startupAction: 'start'}},
			tunnels: [{}, {options: {startupAction: 'add'}}],
		});
		driver.press('home');
		goTo(driver, 'tunnels.apart').press('enter', 'up', 'enter');
		expect(toDraft(driver.state.answers)).not.toHaveProperty('tunnels[1].options');
	});

	test('each that differs is a line of the review, and Enter leads to it and back', () => {
		const driver = goTo(atOptions('tencent'), 'negotiation')
			.press('enter', 'down', 'enter', 'right')
			.enterUntil('review');
		const lines = reviewLines(driver.state);
		const at = lines.findIndex(({field}) => field === 'negotiation');
		expect(lines[at]?.value).toBe('Negotiation: Passive');
		driver.press('home');
		for (let count = 0; count < at; count += 1) driver.press('down');
		driver.press('enter');
		expect(driver.at).toBe('options');
		expect(driver.state.option.row).toBe('negotiation');
		expect(driver.press('right').at).toBe('review');
	});

	test('a check that fails leads to the very option', () => {
		const driver = goTo(atOptions(), 'keyStorage').press('right').enterUntil('review');
		expect(placeOfPath(driver.state, 'security.options.phase2DhGroups')).toEqual({
			step: 'options',
			field: 'security.options.phase2DhGroups',
		});
		expect(placeOfPath(driver.state, 'ranges[0].siteSide[0]')).toEqual({step: 'options', field: 'ranges[0].siteSide'});
		expect(placeOfPath(driver.state, 'security.preset')?.step).toBe('security');
	});

	test('what is no number is shown as it was typed, without a unit', () => {
		const numbers = [...optionsOfCloud('aws'), ...optionsOfCloud('tencent')].filter(({kind}) => kind === 'number');
		expect(numbers.map(option => wordsOf(option, '7x'))).toEqual(numbers.map(() => '7x'));
		expect(numbers.map(option => wordsOf(option, '7'))).not.toContain('7');
	});

	test('what is pasted stands in one line, and ranges get commas', () => {
		const driver = goTo(atOptions(), 'ranges[0].siteSide').press('enter');
		driver.send({type: 'paste', text: '10.1.0.0/16\n10.2.0.0/16\n'});
		expect(toDraft(driver.state.answers)).toMatchObject({ranges: [{siteSide: ['10.1.0.0/16', '10.2.0.0/16']}]});
	});

	test('an identity by name has no name before it is typed, and is part of the draft all the same', () => {
		const path = 'security.options.localIdentity';
		const driver = goTo(atOptions('tencent'), `${path}.type`).press('enter', 'down', 'enter');
		expect(readPath(toDraft(driver.state.answers), path)).toEqual({type: 'FQDN', name: ''});
		goTo(driver, `${path}.name`).press('enter', 'vpn.example.com', 'enter');
		expect(readPath(toDraft(driver.state.answers), path)).toEqual({type: 'FQDN', name: 'vpn.example.com'});
	});
});

describe('the gateway', () => {
	test('can be made anew: its VPC is one without a gateway, its tables are those of the VPC', () => {
		const driver = new Driver().enterUntil('gateway').press('create', 'enter');
		expect(driver.at).toBe('gateway-vpc');
		driver.press('enter');
		expect(driver.at).toBe('gateway-new');
		driver.press('edge', 'enter', '64999', 'enter').enterUntil('review');
		expect(toDraft(driver.state.answers)).toMatchObject({
			cloudGateway: {kind: 'new-vgw', vpcId: 'vpc-0free', name: 'edge', asn: 64_999},
			routeTables: ['rtb-0d9e'],
		});
	});

	test('a VPC that has one can’t be chosen', () => {
		const driver = new Driver().enterUntil('gateway').press('create', 'enter', 'taken', 'enter');
		expect(driver.at).toBe('gateway-vpc');
		expect(driver.state.blocked?.message).toContain('vgw-9a4cacf3');
	});

	test('may come later, for Cloud WAN', () => {
		const driver = new Driver().enterUntil('gateway').press('none yet', 'enter').enterUntil('review');
		expect(toDraft(driver.state.answers)).toMatchObject({cloudGateway: {kind: 'none'}});
	});
});

describe('tags', () => {
	test('are read back as they were, whatever is in them', () => {
		const text = fc.string({unit: fc.constantFrom('a', ',', '=', '\\', ' ', '\n', '网'), maxLength: 8});
		fc.assert(
			fc.property(fc.dictionary(text.filter(Boolean), text), tags => {
				expect(splitTags(joinTags(tags))).toEqual({...tags});
			}),
			{numRuns: 500},
		);
	});

	test('may stand one a line', () => {
		expect(splitTags('team=network\nsite=berlin, cost\\,center=4711')).toEqual({
			team: 'network',
			site: 'berlin',
			'cost,center': '4711',
		});
		expect(noCloudAnswers.options).toEqual({});
	});
});
