import {describe, expect, test} from 'vitest';
import {moduleOf} from '../../src/clouds/registry.ts';
import {askedOf} from '../../src/wizard/answers/asked.ts';
import type {Prompt} from '../../src/wizard/overlays/prompt/question.ts';
import {questionOf} from '../../src/wizard/overlays/prompt/questions.ts';
import {type Field, wordsFor} from '../../src/wizard/steps/field.ts';
import {steps} from '../../src/wizard/steps/steps.ts';
import {Driver} from './driver.ts';

const fieldsInForms: readonly Field[] = steps.flatMap(({fields = []}) => fields);
const asked = askedOf(new Driver().enterUntil('gateway').state);
const problem = (id: string, value: string) => {
	const field = fieldsInForms.find(each => each.id === id);
	return field?.kind === 'text' ? field.syntax(value, asked) : undefined;
};

describe('what the screens say', () => {
	test('nothing is asked in a way that nobody would ask it', () => {
		for (const step of steps) {
			expect(step.question(asked)).not.toMatch(/^How .* called/);
			expect(step.question(asked)).toMatch(/\?$/);
		}

		for (const field of fieldsInForms) expect(JSON.stringify(field)).not.toMatch(/How .* is called/);
	});

	test('what is said of a question ends before what is said of the suggestion', () => {
		const purposes = {
			'save-profile': 0,
			'rename-profile': 0,
			'export-profile': 0,
			'import-profile': 0,
			'delete-profile': 0,
			'delete-draft': 0,
			'forget-run': 0,
			'run-key': 0,
			'write-report': 0,
			'even-if-down': 0,
			'many-value': 0,
			'rotation-key': 0,
			'site-log': 0,
			'fleet-tags': 0,
			'fleet-accounts': 0,
			'fleet-ids': 0,
		} satisfies Record<Prompt['purpose'], 0>;
		for (const purpose of Object.keys(purposes) as Prompt['purpose'][])
			expect(questionOf({purpose}).hint).toMatch(/[.]$/);

		for (const step of steps) expect(step.help(asked)).toMatch(/^$|[.]$/);
		for (const field of fieldsInForms) expect(wordsFor(field.help, asked.cloud) ?? '').toMatch(/^$|[.]$/);
	});

	test('an ASN that is refused is refused by the ranges that the hint names', () => {
		expect(problem('gateway.asn', '70000')).toBe(
			'70000 is not a private ASN: 64512 to 65534, or 4200000000 to 4294967294',
		);
		expect(problem('gateway.asn', '65535')).toContain('64512 to 65534');
		for (const asn of ['64512', '65534', '4200000000', '4294967294', ''])
			expect(problem('gateway.asn', asn)).toBeUndefined();
		expect(problem('site.asn', '70000')).toBeUndefined();
	});

	test('a tag without a key, or without a value, is told from text that is none', () => {
		expect(problem('tags', '=berlin')).toBe('"=berlin" has no key before its =: write key=value');
		expect(problem('tags', 'team')).toBe('"team" has no value: write team=value');
		expect(problem('tags', 'team=network, site=')).toBeUndefined();
	});

	test('whoever deletes a tunnel of Tencent Cloud is not told of new addresses: its gateway stays', () => {
		expect(moduleOf('tencent').newDeviceNote).not.toContain('new addresses');
		expect(moduleOf('tencent').newDeviceNote).toContain('keeps its address');
		expect(moduleOf('aws').newDeviceNote).toContain('new addresses and keys');
	});
});
