import type {CloudErrorInfo, ConnectionStatus, TunnelState} from '../../clouds/contract/cloud.ts';
import type {AccountPlace} from '../../connection/place.ts';

/*
 * What is known of all connections that are watched, of any number of accounts and regions. Types only. Times are ms since the epoch, by this
 * machine's clock unless said otherwise.
 */

/** How a connection fares, the worst first. The list's own order: problems come first. */
export const healthOrder = ['down', 'degraded', 'impaired', 'unknown', 'working', 'up', 'gone'] as const;
/**
 * down: no tunnel is UP. degraded: some are, some are not. impaired: all are UP, and one of them at least carries nothing, as far as the cloud tells (no
 * accepted route, an unanswered probe). unknown: nobody knows, or what was known is too old to be believed. working: the cloud is at work on it. gone: deleted or failed.
 */
export type Health = (typeof healthOrder)[number];

/** One region of one account, asked with one list call. Its region is '' where it could not be found out which ones are meant: then `error` says why. */
export interface FleetPlace extends AccountPlace {
	/** Names it, unique in a fleet: `aws network eu-central-1`. */
	readonly key: string;
	/** For people: the profile, or `as found`; with the account's number once that is known. */
	readonly account: string;
	/** Its number, once that is known. */
	readonly accountNumber?: string;
}

/** How asking one place goes. Each place fails by itself. */
export interface PlaceState {
	readonly place: FleetPlace;
	/** When its last good answer came; undefined before the first. */
	readonly asOf: number | undefined;
	/** When it is asked again. */
	readonly nextAt: number;
	readonly polling: boolean;
	/** Set while the latest question had no good answer; what was known before stays. */
	readonly error: CloudErrorInfo | undefined;
	/** How many questions in a row had none. */
	readonly failures: number;
	/** The cloud has turned calls away, so that it is asked less often than usual. */
	readonly isThrottled: boolean;
	/** What is shown of it is older than it should be: three ticks were missed, the machine slept, or the clock was set. */
	readonly isStale: boolean;
	readonly connections: number;
	/**
	 * How reading the gateways beside the list goes: `asOf` when the last good answer was asked for, undefined before the first; `error` why there is no newer
	 * one of all of them. Left out where nothing hangs on a gateway, or nothing is told of them.
	 */
	readonly gateways?: {readonly asOf: number | undefined; readonly error: CloudErrorInfo | undefined};
}

/** A state that a tunnel was seen in, and when that was first and last seen. `unseen`: nobody looked meanwhile. */
export interface Spell {
	readonly state: TunnelState | 'unseen';
	readonly from: number;
	readonly to: number;
}

/**
 * Who says since when. `cloud`: it tells. `seen`: it was seen to change here, between one look and the next. `found`: it was so at the first look, or at the
 * first one after a while without any; it is so since then at least.
 */
export type SinceFrom = 'cloud' | 'seen' | 'found';

/** What is remembered of a tunnel, over restarts too. */
export interface TunnelHistory {
	/** The tunnel's key. */
	readonly tunnel: string;
	/** Since when it is in its state, as far as that is known; undefined where nobody knows. */
	readonly since: number | undefined;
	readonly sinceFrom: SinceFrom;
	/** How often it went down or came back in the last hour, as far as it was seen. */
	readonly changesLastHour: number;
	/**
	 * Oldest first, bounded, the last hour at least; between two of them lies nothing. The last one goes on until the place's `asOf`, wherever its own `to`
	 * stands: a tunnel of which nothing changes stays the same object.
	 */
	readonly spells: readonly Spell[];
}

/** A connection of the fleet. The same object again and again while nothing of it changes. */
export interface FleetConnection {
	/** Unique in a fleet: the place's key and the connection's id. */
	readonly key: string;
	readonly place: FleetPlace;
	/** The last good answer. */
	readonly status: ConnectionStatus;
	readonly health: Health;
	/** What is wrong, in few words: `tunnel 2 DOWN: IPSEC IS DOWN`; '' where nothing is. */
	readonly trouble: string;
	/** As many as `status.tunnels`, in their order. */
	readonly history: readonly TunnelHistory[];
}

/** A change that was seen, or one that must have been while nobody looked. */
export interface FleetChange {
	/** Grows by one with each change of a fleet, from 1; those of before this watch have 0, -1, … */
	readonly number: number;
	/** When it was seen; where the cloud says when it was, that. */
	readonly at: number;
	/** The connection's key. */
	readonly connection: string;
	readonly place: FleetPlace;
	readonly id: string;
	readonly name: string;
	readonly what:
		| {
				readonly kind: 'tunnel';
				/** From 1. */
				readonly number: number;
				readonly tunnel: string;
				readonly from: TunnelState | undefined;
				readonly to: TunnelState;
				/** The cloud's own words. Untrusted text. */
				readonly message: string;
				/** It was found changed after a while in which nobody looked. */
				readonly unseen?: true;
		  }
		/** Of the whole: another health. */
		| {readonly kind: 'health'; readonly from: Health | undefined; readonly to: Health}
		| {readonly kind: 'appeared'}
		| {readonly kind: 'gone'};
}

/** Something happened to this machine that makes what is shown older than it looks. */
export interface ClockTrouble {
	readonly kind: 'slept' | 'clock set forward' | 'clock set back';
	readonly at: number;
	/** How much, ms. */
	readonly ms: number;
}

/** What is known now. A snapshot is never changed; what is the same in the next one is the same object there. */
export interface FleetSnapshot {
	/** Grows with each snapshot. */
	readonly version: number;
	readonly at: number;
	readonly places: readonly PlaceState[];
	/** Set until it is known which places are meant, or why not: there may be more of them. */
	readonly isFinding?: true;
	/** In no special order; the same array while none changed. */
	readonly connections: readonly FleetConnection[];
	/** How many of each health. */
	readonly counts: Readonly<Record<Health, number>>;
	readonly tunnels: {readonly up: number; readonly all: number};
	/** Newest first, bounded. */
	readonly changes: readonly FleetChange[];
	/** The newest, until every place has answered again. */
	readonly clock: ClockTrouble | undefined;
	readonly isPaused: boolean;
	/** Why the history of tunnels is not kept, or begins anew: to be said once. */
	readonly notice?: string;
	/** Set where something of it could not be written: the next watch will not know what this one saw. */
	readonly isNotKept?: true;
}

/** A stream of snapshots, and what may be told to it meanwhile. A reader that does not pull gets the newest one next, and none in between. */
export interface Fleet extends AsyncIterable<FleetSnapshot> {
	/** Asks now: every place, or the one of this key. Within the clouds' limits all the same. */
	askNow(place?: string): void;
	/** Asks nobody until `resume`. */
	pause(): void;
	resume(): void;
	/** What there is to say of the history; after the watch too, for it is written at the end. */
	keeping(): Pick<FleetSnapshot, 'notice' | 'isNotKept'>;
}
