import type {TunnelCause} from '../../causes.ts';
import type {TunnelOptions} from '../tunnel/tunnel-input.ts';
import type {ConnectionOptions} from '../vpn-connection/connection-input.ts';
import type {Timeline} from './timeline.ts';

/*
 * What an account holds in one region. States live on timelines; everything else is plain data.
 */

export type Tags = Map<string, string>;

interface Tagged {
	readonly tags: Tags;
}

export interface Vpc extends Tagged {
	readonly id: string;
	/** The primary range first, then the secondary ones. */
	readonly cidrs: readonly string[];
	readonly isDefault: boolean;
	readonly state: Timeline<'pending' | 'available'>;
}

export interface Attachment {
	readonly vpcId: string;
	readonly state: Timeline<'attaching' | 'attached' | 'detaching' | 'detached'>;
}

export interface VpnGateway extends Tagged {
	readonly id: string;
	readonly asn: number;
	readonly availabilityZone: string | undefined;
	readonly state: Timeline<'pending' | 'available' | 'deleting' | 'deleted'>;
	attachments: readonly Attachment[];
}

export interface TransitGateway extends Tagged {
	readonly id: string;
	readonly asn: number;
	readonly description: string;
	readonly createdAt: number;
	readonly ecmp: boolean;
	/** Its own blocks, which private outside addresses of VPN connections come out of. */
	readonly cidrBlocks: readonly string[];
	/** The route table that it was made with. */
	readonly routeTableId: string;
	/** The tables that a new attachment is associated with, and propagates into; undefined where that is off. */
	defaultTables: {readonly association: string | undefined; readonly propagation: string | undefined};
	readonly state: Timeline<'pending' | 'available' | 'modifying' | 'deleting' | 'deleted'>;
}

export interface TransitGatewayAttachment extends Tagged {
	readonly id: string;
	readonly transitGatewayId: string;
	readonly resourceType: 'vpc' | 'vpn' | 'vpn-concentrator' | 'direct-connect-gateway' | 'peering';
	readonly resourceId: string;
	readonly subnetIds: readonly string[];
	/** The one table that its traffic is looked up in. */
	association?: {
		readonly routeTableId: string;
		readonly state: Timeline<'associating' | 'associated' | 'disassociating' | 'disassociated'>;
	};
	/** Ids of the tables that what it teaches goes into. */
	readonly propagates: Set<string>;
	readonly createdAt: number;
	readonly state: Timeline<'pending' | 'available' | 'deleting' | 'deleted'>;
}

export interface TransitGatewayRouteTable extends Tagged {
	readonly id: string;
	readonly transitGatewayId: string;
	readonly createdAt: number;
	readonly state: Timeline<'pending' | 'available' | 'deleting' | 'deleted'>;
}

export interface TransitGatewayRoute {
	readonly routeTableId: string;
	readonly destination: string;
	/** Undefined for a blackhole. */
	readonly attachmentId: string | undefined;
}

export interface VpnConcentrator extends Tagged {
	readonly id: string;
	readonly transitGatewayId: string;
	readonly transitGatewayAttachmentId: string;
	readonly state: Timeline<string>;
}

export interface CustomerGateway extends Tagged {
	readonly id: string;
	readonly ipAddress: string | undefined;
	readonly asn: number;
	readonly deviceName: string | undefined;
	readonly certificateArn: string | undefined;
	/** Until then calls answer that it is not there, as EC2 does for a moment after a create. */
	readonly knownFrom: number;
	readonly state: Timeline<'pending' | 'available' | 'deleting' | 'deleted'>;
}

export interface Route {
	readonly destination: string;
	readonly target: {readonly kind: 'gateway' | 'nat' | 'transit-gateway'; readonly id: string};
	readonly origin: 'CreateRouteTable' | 'CreateRoute';
}

export interface RouteTable extends Tagged {
	readonly id: string;
	readonly vpcId: string;
	readonly main: boolean;
	readonly subnetIds: readonly string[];
	routes: readonly Route[];
	readonly propagatingGatewayIds: Set<string>;
}

export interface TunnelStatus {
	readonly status: 'UP' | 'DOWN';
	readonly message: string;
	readonly acceptedRoutes: number;
	/** What a real BGP session learned, where a real end plays the tunnel. */
	readonly learned?: readonly string[];
}

export interface Tunnel {
	readonly outsideAddress: string;
	insideCidr: string;
	insideIpv6Cidr?: string;
	presharedKey: string;
	/** What the request itself named of inside ranges and key: all that is shown while the connection is pending. */
	requested: {readonly insideCidr: boolean; readonly presharedKey: boolean};
	options: TunnelOptions;
	readonly status: Timeline<TunnelStatus>;
	/** Whether AWS has set the endpoint up; `failed` lasts until the next change. */
	readonly provisioning: Timeline<'pending' | 'available' | 'failed'>;
	keyStorage: 'Standard' | 'SecretsManager';
	/** How often the endpoint was replaced. */
	replaced: number;
	/** How often the endpoint got another certificate; it has one where the customer gateway has. */
	certificates: number;
	/** How many routes the sandbox's device announces over it, where that was set. */
	announced?: number;
	/** Since when its log options are as they are: there are no lines of a time before. Cloud-clock ms. */
	loggedSince?: number;
	/** A real end plays it, as in the lab: what becomes of it is not the sandbox's to explain. */
	isReal?: boolean;
	/** What is wrong at the site's end; cloud-clock ms. */
	trouble?: {readonly cause: TunnelCause; readonly since: number};
	/** Lines of its log that somebody put there; cloud-clock ms. */
	written?: readonly {readonly at: number; readonly kind: 'ike' | 'bgp'; readonly details: string}[];
	/** Maintenance that AWS announces for the endpoint; cloud-clock ms. */
	maintenance?: {readonly pending: boolean; readonly autoAppliedAfter?: number; readonly lastApplied?: number};
}

export interface StaticRoute {
	readonly destination: string;
	readonly state: Timeline<'pending' | 'available' | 'deleting' | 'deleted'>;
}

export interface VpnConnection extends Tagged {
	readonly id: string;
	customerGatewayId: string;
	vpnGatewayId: string | undefined;
	transitGatewayId: string | undefined;
	readonly concentratorId: string | undefined;
	readonly createdAt: number;
	options: ConnectionOptions;
	/** In the order of the tunnel options that EC2 shows. */
	readonly tunnels: readonly Tunnel[];
	readonly routes: StaticRoute[];
	/** The request in one line, without tags: the same request again gives this connection back. '' once it was modified. */
	fingerprint: string;
	readonly state: Timeline<'pending' | 'available' | 'modifying' | 'deleting' | 'deleted'>;
}

export class RegionHoldings {
	readonly vpcs = new Map<string, Vpc>();
	readonly vpnGateways = new Map<string, VpnGateway>();
	readonly transitGateways = new Map<string, TransitGateway>();
	readonly transitGatewayAttachments = new Map<string, TransitGatewayAttachment>();
	readonly transitGatewayRouteTables = new Map<string, TransitGatewayRouteTable>();
	transitGatewayRoutes: readonly TransitGatewayRoute[] = [];
	readonly vpnConcentrators = new Map<string, VpnConcentrator>();
	readonly customerGateways = new Map<string, CustomerGateway>();
	readonly routeTables = new Map<string, RouteTable>();
	readonly vpnConnections = new Map<string, VpnConnection>();

	constructor(readonly name: string) {}
}
