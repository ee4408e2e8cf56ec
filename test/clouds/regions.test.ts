import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {createAwsCloud} from '../../src/clouds/aws/aws-cloud.ts';
import type {Region} from '../../src/clouds/contract/cloud.ts';
import {regionsOf} from '../../src/clouds/tencent/read/regions.ts';
import {createTencentCloud} from '../../src/clouds/tencent/tencent-cloud.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {cursorRow, emptyList, filterList, withRows} from '../../src/wizard/core/list.ts';
import {regionRows} from '../../src/wizard/steps/region/step.ts';

let sandbox: Sandbox;
let aws: readonly Region[];
let tencent: readonly Region[];

beforeAll(async () => {
	sandbox = await startSandbox({port: 0});
	const clouds = [createAwsCloud, createTencentCloud].map(create => create({env: sandbox.env, sandbox: true}));
	[aws = [], tencent = []] = await Promise.all(clouds.map(cloud => cloud.regions(new AbortController().signal)));
	for (const cloud of clouds) cloud.close();
});
afterAll(async () => sandbox.close());

/** The region that Enter would choose after typing. */
const typed = (regions: readonly Region[], text: string) =>
	cursorRow(filterList(withRows(emptyList, regionRows(regions)), text))?.id;

describe('whoever types where the network is finds its region', () => {
	it.each([
		['frankfurt', 'eu-central-1'],
		['germany', 'eu-central-1'],
		['virginia', 'us-east-1'],
		['ohio', 'us-east-2'],
		['sao paulo', 'sa-east-1'],
		['são', 'sa-east-1'],
		['london', 'eu-west-2'],
	])('AWS: %s', (text, id) => expect(typed(aws, text)).toBe(id));

	it.each([
		['guangzhou', 'ap-guangzhou'],
		['广州', 'ap-guangzhou'],
		['华南', 'ap-guangzhou'],
		['frankfurt', 'eu-frankfurt'],
		['法兰克福', 'eu-frankfurt'],
		['virginia', 'na-ashburn'],
		['sao paulo', 'sa-saopaulo'],
		['深圳', 'ap-shenzhen-fsi'],
	])('Tencent Cloud: %s', (text, id) => expect(typed(tencent, text)).toBe(id));

	it('no two regions of AWS read the same: four were the United States of America', () => {
		const names = aws.map(({name}) => name);
		expect(new Set(names).size).toBe(names.length);
		expect(aws.find(({id}) => id === 'us-east-1')?.name).toBe('N. Virginia, United States of America');
		expect(aws.find(({id}) => id === 'ap-southeast-1')?.name).toBe('Singapore');
	});

	it('of a region that nobody has heard of the city stands first as well, in whatever language it was told', () => {
		const listed = [
			{id: 'ap-new', name: '华中地区(武汉)', state: 'AVAILABLE'},
			{id: 'eu-new', name: 'Europe (Madrid)', state: 'AVAILABLE'},
			{id: 'xx-new', name: '', state: 'AVAILABLE'},
		];
		const names = regionsOf(listed).map(({name}) => name);
		expect(names.slice(0, 3)).toEqual(['武汉, 华中地区', 'Madrid, Europe', 'xx-new']);
	});
});
