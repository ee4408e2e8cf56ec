import {describe, expect, it} from 'vitest';
import {awsConnection} from '../../../src/clouds/aws/document.ts';
import {interruptsOf} from '../../../src/clouds/aws/plan/interrupts.ts';
import type {Cloud} from '../../../src/clouds/contract/cloud.ts';
import {readBack} from '../../../src/clouds/engine/read-back.ts';
import {withFreshAws} from './fresh-aws.ts';

/* What a user would lose: a connection that nobody changed and whose own document finds something to change, so that an apply takes it down. */

const {signal} = new AbortController();

/** Members of a document that are no value of a connection. */
const unchanged = {$schema: 'of the file', version: 'of the file', cloud: 'whose it is', region: 'where it is'};

let cloud: Cloud;
withFreshAws(
	world => {
		({cloud} = world);
	},
	{shared: true},
);

describe('the document of a connection that stands, read from it', () => {
	it('is held against every connection of the sandbox: nothing differs, nothing is unspoken, nothing is done, with prune or without', async () => {
		const regions = await cloud.regions(signal);
		let count = 0;
		for (const {id: region} of regions.filter(({selectable}) => selectable))
			for (const {id, name, state} of await cloud.connections(region, signal)) {
				if (/^delet/.test(state)) continue;
				count += 1;
				const {document, leftOut} = await readBack(cloud, region, id, signal, true);
				// what no document can say: keys, and tags of AWS's own
				expect(leftOut.filter(({field, why}) => !/PreSharedKey$/.test(field) && !why.includes('AWS’s own'))).toEqual(
					[],
				);
				for (const connectionId of [undefined, id]) {
					const facts = await cloud.facts(document, signal, connectionId);
					for (const prune of [false, true]) {
						const plan = cloud.plan(document, facts, {prune, ...(connectionId && {connectionId})});
						expect({id: plan.exists?.id, actions: plan.actions, ...plan.comparison}, `${region} ${name}`).toMatchObject(
							{
								id,
								actions: [],
								differences: [],
								missing: [],
								unread: [],
							},
						);
						expect(plan.comparison?.unspoken ?? []).toEqual([]);
						expect(plan.comparison?.notCompared.filter(({read}) => read) ?? []).toEqual([]);
					}
				}
			}

		expect(count).toBeGreaterThanOrEqual(5);
	});

	it('has a row for each value that can differ, which says what goes down for it', async () => {
		const tunnel = {connectionId: 'vpn-1', key: '3.1.1.1', number: 1};
		const connections = await cloud.connections('eu-central-1', signal);
		const fields = new Set([
			...connections.flatMap(({settings}) => Object.keys(settings ?? {})),
			...Object.keys(awsConnection.shape).filter(name => !Object.hasOwn(unchanged, name)),
		]);
		expect(fields.size).toBeGreaterThan(15);
		for (const field of fields) {
			const name = {
				site: 'site.id',
				routing: 'routing.mode',
				security: 'security.options.logs',
				tunnels: 'tunnels[0].insideCidr',
				tags: 'tags.x',
			}[field];
			expect(() => interruptsOf(name ?? field, tunnel), field).not.toThrow();
		}
	});

	it('keeps the addresses inside the tunnels, and no key', async () => {
		const {document} = await readBack(cloud, 'eu-central-1', 'vpn-40f41529', signal, true);
		const {tunnels} = JSON.parse(JSON.stringify(document));
		expect(tunnels).toEqual([
			expect.objectContaining({insideCidr: expect.stringMatching(/^169\.254\./), presharedKey: {from: 'generated'}}),
			expect.objectContaining({insideCidr: expect.stringMatching(/^169\.254\./), presharedKey: {from: 'generated'}}),
		]);
	});
});
