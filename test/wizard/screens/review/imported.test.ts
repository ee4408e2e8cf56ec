import {renderToString} from 'ink';
import {createElement} from 'react';
import stripAnsi from 'strip-ansi';
import {describe, expect, test} from 'vitest';
import {fromAwsRequest} from '../../../../src/clouds/aws/import/from-request.ts';
import {fromTencentRequest} from '../../../../src/clouds/tencent/import/from-request.ts';
import type {ConnectionDocument} from '../../../../src/connection/document.ts';
import {Screen} from '../../../../src/ui/app.tsx';
import {reviewLines} from '../../../../src/wizard/screens/review/review.ts';
import {checked} from '../../checked.ts';
import type {Driver} from '../../driver.ts';

const key = 'Abc_123.def456GHI';

/** Requests with their required members and a key, as the clouds' own tools take them. */
const requests = [
	[
		'tencent',
		fromTencentRequest(
			{
				VpcId: 'vpc-gapcv96p',
				VpnGatewayId: 'vpngw-1w9tue3d',
				CustomerGatewayId: 'cgw-qa9sxpy7',
				VpnConnectionName: 't1',
				PreShareKey: key,
				RouteType: 'Policy',
				SecurityPolicyDatabases: [{LocalCidrBlock: '10.0.0.0/24', RemoteCidrBlock: ['192.168.1.0/24']}],
			},
			'ap-guangzhou',
		).document,
	],
	[
		'aws',
		fromAwsRequest(
			{
				Type: 'ipsec.1',
				CustomerGatewayId: 'cgw-0e11f167',
				VpnGatewayId: 'vgw-9a4cacf3',
				Options: {TunnelOptions: [{PreSharedKey: key}, {}]},
			},
			'eu-central-1',
		).document,
	],
] as const;

async function opened(document: ConnectionDocument): Promise<Driver> {
	return (await checked()).send({type: 'profile-loaded', name: 't1', draft: document});
}

function draw({state}: Driver): string {
	return stripAnsi(renderToString(createElement(Screen, {state}), {columns: 120}));
}

describe.each(requests)('a request of %s that was imported with its key', (cloud, document) => {
	test('leads from the review into the field of the key that has to be typed again', async () => {
		const driver = await opened(document);
		expect(draw(driver)).toMatch(/1 still to answer.*: enter leads there/);
		driver.press('end', 'enter', key);
		expect(driver.at).toBe('security');
		expect(driver.state.form.focus).toBe('key1');
		expect(driver.state.typedKeys[`${cloud}.key1`]?.reveal()).toBe(key);
	});

	test('leads there from the line of its step as well', async () => {
		const driver = await opened(document);
		const row = reviewLines(driver.state).findIndex(({step}) => step === 'security');
		driver.press('home', ...Array<string>(row).fill('down'), 'enter', key);
		expect(driver.state.typedKeys[`${cloud}.key1`]?.reveal()).toBe(key);
	});
});

test('the review counts what is refused beside what is not answered, and does not call it usual', async () => {
	const driver = await opened(requests[0][1]);
	driver.send({type: 'resize', columns: 120, rows: 60});
	const crosses = draw(driver).match(/ {8,}✖/g)?.length ?? 0;
	const counted = /(\d+) still to answer, (\d+) to mend: enter leads there/.exec(draw(driver));
	expect(crosses).toBeGreaterThan(10);
	expect(Number(counted?.[1]) + Number(counted?.[2])).toBe(crosses);
	const options = reviewLines(driver.state).find(({step}) => step === 'options');
	expect(options?.value).toBe(`${counted?.[2]} to mend`);
});

test('an option that is refused is under the cursor once its line is opened from the review', async () => {
	const driver = await opened(requests[0][1]);
	const row = reviewLines(driver.state).findIndex(({step}) => step === 'options');
	driver.press('home', ...Array<string>(row).fill('down'), 'enter');
	expect(driver.at).toBe('options');
	expect(driver.state.option.row).toMatch(/^security\.options\./);
});
