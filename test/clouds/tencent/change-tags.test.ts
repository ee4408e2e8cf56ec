import {afterEach, beforeEach, expect, it} from 'vitest';
import {fromTencentRequest} from '../../../src/clouds/tencent/import/from-request.ts';
import {begin, converge, documentOf, planOf, takeBack, tunnelIn, type World} from './change-run.ts';

/* What a user would lose: a tag that is called like a member of every object, that holds what can't be shown, or that is wider than a line. */

let world: World;
beforeEach(async () => {
	world = await begin();
});
afterEach(() => world.close());

const id = 'vpnx-cjkgz001';
const odd = {constructor: '1', toString: '', wide: '网'.repeat(200)};

it('such tags are added, are no difference then, go with --prune, and come back with its undo', async () => {
	const {cloud} = world;
	const document = await documentOf(cloud, id);
	await converge(cloud, {...document, tags: {...document.tags, ...odd}});
	const read = await documentOf(cloud, id);
	expect(read.tags).toEqual({...document.tags, ...odd});
	expect((await planOf(cloud, read, {prune: true})).actions).toEqual([]);
	const {plan, results, runId} = await converge(cloud, document, {prune: true});
	expect((await documentOf(cloud, id)).tags).toEqual(document.tags);
	expect(Object.values(await takeBack(cloud, {plan, results, runId}))).toEqual(['put back']);
	expect((await documentOf(cloud, id)).tags).toEqual(read.tags);
});

it('what can’t be shown is told by its escapes, is in no import, and stays, also with --prune', async () => {
	const {cloud} = world;
	const document = await documentOf(cloud, id);
	const unseen = {filler: 'a\u3164b', 'k\u3164': 'x'};
	await converge(cloud, {...document, tags: {...document.tags, ...unseen}});
	expect((await documentOf(cloud, id)).tags).toEqual(document.tags);
	const plan = await planOf(cloud, document, {prune: true});
	expect(plan.actions).toEqual([]);
	expect(plan.comparison?.notCompared.map(({field}) => field)).toEqual(
		expect.arrayContaining(['tags.filler', 'tags.k\\u3164']),
	);
	const other = await planOf(cloud, {...document, tags: {...document.tags, filler: 'ab'}});
	expect(other.comparison?.differences).toMatchObject([{what: 'tag filler', was: 'a\\u3164b', wanted: 'ab'}]);
});

it('a tunnel that is called like a member of every object is called so', async () => {
	const {cloud} = world;
	await converge(cloud, {...(await documentOf(cloud, id)), name: 'constructor'});
	expect((await tunnelIn(cloud, id))?.settings?.name).toBe('constructor');
});

it('a tag that no document can hold is left out of an import, and that is said', () => {
	const request = {
		VpnGatewayId: 'vpngw-1w9tue3d',
		VpcId: 'vpc-gapcv96p',
		CustomerGatewayId: 'cgw-qa9sxpy7',
		VpnConnectionName: 'office',
		RouteType: 'StaticRoute',
		Tags: [
			{Key: '__proto__', Value: 'v'},
			{Key: 'team', Value: 'net'},
		],
	};
	const {document, leftOut} = fromTencentRequest(request, 'ap-guangzhou');
	expect(document.tags).toEqual({team: 'net'});
	expect(leftOut).toMatchObject([{field: 'Tags[0]', why: 'a document can’t hold a tag __proto__', stays: true}]);
});
