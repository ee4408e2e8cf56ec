/*
 * What stands between the clouds and the lab: the cloud's end of each tunnel, and what is seen of it. Types only.
 */

/** The cloud's end of a tunnel, with exactly what its connection says. Algorithms are in strongSwan's words. */
export interface LineEnd {
	readonly connectionId: string;
	/** From 0. */
	readonly tunnel: number;
	/** Whether the cloud has set it up. */
	readonly ready: boolean;
	/** How often the cloud has replaced it: another number is another end. */
	readonly generation?: number;
	/** It vanishes when it is replaced, where others take their leave of the site. */
	readonly vanishes?: boolean;
	/** Why it can't be played, where it can't. */
	readonly unplayable?: string;
	/** Outside addresses. */
	readonly cloud: string;
	readonly site: string;
	readonly cloudIdentity: string;
	readonly siteIdentity: string;
	/** 0: either. */
	readonly ikeVersion: 0 | 1 | 2;
	readonly aggressive: boolean;
	readonly ikeProposals: string;
	readonly espProposals: string;
	/** In seconds. */
	readonly ikeLifetime: number;
	readonly espLifetime: number;
	/** One child SA each. */
	readonly pairs: readonly (readonly [cloud: string, site: string])[];
	readonly key: string;
	/** Whether the cloud begins. */
	readonly begins: boolean;
	/** What is done about a site that answers no more; absent: nothing looks. */
	readonly deadPeer?: {readonly timeoutSeconds: number; readonly action: 'clear' | 'none' | 'restart'};
	/** Addresses inside the tunnel, where it has them. */
	readonly inside?: {readonly cloud: string; readonly site: string; readonly prefixLength: number};
	readonly bgp?: {
		readonly cloudAsn: number;
		readonly siteAsn: number;
		/** The cloud ends the session of a site that announces more. */
		readonly mostRoutes?: number;
	};
	/** Networks behind the cloud's end: each has a host that answers, and BGP tells them. */
	readonly networks: readonly string[];
}

/** What the cloud's end of a tunnel sees. */
export interface LineState {
	/** Whether a child SA carries traffic. */
	readonly ipsec: boolean;
	/** What BGP learned of the site; undefined while there is no session. */
	readonly learned?: readonly string[];
	/** The site answers none of the cloud's probes, where the cloud probes. */
	readonly probesUnanswered?: boolean;
}

/** What the lab has to say to somebody who puts a site there. */
export type LabNews =
	| {
			readonly kind: 'ready';
			readonly connection: string;
			/** The site's end: a namespace with the site's address on its loopback device, and a wire to each end of the cloud. */
			readonly site: {readonly namespace: string; readonly address: string};
			readonly tunnels: readonly {
				/** From 0. */
				readonly tunnel: number;
				readonly cloud: string;
				/** The wire's device in the site's namespace. */
				readonly device: string;
				readonly inside?: {readonly cloud: string; readonly site: string; readonly prefixLength: number};
			}[];
			/** Hosts at the cloud that answer pings. */
			readonly hosts: readonly string[];
	  }
	| {readonly kind: 'line'; readonly connection: string; readonly tunnel: number; readonly says: string}
	| {readonly kind: 'trouble'; readonly connection: string; readonly says: string}
	| {readonly kind: 'gone'; readonly connection: string};
