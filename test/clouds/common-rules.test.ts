import {describe, expect, it} from 'vitest';
import {awsRangeRules} from '../../src/clouds/aws/rules/range-rules.ts';
import type {CloudGateway, ExistingConnection, Facts} from '../../src/clouds/contract/cloud.ts';
import {overlapRules} from '../../src/clouds/tencent/rules/overlap-rules.ts';
import type {ConnectionDraft} from '../../src/connection/document.ts';

/** Those of any cloud, and what each makes of them. */
const commonRules = [...new Set([...awsRangeRules, ...overlapRules])];

const gateway = (networks: string[]): CloudGateway => ({
	id: 'g-1',
	name: '',
	selectable: true,
	kind: 'vgw',
	state: 'available',
	networks,
	attachedTo: '',
	bgp: true,
});
const connection = (change: Partial<ExistingConnection>): ExistingConnection => ({
	id: 'c-1',
	name: 'other',
	state: 'available',
	cloudGatewayId: 'vpngw-1',
	siteGatewayId: 'cgw-9',
	routing: 'policy',
	ranges: [],
	insideCidrs: [],
	...change,
});
const tencent = (change: object): ConnectionDraft => ({
	cloud: 'tencent',
	cloudGateway: {kind: 'vpc', id: 'vpngw-1', vpcId: 'vpc-1'},
	site: {kind: 'existing', id: 'cgw-1'},
	routing: {mode: 'policy'},
	...change,
});
const aws = (prefixes: string[], change: object = {}): ConnectionDraft => ({
	cloud: 'aws',
	cloudGateway: {kind: 'vgw', id: 'vgw-1'},
	routing: {mode: 'static', prefixes},
	...change,
});

/** Every rule with a draft that it lets pass and one that it speaks of, at the field where the user must look. */
const cases: readonly {
	rule: string;
	passes: [ConnectionDraft, Facts?];
	fails: [ConnectionDraft, Facts?];
	at: string;
}[] = [
	{
		rule: 'range.syntax',
		passes: [aws(['10.1.0.0/16'])],
		fails: [aws(['10.1.0.0/16', '10.1/16'])],
		at: 'routing.prefixes[1]',
	},
	{rule: 'range.host-bits', passes: [aws(['10.1.0.0/16'])], fails: [aws(['10.1.0.7/16'])], at: 'routing.prefixes[0]'},
	{
		rule: 'range.link-local',
		passes: [aws(['169.0.0.0/8'])],
		fails: [aws(['169.254.9.0/24'])],
		at: 'routing.prefixes[0]',
	},
	{rule: 'range.unroutable', passes: [aws(['0.0.0.0/0'])], fails: [aws(['127.0.1.0/24'])], at: 'routing.prefixes[0]'},
	{
		rule: 'range.unroutable',
		passes: [aws(['240.1.0.0/16'])],
		fails: [aws(['255.255.255.255/32'])],
		at: 'routing.prefixes[0]',
	},
	{
		rule: 'range.reserved',
		passes: [aws(['239.1.0.0/16', '0.0.0.0/0'])],
		fails: [aws(['240.1.0.0/16'])],
		at: 'routing.prefixes[0]',
	},
	{
		rule: 'range.sides-overlap',
		passes: [tencent({ranges: [{cloudSide: '0.0.0.0/0', siteSide: ['10.0.0.0/8']}]})],
		fails: [tencent({ranges: [{cloudSide: '10.0.4.0/24', siteSide: ['172.16.0.0/12', '10.0.0.0/8']}]})],
		at: 'ranges[0].siteSide[1]',
	},
	{
		rule: 'aws.ranges.sides-overlap',
		passes: [aws(['10.9.0.0/16'], {ranges: [{cloudSide: '10.0.0.0/9', siteSide: ['10.128.0.0/9']}]})],
		fails: [aws(['10.9.0.0/16'], {ranges: [{cloudSide: '10.0.0.0/8', siteSide: ['10.9.0.0/16']}]})],
		at: 'ranges[0].siteSide[0]',
	},
	{
		rule: 'range.mapping-overlap',
		passes: [
			tencent({
				ranges: [
					{cloudSide: '10.0.4.0/24', siteSide: ['172.16.0.0/24']},
					{cloudSide: '10.0.5.0/24', siteSide: ['172.16.0.0/24']},
				],
			}),
		],
		fails: [
			tencent({
				ranges: [
					{cloudSide: '10.0.4.0/24', siteSide: ['172.16.0.0/24']},
					{cloudSide: '10.0.0.0/16', siteSide: ['172.16.0.0/16']},
				],
			}),
		],
		at: 'ranges[1].siteSide[0]',
	},
	{
		rule: 'prefix.duplicate',
		passes: [aws(['10.1.0.0/16', '10.1.0.0/17'])],
		fails: [aws(['10.1.0.0/16', '10.1.9.9/16'])],
		at: 'routing.prefixes[1]',
	},
	{
		rule: 'prefix.overlap',
		passes: [aws(['10.1.0.0/16', '10.2.0.0/16'])],
		fails: [aws(['10.0.0.0/8', '10.2.0.0/16'])],
		at: 'routing.prefixes[1]',
	},
	{rule: 'range.everything', passes: [aws(['10.1.0.0/16'])], fails: [aws(['0.0.0.0/0'])], at: 'routing.prefixes[0]'},
	{
		rule: 'tencent.range.vpc-conflict',
		passes: [
			tencent({ranges: [{cloudSide: '10.0.0.0/16', siteSide: ['172.16.0.0/16']}]}),
			{cloudGateway: gateway(['10.0.0.0/16', '10.9.0.0/16'])},
		],
		fails: [
			tencent({ranges: [{cloudSide: '10.0.0.0/16', siteSide: ['10.9.4.0/24']}]}),
			{cloudGateway: gateway(['10.0.0.0/16', '10.9.0.0/16'])},
		],
		at: 'ranges[0].siteSide[0]',
	},
	{
		// it is told once: of the pair itself
		rule: 'tencent.range.vpc-conflict',
		passes: [
			tencent({ranges: [{cloudSide: '10.0.0.0/16', siteSide: ['10.0.4.0/24']}]}),
			{cloudGateway: gateway(['10.0.0.0/16'])},
		],
		fails: [
			tencent({ranges: [{cloudSide: '10.9.0.0/16', siteSide: ['10.0.4.0/24']}]}),
			{cloudGateway: gateway(['10.0.0.0/16'])},
		],
		at: 'ranges[0].siteSide[0]',
	},
	{
		rule: 'tencent.range.vpc-conflict',
		passes: [tencent({routing: {mode: 'static', prefixes: ['10.0.0.0/8']}}), {cloudGateway: gateway(['10.0.0.0/16'])}],
		fails: [tencent({routing: {mode: 'static', prefixes: ['10.0.4.0/24']}}), {cloudGateway: gateway(['10.0.0.0/16'])}],
		at: 'routing.prefixes[0]',
	},
	{
		rule: 'tencent.range.around-vpc',
		passes: [
			tencent({routing: {mode: 'static', prefixes: ['0.0.0.0/0', '10.1.0.0/16']}}),
			{cloudGateway: gateway(['10.0.0.0/16'])},
		],
		fails: [tencent({routing: {mode: 'static', prefixes: ['10.0.0.0/8']}}), {cloudGateway: gateway(['10.0.0.0/16'])}],
		at: 'routing.prefixes[0]',
	},
	{
		rule: 'tencent.range.ccn-conflict',
		passes: [
			tencent({ranges: [{cloudSide: '10.0.0.0/16', siteSide: ['10.9.4.0/24']}]}),
			{cloudGateway: {...gateway(['10.9.0.0/16']), kind: 'vpc'}},
		],
		fails: [
			tencent({ranges: [{cloudSide: '10.0.0.0/16', siteSide: ['10.9.4.0/24']}]}),
			{cloudGateway: {...gateway(['10.9.0.0/16']), kind: 'ccn'}},
		],
		at: 'ranges[0].siteSide[0]',
	},
	{
		rule: 'aws.range.inside-vpc',
		passes: [aws(['192.168.0.0/16']), {cloudGateway: gateway(['10.0.0.0/16'])}],
		fails: [aws(['10.0.4.0/24']), {cloudGateway: gateway(['172.31.0.0/16', '10.0.0.0/16'])}],
		at: 'routing.prefixes[0]',
	},
	{
		rule: 'aws.range.inside-attached-vpc',
		passes: [aws(['10.0.4.0/24']), {cloudGateway: gateway(['10.0.0.0/16'])}],
		fails: [aws(['10.0.4.0/24']), {cloudGateway: {...gateway(['172.31.0.0/16', '10.0.0.0/16']), kind: 'tgw'}}],
		at: 'routing.prefixes[0]',
	},
	{
		rule: 'aws.range.around-vpc',
		passes: [aws(['0.0.0.0/0']), {cloudGateway: gateway(['10.0.0.0/16'])}],
		fails: [aws(['10.0.0.0/8']), {cloudGateway: gateway(['10.0.0.0/16'])}],
		at: 'routing.prefixes[0]',
	},
	{
		rule: 'tencent.range.other-tunnel',
		passes: [
			tencent({ranges: [{cloudSide: '10.0.0.0/16', siteSide: ['172.16.0.0/16']}]}),
			{
				connections: [
					connection({siteGatewayId: 'cgw-1', ranges: [{cloudSide: '10.0.0.0/16', siteSide: ['172.16.0.0/16']}]}),
					connection({cloudGatewayId: 'vpngw-2', ranges: [{cloudSide: '10.0.0.0/16', siteSide: ['172.16.0.0/16']}]}),
				],
			},
		],
		fails: [
			tencent({ranges: [{cloudSide: '10.0.0.0/16', siteSide: ['192.168.0.0/24', '172.16.0.0/16']}]}),
			{connections: [connection({ranges: [{cloudSide: '10.0.4.0/24', siteSide: ['172.16.8.0/24']}]})]},
		],
		at: 'ranges[0].siteSide[1]',
	},
	{
		rule: 'prefix.other-connection',
		passes: [
			aws(['10.1.0.0/16']),
			{
				connections: [
					connection({
						cloudGatewayId: 'vgw-1',
						routing: 'static',
						ranges: [{cloudSide: '0.0.0.0/0', siteSide: ['10.2.0.0/16']}],
					}),
				],
			},
		],
		fails: [
			aws(['10.1.0.0/16']),
			{
				connections: [
					connection({
						cloudGatewayId: 'vgw-1',
						routing: 'static',
						ranges: [{cloudSide: '0.0.0.0/0', siteSide: ['10.1.4.0/24']}],
					}),
				],
			},
		],
		at: 'routing.prefixes[0]',
	},
];

describe('each rule speaks exactly when its rule is broken, at the field to mend', () => {
	it('has a passing and a failing case for every rule', () => {
		expect([...new Set(cases.map(({rule}) => rule))].sort()).toEqual(commonRules.map(({id}) => id).sort());
	});

	it.each(cases)('$rule', ({rule: id, passes, fails, at}) => {
		const rule = commonRules.find(candidate => candidate.id === id)!;
		expect(rule.check(passes[0], passes[1] ?? {})).toEqual([]);
		expect(rule.check(fails[0], fails[1] ?? {}).map(({field}) => field)).toContain(at);
	});

	it.each(commonRules.map(rule => [rule.id, rule] as const))('%s stays silent on an empty draft', (_, rule) => {
		expect(rule.check({cloud: 'aws'}, {})).toEqual([]);
		expect(rule.check({cloud: 'tencent'}, {})).toEqual([]);
	});
});
