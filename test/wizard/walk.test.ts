import {describe, expect, test} from 'vitest';
import {toDraft} from '../../src/wizard/answers/draft.ts';
import {reviewLines} from '../../src/wizard/screens/review/review.ts';
import {Driver} from './driver.ts';

describe('pressing Enter again and again', () => {
	test('leads through AWS with the answers of a sound connection', () => {
		const driver = new Driver().enterUntil('review');
		expect(toDraft(driver.state.answers)).toMatchObject({
			cloud: 'aws',
			region: 'eu-central-1',
			cloudGateway: {kind: 'vgw', id: 'vgw-9a4cacf3'},
			site: {kind: 'existing', id: 'cgw-0e11f167'},
			routing: {mode: 'bgp'},
			routeTables: ['rtb-0d9e'],
			security: {preset: 'strong'},
			name: 'berlin-eu-central-1',
		});
		expect(reviewLines(driver.state).filter(line => line.open)).toEqual([]);
	});

	test('leads through Tencent Cloud, with a pair that meets no range of the VPC', () => {
		const driver = new Driver().press('enter', 'down', 'enter').enterUntil('review');
		expect(toDraft(driver.state.answers)).toMatchObject({
			cloud: 'tencent',
			region: 'ap-guangzhou',
			cloudGateway: {kind: 'vpc', id: 'vpngw-1w9tue3d', vpcId: 'vpc-gapcv96p'},
			site: {kind: 'existing', id: 'cgw-qa9sxpy7'},
			routing: {mode: 'policy'},
			ranges: [{cloudSide: '10.0.0.0/16', siteSide: ['192.168.100.0/24']}],
			presharedKey: {from: 'generated'},
		});
	});
});
