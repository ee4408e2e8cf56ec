import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, it} from 'vitest';
import {createAwsCloud} from '../../src/clouds/aws/aws-cloud.ts';
import type {Cloud, CloudOptions} from '../../src/clouds/contract/cloud.ts';
import {createTencentCloud} from '../../src/clouds/tencent/tencent-cloud.ts';
import {inTurns} from './in-turns.ts';
import {openWorld, type World} from './world.ts';

/*
 * What a user would lose: a tunnel that is interrupted twice, or whose key is at the cloud and in no file, after a renewal of keys that was killed at a
 * line of its journal and then resumed.
 */

interface Example {
	readonly file: string;
	readonly id: string;
	readonly region: string;
	/** The call that gives a tunnel its key, and how many tunnels there are. */
	readonly call: string;
	readonly tunnels: number;
	readonly open: (options: CloudOptions) => Cloud;
	/** A tunnel that carries the traffic meanwhile, and is DOWN at the start. */
	readonly standby?: string;
}

const aws: Example = {
	file: 'examples/aws-vgw-bgp.json',
	id: 'vpn-40f41529',
	region: 'eu-central-1',
	call: 'ModifyVpnTunnelOptions',
	tunnels: 2,
	open: createAwsCloud,
};
const tencent: Example = {
	file: 'examples/tencent-vpc-static.json',
	id: 'vpnx-df9oztok',
	region: 'ap-guangzhou',
	call: 'ModifyVpnConnectionAttribute',
	tunnels: 1,
	open: createTencentCloud,
	standby: 'vpnx-eal8tpn2',
};

const rotation = ({id, region}: Example, out: string) => [
	...['rotate-keys', id, '--region', region, '--no-drain', '--yes'],
	...['--device', 'strongswan', '--out', out],
];
const folder = (world: World) => path.join(world.env.TUNNELWRIGHT_HOME ?? '', 'office');

async function openFor({file, standby}: Example): Promise<World> {
	const world = await openWorld(file);
	if (standby) world.sandbox.setTunnel(standby, 0, 'UP');
	return world;
}

/** The keys that stand at the cloud. */
async function keysOf({sandbox}: World, {open, region, id}: Example): Promise<readonly string[]> {
	const cloud = open({env: sandbox.env, sandbox: true});
	const side = await cloud.deviceSide?.(region, id, new AbortController().signal);
	cloud.close();
	return (side?.tunnels ?? []).map(({key}) => (key.from === 'cloud' ? key.key.reveal() : ''));
}

const sent = ({sandbox}: World, {call}: Example) =>
	sandbox.requests.filter(({action, dryRun, code}) => action === call && !dryRun && code === '').length;

/** What is not as it must be once a renewal that was killed there has been finished. */
async function killed(example: Example, at: string): Promise<readonly string[]> {
	const world = await openFor(example);
	const wrong: string[] = [];
	try {
		const before = await keysOf(world, example);
		const {code, text} = await world.start(rotation(example, folder(world)), at).ended;
		if (code !== null) return [`${at}: it was not killed, but ended with ${code}: ${text}`];
		const [run] = await world.runs();
		const resumed = run
			? await world.run('runs', 'resume', run.runId, '--yes')
			: await world.run(...rotation(example, folder(world)));
		if (resumed.code !== 0) wrong.push(`${at}: it went on with ${resumed.code}: ${resumed.text}`);
		const keys = await keysOf(world, example);
		if (sent(world, example) !== example.tunnels)
			wrong.push(`${at}: ${sent(world, example)} changes of ${example.tunnels} tunnels`);
		if (keys.some(key => before.includes(key))) wrong.push(`${at}: a tunnel has its old key`);
		const files = readdirSync(folder(world))
			.map(name => readFileSync(path.join(folder(world), name), 'utf8'))
			.join('\n');
		for (const [index, key] of keys.entries())
			if (!files.includes(Buffer.from(key).toString('base64')))
				wrong.push(`${at}: no file has the key of tunnel ${index + 1}`);
		const journals = world.files().filter(([name]) => name.endsWith('.jsonl'));
		for (const [name, journal] of journals)
			for (const key of [...before, ...keys]) if (journal.includes(key)) wrong.push(`${at}: ${name} holds a key`);
	} catch (error) {
		wrong.push(`${at}: it threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
	} finally {
		await world.close();
	}

	return wrong;
}

/** How many lines the journal of a renewal has that nobody kills. */
async function linesOf(example: Example): Promise<number> {
	const world = await openFor(example);
	try {
		const {code, text} = await world.run(...rotation(example, folder(world)));
		if (code !== 0) throw new Error(text);
		return await world.journalLines();
	} finally {
		await world.close();
	}
}

it.each([aws, tencent])(
	'a renewal of the keys of $id that is killed at any line gives each tunnel its key once, and the device what stands',
	async example => {
		const lines = await linesOf(example);
		expect(lines).toBeGreaterThan(4);
		// what was done and is not written down yet is the hard case; with its last line it is over
		const points = Array.from({length: lines}, (_, index) => [
			`${index + 1}:before`,
			...(index % 3 === 1 && index + 1 < lines ? [`${index + 1}:after`] : []),
		]);
		const cases = points.flat().map(at => () => killed(example, at));
		expect((await inTurns(cases, 2)).flat()).toEqual([]);
	},
	300_000,
);
