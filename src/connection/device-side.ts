import type {RoutingMode} from './document.ts';
import type {CloudId} from './finding.ts';
import type {Secret} from './secret.ts';

/*
 * What the device at the site has to be told of one connection: the same words for every cloud, read from what stands there.
 * Types only.
 */

export type Encryption =
	| 'aes128-cbc'
	| 'aes192-cbc'
	| 'aes256-cbc'
	| 'aes128-gcm'
	| 'aes192-gcm'
	| 'aes256-gcm'
	| '3des-cbc'
	| 'des-cbc'
	| 'sm4-cbc'
	| 'null';
export type Integrity = 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512' | 'sm3';

/** What one phase may negotiate: any of each list. */
interface Proposals {
	/** Never empty. */
	readonly encryption: readonly Encryption[];
	/** With GCM in phase 1: the pseudo-random functions. Never empty, except where phase 2 is GCM alone. */
	readonly integrity: readonly Integrity[];
	/** IANA group numbers. Empty in phase 2: no perfect forward secrecy. */
	readonly dhGroups: readonly number[];
	readonly lifetimeSeconds: number;
}

export type IkeIdentity = {readonly type: 'address' | 'fqdn'; readonly value: string};

/** An address inside the tunnel at each end, in one network. */
export interface InsideAddresses {
	readonly cloud: string;
	readonly site: string;
	/** Of the network that both are in. */
	readonly prefixLength: number;
}

/** The pre-shared key, or where the user gets it from. */
export type TunnelKey =
	| {readonly from: 'cloud'; readonly key: Secret}
	| {readonly from: 'elsewhere'; readonly says: string};

export interface DeviceTunnel {
	/** Safe as a file name and as a name in every configuration: `vpn-40f41529-1`. */
	readonly name: string;
	/** Outside addresses. */
	readonly cloudAddress: string;
	readonly siteAddress: string;
	readonly cloudIdentity: IkeIdentity;
	readonly siteIdentity: IkeIdentity;
	readonly inside?: InsideAddresses;
	readonly insideIpv6?: InsideAddresses;
	readonly ikeVersions: readonly (1 | 2)[];
	/** IKEv1's aggressive mode. */
	readonly aggressive: boolean;
	readonly ike: Proposals;
	readonly esp: Proposals & {readonly lifetimeKilobytes?: number};
	/** The cloud's dead peer detection; undefined when it is off. */
	readonly dpdTimeoutSeconds?: number;
	readonly replayWindow?: number;
	/** Whether the cloud begins the negotiation by itself. */
	readonly cloudInitiates: boolean;
	/** Whether the cloud begins anew when the device has been silent, by its own dead peer detection. */
	readonly cloudRestarts: boolean;
	/** The cloud’s probe through the tunnel: it asks from its own address, and something at the site’s has to answer. */
	readonly probe?: {readonly cloud: string; readonly site: string};
	/** Traffic selectors: one security association for each. */
	readonly pairs: readonly {readonly cloudSide: string; readonly siteSide: string}[];
	readonly key: TunnelKey;
	readonly bgp?: {readonly cloudAsn: number; readonly siteAsn: number; readonly holdSeconds: number};
}

export interface DeviceSide {
	readonly cloud: CloudId;
	readonly region: string;
	readonly id: string;
	/** Untrusted text, made safe to draw. */
	readonly name: string;
	readonly routing: RoutingMode;
	/** In the order in which they are to be preferred. One or two. */
	readonly tunnels: readonly DeviceTunnel[];
	/** Whether the cloud takes another tunnel to the same ranges first: the site does as the cloud does. */
	readonly isStandby?: boolean;
	/** Whether the cloud demands ESP in UDP even without an address translator. */
	readonly alwaysUdp?: boolean;
	/** Ranges at the cloud's side, as far as they are known: what the site routes into the tunnels. */
	readonly cloudRanges: readonly string[];
	/** Ranges at the site's side, as far as the connection names them. */
	readonly siteRanges: readonly string[];
	/** What the reader has to know of this connection: for the page of steps. */
	readonly notes: readonly string[];
}

/** A device that the cloud has a ready configuration for. */
export interface DeviceKind {
	/** What the cloud calls it by. */
	readonly id: string;
	/** For `--device`: `aws:cisco-csrv-ami-ios-12-4`. */
	readonly slug: string;
	readonly vendor: string;
	readonly platform: string;
	readonly software: string;
}

/** A ready configuration as the cloud gives it; it holds the key. */
export interface DeviceSample {
	readonly text: Secret;
	/** What the reader has to know of it. */
	readonly notes: readonly string[];
}
