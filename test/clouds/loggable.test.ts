import {readdirSync, readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {awsLogFields} from '../../src/clouds/aws/log-fields.ts';
import {type LogFields, loggable, loggableToken, type Shape} from '../../src/clouds/net/loggable.ts';
import {tencentKinds} from '../../src/clouds/tencent/actions/kinds.ts';
import {readLogFields} from '../../src/clouds/tencent/wire/log-fields.ts';
import {Secret} from '../../src/connection/secret.ts';

function tencentLogFields(call: string): LogFields {
	const sent = tencentKinds.flatMap(({undo, ...kind}) => (undo ? [kind, undo] : [kind]));
	return sent.find(each => each.call === call)?.logged ?? readLogFields(call);
}

function callsIn(folder: string, pattern: RegExp): readonly string[] {
	const texts = readdirSync(folder, {recursive: true, encoding: 'utf8'})
		.filter(name => name.endsWith('.ts'))
		.map(name => readFileSync(`${folder}/${name}`, 'utf8'));
	return [...new Set(texts.flatMap(text => [...text.matchAll(pattern)].map(([, call]) => call ?? '')))];
}

const aws = callsIn(
	'src/clouds/aws',
	/\b((?:Describe|Get|Search|Create|Attach|Enable|Modify|Delete|Detach|Disable)\w+)Command\(/g,
);
const tencent = callsIn('src/clouds/tencent', /'((?:Describe|Get|Download|Create|Delete)[A-Z]\w*|AssumeRole)'/g);

describe('the members that a log may hold', () => {
	test.each(aws.map(call => [call]))('AWS %s has some', call => {
		const {request, response} = awsLogFields(call);
		expect(Object.keys(request).length + Object.keys(response).length).toBeGreaterThan(0);
	});

	test.each(tencent.map(call => [call]))('Tencent %s has some', call => {
		const {request, response} = tencentLogFields(call);
		expect(Object.keys(request).length + Object.keys(response).length).toBeGreaterThan(0);
	});

	test('are none that holds a key, and nothing of a call that nobody listed', () => {
		const never =
			/presharedkey$|presharekey|customergatewayconfiguration|sampleconfiguration|credentials|token|secret|password|message|name$|description|tags?$|tagset|arn$/i;
		const allowed = new Set(['RegionName']);
		const found: string[] = [];
		const look = (shape: Shape, path: string) => {
			if (shape === 'hidden') return;
			if (typeof shape !== 'string') {
				for (const [member, inner] of Object.entries(shape)) look(inner, `${path}.${member}`);
				return;
			}

			const name = path.slice(path.lastIndexOf('.') + 1);
			// names of filters, groups, metrics and algorithms are the API's own words
			if (
				never.test(name) &&
				!allowed.has(name) &&
				!/(?:Filters\.Name|DhGroupName|MetricName|Dimensions\.Name)$/.test(path)
			)
				found.push(path);
		};
		expect(aws.length).toBeGreaterThan(20);
		expect(tencent.length).toBeGreaterThan(12);
		for (const call of aws) for (const part of Object.values(awsLogFields(call))) look(part, call);
		for (const call of tencent) for (const part of Object.values(tencentLogFields(call))) look(part, call);
		expect(found).toEqual([]);
		expect(awsLogFields('CreateAccount')).toEqual({request: {}, response: {}});
		expect(tencentLogFields('constructor')).toEqual({request: {}, response: {}});
	});
});

describe('a value is written only where its member is named and it looks as it should', () => {
	test.each<[unknown, Shape, unknown]>([
		['vpn-40f41529', 'id', 'vpn-40f41529'],
		['tgw-attach-0616c47f1bd1c79c0', 'id', 'tgw-attach-0616c47f1bd1c79c0'],
		['ccn-gree226l', 'id', 'ccn-gree226l'],
		['my own key 4711', 'id', '(string of 15)'],
		['pending-acceptance', 'word', 'pending-acceptance'],
		['AES256-GCM-16', 'word', 'AES256-GCM-16'],
		['Zx9aLeak4711Zx9aLeak4711Zx9a', 'word', '(string of 28)'],
		['\u001B[31mred', 'word', '(string of 8)'],
		['10.0.0.0/16', 'address', '10.0.0.0/16'],
		['2001:db8::1/64', 'address', '2001:db8::1/64'],
		['10.0.0.0/16 and a key', 'address', '(string of 21)'],
		[64512, 'number', 64512],
		['4711', 'number', '4711'],
		[true, 'flag', true],
		['true', 'flag', '(string of 4)'],
		[new Date(0), 'time', '1970-01-01T00:00:00.000Z'],
		['2026-11-25 21:40:59', 'time', '2026-11-25 21:40:59'],
		['x', 'hidden', '(string of 1)'],
		[12, 'hidden', '(number)'],
		[{a: 1}, 'hidden', '(object of 1)'],
		[[{a: 1}, 'b'], 'hidden', ['(object of 1)', '(string of 1)']],
		['text where an object was', {State: 'word'}, '(string of 24)'],
		[{State: {deep: 'x'}, PreSharedKey: 'y'}, {State: 'word'}, {State: '(object of 1)', '(others)': 1}],
		[JSON.parse('{"__proto__": {"State": "x"}, "constructor": 1}'), {State: 'word'}, {'(others)': 2}],
		[null, 'id', null],
	])('%j as %j', (value, shape, wanted) => {
		expect(loggable(value, shape)).toEqual(wanted);
	});

	test('long lists are cut', () => {
		expect(loggable(Array(500).fill('vpn-40f41529'), 'id')).toHaveLength(21);
	});

	test('a secret of this process is not written even where it looks like an id, a word or a code', () => {
		const key = new Secret('abcdefgh1234');
		for (const kind of ['id', 'word', 'address', 'time', 'number'] as const)
			for (const text of [key.reveal(), `vpn-${key.reveal()}`, `x.${key.reveal()}`])
				expect(JSON.stringify(loggable({State: text}, {State: kind}))).not.toContain(key.reveal());
		expect(loggableToken(`Invalid.${key.reveal()}`)).toBe('(string of 20)');
		expect(loggableToken('InvalidVpnConnectionID.NotFound')).toBe('InvalidVpnConnectionID.NotFound');
	});

	test('whatever a cloud answers, no text of it that is not named comes through', () => {
		const {response} = awsLogFields('DescribeVpnConnections');
		const planted = fc.stringMatching(/^Zx9a[A-Za-z0-9]{18,40}$/);
		const tree = fc.letrec(tie => ({
			node: fc.oneof(
				{maxDepth: 5},
				planted,
				fc.array(tie('node'), {maxLength: 4}),
				fc.dictionary(
					fc.oneof(
						fc.constantFrom('VpnConnections', 'Options', 'TunnelOptions', 'State', 'PreSharedKey', 'Tags'),
						planted,
					),
					tie('node'),
					{maxKeys: 5},
				),
			),
		})).node;
		fc.assert(
			fc.property(tree, value => {
				expect(JSON.stringify(loggable(value, response)) ?? '').not.toContain('Zx9a');
			}),
		);
	});
});
