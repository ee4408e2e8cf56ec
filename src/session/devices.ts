import type {DeviceKind, DeviceSide} from '../connection/device-side.ts';
import type {ConnectionPlace, Place} from '../connection/place.ts';
import {printable} from '../connection/printable.ts';
import {UserError} from '../connection/user-error.ts';
import type {Device} from '../handover/devices/device.ts';
import {ownDevices, sampleDevices} from '../handover/devices/registry.ts';
import type {Clouds} from './open-session.ts';

type Reached = Pick<Clouds, 'cloud'>;

/** What a connection's device has to be told; it holds the keys. @throws UserError, CloudError */
export async function readDeviceSide(
	clouds: Reached,
	{cloud: id, region, id: connection}: ConnectionPlace,
	signal: AbortSignal,
): Promise<DeviceSide> {
	const cloud = await clouds.cloud(id, region);
	if (!cloud.deviceSide) throw new UserError(`connections of ${cloud.title} can't be read for a device`);
	return cloud.deviceSide(region, connection, signal);
}

/** The devices of a place's cloud, in the order to show them. @throws UserError, CloudError */
export async function readDevices(
	clouds: Reached,
	{cloud: id, region}: Place,
	signal: AbortSignal,
): Promise<readonly DeviceKind[]> {
	const cloud = await clouds.cloud(id, region);
	const kinds = (await cloud.devices?.(region, signal)) ?? [];
	return [...kinds].sort((a, b) => (a.slug < b.slug ? -1 : 1));
}

/**
 * A device by its name, however that is written, or one of the cloud's by words that only its name holds. The cloud is asked only where none of
 * our own is meant. @throws UserError, CloudError
 */
export async function findDevice(clouds: Reached, name: string, place: Place, signal: AbortSignal): Promise<Device> {
	const own = ownDevices().find(({id}) => id === name.toLowerCase());
	if (own) return own;
	const samples = sampleDevices(await readDevices(clouds, place, signal));
	const {title} = await clouds.cloud(place.cloud, place.region);
	const exact = samples.find(({id}) => id === name);
	const found = exact ? [exact] : samples.filter(device => holdsWords(device, name));
	const [first, ...more] = found;
	if (first && more.length === 0) return first;
	throw new UserError(
		first
			? `"${printable(name, 60)}" could be ${found.length} devices of ${title}`
			: `${title} has no device "${printable(name, 60)}"`,
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
