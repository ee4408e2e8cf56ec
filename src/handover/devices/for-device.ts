import type {Cloud} from '../../clouds/contract/cloud.ts';
import type {DeviceKind, DeviceSide} from '../../connection/device-side.ts';
import type {ConnectionPlace} from '../../connection/place.ts';
import {printable} from '../../connection/printable.ts';
import {UserError} from '../../connection/user-error.ts';
import type {HandoverFile} from '../handover-file.ts';
import type {Device, Handover} from './device.ts';
import {ownDevices, sampleDevices} from './registry.ts';

/** What the device has to be told; it holds the keys. @throws UserError, CloudError */
export async function readSide(
	cloud: Cloud,
	{region, id}: Pick<ConnectionPlace, 'region' | 'id'>,
	signal: AbortSignal,
): Promise<DeviceSide> {
	if (!cloud.deviceSide) throw new UserError(`connections of ${cloud.title} can't be read for a device`);
	return cloud.deviceSide(region, id, signal);
}

/** The cloud's devices in the order to show them. @throws CloudError */
export async function readKinds(cloud: Cloud, region: string, signal: AbortSignal): Promise<readonly DeviceKind[]> {
	const kinds = (await cloud.devices?.(region, signal)) ?? [];
	return [...kinds].sort((a, b) => (a.slug < b.slug ? -1 : 1));
}

/** Every file for the device, the page of steps last. @throws UserError, CloudError */
export async function filesFor(
	device: Device,
	handover: Handover,
	signal: AbortSignal,
): Promise<readonly HandoverFile[]> {
	return (await device.load()).make(handover, signal);
}

/**
 * A device by its name, however that is written, or one of the cloud's by words that only its name holds. The cloud is asked only where none of
 * our own is meant. @throws UserError, CloudError
 */
export async function deviceNamed(name: string, cloud: Cloud, region: string, signal: AbortSignal): Promise<Device> {
	const own = ownDevices().find(({id}) => id === name.toLowerCase());
	if (own) return own;
	const samples = sampleDevices(await readKinds(cloud, region, signal));
	const exact = samples.find(({id}) => id === name);
	const found = exact ? [exact] : samples.filter(device => holdsWords(device, name));
	const [first, ...more] = found;
	if (first && more.length === 0) return first;
	throw new UserError(
		first
			? `"${printable(name, 60)}" could be ${found.length} devices of ${cloud.title}`
			: `${cloud.title} has no device "${printable(name, 60)}"`,
		{
			field: '--device',
			items: found.slice(0, 12).map(({id}) => id),
			mend: 'tunnelwright config --list-devices shows what there is',
		},
	);
}

/** Whether a device's name holds every one of the words. */
export function holdsWords({id, title}: Device, words: string): boolean {
	const text = `${id} ${title}`.toLowerCase();
	return (words.toLowerCase().match(/[^\s-]+/g) ?? []).every(word => text.includes(word));
}
