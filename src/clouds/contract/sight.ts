/* What a cloud says of one connection that is looked at alone: some calls each, so never in a loop over many. Types only. */
import type {CloudErrorInfo} from './cloud-error.ts';

/** What two ends agreed on, in the cloud's own spelling; a member is left out where the cloud does not say. */
export interface Negotiated {
	readonly ikeVersion?: string;
	readonly phase1Encryption?: string;
	readonly phase1Integrity?: string;
	readonly phase1DhGroup?: string;
	readonly phase2Encryption?: string;
	readonly phase2Integrity?: string;
	readonly phase2DhGroup?: string;
}

/** A tunnel, joined to its status by `key`. */
export interface TunnelSight {
	readonly key: string;
	/** Left out where nothing is negotiated, or the cloud does not tell. */
	readonly negotiated?: Negotiated;
	/** Why the cloud could not set the tunnel up, in its own words. Untrusted text. */
	readonly provisioningFailure?: string;
}

/** A way to the site as the cloud has it. */
export interface RouteSight {
	readonly destination: string;
	/** The table or gateway that it stands in: an id. */
	readonly table: string;
	readonly origin: 'static' | 'learned' | 'network';
	/** Whether traffic takes it. unknown: the cloud does not say. */
	readonly state: 'active' | 'not in use' | 'unknown';
	/** As the cloud spells its state. */
	readonly raw: string;
}

/** What could not be read, and why: it keeps nothing else back. */
export interface Unread {
	/** In words, for a sentence: `the negotiated algorithms`. */
	readonly what: string;
	readonly error: CloudErrorInfo;
}

/** What an account or a gateway says that explains an outage by itself: blocked, unpaid, expired, at its cap. */
export interface GatewayTrouble {
	/** The gateway's id. */
	readonly gateway: string;
	readonly kind: 'blocked' | 'unpaid' | 'expired' | 'not available' | 'at its cap';
	/** What the cloud said, quoted: `IsAddressBlocked: true`. */
	readonly quote: string;
}

/** How the gateways of a region are read beside the list of its connections: by themselves, and not each time. */
export interface GatewayReading {
	/** How many looks had a good answer so far. */
	readonly reads: number;
	/** How old the newest of them is, ms, by a clock that does not count a machine's sleep; left out before the first. */
	readonly ageMs?: number;
	/** Why the latest look had none, or not of all of them. */
	readonly error?: CloudErrorInfo;
}

export interface ConnectionSight {
	/** When it was read, ms since the epoch. */
	readonly at: number;
	readonly tunnels: readonly TunnelSight[];
	/** Ways to the site that stand in the cloud; undefined where they could not be read. */
	readonly routes: readonly RouteSight[] | undefined;
	/** Route tables into which the gateway does not propagate what it learns; undefined where nobody knows. */
	readonly notPropagated: readonly string[] | undefined;
	readonly gateways: readonly GatewayTrouble[];
	readonly unread: readonly Unread[];
}

/** A line of the cloud's own log of a tunnel. */
export interface CloudLogLine {
	/** Ms since the epoch. */
	readonly at: number;
	/** The tunnel's key, where the line names it. */
	readonly tunnel?: string;
	readonly kind: 'ike' | 'bgp' | 'route';
	/** Untrusted text; never with a key. */
	readonly text: string;
}

/** The logs of a connection's tunnels. off: the cloud keeps none; it says how they are switched on, by which command of its own tool, and what that costs. */
export type CloudLog =
	| {
			readonly state: 'read';
			/** Oldest first. */
			readonly lines: readonly CloudLogLine[];
			/** There are more, older ones. */
			readonly isCut: boolean;
			/** What of it is not in the lines, in words: a tunnel whose log is off, a group that may not be read. From its silence nothing follows. */
			readonly lacks?: readonly string[];
	  }
	| {readonly state: 'off'; readonly says: string; readonly command?: string; readonly costs?: string}
	| {readonly state: 'unread'; readonly error: CloudErrorInfo};

/** A span of time, ms since the epoch. */
export interface TrafficSpan {
	readonly from: number;
	readonly to: number;
}

/** Traffic as the cloud counts it. */
export interface Traffic {
	/** How long one point is, seconds. */
	readonly stepSeconds: number;
	/** Where it was read, for people: `CloudWatch AWS/VPN`. */
	readonly source: string;
	/** By tunnel where the cloud counts so, else one for the connection. Oldest first; times without a point are not known. */
	readonly series: readonly {
		/** The tunnel's key; undefined: of the whole connection. */
		readonly tunnel?: string;
		/** Seen from the cloud: `in` comes from the site. */
		readonly direction: 'in' | 'out';
		readonly points: readonly {readonly at: number; readonly bytesPerSecond: number}[];
	}[];
	/** The share of lost packets, 0 to 1, where the cloud counts them. */
	readonly lostShare?: readonly {readonly at: number; readonly share: number}[];
	/** What it does not prove, in words. */
	readonly note?: string;
}
