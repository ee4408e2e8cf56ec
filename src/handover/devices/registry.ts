import type {DeviceKind} from '../../connection/device-side.ts';
import {sampleAsks, sampleOf} from './cloud-sample/device.ts';
import type {Device} from './device.ts';
import {libreswan} from './libreswan/device.ts';
import {strongswan} from './strongswan/device.ts';

/** Each in a folder of its own, which nobody else names; the one that is recommended first comes first. */
const registered: Device[] = [strongswan, libreswan];

/** The devices that tunnelwright itself writes for, in the order to show them. Never empty. */
export function ownDevices(): readonly Device[] {
	return registered;
}

/** The devices that a connection's cloud has samples for, in the cloud's order. */
export function sampleDevices(kinds: readonly DeviceKind[]): readonly Device[] {
	return kinds.map(sampleOf);
}

/** All that a connection can be handed over to: our own, then its cloud's. */
export function allDevices(kinds: readonly DeviceKind[]): readonly Device[] {
	return [...registered, ...sampleDevices(kinds)];
}

/** What the files of a device of this name depend on, be it one of our own or of a cloud's. */
export function asksOf(id: string): Device['asks'] {
	return registered.find(device => device.id === id)?.asks ?? sampleAsks;
}

/** Adds a device that is no part of the program; a test does so. @returns what takes it away again */
export function registerDevice(device: Device): () => void {
	registered.push(device);
	return () => {
		registered.splice(registered.indexOf(device), 1);
	};
}
