import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Cloud} from '../../../src/clouds/contract/cloud.ts';
import {isTencent} from '../../../src/clouds/tencent/own-document.ts';
import {createTencentCloud} from '../../../src/clouds/tencent/tencent-cloud.ts';
import type {Sandbox} from '../../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../../src/sandbox/start.ts';

/* What a user would lose: a tunnel that was read back to be kept, and that the first plan of it would change. */

const {signal} = new AbortController();

describe('the document of a tunnel that stands', () => {
	let cloud: Cloud;
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox();
		cloud = createTencentCloud({env: sandbox.env, sandbox: true});
	});
	afterAll(async () => {
		cloud.close();
		await sandbox.close();
	});

	it('differs from it in nothing, whichever tunnel it is', async () => {
		const seen: string[] = [];
		for (const region of ['ap-guangzhou', 'ap-singapore']) {
			for (const {id} of await cloud.connections(region, signal)) {
				const back = await cloud.readBack?.(region, id, signal, true);
				if (!back) throw new Error('nothing is read back');
				const plan = cloud.plan(back.document, await cloud.facts(back.document, signal));
				expect({id: plan.exists?.id, ...plan.comparison, actions: plan.actions}).toMatchObject({
					id,
					differences: [],
					missing: [],
					unread: [],
					actions: [],
				});
				expect(plan.comparison?.unspoken).toBeUndefined();
				seen.push(id);
			}
		}

		expect(seen).toHaveLength(6);
	});

	it('has the addresses that another one could not share, and neither of both has the key', async () => {
		const read = async (id: string, itself: boolean) => {
			const document = (await cloud.readBack?.('ap-guangzhou', id, signal, itself))?.document;
			if (!document || !isTencent(document)) throw new Error('not read back');
			return document;
		};
		const [own, another] = [await read('vpnx-bgpgz001', true), await read('vpnx-bgpgz001', false)];
		expect(own.routing).toEqual({
			mode: 'bgp',
			tunnelCidr: '169.254.128.0/30',
			cloudAddress: '169.254.128.1',
			siteAddress: '169.254.128.2',
		});
		expect(another.routing).toEqual({mode: 'bgp'});
		expect((await read('vpnx-df9oztok', true)).healthCheck).toMatchObject({localIp: '169.254.128.1'});
		expect(JSON.stringify([own, another])).not.toMatch(/PreShareKey/);
	});
});
