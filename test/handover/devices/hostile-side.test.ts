import {describe, expect, test} from 'vitest';
import {connectionDocument} from '../../../src/clouds/document/documents.ts';
import {Secret} from '../../../src/connection/secret.ts';
import {UserError} from '../../../src/connection/user-error.ts';
import {sampleFiles} from '../../../src/handover/devices/cloud-sample/files.ts';
import {awsEverything} from '../every-option.ts';
import {declaredIn} from '../formats/written-code.ts';
import {sideOf} from '../sides.ts';
import {hostileSides} from './hostile-sides.ts';
import {deviceFiles} from './written-files.ts';

/* What a user would lose: a gateway on which root runs what a name in a cloud says, or code that is not what it looks like. */

describe('files for a root shell', () => {
	test.each(hostileSides)('%s that can’t be one is refused, not written', (_what, side) => {
		const kind = {id: '1', slug: 'aws:x', vendor: 'x', platform: 'x', software: 'x'};
		for (const target of ['strongswan', 'libreswan'] as const)
			expect(() => deviceFiles(target, side, {})).toThrow(UserError);
		expect(() => sampleFiles(kind, {text: new Secret('x'), notes: []}, side, {})).toThrow(UserError);
	});

	test('a sample keeps its lines and loses what turns them round', () => {
		const kind = {id: '1', slug: 'aws:x', vendor: 'x', platform: 'x', software: 'x'};
		const [file] = sampleFiles(kind, {text: new Secret('a\r\n\tb\u202Ec\u009Bd\u2066'), notes: []}, sideOf(), {});
		expect(file?.content instanceof Secret && file.content.reveal()).toBe('a\r\n\tbcd');
	});
});

test.each(['terraform', 'cloudformation'] as const)('%s with a name that can’t be seen is not written', format => {
	const document = connectionDocument.parse({...awsEverything, tags: {cost: '4711\u202E'}});
	expect(() => declaredIn(format, {document})).toThrow(/tags\.cost holds characters that can’t be seen/);
});
