import {describe, expect, test} from 'vitest';
import {securityOptions, sessionAndProbeOptions} from '../../../src/clouds/tencent/placed-options.ts';
import {settingsOf} from '../../../src/clouds/tencent/read/settings.ts';
import type {PlacedOption} from '../../../src/clouds/tencent/tunnel-option.ts';
import {optionsOfCloud} from '../../../src/wizard/steps/options/option-table.ts';
import {leavesOf} from '../schema-documents.ts';

/* What a user would lose: an option that a document can hold, and that is not sent, not compared or not asked. */

const rows: readonly PlacedOption[] = [...securityOptions, ...sessionAndProbeOptions];
const places = new Set([...leavesOf('tencent')].map(leaf => leaf.replace(/=.*/, '')));
const isOption = (place: string) =>
	/^(?:security\.options|dpd|healthCheck)\.|^negotiation$/.test(place) ||
	/^routing\.(?:tunnelCidr|cloudAddress|siteAddress)$/.test(place);

describe('the table of tunnel options', () => {
	test('has a row for each option of a document, and no other', () => {
		expect(rows.map(({field}) => field).sort()).toEqual([...places].filter(isOption).sort());
	});

	test('names each place of the API once', () => {
		const paths = rows.map(({path}) => path.join('.'));
		expect(new Set(paths).size).toBe(paths.length);
	});

	test.each(rows.map(row => [row.field, row] as const))('%s is read back from where it is sent', (field, {path}) => {
		const [first = '', second] = path;
		const sent = second === undefined ? {[first]: 'x'} : {[first]: {[second]: 'x'}};
		expect(settingsOf(sent)).toEqual({[field]: 'x'});
	});

	test.each(rows.flatMap(({field, values, limits}) => (values || limits ? [[field, values, limits] as const] : [])))(
		'%s takes in the form what it takes in a document',
		(field, values, limits) => {
			const asked = optionsOfCloud('tencent').find(({path}) => path === field);
			if (!asked) throw new Error('the form does not ask it');
			if (limits) expect(asked).toMatchObject({kind: 'number', from: limits.least, to: limits.most, unit: limits.unit});
			else
				expect(asked.kind === 'choice' && asked.choices.map(({id}) => id).sort()).toEqual([...(values ?? [])].sort());
		},
	);
});
