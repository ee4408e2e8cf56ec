import type {
	CreateVpnConnectionRequest,
	IKEOptionsSpecification,
	IPSECOptionsSpecification,
} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import {normalise} from '../../../connection/networks.ts';
import type {Planned} from '../../engine/fill.ts';
import type {TencentConnection, TencentSecurityOptions} from '../document.ts';
import {tencentOptionsInForce} from '../presets.ts';
import type {Ends} from '../read/site.ts';
import {presharedKeySecret} from '../rules/preshared-key.ts';
import {tagsPart} from './tags-part.ts';

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
		NegotiationType: document.negotiation,
		DpdEnable: dpd.enabled ? 1 : 0,
		...(dpd.enabled && {DpdTimeout: String(dpd.timeoutSeconds), DpdAction: dpd.action}),
		IKEOptionsSpecification: ikePart(options, ends),
		IPSECOptionsSpecification: ipsecPart(options),
		...healthCheckPart(document),
		...tagsPart(document),
	};
}

/** The API's local is the cloud's side, its remote the site's. */
function routingPart({routing, ranges}: TencentConnection): Partial<Planned<CreateVpnConnectionRequest>> {
	if (routing.mode === 'static') return {RouteType: 'StaticRoute'};
	if (routing.mode === 'policy')
		return {
			RouteType: 'Policy',
			SecurityPolicyDatabases: ranges.map(({cloudSide, siteSide}) => ({
				LocalCidrBlock: normalise(cloudSide).cidr,
				RemoteCidrBlock: siteSide.map(cidr => normalise(cidr).cidr),
			})),
		};
	const {tunnelCidr, cloudAddress, siteAddress} = routing;
	return {
		RouteType: 'Bgp',
		...(tunnelCidr !== undefined &&
			cloudAddress !== undefined &&
			siteAddress !== undefined && {
				BgpConfig: {TunnelCidr: normalise(tunnelCidr).cidr, LocalBgpIp: cloudAddress, RemoteBgpIp: siteAddress},
			}),
	};
}

/** Every option by name: the API's defaults are weak, and have changed over time. */
function ikePart(options: TencentSecurityOptions, ends: Ends): IKEOptionsSpecification {
	return {
		IKEVersion: options.ikeVersion,
		ExchangeMode: options.exchangeMode,
		PropoEncryAlgorithm: options.ikeEncryption,
		PropoAuthenAlgorithm: options.ikeIntegrity,
		DhGroupName: options.ikeDhGroup,
		IKESaLifetimeSeconds: options.ikeLifetimeSeconds,
		...identityPart('Local', options.localIdentity, ends.cloud),
		...identityPart('Remote', options.remoteIdentity, ends.site),
	};
}

function ipsecPart(options: TencentSecurityOptions): IPSECOptionsSpecification {
	return {
		EncryptAlgorithm: options.ipsecEncryption,
		// Misspelt on purpose: it is this one that the gateway obeys and reads back.
		IntegrityAlgorith: options.ipsecIntegrity,
		PfsDhGroup: options.pfsDhGroup,
		IPSECSaLifetimeSeconds: options.ipsecLifetimeSeconds,
		IPSECSaLifetimeTraffic: options.ipsecLifetimeKilobytes,
	};
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
	const {localIp, remoteIp, intervalMs, threshold, timeoutMs} = healthCheck;
	const tuned = intervalMs !== undefined || threshold !== undefined || timeoutMs !== undefined;
	return {
		EnableHealthCheck: true,
		...(localIp !== undefined && {HealthCheckLocalIp: localIp}),
		...(remoteIp !== undefined && {HealthCheckRemoteIp: remoteIp}),
		...(tuned && {
			HealthCheckConfig: {
				ProbeType: 'NQA',
				ProbeInterval: intervalMs,
				ProbeThreshold: threshold,
				ProbeTimeout: timeoutMs,
			},
		}),
	};
}
