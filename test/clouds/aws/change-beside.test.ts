import {describe, expect, it} from 'vitest';
import {directConnectChecks} from '../../../src/clouds/aws/plan/propagation-ends.ts';
import type {Check, Cloud, ConvergeOptions, Facts} from '../../../src/clouds/contract/cloud.ts';
import {converge, planOn} from './converge.ts';
import {saidOtherwise as changed, freshDocument as fresh} from './documents.ts';
import {withFreshAws} from './fresh-aws.ts';

/* What a user would lose: a prune that is refused for nothing, one that leaves a connection which carries nothing, routes of a line that nobody thought of. */

let cloud: Cloud;
withFreshAws(world => {
	({cloud} = world);
});

const {signal} = new AbortController();
const prune: ConvergeOptions = {prune: true};
const static_ = (...prefixes: readonly string[]) => ({routing: {mode: 'static', prefixes}});

/** The dry run of a document on what stands. */
async function checksOf(document: ReturnType<typeof fresh>, options: ConvergeOptions): Promise<readonly Check[]> {
	const plan = await planOn(cloud, document, options);
	const checks: Check[] = [];
	for await (const check of cloud.preflight(plan, await cloud.facts(document, signal), new Map(), signal))
		checks.push(check);
	return checks;
}

const refusals = (checks: readonly Check[]) => checks.flatMap(({id, result}) => (result === 'refuse' ? [id] : []));

describe('static prefixes that the document does not have', () => {
	it.each([
		{kind: 'vgw', id: 'vgw-9a4cacf3'},
		{kind: 'tgw', id: 'tgw-0c2d11f0'},
	])('go by prune, whichever stand, as long as it has one itself ($kind)', async cloudGateway => {
		const document = fresh({cloudGateway, ...static_('172.20.0.0/16', '172.21.0.0/16')});
		await converge(cloud, document);
		const fewer = changed(document, static_('172.21.0.0/16'));
		expect(refusals(await checksOf(fewer, prune))).toEqual([]);
		// the one that stands goes, and the one of the document is yet to come
		const other = changed(document, static_('172.22.0.0/16'));
		expect(refusals(await checksOf(other, prune))).toEqual([]);
		const made = await converge(cloud, other, prune);
		expect(made.plan.actions.map(({id}) => id).filter(id => id.startsWith('route'))).toEqual([
			'route:172.22.0.0/16',
			'route-gone:172.20.0.0/16',
			'route-gone:172.21.0.0/16',
		]);
		expect((await planOn(cloud, other, prune)).exists?.routes?.map(({destination}) => destination)).toEqual([
			'172.22.0.0/16',
		]);
	});

	it('stay where the document has none: a connection without any carries nothing, and that is the refusal', async () => {
		const document = fresh(static_('172.20.0.0/16'));
		await converge(cloud, document);
		const none = changed(document, static_());
		expect(refusals(await checksOf(none, prune))).toEqual(['rule:aws.change.last-route']);
		const left = await planOn(cloud, none);
		expect([left.actions, left.comparison?.unspoken?.map(({was}) => was)]).toEqual([[], ['172.20.0.0/16']]);
	});
});

describe('a table that learns the gateway’s routes no more', () => {
	async function ending(more: object = {}) {
		const gateways = await cloud.cloudGateways('eu-central-1', signal);
		const {vpcId = ''} = gateways.find(({id}) => id === 'vgw-9a4cacf3') ?? {};
		const tables = (await cloud.routeTables('eu-central-1', vpcId, signal)).map(({id}) => id);
		const document = fresh({routeTables: tables, ...more});
		await converge(cloud, document);
		return {fewer: changed(document, {routeTables: tables.slice(0, 1)}), gone: tables[1] ?? ''};
	}

	it('is warned of before: Direct Connect may use the gateway, and its API does not tell', async () => {
		const {fewer, gone} = await ending();
		const about = (checks: readonly Check[]) => checks.filter(({id}) => id.startsWith('direct-connect:'));
		expect(about(await checksOf(fewer, {}))).toEqual([]);
		expect(about(await checksOf(fewer, prune))).toEqual([
			expect.objectContaining({
				title: 'whether Direct Connect uses vgw-9a4cacf3 is not known',
				result: 'warn',
				detail: expect.stringMatching(new RegExp(`^${gone} will learn no route.*does not tell it$`)),
				proves: 'nothing can tell before',
				mend: expect.stringContaining('aws directconnect describe-virtual-interfaces'),
			}),
		]);
		// what is shown beside the last question too
		const asked = await planOn(cloud, fewer, prune);
		expect(asked.leftByHand.join()).toContain(`whether Direct Connect uses vgw-9a4cacf3, before ${gone} loses`);
		expect((await planOn(cloud, fewer)).leftByHand).toEqual([]);
	});

	it('has a hint where it has learned a range that no static route of the connection is', async () => {
		const {fewer, gone} = await ending(static_('172.20.0.0/16'));
		const facts = await cloud.facts(fewer, signal);
		const learned = (destination: string) => ({destination, target: 'vgw-9a4cacf3', propagated: true});
		const routeTables = facts.routeTables?.map(table =>
			table.id === gone ? {...table, routes: [learned('172.20.0.0/16'), learned('10.250.0.0/16')]} : table,
		);
		const told: Facts = {...facts, ...(routeTables ? {routeTables} : {})};
		const plan = cloud.plan(fewer, told, prune);
		if (!plan.exists) throw new Error('the connection does not stand');
		const [hint] = directConnectChecks([gone], told, plan.exists);
		expect(hint?.detail).toContain('10.250.0.0/16 is learned from the gateway and is no route of this connection');
		expect(hint?.detail).not.toContain('172.20.0.0/16');
	});
});
