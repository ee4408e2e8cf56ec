import {describe, expect, it} from 'vitest';
import type {AwsConnection} from '../../src/clouds/aws/document.ts';
import {keyRules} from '../../src/clouds/contract/rule-registry.ts';
import {moduleOf} from '../../src/clouds/registry.ts';
import type {TencentConnection} from '../../src/clouds/tencent/document.ts';
import {runArguments} from '../../src/commands/run-commands.ts';
import type {KeySource} from '../../src/connection/document.ts';
import {Secret} from '../../src/connection/secret.ts';
import {assumedFacts} from '../../src/handover/formats/code-source.ts';
import {Checks} from '../../src/session/check.ts';
import {fakeIo} from '../commands/fake-io.ts';
import {awsDocument} from './aws/documents.ts';
import {tencentDocument} from './tencent/documents.ts';

/* What a user would lose: the way out, when a key is refused: what one may be, and which of two variables it stands in. */

const bad = 'white space in it';
const forms = {
	aws: /8 to 64 letters, digits, periods and underscores, not beginning with 0; or let AWS make it$/,
	tencent: /8 to 128 printable ASCII characters without white space; or let it be generated$/,
} as const;
const documentOf = (cloud: 'aws' | 'tencent', presharedKey: KeySource): AwsConnection | TencentConnection =>
	cloud === 'aws' ? awsDocument({tunnels: [{}, {presharedKey}]}) : tencentDocument({presharedKey});
const fieldOf = {aws: 'tunnels[1].presharedKey', tencent: 'presharedKey'} as const;

describe.each(['aws', 'tencent'] as const)('a key that %s can’t use', cloud => {
	it.each([
		['plan', 3, ['plan', '-', '--json']],
		['apply', 2, ['apply', '-', '--yes', '--json']],
	])('is refused by %s with what one may be, and the variable that it is in', async (_name, exit, args) => {
		const document = documentOf(cloud, {from: 'env', name: 'OFFICE_KEY'});
		const io = fakeIo({env: {OFFICE_KEY: bad}, input: JSON.stringify(document)});
		expect(await runArguments([...args, '--sandbox'], undefined, io)).toBe(exit);
		const told = JSON.parse(io.stdout());
		const {field, mend, message, detail} =
			told.error ??
			told.checks.find(({id, result}: Record<string, string>) => /key/i.test(id ?? '') && result === 'refuse');
		expect(field).toBe(fieldOf[cloud]);
		expect(message ?? detail).toContain('The key has a blank in its middle');
		expect(mend).toMatch(/^Set OFFICE_KEY to another key: /);
		expect(mend).toMatch(forms[cloud]);
		expect(io.stdout() + io.stderr()).not.toContain(bad);
	});

	it('is refused as it is typed in the wizard, with the same words', async () => {
		const checks = new Checks({});
		checks.addCloud(await moduleOf(cloud).open({env: {}, sandbox: false}));
		const draft = documentOf(cloud, {from: 'prompt'});
		const found = checks.findings({
			draft,
			facts: assumedFacts(draft),
			keys: {[fieldOf[cloud]]: new Secret(bad)},
		});
		const finding = found.find(({rule}) => rule === `${cloud}.key.form`);
		expect(finding?.field).toBe(fieldOf[cloud]);
		expect(finding?.message).toBe('The key has a blank in its middle');
		expect(finding?.mend).toMatch(/^Type another key: /);
		expect(finding?.mend).toMatch(forms[cloud]);
	});

	it.each([
		['Abcdefgh1_ ', 'a blank at its end'],
		['Abcdefgh1_  ', 'a blank at its end'],
		[' Abcdefgh1_', 'a blank at its start'],
		['Abcd efgh1_', 'a blank in its middle'],
		['Abcdefgh1_\u3000', 'a blank at its end'],
		['Abcdefgh1_\r\n', 'a line break at its end'],
		['Abcd\tefgh1_', 'a tab in its middle'],
		['\u0007Abcdefgh1_', 'a control character at its start'],
		['Abcdefgh1_\u200B', 'a character that is not ASCII at its end'],
		['Abcdéfgh1_', 'a character that is not ASCII in its middle'],
	])('says of %j what is in it, and where', (key, says) => {
		const rule = keyRules.find(each => each.cloud === cloud);
		expect(rule?.check(new Secret(key))).toBe(`The key has ${says}`);
	});
});
