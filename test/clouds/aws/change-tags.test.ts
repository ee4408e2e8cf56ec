import {CreateTagsCommand, DescribeTagsCommand, EC2Client} from '@aws-sdk/client-ec2';
import {afterEach, expect, it} from 'vitest';
import {isAws} from '../../../src/clouds/aws/own-document.ts';
import type {Cloud} from '../../../src/clouds/contract/cloud.ts';
import {awsAdministrator} from '../../../src/sandbox/aws-keys.ts';
import type {Sandbox} from '../../../src/sandbox/sandbox.ts';
import {converge, planOn, undo} from './converge.ts';
import {saidOtherwise as changed, freshDocument as fresh} from './documents.ts';
import {withFreshAws} from './fresh-aws.ts';

/* What a user would lose: a tag that is called like a member of every object, or that holds what can't be shown: it is changed, taken away and put back as others are. */

let cloud: Cloud;
let sandbox: Sandbox;
let ec2: EC2Client;
withFreshAws(world => {
	({cloud, sandbox} = world);
	const endpoint = sandbox.endpoints.ec2;
	ec2 = new EC2Client({endpoint, region: 'eu-central-1', credentials: awsAdministrator, maxAttempts: 1});
});
afterEach(() => ec2.destroy());

const inherited = ['constructor', 'toString', '__proto__', 'hasOwnProperty'];
const unseen = {tab: 'a\tb', zero: 'Team\u200B Network', bidi: 'a\u202Eb', control: '\u009B31m', 'k\u200Bey': 'x'};

async function setTags(id: string, tags: Readonly<Record<string, string>>) {
	const Tags = Object.entries(tags).map(([Key, Value]) => ({Key, Value}));
	await ec2.send(new CreateTagsCommand({Resources: [id], Tags}));
}

async function tagsOf(id: string): Promise<readonly (string | undefined)[]> {
	const {Tags = []} = await ec2.send(new DescribeTagsCommand({Filters: [{Name: 'resource-id', Values: [id]}]}));
	return Tags.map(({Key}) => Key).filter(key => key !== 'Name' && key !== 'tunnelwright:run');
}

it('tags called like a member of every object that somebody has set go with --prune, and come back with its undo', async () => {
	const tags = Object.fromEntries(inherited.map(key => [key, '1']));
	const document = fresh();
	const {connectionId: id} = await converge(cloud, document);
	await setTags(id, tags);
	const made = await converge(cloud, document, {prune: true});
	expect(await tagsOf(id)).toEqual([]);
	const ends = await undo(cloud, made);
	expect(ends.map(({how}) => how)).toEqual(['put back']);
	const {Tags = []} = await ec2.send(new DescribeTagsCommand({Filters: [{Name: 'resource-id', Values: [id]}]}));
	const stands = new Map(Tags.map(({Key, Value}) => [Key, Value]));
	for (const [key, value] of Object.entries(tags)) expect([key, stands.get(key)]).toEqual([key, value]);
});

it('tags of what can’t be shown are named, and stay, also with --prune', async () => {
	const document = fresh();
	const {connectionId: id} = await converge(cloud, document);
	await setTags(id, {...unseen, plain: '1'});
	const {plan} = await converge(cloud, document, {prune: true});
	expect(plan.comparison?.notCompared.map(({field}) => field)).toEqual(
		expect.arrayContaining(['tags.tab', 'tags.zero', 'tags.bidi', 'tags.control', 'tags.k\\u200bey']),
	);
	expect(await tagsOf(id)).toEqual(Object.keys(unseen));
});

it('one of what can’t be shown that a document names is changed, and put back just as it was', async () => {
	const document = fresh();
	const {connectionId: id} = await converge(cloud, document);
	await setTags(id, unseen);
	const named = Object.fromEntries(Object.keys(unseen).map(key => [key, 'plain']));
	const made = await converge(cloud, changed(document, {tags: named}));
	// the customer gateway that was made with it has its tags too
	expect((await undo(cloud, made)).map(({how}) => how)).toEqual(['put back', 'put back']);
	const {Tags = []} = await ec2.send(new DescribeTagsCommand({Filters: [{Name: 'resource-id', Values: [id]}]}));
	expect(Object.fromEntries(Tags.map(({Key = '', Value}) => [Key, Value]))).toMatchObject(unseen);
});

it.each(['vgw-9a4cacf3', 'tgw-0c2d11f0'])('on %s, tags called like a member of every object are added', async id => {
	const document = fresh({cloudGateway: {kind: id.slice(0, 3), id}});
	const {connectionId} = await converge(cloud, document);
	const wanted = changed(document, {tags: {constructor: 'ACME', toString: 'x', valueOf: ''}});
	await converge(cloud, wanted);
	expect(await tagsOf(connectionId)).toEqual(['constructor', 'toString', 'valueOf']);
	const after = await planOn(cloud, wanted, {prune: true});
	expect([after.comparison?.differences, after.comparison?.missing, after.actions]).toEqual([[], [], []]);
});

it('what can’t be shown is told by its escapes, and is no difference where nobody has changed it', async () => {
	const document = fresh();
	const {connectionId: id} = await converge(cloud, document);
	await setTags(id, {...unseen, Name: 'Head\u200B office'});
	const {signal} = new AbortController();
	const read = (await cloud.readBack?.(document.region, id, signal, true))?.document;
	if (!read || !isAws(read)) throw new Error('it is not read back');
	const plan = await planOn(cloud, read, {connectionId: id, prune: true});
	expect([plan.comparison?.differences, plan.actions]).toEqual([[], []]);
	const other = await planOn(cloud, changed(read, {tags: {...unseen, zero: 'Team Network'}}), {connectionId: id});
	expect(other.comparison?.differences).toMatchObject([
		{what: 'tag zero', was: 'Team\\u200b Network', wanted: 'Team Network'},
	]);
	const renamed = changed(read, {name: 'Office', tags: {}});
	await converge(cloud, renamed, {connectionId: id, prune: true});
	expect((await planOn(cloud, renamed, {connectionId: id, prune: true})).actions).toEqual([]);
});

it('each call names the tags that it touches, and no others', async () => {
	const document = fresh();
	const {connectionId: id} = await converge(cloud, document);
	await setTags(id, {gone: '1', other: '1'});
	const wanted = changed(document, {tags: {fresh: '1', other: '2'}});
	const made = await converge(cloud, wanted, {prune: true});
	const ofIt = made.plan.actions.filter(({change, detail}) => change && detail.endsWith(id));
	const said = ofIt.map(({title, detail}) => `${title}: ${detail}`);
	expect(said).toEqual([`add tags: fresh of ${id}`, `change tags: other of ${id}`, `remove tags: gone of ${id}`]);
	expect((await undo(cloud, made)).map(({step}) => step.detail).filter(detail => detail.endsWith(id))).toEqual([
		`gone of ${id}`,
		`other of ${id}`,
		`fresh of ${id}`,
	]);
});
