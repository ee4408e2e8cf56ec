/*
 * How something that stands is changed, as data: what goes down meanwhile, what has to be UP before and after, and the way back. Types only.
 */
import type {KeySource} from '../../connection/document.ts';
import type {PlanValue} from './plan.ts';

/** A tunnel, wherever it stands in a list: AWS gives its tunnels back in any order. */
export interface TunnelName {
	readonly connectionId: string;
	/** As `TunnelStatus.key`: the outside address at AWS, the tunnel's own id at Tencent Cloud. */
	readonly key: string;
	/** As people count: 1 or 2, in the order of `status`. */
	readonly number: number;
}

/**
 * What of the traffic goes down while a difference is taken away. `nothing`: no tunnel does. `tunnel`: that one, for minutes. `connection`: all of
 * its tunnels at once, and no order avoids it. `new`: no call does it: only a new connection has it, with new addresses and keys.
 */
export type Interruption =
	| {readonly kind: 'nothing'}
	| {readonly kind: 'tunnel'; readonly tunnel: TunnelName}
	| {readonly kind: 'connection'}
	| {readonly kind: 'new'; readonly why: string};

/** A value of a document's field, was → will be, as it is shown to people. Never a secret: a key is `not known` → `a new one`. */
export interface ChangedValue {
	/** Path into the document: `security.options.dpdTimeoutSeconds`. */
	readonly field: string;
	/** In words: `tunnel 1: DPD timeout`. */
	readonly what: string;
	/** What stands; '' for nothing. */
	readonly was: string;
	/** What the document says; '' for nothing. */
	readonly wanted: string;
	/** What both are counted in, where they are numbers: `s`. */
	readonly unit?: string;
}

/** What an action changes of what stands. A plan and its journal hold it; no secret is in it. */
export interface Change {
	readonly values: readonly ChangedValue[];
	readonly interrupts: Exclude<Interruption, {kind: 'new'}>;
	/** Tunnels that carry the traffic meanwhile: each must be UP before it begins (with BGP: with routes). None where nothing goes down, or the user allowed it. */
	readonly needsUp: readonly TunnelName[];
	/** A tunnel that must carry nothing before it begins: with BGP the cloud accepts no route from it, without it is DOWN. */
	readonly drained?: TunnelName;
	/** Tunnels that were UP before and are waited for until they are again; `routes`: accepted by BGP before, to be back too. */
	readonly backUp: readonly (TunnelName & {readonly routes?: number})[];
	/** The call that puts back what stood, with every id filled in. Left out where that is not known, as of a key. */
	readonly back?: {
		readonly call: string;
		readonly parameters: {readonly [member: string]: PlanValue};
		/** As above, of the way back: left out where it is the same. */
		readonly needsUp?: readonly TunnelName[];
	};
	/**
	 * Set where it takes traffic off the tunnel that `action` changes: what must not fail in between (files, looks) comes before it, and the traffic is
	 * off until `until` gives it back. Ids of actions.
	 */
	readonly relieves?: {readonly action: string; readonly until: string};
	/**
	 * What the site's device has to do, in words: before, while or after it is made. Of a tunnel that is drained the first of several takes the traffic
	 * off, and the last brings it back.
	 */
	readonly device?: readonly string[];
}

/** How a document is held against what stands. */
export interface ConvergeOptions {
	/** What stands and the document does not speak of goes too: tags, routes, tables, options that are not at their default. */
	readonly prune?: boolean;
	/** A tunnel is changed though the other is not UP. */
	readonly evenIfDown?: boolean;
	/** Tunnel lifecycle control is turned on or off without another endpoint, where the cloud can do so: no tunnel goes down for it. */
	readonly keepEndpoints?: boolean;
	/** The connection that the document is of, where its gateways do not tell: it is moved to them. */
	readonly connectionId?: string;
}

/** What its owner said of the site, as far as a device's files depend on it. */
interface StoredSite {
	readonly nat?: boolean | undefined;
	readonly prefer?: 'equal' | 'first' | undefined;
	readonly siteRanges?: readonly string[] | undefined;
	readonly cloudRanges?: readonly string[] | undefined;
}

/** Something done to a connection that stands, beside making it like a document. */
export type Deed =
	/** Fresh keys, one tunnel after the other. `drain`: each is waited for until it carries nothing. */
	| {
			readonly kind: 'renew-keys';
			readonly tunnels: readonly number[];
			readonly drain: boolean;
			/** Where each key comes from, in the order of `tunnels`; left out: made fresh. A cloud's plan does not look at it. */
			readonly keys?: readonly KeySource[];
			/** What the device's new files are made for, and the folder that they go to, from the root: a run that goes on writes them again. */
			readonly files?: {readonly device: string; readonly folder: string; readonly site: StoredSite};
			/** AWS: the cloud makes the key and keeps it in its Secrets Manager. */
			readonly keptByCloud?: boolean;
	  }
	/** AWS: another endpoint for a tunnel now; `pendingMaintenance`: what is pending is applied with it. */
	| {readonly kind: 'replace-tunnel'; readonly tunnel: number; readonly pendingMaintenance: boolean}
	/** Tencent Cloud: ResetVpnConnection. */
	| {readonly kind: 'reset'};

/** The cloud's own maintenance of a tunnel. */
export interface Maintenance {
	/** As `TunnelStatus.key`. */
	readonly key: string;
	/** In the cloud's words, '' for nothing. Untrusted text. */
	readonly pending: string;
	/** When the cloud does it by itself, ms since the epoch. */
	readonly autoAppliedAfter?: number;
	readonly lastApplied?: number;
}
