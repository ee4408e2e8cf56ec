import type {DeviceSide} from '../connection/device-side.ts';
import type {ConnectionPlace} from '../connection/place.ts';
import type {Device} from '../handover/devices/device.ts';
import {formatsOf} from '../handover/formats/registry.ts';
import type {SiteFacts} from '../handover/handover-file.ts';
import {type Folder, type HandedOver, handOver} from './hand-over.ts';
import type {Clouds} from './open-session.ts';

/** What a connection that stands is handed over as. */
export interface Target {
	/** For people: `strongSwan`, `terraform`. */
	readonly title: string;
	/** Of the files that would be written, as far as that is known before. */
	fileNames(): Promise<readonly string[]>;
	/** Writes them, all or none. @throws UserError, CloudError */
	write(folder: Folder, site: SiteFacts, signal: AbortSignal): Promise<HandedOver>;
}

/** Files for a device. @param side what was read of the connection; it holds the keys */
export function deviceTarget(clouds: Clouds, place: ConnectionPlace, device: Device, side: DeviceSide): Target {
	return {
		title: device.product,
		fileNames: async () => (await device.load()).fileNames(side),
		write: (folder, site, signal) => handOver(clouds, {place, device, side, site}, folder, signal),
	};
}

/** The connection as code. */
export function codeTarget(clouds: Clouds, place: ConnectionPlace, format: string): Target {
	return {
		title: format,
		fileNames: async () => formatsOf(place.cloud).flatMap(({id, file}) => (id === format ? [file] : [])),
		async write(folder, _site, signal) {
			const {exportCode, writeCode} = await import('./export.ts');
			const exported = await exportCode(clouds, {place}, format, signal);
			return {...(await writeCode(exported, folder)), steps: exported.steps ?? ''};
		},
	};
}
