import * as z from 'zod';
import {type AwsConnection, awsConnection} from './aws-document.ts';
import {type TencentConnection, tencentConnection} from './tencent-document.ts';

export {
	type AwsConnection,
	type AwsTunnel,
	type AwsTunnelOptions,
	awsConnection,
	awsTunnel,
	awsTunnelOptions,
} from './aws-document.ts';
export {
	type KeySource,
	keySource,
	type RangePair,
	type Routing,
	type RoutingMode,
	rangePair,
	routing,
	type SecurityPreset,
	type SiteGatewayChoice,
	securityPreset,
	siteGateway,
} from './document-parts.ts';
export {
	type TencentConnection,
	type TencentSecurityOptions,
	tencentConnection,
	tencentSecurityOptions,
} from './tencent-document.ts';

/*
 * The connection document: what the wizard builds, a profile keeps, `plan` and `apply` read. It holds no secret.
 * This one schema makes the types, the validation and the JSON Schema (`tunnelwright schema`).
 */

export const connectionDocument = z.discriminatedUnion('cloud', [awsConnection, tencentConnection]);
/** A whole, valid connection. */
export type ConnectionDocument = z.infer<typeof connectionDocument>;
/** A connection being typed: any top-level member may be missing yet. Members that are present may still break rules. */
export type ConnectionDraft =
	| (Partial<AwsConnection> & {cloud: 'aws'})
	| (Partial<TencentConnection> & {cloud: 'tencent'});
