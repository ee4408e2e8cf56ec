import {readFileSync} from 'node:fs';
import path from 'node:path';
import {createAwsCloud} from '../../src/clouds/aws/aws-cloud.ts';
import {createTencentCloud} from '../../src/clouds/tencent/tencent-cloud.ts';
import type {Deed} from './deeds.ts';
import {newKeys, type World} from './world.ts';

/** The pair of the sandbox: while the key of the one in use is changed, its traffic goes by the standby. */
const pair = {inUse: 'vpnx-df9oztok', standby: 'vpnx-eal8tpn2'} as const;

/** The folder of the device's new files. */
const folderOf = ({env}: World) => path.join(env.TUNNELWRIGHT_HOME ?? '', 'office');

/**
 * The keys of a connection that stands are renewed, one tunnel after the other, and the device's files written: one key is made here, which is lost
 * with the process that made it, the other is read from the environment.
 * @param standing makes the connection of a document stand
 */
export function renewsKeys(file: string, standing: (world: World) => Promise<void>): Deed {
	const {cloud, region, name, routing} = JSON.parse(readFileSync(file, 'utf8'));
	const isOfPair = cloud === 'tencent' && routing.mode === 'static';
	const sources = cloud === 'aws' ? ['generated', env(0)] : [isOfPair ? 'generated' : env(0)];
	const call = cloud === 'aws' ? 'ModifyVpnTunnelOptions' : 'ModifyVpnConnectionAttribute';
	const ids = new WeakMap<World, string>();
	const before = new WeakMap<World, readonly string[]>();
	const idIn = (world: World) => ids.get(world) ?? '';
	const sent = ({sandbox}: World) =>
		sandbox.requests.filter(({action, dryRun, code}) => action === call && !dryRun && code === '').length;

	/** The keys that stand at the cloud; past the gate, so that nothing is counted. */
	async function keysOf(world: World): Promise<readonly string[]> {
		const open = cloud === 'aws' ? createAwsCloud : createTencentCloud;
		const own = open({env: {...world.sandbox.env}, sandbox: true});
		const side = await own.deviceSide?.(region, idIn(world), new AbortController().signal);
		own.close();
		return (side?.tunnels ?? []).map(({key}) => (key.from === 'cloud' ? key.key.reveal() : ''));
	}

	return {
		what: 'renews keys',
		canBeUndone: false,
		async prepare(world) {
			if (isOfPair) {
				world.sandbox.setTunnel(pair.standby, 0, 'UP');
				await world.forget();
				ids.set(world, pair.inUse);
			} else {
				await standing(world);
				const found = await world.run('status', '--cloud', cloud, '--region', region, '--json');
				const {connections} = JSON.parse(found.text);
				ids.set(world, connections.find((one: {name: string}) => one.name === name)?.id ?? '');
			}

			before.set(world, await keysOf(world));
		},
		args: async world => [
			...['rotate-keys', idIn(world), '--cloud', cloud, '--region', region],
			...sources.flatMap(source => ['--key', source]),
			...['--device', 'strongswan', '--out', folderOf(world), '--no-drain', '--yes'],
		],
		/** Each tunnel has got another key, once; the device has it in a file, and no journal holds one. */
		async ended(world, wrong) {
			const old = before.get(world) ?? [];
			const keys = await keysOf(world);
			if (keys.length !== sources.length) wrong.push(`${keys.length} tunnels show a key, not ${sources.length}`);
			if (sent(world) !== sources.length) wrong.push(`${sent(world)} changes of ${sources.length} tunnels`);
			if (keys.some(key => old.includes(key))) wrong.push('a tunnel has its old key');
			const files = world.files();
			const texts = files.filter(([name]) => name.startsWith('office')).map(([, text]) => text);
			for (const [index, key] of keys.entries())
				if (!texts.some(text => text.includes(Buffer.from(key).toString('base64'))))
					wrong.push(`no file has the key of tunnel ${index + 1}`);
			for (const [name, journal] of files.filter(([name]) => name.endsWith('.jsonl')))
				if ([...old, ...keys].some(key => journal.includes(key))) wrong.push(`${name} holds a key`);
		},
	};
}

function env(index: number): string {
	return `env:${Object.keys(newKeys)[index]}`;
}
