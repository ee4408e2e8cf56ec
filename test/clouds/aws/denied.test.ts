import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Cloud} from '../../../src/clouds/contract/cloud.ts';
import type {Sandbox} from '../../../src/sandbox/sandbox.ts';
import {awsDocument, startAws} from './documents.ts';

const {signal} = new AbortController();
let cloud: Cloud;
let sandbox: Sandbox;

beforeEach(async () => {
	({cloud, sandbox} = await startAws());
});

afterEach(async () => sandbox.close());

const listed = async () => cloud.cloudGateways('eu-central-1', signal);

describe('credentials that may not list every kind of gateway', () => {
	it('hear which kinds are left out and which permission is missing, and see the others', async () => {
		sandbox.addFault({kind: 'denied', action: 'DescribeTransitGateways'});
		sandbox.addFault({kind: 'denied', action: 'DescribeVpnConcentrators'});
		const gateways = await listed();
		expect(gateways.filter(({kind}) => kind === 'vgw').length).toBeGreaterThan(1);
		expect(gateways.filter(({unread}) => unread).map(({id, selectable, reason}) => [id, selectable, reason])).toEqual([
			['transit gateways', false, 'these credentials may not list transit gateways (ec2:DescribeTransitGateways)'],
			['concentrators', false, 'these credentials may not list concentrators (ec2:DescribeVpnConcentrators)'],
		]);
	});

	it('are not told that a transit gateway does not exist', async () => {
		sandbox.addFault({kind: 'denied', action: 'DescribeTransitGateways'});
		const document = awsDocument({cloudGateway: {kind: 'tgw', id: 'tgw-0c2d11f0'}});
		const {cloudGateway} = await cloud.facts(document, signal);
		expect(cloudGateway).toMatchObject({
			id: 'tgw-0c2d11f0',
			selectable: false,
			reason: 'these credentials may not list transit gateways (ec2:DescribeTransitGateways)',
		});
		const refused = cloud.check(document, {readAt: 0, ...(cloudGateway ? {cloudGateway} : {})});
		expect(refused.filter(({field}) => field.startsWith('cloudGateway')).map(({message}) => message)).toEqual([
			expect.stringContaining('may not list transit gateways'),
		]);
	});

	it('see no count of VPCs where the attachments can’t be read', async () => {
		sandbox.addFault({kind: 'denied', action: 'DescribeTransitGatewayAttachments'});
		const hub = (await listed()).find(({id}) => id === 'tgw-0c2d11f0');
		expect(hub).toMatchObject({attachedTo: 'VPCs not known', selectable: true});
	});

	it('are the only ones to see such an entry', async () => {
		expect((await listed()).filter(({unread}) => unread)).toEqual([]);
	});
});

describe('credentials that may not list the regions', () => {
	it('choose from those that every account has, and hear why', async () => {
		sandbox.addFault({kind: 'denied', action: 'DescribeRegions'});
		const regions = await cloud.regions(signal);
		expect(regions.map(({id}) => id)).toEqual(expect.arrayContaining(['eu-central-1', 'us-east-1']));
		expect(regions.every(({selectable, note}) => selectable && note?.includes('ec2:DescribeRegions'))).toBe(true);
	});

	it.each([
		['cn-north-1', 'cn-northwest-1', 'eu-central-1'],
		['us-gov-west-1', 'us-gov-east-1', 'cn-north-1'],
		['il-central-1', 'us-east-1', 'cn-north-1'],
		['us-iso-east-1', 'us-iso-east-1', 'us-east-1'],
	])('with %s set, find it and %s, and not %s', async (home, other, elsewhere) => {
		const denied = await startAws({}, {AWS_REGION: home});
		try {
			denied.sandbox.addFault({kind: 'denied', action: 'DescribeRegions'});
			const ids = (await denied.cloud.regions(signal)).map(({id}) => id);
			expect(ids).toEqual(expect.arrayContaining([home, other]));
			expect(ids).not.toContain(elsewhere);
			expect(new Set(ids).size).toBe(ids.length);
		} finally {
			await denied.sandbox.close();
		}
	});

	it('still hear of every other trouble', async () => {
		sandbox.addFault({kind: 'garbage', action: 'DescribeRegions'});
		await expect(cloud.regions(signal)).rejects.toThrow();
	});
});
