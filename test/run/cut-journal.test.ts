import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, expect, it} from 'vitest';
import {difference, type View} from '../torture/account-view.ts';
import {openWorld, type World} from '../torture/world.ts';

/*
 * What a user would lose: the knowledge that something still stands, and costs. A journal may be cut between two lines, or say of
 * what stands that it is gone: an undo says that nothing is left only after a look.
 */

const worlds: World[] = [];
afterEach(async () => {
	for (const world of worlds.splice(0)) await world.close();
});

const examples = ['aws-new-vgw', 'aws-vgw-bgp', 'tencent-vpc-static'] as const;
const isAws = (example: string) => example.startsWith('aws');
const isPropagation = (line: string) => /rtb-\w+ learns from/.test(line);

/** A world whose connection stands, with its view before that. */
async function applied(
	example: string,
): Promise<{readonly world: World; readonly before: View; readonly runId: string}> {
	const world = await openWorld(`examples/${example}.json`);
	worlds.push(world);
	const before = await world.view();
	expect(await world.run('apply', `examples/${example}.json`, '--yes')).toMatchObject({code: 0});
	const [run] = await world.runs();
	return {world, before, runId: run?.runId ?? ''};
}

function rewrite(world: World, change: (lines: readonly string[]) => readonly string[]): void {
	const [name, text] = world.files().find(([file]) => file.endsWith('.jsonl')) ?? ['', ''];
	const lines = change(text.trimEnd().split('\n'));
	writeFileSync(join(world.env.TUNNELWRIGHT_HOME ?? '', name), `${lines.join('\n')}\n`);
	expect(readFileSync(join(world.env.TUNNELWRIGHT_HOME ?? '', name), 'utf8')).not.toBe(text);
}

it.each(examples)('%s: of a journal that was cut after its plan, the cloud tells what the run made', async example => {
	const {world, before, runId} = await applied(example);
	const standing = await world.view();
	rewrite(world, lines => lines.slice(0, 1));
	const preview = await world.run('runs', 'undo', runId);
	expect(preview.text).not.toContain('nothing is left');
	const ended = await world.run('runs', 'undo', runId, '--yes');
	if (isAws(example)) {
		// its tag tells whose each thing is; that a gateway of others feeds a route table has no tag
		const left = difference(before, await world.view());
		expect(left.filter(line => !isPropagation(line))).toEqual([]);
		expect(ended.code).toBe(left.length > 0 ? 4 : 0);
		expect(ended.text).toContain(left.length > 0 ? 'still there: ' : `undone: nothing of the run ${runId} is left`);
		if (example === 'aws-new-vgw') expect(left).toEqual([]);
		return;
	}

	const [made] = [...standing.ids].filter(id => !before.ids.has(id) && id.startsWith('vpnx-'));
	expect(made).toBeDefined();
	expect(ended).toMatchObject({code: 4, text: expect.stringMatching(/still there: customer gateway cgw-/)});
	expect(ended.text).not.toContain('nothing of the run');
	expect(ended.text).toContain(made);
	expect(difference(standing, await world.view())).toEqual([]);
});

it.each(examples)('%s: a run that made nothing is undone with a look, and that says so', async example => {
	const {world, before, runId} = await applied(example);
	expect(await world.run('runs', 'undo', runId, '--yes')).toMatchObject({code: 0});
	rewrite(world, lines => lines.slice(0, 1));
	const ended = await world.run('runs', 'undo', runId, '--yes');
	expect(ended).toMatchObject({code: 0, text: expect.stringContaining(`nothing of the run ${runId} is left`)});
	expect(difference(before, await world.view())).toEqual([]);
});

it.each(examples)('%s: what a journal calls undone and stands is taken back after all', async example => {
	const {world, before, runId} = await applied(example);
	const [run] = await world.runs();
	const undone = [...(run?.results.keys() ?? [])].map(action =>
		JSON.stringify({v: 1, type: 'undone', at: Date.now(), action, how: 'deleted'}),
	);
	const finished = JSON.stringify({v: 1, type: 'undo-finished', at: Date.now()});
	rewrite(world, lines => [...lines, ...undone, finished]);
	const ended = await world.run('runs', 'undo', runId, '--yes');
	expect(ended.text).toMatch(/delete VPN (connection|tunnel): vpnx?-/);
	const left = difference(before, await world.view());
	// routes of the VPC have no mark: another may have made the same since, so that they are told of and left
	expect({code: ended.code, ids: [...(await world.view()).ids].sort()}).toEqual({
		code: left.length > 0 ? 4 : 0,
		ids: [...before.ids].sort(),
	});
	if (left.length > 0) expect(ended.text).toContain('still there: ');
	if (isAws(example)) expect(left.filter(line => !isPropagation(line))).toEqual([]);
	if (example === 'aws-new-vgw') expect(left).toEqual([]);
	const again = await world.run('runs', 'undo', runId, '--yes');
	expect(again).toMatchObject({code: 0, text: expect.stringContaining('was undone already')});
});
