import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, expect, it} from 'vitest';
import type {UndoStep} from '../../src/clouds/contract/cloud.ts';
import {difference} from '../torture/account-view.ts';
import {deleteArguments, openWorld, type World} from '../torture/world.ts';

/*
 * What a user would lose: a connection of somebody else. A journal is a file; whatever it was edited to say, an undo takes back only
 * what the cloud itself shows to be the run's, and a deletion only the connection whose name was typed.
 */

const worlds: World[] = [];
afterEach(async () => {
	for (const world of worlds.splice(0)) await world.close();
});

async function applied(example: string): Promise<World> {
	const world = await openWorld(`examples/${example}.json`);
	worlds.push(world);
	expect(await world.run('apply', `examples/${example}.json`, '--yes')).toMatchObject({code: 0});
	return world;
}

/** Changes a line of the journal that has it. */
function edit(world: World, line: RegExp, change: (text: string) => string): void {
	// two that were begun in the same second have no order
	const journal = world
		.files()
		.find(([name, text]) => name.endsWith('.jsonl') && text.split('\n').some(each => line.test(each)));
	if (!journal) throw new Error('there is no journal');
	const path = join(world.env.TUNNELWRIGHT_HOME ?? '', journal[0]);
	const lines = readFileSync(path, 'utf8').split('\n');
	expect(lines.filter(text => line.test(text))).not.toEqual([]);
	writeFileSync(path, lines.map(text => (line.test(text) ? change(text) : text)).join('\n'));
}

const foreign = {
	'aws-vgw-static': {connection: 'vpn-40f41529'},
	'tencent-vpc-policy': {connection: 'vpnx-5p7vkch8'},
} as const;

async function someOther(world: World, own: string): Promise<string> {
	const {ids} = await world.view();
	const other = [...ids].find(id => id !== own && /^vpnx?-/.test(id));
	if (!other) throw new Error('the sandbox has no other connection');
	return other;
}

it.each(Object.keys(foreign))('%s: an undo leaves the connection that an edited journal names', async example => {
	const world = await applied(example);
	const [run] = await world.runs();
	const own = run?.results.get('connection')?.id ?? '';
	const other = await someOther(world, own);
	edit(world, /"type":"done".*"action":"connection"/, text => text.replaceAll(own, other));
	const ended = await world.run('runs', 'undo', run?.runId ?? '', '--yes', '--json');
	expect(ended.code).toBe(3);
	expect(JSON.parse(ended.text.slice(0, ended.text.lastIndexOf('}') + 1))).toMatchObject({
		kept: expect.arrayContaining([
			expect.objectContaining({
				detail: other,
				why: expect.stringMatching(/does not carry the tag|made by another run|is not what the run planned/),
			}),
		]),
	});
	expect((await world.view()).ids).toContain(other);
});

it.each(['aws-vgw-new-site', 'tencent-vpc-static'])(
	'%s: routes of a connection that is not the run’s stay too, and so does the customer gateway',
	async example => {
		const world = await applied(example);
		const [run] = await world.runs();
		for (const name of ['connection', 'site-gateway']) {
			const own = run?.results.get(name)?.id;
			if (!own || run?.results.get(name)?.existed) continue;
			const {ids} = await world.view();
			const other = [...ids].find(id => id !== own && id.startsWith(own.split('-')[0] ?? own));
			if (!other) continue;
			edit(world, new RegExp(`"type":"done".*"action":"${name}"`), text => text.replaceAll(own, other));
		}

		const before = await world.view();
		const ended = await world.run('runs', 'undo', run?.runId ?? '', '--yes');
		expect(ended.code).toBe(3);
		expect(ended.text).toContain('stays: ');
		expect([...(await world.view()).ids].sort()).toEqual([...before.ids].sort());
	},
);

it.each(Object.keys(foreign))(
	'%s: a deletion that is finished deletes only what its name was typed for',
	async example => {
		const world = await applied(example);
		const [run] = await world.runs();
		const own = run?.connectionId ?? '';
		const other = await someOther(world, own);
		const args = await deleteArguments(world);
		// killed once it has written down what it will delete
		expect(await world.start(args, '1:after').ended).toMatchObject({code: null});
		const [begun] = await world.deletes();
		if (!begun) throw new Error('the deletion was not begun');
		for (const change of [
			(text: string) => text.replaceAll(`"VpnConnectionId":"${own}"`, `"VpnConnectionId":"${other}"`),
			(text: string) =>
				text.replaceAll(`"VpnConnectionId":"${other}"`, `"VpnConnectionId":"${own}"`).replaceAll(own, other),
		]) {
			edit(world, /"type":"begin-delete"/, change);
			const ended = await world.run('runs', 'resume', begun.runId, '--yes');
			expect(ended.code).toBe(3);
			expect(ended.text).toContain('this deletion is not of');
			expect((await world.view()).ids).toContain(other);
		}
	},
);

/** A connection whose deletion was killed when it had written down what it will delete. */
async function begunDeletion(example: string, rename?: object) {
	const world = await openWorld(`examples/${example}.json`);
	worlds.push(world);
	if (rename) {
		const file = join(world.env.TUNNELWRIGHT_HOME ?? '', 'other.json');
		const document = JSON.parse(readFileSync(`examples/${example}.json`, 'utf8'));
		writeFileSync(file, JSON.stringify({...document, ...rename}));
		expect(await world.run('apply', file, '--yes')).toMatchObject({code: 0});
	}

	const others = await world.view();
	expect(await world.run('apply', `examples/${example}.json`, '--yes')).toMatchObject({code: 0});
	const own = (await world.runs()).find(({connectionId}) => !others.ids.has(connectionId ?? ''));
	const {name = '', cloud = '', region = ''} = own?.plan ?? {};
	const where = ['--cloud', cloud, '--region', region, '--confirm', name];
	expect(await world.start(['delete', own?.connectionId ?? '', ...where], '1:after').ended).toMatchObject({code: null});
	const [begun] = await world.deletes();
	if (!begun) throw new Error('the deletion was not begun');
	return {world, others, begun, resume: () => world.run('runs', 'resume', begun.runId, '--yes')};
}

/** Changes the steps that a deletion's journal tells. */
function editSteps(world: World, change: (steps: readonly UndoStep[]) => readonly UndoStep[]): void {
	edit(world, /"type":"begin-delete"/, text => {
		const entry = JSON.parse(text);
		return JSON.stringify({...entry, removal: {...entry.removal, steps: change(entry.removal.steps)}});
	});
}

const otherSite = {
	'tencent-vpc-static': {
		name: 'other-b',
		site: {kind: 'new', name: 'other-b', address: '198.51.100.91'},
		routing: {mode: 'static', prefixes: ['10.99.0.0/24']},
	},
	'aws-tgw-static': {
		name: 'other-b',
		site: {kind: 'new', name: 'other-b', address: '198.51.100.91', asn: 65091},
		routing: {mode: 'static', prefixes: ['10.99.0.0/24']},
	},
} as const;

it.each(['tencent-vpc-static', 'aws-tgw-static'] as const)(
	'%s: an edited deletion never takes the routes of another connection, and its own goes all the same',
	async example => {
		const {world, others, begun, resume} = await begunDeletion(example, otherSite[example]);
		const [other] = (await world.runs()).filter(({plan}) => plan.name === 'other-b');
		const attachment = [...(other?.results.values() ?? [])].find(({id}) => id.startsWith('tgw-attach-'))?.id ?? '';
		editSteps(world, steps =>
			steps
				.filter(({call}) => /Route/.test(call))
				.map(step => ({
					...step,
					parameters: {
						...step.parameters,
						...('Destinations' in step.parameters
							? {Destinations: ['10.99.0.0/24']}
							: {DestinationCidrBlock: '10.99.0.0/24', TransitGatewayAttachmentId: attachment}),
					},
				})),
		);
		const asked = await world.run('runs', 'resume', begun.runId);
		// what is shown is what the calls would take
		expect(asked.text).toContain('10.99.0.0/24');
		const ended = await resume();
		expect(ended).toMatchObject({code: 3, text: expect.stringContaining('nothing that goes with the connection')});
		expect(ended.text).toContain('deleted: ');
		expect(difference(others, await world.view())).toEqual([]);
	},
);

it.each(['tencent-vpc-static', 'aws-new-vgw'] as const)(
	'%s: no step and each step called done are no deletion: what stands goes, then it is said',
	async example => {
		for (const forge of ['no steps', 'all done'] as const) {
			const {world, others, begun, resume} = await begunDeletion(example);
			if (forge === 'no steps') editSteps(world, () => []);
			else
				edit(world, /"type":"begin-delete"/, text =>
					[
						text,
						...begun.removal.steps.map(({id}) =>
							JSON.stringify({v: 1, type: 'undone', at: Date.now(), action: id, how: 'deleted'}),
						),
					].join('\n'),
				);
			expect(await resume()).toMatchObject({code: 0, text: expect.stringContaining('deleted: ')});
			expect(difference(others, await world.view())).toEqual([]);
		}
	},
);

it('a call that is none of a deletion is refused', async () => {
	const {world, resume} = await begunDeletion('aws-vgw-new-site');
	const before = await world.view();
	editSteps(world, ([first]) => (first ? [{...first, call: 'DeleteVpc'}] : []));
	expect(await resume()).toMatchObject({code: 3, text: expect.stringContaining('DeleteVpc is no call of a deletion')});
	expect(difference(before, await world.view())).toEqual([]);
});

/** What an editor makes of the journal of a run that was killed while it made its connection. */
const nonsense: readonly (readonly [what: string, from: RegExp, to: string])[] = [
	['a call that is none', /"call":"CreateVpnConnection"/, '"call":"CreateVpnConnections"'],
	['a request that names no gateway', /"CustomerGatewayId":"[\w-]+"/, '"CustomerGatewayId":{"$result":"nothing"}'],
	['a request of another shape', /"CustomerGatewayId":"[\w-]+"/, '"CustomerGatewayId":[7]'],
	['a member that is nothing', /"CustomerGatewayId":"[\w-]+"/, '"CustomerGatewayId":null'],
	[
		'a member that nests without end',
		/"CustomerGatewayId":"[\w-]+"/,
		`"CustomerGatewayId":${'['.repeat(20_000)}${']'.repeat(20_000)}`,
	],
];

it.each(
	Object.keys(foreign).flatMap(example => nonsense.map(([what, from, to]) => [example, what, from, to] as const)),
)('%s: %s is told to whoever edited the journal, and is no bug of ours', async (example, _what, from, to) => {
	const world = await openWorld(`examples/${example}.json`);
	worlds.push(world);
	// begin, then three lines of the customer gateway
	expect(await world.start(['apply', `examples/${example}.json`, '--yes'], '1:after').ended).toMatchObject({
		code: null,
	});
	const [run] = await world.runs();
	edit(world, /"type":"begin"/, text => {
		expect(text).toMatch(from);
		return text.replace(from, to);
	});
	const ended = await world.run('runs', 'resume', run?.runId ?? '', '--yes');
	expect(ended.text).not.toContain('has a bug');
	expect([2, 3, 4]).toContain(ended.code);
});
