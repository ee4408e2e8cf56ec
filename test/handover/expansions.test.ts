import {execFileSync} from 'node:child_process';
import {describe, expect, test} from 'vitest';
import {commandLine} from '../../src/clouds/aws/command-line.ts';
import {planConnection} from '../../src/clouds/aws/plan.ts';
import {parseDocument} from '../../src/connection/schema-errors.ts';
import {assumedFacts} from '../../src/handover/export/assumed-facts.ts';
import {declaredIn} from '../../src/handover/export/code-source.ts';
import {awsDocument} from '../clouds/aws-documents.ts';

/* What a user would lose: a secret of the account or a file of the machine, in a tag, because a document of somebody else names it. */

const reference = '{{resolve:secretsmanager:prod/db:SecretString:password}}';

describe('a text that a tool would put something else in for', () => {
	test.each([
		['a name', awsDocument({name: reference})],
		['a tag', awsDocument({tags: {owner: reference}})],
		['a tag’s key', awsDocument({tags: {[reference]: 'x'}})],
		['with blanks', awsDocument({tags: {owner: '{{ Resolve :ssm:key}}'}})],
	])('%s of a dynamic reference is refused for CloudFormation, and goes as it is to the others', (_name, document) => {
		expect(() => declaredIn('cloudformation', {document})).toThrow(/holds \{\{resolve:…\}\}/);
		expect(declaredIn('terraform', {document})?.[0]?.content).toMatch(/\{\{ ?resolve/i);
	});

	test.each(['file:///etc/shadow', 'fileb:///etc/shadow', 'https://evil.example/', 'http://169.254.169.254/'])(
		'a device name %s is a name to the aws CLI, not something to read',
		deviceName => {
			const given = {kind: 'new', name: 'x', address: '203.0.113.9', deviceName} as const;
			const {document} = parseDocument({...awsDocument(), site: given});
			if (!document) throw new Error('the document is none');
			const plan = planConnection(document, assumedFacts(document));
			const action = plan.actions.find(({call}) => call === 'CreateCustomerGateway');
			if (!action) throw new Error('no customer gateway in the plan');
			const [line = ''] = commandLine(action, plan).split('\n');
			// the tool is stood in for by one that shows its arguments, then its input
			const call = line.replace(/^\w+=\$\(/, '').replace(/ --query .*$/, '');
			const said = execFileSync('/bin/sh', ['-c', `aws() { echo "$@"; cat; }; ${call}`], {encoding: 'utf8'});
			const [words = '', ...input] = said.split('\n');
			expect(words).not.toContain(deviceName);
			expect(JSON.parse(input.join('\n'))).toMatchObject({DeviceName: deviceName});
		},
	);
});
