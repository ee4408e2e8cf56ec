import type {Cloud} from '../../clouds/contract/cloud.ts';
import type {DeviceSide} from '../../connection/device-side.ts';
import type {HandoverFile, SiteFacts} from '../handover-file.ts';
import type {ChangedTunnel} from './tunnel-change.ts';
import type {WrittenDevice} from './written-device.ts';

/** What lists and questions need to know of a device. It is light: what makes the files is loaded when they are made. */
export interface Device {
	/** For `--device`, and for the folder's name: `strongswan`, `aws:cisco-csrv-ami-ios-12-4`. Lower case. */
	readonly id: string;
	/** What it is called, or who makes it: `strongSwan`, `Cisco Systems, Inc.`. */
	readonly name: string;
	/** Which versions and with what, or which of its maker's: stands beside the name. */
	readonly system: string;
	/** Whether tunnelwright writes the files itself, from what the connection really is. */
	readonly kind: 'recommended' | 'cloud sample';
	/** In one line of a list. */
	readonly title: string;
	/** Whom files were written for, as the page says it: `strongSwan`, `Cisco Systems, Inc. CSRv AMI`. */
	readonly product: string;
	/** What stands in a list in JSON, beside its id. */
	readonly listed: Readonly<Record<string, string>>;
	/** What the files depend on beside the connection itself: nothing else is asked for. */
	readonly asks: readonly (keyof SiteFacts)[];
	/** What makes its files. */
	readonly load: () => Promise<DeviceMaker>;
}

/** What a device's files are made from. */
interface Handover {
	/** What the device has to be told; it holds the keys. */
	readonly side: DeviceSide;
	/** What its owner said. */
	readonly site: SiteFacts;
	/** Where the connection stands. */
	readonly cloud: Cloud;
}

export interface DeviceMaker {
	/** The names of the files that would be made, as far as that is known before; none where they can't be. */
	fileNames(side: DeviceSide): readonly string[];
	/**
	 * Every file, the page of steps last.
	 * @throws UserError when the device does not speak what the cloud allows, or the cloud says what can't be; CloudError where it is asked
	 */
	make(handover: Handover, signal: AbortSignal): Promise<readonly HandoverFile[]>;
	/**
	 * What changes for one tunnel alone, its own page of steps last. Pure: no cloud is asked, for it may not have the new values yet.
	 * @throws UserError when the device does not speak what the cloud allows, or the cloud says what can't be
	 */
	change(changed: ChangedTunnel): readonly HandoverFile[];
}

/** A device that tunnelwright writes for, by what is its own. @param files its parts, loaded when they are needed */
export function ownDevice({
	id,
	name,
	system,
	files,
}: Pick<Device, 'id' | 'name' | 'system'> & {readonly files: () => Promise<WrittenDevice>}): Device {
	const title = `${name} ${system}`;
	return {
		id,
		name,
		system,
		kind: 'recommended',
		title,
		product: name,
		listed: {from: 'tunnelwright', title},
		asks: ['nat', 'prefer', 'siteRanges', 'cloudRanges'],
		async load() {
			const [{makerOf}, parts] = await Promise.all([import('./written-device.ts'), files()]);
			return makerOf(parts);
		},
	};
}
