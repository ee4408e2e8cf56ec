import {
	type Fields,
	flag,
	type InputOf,
	integer,
	list,
	optional,
	required,
	struct,
	text,
	type ValueOf,
} from '../protocol/shape.ts';

/*
 * The parameters of CreateVpnConnection and ModifyVpnConnectionAttribute (vpc 2017-03-12), all of them,
 * the deprecated ones included.
 */

export const tagsShape = list(struct({Key: required(text), Value: optional(text)}));

const policyShape = list(struct({LocalCidrBlock: required(text), RemoteCidrBlock: required(list(text))}));

const ikeShape = struct({
	PropoEncryAlgorithm: optional(text),
	PropoAuthenAlgorithm: optional(text),
	ExchangeMode: optional(text),
	LocalIdentity: optional(text),
	RemoteIdentity: optional(text),
	LocalAddress: optional(text),
	RemoteAddress: optional(text),
	LocalFqdnName: optional(text),
	RemoteFqdnName: optional(text),
	DhGroupName: optional(text),
	IKESaLifetimeSeconds: optional(integer),
	IKEVersion: optional(text),
});

const ipsecShape = struct({
	EncryptAlgorithm: optional(text),
	IntegrityAlgorith: optional(text),
	IntegrityAlgorithm: optional(text),
	PfsDhGroup: optional(text),
	IPSECSaLifetimeSeconds: optional(integer),
	IPSECSaLifetimeTraffic: optional(integer),
});

const bgpShape = struct({
	TunnelCidr: required(text),
	LocalBgpIp: required(text),
	RemoteBgpIp: required(text),
});

const healthCheckShape = struct({
	ProbeType: optional(text),
	ProbeInterval: optional(integer),
	ProbeThreshold: optional(integer),
	ProbeTimeout: optional(integer),
});

/** What create and modify have in common. */
const settingsFields = {
	SecurityPolicyDatabases: optional(policyShape),
	IKEOptionsSpecification: optional(ikeShape),
	IPSECOptionsSpecification: optional(ipsecShape),
	EnableHealthCheck: optional(flag),
	HealthCheckLocalIp: optional(text),
	HealthCheckRemoteIp: optional(text),
	HealthCheckConfig: optional(healthCheckShape),
	NegotiationType: optional(text),
	DpdEnable: optional(integer),
	DpdTimeout: optional(text),
	DpdAction: optional(text),
	BgpConfig: optional(bgpShape),
} as const satisfies Fields;

export const createFields = {
	...settingsFields,
	VpnGatewayId: required(text),
	CustomerGatewayId: required(text),
	VpnConnectionName: required(text),
	PreShareKey: required(text),
	VpcId: optional(text),
	RouteType: optional(text),
	Tags: optional(tagsShape),
	Route: optional(
		struct({
			DestinationCidrBlock: required(text),
			Priority: optional(integer),
			Description: optional(text),
		}),
	),
} as const satisfies Fields;

export const modifyFields = {
	...settingsFields,
	VpnConnectionId: required(text),
	VpnConnectionName: optional(text),
	PreShareKey: optional(text),
	CustomerGatewayId: optional(text),
} as const satisfies Fields;

export type IkeInput = ValueOf<typeof ikeShape>;
export type IpsecInput = ValueOf<typeof ipsecShape>;
export type BgpInput = ValueOf<typeof bgpShape>;
export type HealthCheckInput = ValueOf<typeof healthCheckShape>;
export type PolicyInput = ValueOf<typeof policyShape>;
export type SettingsInput = InputOf<typeof settingsFields>;
export type CreateInput = InputOf<typeof createFields>;
export type ModifyInput = InputOf<typeof modifyFields>;
