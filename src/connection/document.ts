/*
 * The connection document: what the wizard builds, a profile keeps, `plan` and `apply` read. It holds no secret. These are the members that
 * every cloud's document has; `clouds/<id>/document.ts` has the schema of the whole, from which come validation and JSON Schema. Types only.
 */
import type {CloudId} from './finding.ts';

/** Where a pre-shared key comes from. The key itself never stands in a document. */
export type KeySource = {from: 'generated'} | {from: 'env'; name: string} | {from: 'prompt'};

/** The site's end of the tunnel (customer gateway): one that is there, or one to be made. */
export type SiteGatewayChoice =
	| {kind: 'existing'; id: string}
	| {
			kind: 'new';
			name: string;
			address: string;
			asn?: number;
			deviceName?: string;
			certificateArn?: string;
	  };

/** The cloud's end of the tunnel: a kind that the cloud has, and what names it. */
export interface CloudGatewayChoice {
	kind: string;
	/** Of one that is there. */
	id?: string;
	vpcId?: string;
	/** Of one to be made. */
	name?: string;
	asn?: number;
}

/** A pair of ranges that may talk through the tunnel, in CIDR notation. */
interface RangePair {
	cloudSide: string;
	siteSide: string[];
}

/** How each end learns what is behind the other. */
export type Routing =
	| {mode: 'bgp'; tunnelCidr?: string; cloudAddress?: string; siteAddress?: string}
	| {mode: 'static'; prefixes: string[]; priority?: 0 | 100}
	| {mode: 'policy'};
export type RoutingMode = Routing['mode'];

/** strong: what devices of the last ten years speak. compatible: what old ones do. custom: only what is given. */
export type SecurityPreset = 'strong' | 'compatible' | 'custom';

/** A whole, valid connection. */
export interface ConnectionDocument {
	$schema?: string;
	version: 1;
	cloud: CloudId;
	name: string;
	region: string;
	cloudGateway: CloudGatewayChoice;
	site: SiteGatewayChoice;
	routing: Routing;
	ranges: RangePair[];
	/** The preset, and the options that are given over it, in the cloud's own words. */
	security: {preset: SecurityPreset; options?: object};
	tags: Record<string, string>;
}

/** A connection being typed: any member may be missing yet. Members that are present may still break rules. */
export type ConnectionDraft = Partial<ConnectionDocument> & {cloud: CloudId};
