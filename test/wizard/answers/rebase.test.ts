import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {awsPresets} from '../../../src/clouds/aws/presets.ts';
import {parseDocument} from '../../../src/clouds/document/schema-errors.ts';
import {tencentPresets} from '../../../src/clouds/tencent/presets.ts';
import type {ConnectionDraft} from '../../../src/connection/document.ts';
import {readPath, writePath} from '../../../src/connection/document-path.ts';
import {movedSince, rebased} from '../../../src/wizard/answers/rebase.ts';
import {awsSamples} from '../../clouds/aws/samples.ts';
import {schemaDocument} from '../../clouds/schema-documents.ts';
import {tencentSamples} from '../../clouds/tencent/samples.ts';

/*
 * What a user would lose: the one value that somebody else changed, among two dozen that nobody did, for a preset is read back as the options that it
 * stands for as soon as one of them is other.
 */

const samples = {aws: awsSamples, tencent: tencentSamples} as const;

/** One of each cloud that a preset tells, whole. */
function strong(cloud: keyof typeof samples): ConnectionDraft {
	const document = documentOf(cloud, 1);
	const own = Reflect.has(document, 'tunnels') ? {tunnels: [{presharedKey: {from: 'generated'}}, {}]} : {};
	return {...document, ...own, security: {preset: 'strong'}};
}

function documentOf(cloud: keyof typeof samples, number: number): ConnectionDraft {
	const {document} = parseDocument(schemaDocument(cloud, number, samples[cloud]));
	if (!document) throw new Error(`sample ${number} of ${cloud} is no document`);
	return document;
}

/** As a read tells it where no preset fits any more. */
function custom(draft: ConnectionDraft, options: object): ConnectionDraft {
	const spelt = structuredClone(draft);
	spelt.security = {preset: 'custom', options: structuredClone(options)};
	return spelt;
}

describe('one option that somebody else changed, so that no preset tells the rest any more', () => {
	const was = strong('aws');
	const {dpdTimeoutSeconds, ...shared} = awsPresets.strong;
	const now = custom(was, shared);
	writePath(now, 'tunnels[0].options.dpdTimeoutSeconds', dpdTimeoutSeconds);
	writePath(now, 'tunnels[1].options.dpdTimeoutSeconds', 60);
	const moved = {field: 'tunnels[1].options.dpdTimeoutSeconds', was: '30', now: '60'};

	test('is all that moved', () => {
		expect(movedSince(was, now)).toMatchObject([moved]);
		expect(movedSince(now, was)).toMatchObject([{...moved, was: '60', now: '30'}]);
	});

	test('is taken over, and the answers are by their preset as before', () => {
		const mine = structuredClone(was);
		mine.tags = {mine: '1'};
		const {draft, moved: told} = rebased(mine, was, now);
		expect(told).toEqual([{...moved, kept: false}]);
		const expected = structuredClone(mine);
		writePath(expected, 'tunnels[1].options.dpdTimeoutSeconds', 60);
		expect(draft).toEqual(expected);
	});

	test('does not undo what was answered: a value, or another preset', () => {
		const one = structuredClone(was);
		writePath(one, 'security.options.dpdTimeoutSeconds', 45);
		const both = rebased(one, was, now);
		expect(both.moved).toEqual([{...moved, kept: true}]);
		expect(both.draft.security).toEqual({preset: 'strong', options: {dpdTimeoutSeconds: 45}});
		const old = rebased({...was, security: {preset: 'compatible'}}, was, now);
		expect(old.draft.security).toEqual({preset: 'compatible'});
		expect(readPath(old.draft, 'tunnels[1].options')).toEqual({dpdTimeoutSeconds: 60});
	});

	test('is the same of a cloud that has one tunnel', () => {
		const stood = strong('tencent');
		const stands = custom(stood, {...tencentPresets.strong, ikeLifetimeSeconds: 43_200});
		expect(movedSince(stood, stands)).toMatchObject([{field: 'security.options.ikeLifetimeSeconds', now: '43200'}]);
		expect(rebased(stood, stood, stands).draft.security).toEqual({
			preset: 'strong',
			options: {ikeLifetimeSeconds: 43_200},
		});
	});
});

test('another preset that somebody else set is told as that, first, and taken over', () => {
	const was = strong('aws');
	const now: ConnectionDraft = {...was, security: {preset: 'compatible'}};
	const {draft, moved} = rebased({...was, tags: {mine: '1'}}, was, now);
	expect(moved.find(({field}) => /security|options/.test(field))).toMatchObject({
		field: 'security.preset',
		was: 'strong',
		now: 'compatible',
	});
	expect(draft.security).toEqual({preset: 'compatible'});
});

test.each(['aws', 'tencent'] as const)('what %s is asked for stays, whatever else was changed', cloud => {
	fc.assert(
		fc.property(fc.nat(2000), number => {
			const was = documentOf(cloud, number);
			const {draft, moved} = rebased(was, was, {...was, tags: {...was.tags, theirs: '1'}});
			expect(moved.map(({field}) => field)).toEqual(['tags.theirs']);
			expect(movedSince(was, draft)).toEqual(moved);
			expect(parseDocument(draft).problems ?? []).toEqual([]);
			expect(draft.security?.preset).toBe(was.security?.preset);
		}),
		{numRuns: 150},
	);
});
