import {CreateTagsCommand, DeleteTagsCommand, DescribeTagsCommand, EC2Client} from '@aws-sdk/client-ec2';
import {afterEach, describe, expect, it} from 'vitest';
import type {Cloud} from '../../../src/clouds/contract/cloud.ts';
import {awsAdministrator} from '../../../src/sandbox/aws-keys.ts';
import type {Sandbox} from '../../../src/sandbox/sandbox.ts';
import {changingCalls, converge, planOn, undo} from './converge.ts';
import {saidOtherwise as changed, freshDocument as fresh} from './documents.ts';
import {withFreshAws} from './fresh-aws.ts';

/*
 * The gateways that a document describes carry its tags too. What a user would lose: a gateway that a bill or a policy counts among what it no longer is;
 * or the tags of one that is somebody else's, or another site's too.
 */

let cloud: Cloud;
let sandbox: Sandbox;
let ec2: EC2Client;
const clientIn = (region: string) =>
	new EC2Client({endpoint: sandbox.endpoints.ec2, region, credentials: awsAdministrator, maxAttempts: 1});
withFreshAws(world => {
	({cloud, sandbox} = world);
	ec2 = clientIn('eu-central-1');
});
afterEach(() => ec2.destroy());

async function tagsOf(id: string, region = 'eu-central-1'): Promise<Readonly<Record<string, string>>> {
	const client = clientIn(region);
	const {Tags = []} = await client.send(new DescribeTagsCommand({Filters: [{Name: 'resource-id', Values: [id]}]}));
	client.destroy();
	return Object.fromEntries(Tags.map(({Key = '', Value = ''}) => [Key, Value]));
}

const production = {tags: {env: 'production', team: 'network'}};
const staging = {tags: {env: 'staging', owner: ''}};

describe('the customer gateway that a run made', () => {
	it('gets the tags and the name that the document has now, loses what is pruned, and goes back', async () => {
		const document = fresh(production);
		const made = await converge(cloud, document);
		const id = made.results.get('site-gateway')?.id ?? '';
		const {site} = document;
		if (site.kind !== 'new') throw new Error('the site is another');
		const wanted = changed(document, {...staging, site: {...site, name: 'new-name'}});
		const before = await tagsOf(id);

		const plan = await planOn(cloud, wanted);
		const told = plan.comparison?.differences.filter(({what}) => what.endsWith(` of ${id}`));
		expect(told).toMatchObject([
			{field: 'site.name', what: `name of ${id}`, was: site.name, wanted: 'new-name', interrupts: {kind: 'nothing'}},
			{field: 'tags.env', what: `tag env of ${id}`, was: 'production', wanted: 'staging'},
			{field: 'tags.owner', what: `tag owner of ${id}`, was: '', wanted: '""'},
		]);
		expect(plan.comparison?.unspoken).toContainEqual(
			expect.objectContaining({what: `tag team of ${id}`, was: 'network', wanted: ''}),
		);
		const changes = await converge(cloud, wanted, {prune: true}, 'run-2');
		expect(await tagsOf(id)).toEqual({Name: 'new-name', env: 'staging', owner: '', 'tunnelwright:run': 'run-1'});
		const after = await planOn(cloud, wanted, {prune: true});
		expect([after.comparison?.differences, after.comparison?.notCompared, after.actions]).toEqual([[], [], []]);

		expect(new Set((await undo(cloud, changes)).map(({how}) => how))).toEqual(new Set(['put back']));
		expect(await tagsOf(id)).toEqual(before);
	});

	it('stops where somebody else has changed the tag since the plan', async () => {
		const document = fresh(production);
		const made = await converge(cloud, document);
		const id = made.results.get('site-gateway')?.id ?? '';
		const plan = await planOn(cloud, changed(document, staging));
		const action = plan.actions.find(({detail, title}) => title === 'change tags' && detail.endsWith(id));
		if (!action) throw new Error('nothing changes it');
		await ec2.send(new CreateTagsCommand({Resources: [id], Tags: [{Key: 'env', Value: 'test'}]}));
		const {signal} = new AbortController();
		const context = {plan, secrets: new Map(), results: new Map(), signal, runId: 'run-2'};
		await expect(cloud.perform(action, context)).rejects.toThrow(`Somebody else has changed env of ${id} meanwhile`);
		expect((await tagsOf(id)).env).toBe('test');
	});

	it('that another connection uses too is told with it, and left alone', async () => {
		const document = fresh(production);
		const made = await converge(cloud, document);
		const id = made.results.get('site-gateway')?.id ?? '';
		const second = await converge(
			cloud,
			changed(document, {...staging, name: 'second', cloudGateway: {kind: 'tgw', id: 'tgw-0c2d11f0'}}),
			{},
			'run-2',
		);
		const before = [await tagsOf(id), sandbox.requests.length] as const;
		const plan = await planOn(cloud, changed(document, staging));
		expect(plan.actions.filter(({detail}) => detail.includes(id))).toEqual([]);
		expect(plan.comparison?.notCompared).toContainEqual(
			expect.objectContaining({
				field: 'site.tags.env',
				why: `the tag env of ${id} is production, the document says staging; ${second.connectionId} uses it too, so that ${id} is left as it is`,
			}),
		);
		await converge(cloud, changed(document, staging), {prune: true}, 'run-3');
		expect(changingCalls(sandbox, before[1])).not.toEqual([]);
		expect(await tagsOf(id)).toEqual(before[0]);
	});
});

it('the virtual private gateway that a run made gets the tags that the document has now', async () => {
	const vpc = {region: 'eu-west-1', cloudGateway: {kind: 'new-vgw', vpcId: 'vpc-0261589c465ccb250'}};
	const document = fresh({...production, ...vpc});
	const made = await converge(cloud, document);
	const id = made.results.get('cloud-gateway')?.id ?? '';
	await converge(cloud, changed(document, staging), {prune: true}, 'run-2');
	expect(await tagsOf(id, 'eu-west-1')).toEqual({
		Name: document.name,
		env: 'staging',
		owner: '',
		'tunnelwright:run': 'run-1',
	});
});

it.each(['by its address', 'by its id'])(
	'a customer gateway that no run made, described %s, is never tagged',
	async how => {
		const document = fresh(production);
		const made = await converge(cloud, document);
		const id = made.results.get('site-gateway')?.id ?? '';
		// as if somebody else had made it
		await ec2.send(new DeleteTagsCommand({Resources: [id], Tags: [{Key: 'tunnelwright:run'}]}));
		const before = await tagsOf(id);
		const site = how === 'by its id' ? {kind: 'existing', id} : document.site;
		const wanted = changed(document, {...staging, site});
		const plan = await planOn(cloud, wanted, {prune: true});
		const told = plan.comparison?.notCompared.map(({why}) => why).join('\n') ?? '';
		if (how === 'by its id') expect(told).not.toContain(id);
		else expect(told).toContain(`no run of tunnelwright made it, so that ${id} is left as it is`);
		await converge(cloud, wanted, {prune: true}, 'run-2');
		expect(await tagsOf(id)).toEqual(before);
	},
);
