import type {DeviceSide} from '../../../src/connection/device-side.ts';
import {files as libreswan} from '../../../src/handover/devices/libreswan/files.ts';
import {files as strongswan} from '../../../src/handover/devices/strongswan/files.ts';
import type {ChangedTunnel} from '../../../src/handover/devices/tunnel-change.ts';
import {filesOf, makerOf} from '../../../src/handover/devices/written-device.ts';
import type {HandoverFile, SiteFacts} from '../../../src/handover/handover-file.ts';

/* What Linux devices are handed, without waiting for it. */

const devices = {strongswan, libreswan};
export type LinuxDevice = keyof typeof devices;

export function deviceFiles(device: LinuxDevice, side: DeviceSide, site: SiteFacts): readonly HandoverFile[] {
	return filesOf(devices[device], side, site);
}

/** Those of a change of one tunnel. */
export function changedFiles(device: LinuxDevice, changed: ChangedTunnel): readonly HandoverFile[] {
	return makerOf(devices[device]).change(changed);
}
