import {execFileSync} from 'node:child_process';
import {describe, expect, test} from 'vitest';
import {createAwsCloud} from '../../../src/clouds/aws/aws-cloud.ts';
import {commandLine} from '../../../src/clouds/aws/plan/command-line.ts';
import {planConnection} from '../../../src/clouds/aws/plan/plan.ts';
import {parseDocument} from '../../../src/clouds/document/schema-errors.ts';
import {commandLine as tencentLine} from '../../../src/clouds/tencent/plan/command-line.ts';
import {planTencent} from '../../../src/clouds/tencent/plan/plan.ts';
import {assumedFacts} from '../../../src/handover/formats/code-source.ts';
import {awsDocument} from '../../clouds/aws/documents.ts';
import {tencentDocument} from '../../clouds/tencent/documents.ts';
import {codeSteps, declaredIn, linesWriter} from './written-code.ts';

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

	test.each([
		...['file:///etc/shadow', 'fileb:///etc/shadow', 'https://evil.example/', 'http://169.254.169.254/'],
		...['-x', '--help', '--endpoint-url=http://evil.example'],
	])('a device name %s is a name to the aws CLI, not something to read or an option', deviceName => {
		const given = {kind: 'new', name: 'x', address: '203.0.113.9', deviceName} as const;
		const {document} = parseDocument({...awsDocument(), site: given});
		if (!document) throw new Error('the document is none');
		const plan = planConnection(document, assumedFacts(document));
		const action = plan.actions.find(({call}) => call === 'CreateCustomerGateway');
		if (!action) throw new Error('no customer gateway in the plan');
		const [line = ''] = commandLine(action, plan).split('\n');
		// the tool is stood in for by one that shows its arguments
		const call = line.replace(/^\w+=\$\(/, '').replace(/ --query .*$/, '');
		const said = execFileSync('/bin/sh', ['-c', `aws() { printf '%s\\0' "$@"; }; ${call}`], {encoding: 'utf8'});
		const words = said.split('\0').slice(0, -1);
		expect(words.slice(0, -1)).toEqual([
			...['ec2', 'create-customer-gateway', '--region', 'eu-central-1'],
			'--cli-input-json',
		]);
		expect(JSON.parse(words.at(-1) ?? '')).toMatchObject({DeviceName: deviceName});
	});

	test.each(['-x', '--secretId', '--endpoint=evil.example'])('a site’s name %s is no option to tccli', name => {
		const document = tencentDocument({site: {kind: 'new', name, address: '203.0.113.77'}});
		const plan = planTencent(document, assumedFacts(document));
		const action = plan.actions.find(({call}) => call === 'CreateCustomerGateway');
		if (!action) throw new Error('no customer gateway in the plan');
		const [line = ''] = tencentLine(action, plan, '-mine').split('\n');
		const call = line.replace(/^\w+=\$\(/, '').replace(/ --filter .*$/, '');
		const said = execFileSync('/bin/sh', ['-c', `tccli() { echo "$@"; cat; }; ${call}`], {encoding: 'utf8'});
		const [words = '', ...input] = said.split('\n');
		// a profile's name too is joined to its option
		expect(words).toBe(
			'vpc CreateCustomerGateway --region ap-guangzhou --profile=-mine --cli-input-json file:///dev/stdin',
		);
		expect(JSON.parse(input.join('\n'))).toEqual(action.parameters);
	});

	test('a tag like a hole is filled by no envsubst: the key would stand in it', () => {
		const [key, home] = ['PRESHARED_KEY_1', 'HOME'].map(name => `\${${name}}`);
		const document = awsDocument({
			tags: {owner: `${key} $HOME`, home},
			tunnels: [{presharedKey: {from: 'prompt'}}, {presharedKey: {from: 'prompt'}}],
		});
		const plan = planConnection(document, assumedFacts(document));
		const files = linesWriter('aws').files(plan, createAwsCloud({env: {}, sandbox: false}), undefined);
		const json = files.filter(({name}) => name.endsWith('.json'));
		const dollars = json.flatMap(({content}) => [...content.matchAll(/\$[^"]*/g)].map(([text]) => text));
		expect(new Set(dollars)).toEqual(
			new Set(['SITE_GATEWAY_ID', 'PRESHARED_KEY_1', 'PRESHARED_KEY_2'].map(name => `\${${name}}`)),
		);
		const site: unknown = JSON.parse(json.find(({name}) => name.includes('CreateCustomerGateway'))?.content ?? '');
		expect(site).toHaveProperty(
			'TagSpecifications.0.Tags',
			expect.arrayContaining([
				{Key: 'owner', Value: `${key} $HOME`},
				{Key: 'home', Value: home},
			]),
		);
		expect(codeSteps('aws', 'aws-cli', {id: 'vpn-1', region: 'eu-central-1', files})).not.toMatch(
			/envsubst '[^']*HOME/,
		);
	});
});
