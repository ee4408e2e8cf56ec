import {describe, expect, it} from 'vitest';
import type {Check, Identity, Plan} from '../../src/clouds/contract/cloud.ts';
import {planReport} from '../../src/handover/report/report.ts';
import {threeSteps} from '../run/memory-cloud.ts';

const identity: Identity = {cloud: 'aws', account: '111122223333', source: 'environment', sandbox: false};
const pass: Check = {id: 'rule:a', title: 'ASNs differ', result: 'pass', detail: '65010 and 64512', proves: 'rule'};
const refuse: Check = {
	id: 'rule:b',
	title: 'gateway is attached',
	result: 'refuse',
	detail: 'vgw-1 is detached',
	proves: 'read of the account',
	field: 'cloudGateway.id',
	mend: 'attach it, or choose another',
};
const lines = ["aws ec2 a --name 'x'", 'aws ec2 b --pre-shared-key "$KEY1"', 'aws ec2 c'];

describe('the report of a dry run', () => {
	it('has every action in order, with what fills its holes and no key', () => {
		const text = planReport({plan: threeSteps(), checks: [pass], commandLines: lines, identity}, 'text');
		expect(text.indexOf('make site-gateway')).toBeLessThan(text.indexOf('make connection'));
		expect(text).toContain('"Uses": "<id from step 1>"');
		expect(text).toContain('"Key": "<secret key1>"');
		for (const line of lines) expect(text).toContain(line);
		// what is to be read is not broken by what is to be pasted
		const [done = '', commands = ''] = text.split('THE SAME AS COMMANDS');
		expect(done).not.toMatch(/^ +aws ec2/m);
		expect(commands.slice(0, commands.indexOf('CHECKS'))).toMatch(
			/1 {2}aws ec2 a .*\n +2 {2}aws ec2 b .*\n +3 {2}aws ec2 c/,
		);
		expect(text).toContain('account 111122223333');
		expect(text).toContain('Nothing refuses: it can be made.');
	});

	it('does not promise what no check can tell before', () => {
		const unknown: Check = {...pass, id: 'unknown:busy', result: 'unknown', proves: 'nothing can tell before'};
		for (const format of ['text', 'markdown'] as const) {
			const text = planReport({plan: threeSteps(), checks: [pass, unknown], commandLines: lines}, format);
			expect(text).toContain('can be made, as far as can be told before. 1 check is not known.');
			expect(text).not.toContain('can be made.');
		}
	});

	it('says at a refusal which field it is and how to mend it', () => {
		const text = planReport({plan: threeSteps(), checks: [pass, refuse], commandLines: lines}, 'text');
		expect(text).toContain('✖ gateway is attached   vgw-1 is detached');
		expect(text).toContain('cloudGateway.id: attach it, or choose another');
		expect(text).toContain('1 check refuses');
	});

	it.each(['text', 'markdown'] as const)('passes on what the cloud itself said, as %s', format => {
		const said = 'You are not authorized\u001B[2J · request 4711';
		const text = planReport({plan: threeSteps(), checks: [{...refuse, said}], commandLines: lines}, format);
		expect(text).toMatch(/the cloud says: You are not authorized.* · request 4711/);
		expect(text).not.toContain('\u001B');
	});

	it('is one JSON document with the verdict and stable names', () => {
		const json = JSON.parse(planReport({plan: threeSteps(), checks: [refuse], commandLines: lines, identity}, 'json'));
		expect(json.result).toBe('refused');
		expect(json.actions[1]).toMatchObject({
			id: 'connection',
			call: 'Create-connection',
			parameters: {Uses: '<id from step 1>', Key: '<secret key1>'},
			commandLine: lines[1],
		});
		expect(json.checks).toEqual([refuse]);
		expect(json.document).toEqual(threeSteps().document);
	});

	it('says that a connection exists', () => {
		const plan: Plan = {
			...threeSteps(),
			actions: [],
			exists: {id: 'vpn-1', name: 'x', state: 'available', routing: 'bgp', ranges: [], insideCidrs: []},
		};
		expect(planReport({plan, checks: [], commandLines: []}, 'text')).toContain(
			'It exists already: vpn-1 (available). Nothing is to be made.',
		);
		expect(JSON.parse(planReport({plan, checks: [], commandLines: []}, 'json')).result).toBe('exists');
	});

	it('keeps hostile names from breaking out of Markdown and of the terminal', () => {
		const hostile = '\u001B[2J| a `b` [link](x) <script> ```\n# title';
		const plan: Plan = {...threeSteps(), name: hostile, notes: [hostile]};
		const check: Check = {...pass, title: hostile, detail: hostile};
		const markdown = planReport({plan, checks: [check], commandLines: ['echo ```'], identity}, 'markdown');
		expect(markdown).not.toContain('\u001B');
		expect(markdown.split('\n').filter(line => line.startsWith('# '))).toHaveLength(1);
		expect(markdown).not.toContain('<script>');
		// the table's row still has its four cells
		const row = markdown.split('\n').find(line => line.startsWith('| ✔'));
		expect(row?.match(/(?<!\\)\|/g)).toHaveLength(5);
		// a fence that the content cannot close
		expect(markdown).toContain('````sh\necho ```\n````');
		expect(planReport({plan, checks: [check], commandLines: lines}, 'text')).not.toContain('\u001B');
	});
});
