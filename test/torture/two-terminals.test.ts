import {expect, it, onTestFinished} from 'vitest';
import {questions, WizardUser} from '../e2e/wizard-user.ts';
import {difference} from './account-view.ts';
import type {Verdict} from './gate.ts';
import {deleteArguments, openWorld, type World} from './world.ts';

/*
 * Two terminals, or one Enter too many: real processes, the first of which stands still in the middle of its work while the others
 * try the same. They must be told, and nothing may be there twice.
 */
async function worldOf(file: string): Promise<World> {
	const world = await openWorld(file);
	onTestFinished(() => world.close());
	return world;
}

/** The first request that comes once a line of this type stands in a journal is held until it is let go. */
function holdAfter(world: World, type: string) {
	let letGo = () => {};
	const released = new Promise<void>(resolve => {
		letGo = resolve;
	});
	const reached = new Promise<void>(resolve => {
		let held = false;
		world.gate.set({
			async before(): Promise<Verdict> {
				if (held || !world.files().some(([, text]) => text.includes(`"type":"${type}"`))) return 'pass';
				held = true;
				resolve();
				await released;
				return 'pass';
			},
		});
	});
	return {reached, letGo};
}

async function expectRefused(world: World, args: readonly string[], why: RegExp): Promise<void> {
	const ended = await world.start(args).ended;
	expect(ended.text).toMatch(why);
	expect(ended.code).toBe(3);
}

const nobodyAtWork = (world: World) => world.files().filter(([path]) => path.endsWith('.lock'));

it.each(['aws-new-vgw', 'tencent-vpc-static'])(
	'one document of %s, applied twice at once, then deleted twice',
	async name => {
		const file = `examples/${name}.json`;
		const world = await worldOf(file);
		const before = await world.view();
		const apply = ['apply', file, '--yes'];
		const making = holdAfter(world, 'intent');
		const first = world.start(apply);
		await making.reached;
		await expectRefused(world, apply, /at work on the connection between these gateways right now, in run \d/);
		making.letGo();
		expect(await first.ended).toMatchObject({code: 0});
		expect((await world.runs()).map(({state}) => state)).toEqual(['finished']);
		const after = await world.view();
		// pressed once more when all is there
		const again = await world.start(apply).ended;
		expect(again).toMatchObject({code: 0, text: expect.stringContaining('exists already')});
		expect(difference(after, await world.view())).toEqual([]);

		const args = await deleteArguments(world);
		const deleting = holdAfter(world, 'undo-intent');
		const firstDelete = world.start(args);
		await deleting.reached;
		const second = await world.start(args).ended;
		expect(second.text).toMatch(/was begun already and has not ended/);
		expect(second.code).toBe(3);
		const [deletion] = await world.deletes();
		await expectRefused(world, ['runs', 'resume', deletion?.runId ?? '', '--yes'], /is working on the run/);
		await expectRefused(world, apply, /is being deleted, in run \d/);
		deleting.letGo();
		expect(await firstDelete.ended).toMatchObject({code: 0});
		expect(difference(before, await world.view())).toEqual([]);
		expect(nobodyAtWork(world)).toEqual([]);
	},
);

it.each(['aws-vgw-new-site', 'tencent-vpc-static'])(
	'one document of %s, applied once more when its customer gateway stands and its connection does not',
	async name => {
		const file = `examples/${name}.json`;
		const world = await worldOf(file);
		const before = await world.view();
		const making = holdAfter(world, 'settled');
		const first = world.start(['apply', file, '--yes']);
		await making.reached;
		await expectRefused(world, ['apply', file, '--yes'], /at work on the connection between these gateways/);
		making.letGo();
		expect(await first.ended).toMatchObject({code: 0});
		const connections = ({things}: {readonly things: readonly string[]}) =>
			things.filter(thing => thing.startsWith('connection ')).length;
		expect(connections(await world.view())).toBe(connections(before) + 1);
		expect(nobodyAtWork(world)).toEqual([]);
	},
);

it('one run, resumed twice at once, then undone twice', async () => {
	const file = 'examples/aws-vgw-static.json';
	const world = await worldOf(file);
	const before = await world.view();
	await world.start(['apply', file, '--yes'], '6:before').ended;
	const [run] = await world.runs();
	const runId = run?.runId ?? '';
	const command = (name: string) => ['runs', name, runId, '--yes'];
	const resuming = holdAfter(world, 'resume');
	const first = world.start(command('resume'));
	await resuming.reached;
	for (const args of [command('resume'), command('undo'), ['runs', 'forget', runId]])
		await expectRefused(world, args, /is working on the run/);
	resuming.letGo();
	expect(await first.ended).toMatchObject({code: 0});
	const after = await world.view();
	expect(after.things.filter(thing => thing.startsWith('connection')).length).toBe(
		before.things.filter(thing => thing.startsWith('connection')).length + 1,
	);

	const undoing = holdAfter(world, 'undo-intent');
	const undo = world.start(command('undo'));
	await undoing.reached;
	await expectRefused(world, command('undo'), /is working on the run/);
	await expectRefused(world, await deleteArguments(world), /at work on the connection between these gateways/);
	const resumed = await world.start(command('resume')).ended;
	expect(resumed.text).toMatch(/is being undone|is working on the run/);
	expect(resumed.code).toBe(3);
	undoing.letGo();
	expect(await undo.ended).toMatchObject({code: 0});
	expect(difference(before, await world.view())).toEqual([]);
	expect(nobodyAtWork(world)).toEqual([]);
});

it('the wizard at its last Enter, while apply makes the same', async () => {
	const file = 'examples/aws-vgw-bgp.json';
	const world = await worldOf(file);
	const before = await world.view();
	expect(await world.run('profiles', 'import', file)).toMatchObject({code: 0});
	const [profile] = JSON.parse((await world.run('profiles', 'list', '--json')).text).profiles;
	const user = new WizardUser(['--profile', profile.name], {columns: 120, rows: 40, env: world.env});
	onTestFinished(user.opened.close);
	await user.enterUntil(questions.dryRun);
	await user.at(/checked \d+ · /);
	user.press('right');
	const text = await user.at(questions.confirm);
	await user.screen.type(/Type (\S+) and press/.exec(text)?.[1] ?? '');
	await user.at(/enter creates it/);

	const making = holdAfter(world, 'intent');
	const first = world.start(['apply', file, '--yes']);
	await making.reached;
	user.press('enter');
	await user.at(/at work on the connection between these/);
	making.letGo();
	expect(await first.ended).toMatchObject({code: 0});
	const connections = ({things}: {readonly things: readonly string[]}) =>
		things.filter(thing => thing.startsWith('connection ')).length;
	expect(connections(await world.view())).toBe(connections(before) + 1);
	expect(await world.runs()).toHaveLength(1);
});
