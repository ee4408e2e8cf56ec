import type {Cloud} from '../../clouds/contract/cloud.ts';
import type {DeviceKind, DeviceSide} from '../../connection/device-side.ts';
import {type OwnDevice, ownDevices} from '../../connection/handover-targets.ts';
import {printable} from '../../connection/printable.ts';
import {UserError} from '../../connection/user-error.ts';
import type {HandoverFile, SiteFacts} from '../handover-file.ts';
import {deviceFiles, sampleFileName, sampleFiles} from './device-files.ts';

/** Where a connection stands. */
export interface Place {
	readonly region: string;
	readonly id: string;
}

/** One that tunnelwright writes for, or one that the cloud has a ready configuration for. */
export type Device = {readonly own: OwnDevice} | {readonly kind: DeviceKind};

/** What the device has to be told; it holds the keys. @throws UserError, CloudError */
export async function readSide(cloud: Cloud, {region, id}: Place, signal: AbortSignal): Promise<DeviceSide> {
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
	{cloud, side, site}: {readonly cloud: Cloud; readonly side: DeviceSide; readonly site: SiteFacts},
	signal: AbortSignal,
): Promise<readonly HandoverFile[]> {
	if ('own' in device) return deviceFiles(device.own, side, site);
	if (!cloud.deviceSample) throw new UserError(`${cloud.title} has no ready configurations`);
	const sample = await cloud.deviceSample(side.region, side.id, device.kind, signal);
	return sampleFiles(device.kind, sample, side, site);
}

/** The names of the files that would be made, as far as that is known before. */
export function fileNames(device: Device, side: DeviceSide): readonly string[] {
	if ('kind' in device) return [sampleFileName(device.kind), 'STEPS.md'];
	try {
		return deviceFiles(device.own, side, {}).map(({name}) => name);
	} catch (error) {
		// why it can't be made is said when it is to be made
		if (error instanceof UserError) return [];
		throw error;
	}
}

/** A device by its whole name, or by words that only one device's name holds. @throws UserError */
export function deviceNamed(device: string, kinds: readonly DeviceKind[], cloud: Cloud): DeviceKind {
	const exact = kinds.find(kind => kind.slug === device);
	const found = exact ? [exact] : kinds.filter(kind => holdsWords(kind, device));
	const [first, ...more] = found;
	if (first && more.length === 0) return first;
	throw new UserError(
		first
			? `"${printable(device, 60)}" could be ${found.length} devices of ${cloud.title}`
			: `${cloud.title} has no device "${printable(device, 60)}"`,
		{
			field: '--device',
			items: found.slice(0, 12).map(kind => kind.slug),
			mend: 'tunnelwright config --list-devices shows what there is',
		},
	);
}

/** One of our own by its name, however it is written. */
export function ownNamed(device: string): OwnDevice | undefined {
	return ownDevices.find(({id}) => id === device.toLowerCase())?.id;
}

/** Whether a device's name holds every one of the words. */
export function holdsWords(
	{slug, vendor, platform, software}: Pick<DeviceKind, 'slug' | 'vendor' | 'platform' | 'software'>,
	words: string,
): boolean {
	const text = `${slug} ${vendor} ${platform} ${software}`.toLowerCase();
	return (words.toLowerCase().match(/[^\s-]+/g) ?? []).every(word => text.includes(word));
}
