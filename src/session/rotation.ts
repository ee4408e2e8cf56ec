import type {Deed, TunnelName} from '../clouds/contract/cloud.ts';
import type {KeySource} from '../connection/document.ts';
import type {ConnectionPlace} from '../connection/place.ts';
import type {Device} from '../handover/devices/device.ts';
import type {RunEvent} from '../run/run-event.ts';
import type {Folder, HandedOver, SiteFacts} from './hand-over.ts';

/*
 * What renewing keys is asked for, and what it tells: what the command and the wizard's screen have in common. Types only.
 */

export type RenewKeys = Extract<Deed, {readonly kind: 'renew-keys'}>;

/** Where the device's new files go: one folder for all of them, a file and a page of steps for each tunnel. */
export interface RotationFiles {
	readonly device: Device;
	readonly site: SiteFacts;
	readonly folder: Folder;
}

/** What renewing keys is asked for. */
export interface Rotation {
	readonly place: ConnectionPlace;
	/** As people count; left out: every tunnel of the connection. */
	readonly tunnels?: readonly number[];
	/** Where each key comes from, in the order of `tunnels`, or one for all of them; left out: made fresh. */
	readonly keys?: readonly KeySource[];
	/** The cloud makes the keys and keeps them itself: nobody else sees them. */
	readonly keptByCloud?: boolean;
	/** Each tunnel is waited for until it carries nothing. */
	readonly drain: boolean;
	/** A tunnel is changed though the other is not UP. */
	readonly evenIfDown?: boolean;
	/** Left out: no files are written, and the device gets its key in another way. */
	readonly files?: RotationFiles;
}

/**
 * What became of a change of a key that a run which broke off had sent. Where the cloud does not show the key that it took, the files that were written
 * for it before hold it, and are left alone.
 */
export type EarlierChange = 'carried out' | 'carried out, with a key that is not shown' | 'not carried out';

/**
 * What renewing keys tells while it goes on, beside what any run does (`action-waiting` says what is waited for). Of each tunnel, in this order:
 * `action-started`, `key-ready`, `files-written` where files were asked for, then the waits for the traffic, `action-done`. No key is in any of them.
 */
export type RotationEvent =
	| RunEvent
	/** A key has to be typed first, elsewhere: nothing has been begun. */
	| {readonly type: 'key-wanted'; readonly field: string}
	| {
			readonly type: 'key-ready';
			readonly action: string;
			readonly tunnel: TunnelName;
			/** `cloud`: the cloud makes it, or shows the one that it has. */
			readonly from: KeySource['from'] | 'cloud';
			/** Set where a run goes on that had sent this change before: the key is the one that stands then, or another one than in the files of before. */
			readonly earlier?: EarlierChange;
	  }
	/** The device's new files for one tunnel stand in the folder. The cloud gets their key next, or has it where it was carried out earlier. */
	| {
			readonly type: 'files-written';
			readonly action: string;
			readonly tunnel: TunnelName;
			readonly files: HandedOver;
	  };
