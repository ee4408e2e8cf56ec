import type {DeviceKind} from '../../../connection/device-side.ts';
import type {RoutingMode} from '../../../connection/document.ts';
import type {ConnectionPlace} from '../../../connection/place.ts';
import type {SiteFacts} from '../../../handover/handover-file.ts';
import type {Trouble} from '../../core/state.ts';
import type {handoverKinds} from './kinds.ts';

/** What it is handed over as: files for a device, or code. */
export interface HandoverChoice {
	readonly kind: keyof typeof handoverKinds;
	/** The device’s or the format’s name on the command line. */
	readonly id: string;
}

/** What the screen needs to know of the connection. It holds no key. */
export interface SideSeen {
	readonly routing: RoutingMode;
	/** Whether the connection names ranges of each side; those that it does not name are asked for. */
	readonly namesSite: boolean;
	readonly namesCloud: boolean;
	/** How many tunnels speak BGP: with two, one can be preferred. */
	readonly bgpTunnels: number;
	/** Where each key is to be got that the cloud does not show. */
	readonly keysElsewhere: readonly string[];
}

/** What was written, and what to do with it. It holds no key. */
export interface Written {
	/** For people: `strongSwan`, `Terraform`. */
	readonly title: string;
	/** As the screen shows it: `~/berlin-office-strongswan`. */
	readonly folder: string;
	readonly files: readonly {readonly name: string; readonly what: string}[];
	/** Names of files of an earlier writing that stand there as they were. */
	readonly left: readonly string[];
	/** What to do, in order; Markdown. */
	readonly steps: string;
}

/** What the hand-over wants done; each is answered by a `HandoverHeard`, `stop` by nothing. */
export type HandoverWant =
	| {readonly want: 'devices'; readonly place: ConnectionPlace}
	| {readonly want: 'side'; readonly place: ConnectionPlace}
	/** Looks at a folder. `fresh`: a free name of this kind is looked for. */
	| {
			readonly want: 'folder';
			readonly place: ConnectionPlace;
			readonly choice: HandoverChoice;
			readonly path: string;
			readonly fresh: boolean;
	  }
	| {
			readonly want: 'write';
			readonly place: ConnectionPlace;
			readonly choice: HandoverChoice;
			readonly site: SiteFacts;
			readonly path: string;
	  }
	/** Nobody waits any more; what was read, keys too, is forgotten. */
	| {readonly want: 'stop'};

export type HandoverHeard =
	| {readonly heard: 'devices'; readonly devices: readonly DeviceKind[]}
	| {readonly heard: 'devices-failed'; readonly trouble: Trouble}
	| {readonly heard: 'side'; readonly side: SideSeen}
	| {readonly heard: 'side-failed'; readonly trouble: Trouble}
	| {
			readonly heard: 'folder';
			/** The path that was asked about. */
			readonly asked: string;
			/** Another one where a free name was wanted. */
			readonly path: string;
			/** What is there: `will be made, for you alone`. */
			readonly says: string;
			/** Why nothing can be written there. */
			readonly problem?: string;
	  }
	| {readonly heard: 'written'; readonly written: Written}
	| {readonly heard: 'write-failed'; readonly trouble: Trouble};
