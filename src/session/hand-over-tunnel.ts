import type {DeviceSide} from '../connection/device-side.ts';
import type {ConnectionPlace} from '../connection/place.ts';
import type {Secret} from '../connection/secret.ts';
import type {Device} from '../handover/devices/device.ts';
import {type ChangedPart, changedTunnel} from '../handover/devices/tunnel-change.ts';
import type {HandoverFile, SiteFacts} from '../handover/handover-file.ts';
import {readDeviceSide} from './devices.ts';
import {type Folder, type HandedOver, writeInto} from './hand-over.ts';
import type {Clouds} from './open-session.ts';

export type {ChangedPart} from '../handover/devices/tunnel-change.ts';

/** One tunnel of a connection that stands, and what of it the device is to be told anew. */
interface TunnelTask {
	readonly place: ConnectionPlace;
	readonly device: Device;
	readonly site: SiteFacts;
	/** The tunnel: its outside address at the cloud, or the id of a connection that is one tunnel (`TunnelName.key`). */
	readonly tunnel: string;
	readonly what: ChangedPart;
	/** New keys, by tunnel as above: the cloud may not have them yet. A tunnel that is not named keeps what the cloud has. */
	readonly keys?: ReadonlyMap<string, Secret>;
	/** The connection as it is to be, where it was read already or the cloud does not have its new algorithms yet. */
	readonly side?: DeviceSide;
}

/**
 * Writes what a device needs to have one tunnel changed, and nothing of its other tunnels: the files, for their owner alone, then the page of steps
 * (drain, change, check, bring back). They may lie in the folder of the whole connection. @throws UserError, CloudError
 */
export async function handOverTunnel(
	clouds: Clouds,
	task: TunnelTask,
	folder: Folder,
	signal: AbortSignal,
): Promise<HandedOver> {
	const {place} = task;
	const side = task.side ?? (await readDeviceSide(clouds, place, signal));
	const files = await tunnelFiles(task, side);
	const page = files.at(-1);
	if (typeof page?.content !== 'string') throw new Error('the page of steps comes last, and holds no key');
	const steps = clouds.here(page.content, place.cloud);
	const {files: written} = await writeInto([...files.slice(0, -1), {...page, content: steps}], folder, place.id);
	// what stands there of the whole connection still belongs to it
	return {files: written, left: [], steps};
}

/** The names of the files that would be written. @throws UserError where the device can't have it */
export async function tunnelFileNames(task: TunnelTask, side: DeviceSide): Promise<readonly string[]> {
	return (await tunnelFiles(task, side)).map(({name}) => name);
}

async function tunnelFiles(
	{device, site, tunnel, what, keys}: TunnelTask,
	side: DeviceSide,
): Promise<readonly HandoverFile[]> {
	const {change} = await device.load();
	return change(changedTunnel(withKeys(side, keys), tunnel, site, what));
}

/** A connection with keys that the cloud may not have yet. */
function withKeys(side: DeviceSide, keys: ReadonlyMap<string, Secret> = new Map()): DeviceSide {
	const tunnels = side.tunnels.map(tunnel => {
		const key = keys.get(tunnel.cloudAddress) ?? (side.tunnels.length === 1 ? keys.get(side.id) : undefined);
		return key ? {...tunnel, key: {from: 'cloud', key} as const} : tunnel;
	});
	return {...side, tunnels};
}
