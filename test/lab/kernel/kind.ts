import type {ChangedPart} from '../../../src/session/hand-over-tunnel.ts';

/** A tunnel of the connection, or the one of that beside it, as people count. */
export interface ChangeOfTunnel {
	readonly of: 'site' | 'beside';
	readonly tunnel: 1 | 2;
	readonly what: ChangedPart;
}

/** A connection that is tried. `pairs`: a host of the site and one of the cloud for each pair of ranges that passes; `lan`: the cloud's network. */
export interface Kind {
	readonly title: string;
	readonly document: () => object;
	/** Another connection of the same device, to the same ranges. */
	readonly beside?: () => object;
	/** What runs at the site; strongSwan where nothing is said. */
	readonly daemon?: 'strongswan' | 'libreswan';
	/** What its trial looks at. */
	readonly mode: 'static' | 'bgp' | 'policy';
	/** The site is behind a translator of addresses. */
	readonly nat?: boolean;
	/** The cloud begins, and the site waits for it. */
	readonly begins?: boolean;
	/** Its script, where it is not that of its cloud. */
	readonly trial?: string;
	readonly options?: readonly string[];
	readonly lan: {readonly range: string; readonly host: string};
	readonly pairs?: readonly string[];
	/** Tunnels that are changed one after the other, and how many pings each change may lose. */
	readonly changes?: {
		readonly order: readonly ChangeOfTunnel[];
		readonly mostLost: number;
		readonly undrained?: boolean;
	};
	/** How many checks its trial has. */
	readonly seen: number;
}
