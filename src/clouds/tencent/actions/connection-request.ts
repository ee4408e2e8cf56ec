import type {
	CreateVpnConnectionRequest,
	IKEOptionsSpecification,
} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import {normalise} from '../../../connection/networks.ts';
import type {Settings} from '../../contract/comparison.ts';
import {asMembers} from '../../contract/option.ts';
import {type Planned, plainParameters} from '../../engine/fill.ts';
import type {TencentConnection, TencentSecurityOptions} from '../document.ts';
import {
	bgpOptions,
	dpdOptions,
	healthCheckOptions,
	ikeOptions,
	ipsecOptions,
	probeOptions,
	routeTypes,
	sessionOptions,
} from '../options.ts';
import {tencentOptionsInForce} from '../presets.ts';
import {settingsOf} from '../read/settings.ts';
import type {Ends} from '../read/site.ts';
import {presharedKeySecret} from '../rules/preshared-key.ts';

/** The id that an earlier action makes. */
export type MadeId = {readonly $result: string};

/** The request of a tunnel. @param customerGateway an id, or the hole that the action before fills */
export function connectionRequest(
	document: TencentConnection,
	customerGateway: string | MadeId,
	ends: Ends,
): Planned<CreateVpnConnectionRequest> {
	const options = tencentOptionsInForce(document.security.preset, document.security.options);
	const {cloudGateway, dpd} = document;
	return {
		// A gateway of CCN type is joined to no VPC: the API wants an empty text there.
		VpcId: cloudGateway.kind === 'vpc' ? cloudGateway.vpcId : '',
		VpnGatewayId: cloudGateway.id,
		CustomerGatewayId: customerGateway,
		VpnConnectionName: document.name,
		PreShareKey: {$secret: presharedKeySecret},
		...routingPart(document),
		...asMembers(sessionOptions, document),
		...(dpd.enabled
			? asMembers(dpdOptions, {...dpd, enabled: 1, timeoutSeconds: String(dpd.timeoutSeconds)})
			: {DpdEnable: 0}),
		// every one by name: the API's defaults are weak, and have changed over time
		IKEOptionsSpecification: {
			...asMembers(ikeOptions, options),
			...identityPart('Local', options.localIdentity, ends.cloud),
			...identityPart('Remote', options.remoteIdentity, ends.site),
		},
		IPSECOptionsSpecification: asMembers(ipsecOptions, options),
		...healthCheckPart(document),
		...tagsPart(document),
	};
}

/** What a document itself says of its tunnel, without what follows the account: its gateways and their addresses. */
export function documentSettings(document: TencentConnection): Settings {
	return settingsOf(plainParameters(connectionRequest(document, '', {cloud: undefined, site: undefined})));
}

/** The API's local is the cloud's side, its remote the site's. */
function routingPart({routing, ranges}: TencentConnection): Partial<Planned<CreateVpnConnectionRequest>> {
	const RouteType = routeTypes[routing.mode];
	if (routing.mode === 'static') return {RouteType};
	if (routing.mode === 'policy')
		return {
			RouteType,
			SecurityPolicyDatabases: rangesAsNetworks({ranges}).map(({cloudSide, siteSide}) => ({
				LocalCidrBlock: cloudSide,
				RemoteCidrBlock: siteSide,
			})),
		};
	const {tunnelCidr, cloudAddress, siteAddress} = routing;
	if (tunnelCidr === undefined || cloudAddress === undefined || siteAddress === undefined) return {RouteType};
	return {
		RouteType,
		BgpConfig: asMembers(bgpOptions, {tunnelCidr: normalise(tunnelCidr).cidr, cloudAddress, siteAddress}),
	};
}

/** A document's ranges without host bits. */
export function rangesAsNetworks({ranges}: Pick<TencentConnection, 'ranges'>): TencentConnection['ranges'] {
	return ranges.map(({cloudSide, siteSide}) => ({
		cloudSide: normalise(cloudSide).cidr,
		siteSide: siteSide.map(cidr => normalise(cidr).cidr),
	}));
}

function identityPart(
	side: 'Local' | 'Remote',
	identity: TencentSecurityOptions['localIdentity'],
	own: string | undefined,
): IKEOptionsSpecification {
	if (identity?.type === 'FQDN') return {[`${side}Identity`]: 'FQDN', [`${side}FqdnName`]: identity.name};
	const address = identity?.address ?? own;
	return {[`${side}Identity`]: 'ADDRESS', ...(address !== undefined && {[`${side}Address`]: address})};
}

function healthCheckPart({healthCheck}: TencentConnection): Partial<Planned<CreateVpnConnectionRequest>> {
	// Sent only when asked for: the international site does not know every one of these members.
	if (!healthCheck) return {};
	if (!healthCheck.enabled) return {EnableHealthCheck: false};
	const probe = asMembers(probeOptions, healthCheck);
	return {
		...asMembers(healthCheckOptions, healthCheck),
		...(Object.keys(probe).length > 0 && {HealthCheckConfig: {ProbeType: 'NQA', ...probe}}),
	};
}

/** A document's tags as a member of a request; none where it has none. */
export function tagsPart({tags}: TencentConnection): {readonly Tags?: readonly {Key: string; Value: string}[]} {
	const entries = Object.entries(tags).map(([Key, Value]) => ({Key, Value}));
	return entries.length > 0 ? {Tags: entries} : {};
}
