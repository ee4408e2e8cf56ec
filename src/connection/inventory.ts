/* What exists in an account and region, as rules and lists need it; the clouds read it. Types only. */
import type {RoutingMode} from './document.ts';

/** Anything that a list shows. What can't be chosen says why in `reason`. */
interface Choice {
	readonly id: string;
	readonly name: string;
	readonly selectable: boolean;
	readonly reason?: string;
}

export interface Region extends Choice {
	/** AWS opt-in state, Tencent RegionState, or '' when neither is known. */
	readonly state: string;
	/** Other names that it can be found by, as in Chinese. */
	readonly aliases?: readonly string[];
	/** "isolated finance region, reached through its own domain", … */
	readonly note?: string;
}

/** A network that a new gateway could be attached to. One that has a gateway can't be chosen, and says so. */
export interface Vpc extends Choice {
	/** Every IPv4 range, the primary first. */
	readonly networks: readonly string[];
}

/** The cloud's end: AWS virtual private gateway or transit gateway, Tencent VPN gateway of VPC or CCN type. */
export interface CloudGateway extends Choice {
	/** As documents name it: `vgw`, `ccn`. */
	readonly kind: string;
	/** As the cloud spells it. */
	readonly state: string;
	/** It stands for every gateway of its kind: these credentials may not list them. */
	readonly unread?: true;
	/** What they lack for that. */
	readonly permissions?: readonly string[];
	readonly asn?: number;
	readonly vpcId?: string;
	/** Every IPv4 range of the VPC (secondary and assistant ranges too), or of the VPCs behind a transit gateway or CCN where known. */
	readonly networks: readonly string[];
	/** What of it the cloud refuses to tell: the networks behind it are empty then, and not known. */
	readonly unreadParts?: readonly Unread[];
	/** In words, for the list: `vpc-0a1b 10.0.0.0/16`, `14 VPCs`, `not attached`. */
	readonly attachedTo: string;
	/** Tencent only. */
	readonly publicAddress?: string;
	readonly bandwidthMbps?: number;
	readonly version?: string;
	/** AWS transit gateway: its default association route table, which static routes go into; undefined when it has none. */
	readonly routeTableId?: string;
	/** AWS transit gateway: the route table that a new attachment propagates into by itself; undefined when it has none. */
	readonly propagationTableId?: string;
	/** AWS transit gateway: what a new attachment does not get by itself. Left out where that is not known. */
	readonly joinsNot?: readonly ('association' | 'propagation')[];
	/** AWS transit gateway: the CIDR blocks of its own, which private outside addresses come out of. */
	readonly ownBlocks?: readonly string[];
	/** AWS virtual private gateway: its tags as they are, not to be drawn. */
	readonly tags?: Readonly<Record<string, string>>;
	/** False when BGP cannot be used with this gateway; `bgpReason` says why. */
	readonly bgp: boolean;
	readonly bgpReason?: string;
	/** What to look at before using it, though it can be chosen: a blocked address, an end of contract. */
	readonly notices?: readonly string[];
}

/** The site's end as it stands in the account. */
export interface SiteGateway extends Choice {
	readonly address: string;
	readonly asn?: number;
	readonly state: string;
	readonly deviceName?: string;
	/** AWS: the certificate that its device proves itself with, in place of pre-shared keys. */
	readonly certificateArn?: string;
	/** AWS: its tags as they are, not to be drawn; undefined where the cloud does not tell them. */
	readonly tags?: Readonly<Record<string, string>>;
}

/** A connection that exists, as the rules and the status need it. */
export interface ExistingConnection {
	readonly id: string;
	readonly name: string;
	readonly state: string;
	readonly cloudGatewayId?: string;
	readonly siteGatewayId?: string;
	readonly routing: RoutingMode;
	/** Pairs in force; static prefixes appear as site-side ranges of 0.0.0.0/0. */
	readonly ranges: readonly {readonly cloudSide: string; readonly siteSide: readonly string[]}[];
	/** IPv4 and IPv6 alike. */
	readonly insideCidrs: readonly string[];
	/** AWS only. */
	readonly accelerated?: boolean;
	/** Tencent only: the cloud's and the site's address of its health check, '' where the cloud does not tell one. */
	readonly probeAddresses?: readonly [cloud: string, site: string];
	/** Every value that can be compared with a document, by its path there: `dpd.timeoutSeconds`. Never a key. */
	readonly settings?: Readonly<Record<string, string>>;
	/** Static routes that lead into it from where a plan puts them; undefined where there are none to read, or they could not be read. */
	readonly routes?: readonly StandingRoute[];
	/** Its tunnels as they are now, in the order of `status`: which is UP decides what may be changed. */
	readonly tunnels?: readonly StandingTunnel[];
	/** AWS only: its attachment to a transit gateway. */
	readonly attachment?: TransitAttachment;
	/** AWS only: static routes that lead into it from other tables of its transit gateway; undefined where they were not read. */
	readonly routesElsewhere?: readonly StandingRoute[];
}

/** What joins a connection to a transit gateway of AWS. */
export interface TransitAttachment {
	readonly id: string;
	readonly tags: Readonly<Record<string, string>>;
	/** The one route table that what comes out of the connection is looked up in; '' for none. */
	readonly associatedTableId: string;
	/** The route tables that learn its routes; undefined where that was not read. */
	readonly propagatingTableIds?: readonly string[];
}

/** A tunnel of a connection that stands. `key` joins it with its status; AWS gives its tunnels back in any order. */
export interface StandingTunnel {
	readonly key: string;
	readonly state: 'UP' | 'DOWN' | 'UNKNOWN';
	/** With BGP: how many routes the cloud accepts. */
	readonly acceptedRoutes?: number;
}

/** A static route that leads into a connection, and what it is named by: an id of its own, or the table that it stands in. */
export interface StandingRoute {
	readonly destination: string;
	readonly id?: string;
	readonly tableId?: string;
	/** Of Tencent Cloud's: 0 is the first choice, 100 the second; and whether it is in force. */
	readonly priority?: number;
	readonly enabled?: boolean;
}

export interface RouteTable extends Choice {
	readonly vpcId: string;
	readonly main: boolean;
	/** AWS: the virtual private gateways that propagate into it already. */
	readonly propagatingGateways: readonly string[];
	readonly routes: readonly {
		readonly destination: string;
		readonly target: string;
		/** AWS: learned from a gateway, not made by anybody. */
		readonly propagated?: boolean;
		/** Tencent: put there by the cloud, not by anybody. */
		readonly system?: boolean;
		/** Tencent: its own id, which a deletion names. */
		readonly id?: string;
	}[];
}

export interface Quota {
	/** `vpn-connections-per-region`, `tunnels-per-gateway`, … */
	readonly id: string;
	readonly says: string;
	readonly limit: number;
	readonly used: number;
	/** Where the limit comes from: read from the account, or the documented default. */
	readonly from: 'account' | 'default';
}

/** Something that is good to know and that the cloud refused to tell. */
export interface Unread {
	/** `routes`, `attachment`, `routeTables`, `limits`. */
	readonly id: string;
	/** For people: `route tables of the VPC`. */
	readonly what: string;
	/** Document path that it matters for. */
	readonly field?: string;
	/** The cloud's code and words. */
	readonly why: string;
	/** The actions that these credentials lack, where that is why: `ec2:SearchTransitGatewayRoutes`. */
	readonly permissions?: readonly string[];
}

/** What has been read of the account, for rules and plan. A member is undefined while it has not been read: rules then stay silent. */
export interface Facts {
	readonly cloudGateway?: CloudGateway;
	readonly siteGateway?: SiteGateway;
	readonly siteGateways?: readonly SiteGateway[];
	readonly connections?: readonly ExistingConnection[];
	/** The connection that the draft is of, where it was asked for by its id: it may join other gateways than the draft's. */
	readonly connectionId?: string;
	/** The gateway that this one is on, where that is not the draft's. */
	readonly standingGateway?: CloudGateway;
	readonly routeTables?: readonly RouteTable[];
	readonly quotas?: readonly Quota[];
	/** What the cloud refused to tell, and why. */
	readonly unread?: readonly Unread[];
	/** When it was read, ms since the epoch. */
	readonly readAt?: number;
}
