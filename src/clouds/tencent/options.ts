import type {
	BgpConfig,
	CreateVpnConnectionRequest,
	HealthCheckConfig,
	IKEOptionsSpecification,
	IPSECOptionsSpecification,
} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import {type PlacedOption, placed, type TunnelOptions} from './tunnel-option.ts';

/*
 * The options of a tunnel, one row each: schema, request, comparison, import, export and debug log read them from here. Light: types of
 * the SDK, and none of its code. Source of names, values and limits: vpc 2017-03-12, CreateVpnConnection and the structures in it.
 */

const ciphers = ['3DES-CBC', 'AES-CBC-128', 'AES-CBC-192', 'AES-CBC-256', 'DES-CBC', 'SM4'] as const;
const gcm = ['AES128GCM128', 'AES192GCM128', 'AES256GCM128'] as const;

const groups = [1, 2, 5, 14, 15, 16, 19, 20, 21, 24] as const;
const dhGroups = <Prefix extends string>(prefix: Prefix) =>
	groups.map((group): `${Prefix}${(typeof groups)[number]}` => `${prefix}${group}`);

/** security.options */
export const ikeOptions = {
	ikeVersion: {member: 'IKEVersion', what: 'IKE version', values: ['IKEV1', 'IKEV2'], terraform: 'ike_version'},
	exchangeMode: {
		member: 'ExchangeMode',
		what: 'IKE exchange mode',
		values: ['MAIN', 'AGGRESSIVE'],
		terraform: 'ike_exchange_mode',
	},
	ikeEncryption: {
		member: 'PropoEncryAlgorithm',
		what: 'IKE encryption',
		values: [...ciphers, ...gcm],
		terraform: 'ike_proto_encry_algorithm',
	},
	ikeIntegrity: {
		member: 'PropoAuthenAlgorithm',
		what: 'IKE integrity',
		values: ['MD5', 'SHA', 'SHA-256', 'SHA-512'],
		// older pages write what the API does not read back
		otherValues: {SHA1: 'SHA'},
		terraform: 'ike_proto_authen_algorithm',
	},
	ikeDhGroup: {
		member: 'DhGroupName',
		what: 'IKE DH group',
		values: ['GROUP1', 'GROUP2', 'GROUP5', 'GROUP14', 'GROUP15', 'GROUP16', 'GROUP19', 'GROUP20', 'GROUP21', 'GROUP24'],
		terraform: 'ike_dh_group_name',
	},
	ikeLifetimeSeconds: {
		member: 'IKESaLifetimeSeconds',
		what: 'IKE lifetime',
		limits: {least: 60, most: 604_800, unit: 's'},
		terraform: 'ike_sa_lifetime_seconds',
	},
} as const satisfies TunnelOptions<IKEOptionsSpecification>;

/** security.options.localIdentity: Tencent Cloud's local is the cloud's side. */
export const localIdentity = {
	type: {member: 'LocalIdentity', what: 'kind of the cloud’s identity', values: ['ADDRESS', 'FQDN']},
	name: {member: 'LocalFqdnName', what: 'cloud’s identity', logged: 'hidden'},
	address: {member: 'LocalAddress', what: 'cloud’s identity', logged: 'address'},
} as const satisfies TunnelOptions<IKEOptionsSpecification>;

/** security.options.remoteIdentity */
export const remoteIdentity = {
	type: {member: 'RemoteIdentity', what: 'kind of the site’s identity', values: ['ADDRESS', 'FQDN']},
	name: {member: 'RemoteFqdnName', what: 'site’s identity', logged: 'hidden'},
	address: {member: 'RemoteAddress', what: 'site’s identity', logged: 'address'},
} as const satisfies TunnelOptions<IKEOptionsSpecification>;

/** security.options */
export const ipsecOptions = {
	ipsecEncryption: {
		member: 'EncryptAlgorithm',
		what: 'IPsec encryption',
		values: [...ciphers, 'NULL', ...gcm],
		terraform: 'ipsec_encrypt_algorithm',
	},
	ipsecIntegrity: {
		// misspelt on purpose: it is this one that the gateway obeys and reads back
		member: 'IntegrityAlgorith',
		otherMember: 'IntegrityAlgorithm',
		what: 'IPsec integrity',
		values: ['MD5', 'SHA1', 'SHA-256', 'SHA-384', 'SHA-512', 'SM3'],
		terraform: 'ipsec_integrity_algorithm',
	},
	pfsDhGroup: {
		member: 'PfsDhGroup',
		what: 'PFS group',
		values: ['NULL', ...dhGroups('DH-GROUP')],
		terraform: 'ipsec_pfs_dh_group',
	},
	ipsecLifetimeSeconds: {
		member: 'IPSECSaLifetimeSeconds',
		what: 'IPsec lifetime',
		inFull: 'IPsec lifetime in seconds',
		limits: {least: 180, most: 604_800, unit: 's'},
		terraform: 'ipsec_sa_lifetime_seconds',
	},
	ipsecLifetimeKilobytes: {
		member: 'IPSECSaLifetimeTraffic',
		what: 'IPsec lifetime in KB',
		limits: {least: 2560, most: 4_294_967_295, unit: 'KB'},
		terraform: 'ipsec_sa_lifetime_traffic',
	},
} as const satisfies TunnelOptions<IPSECOptionsSpecification>;

/** At the top of the document. */
export const sessionOptions = {
	negotiation: {
		member: 'NegotiationType',
		what: 'negotiation',
		values: ['active', 'passive', 'flowTrigger'],
		standard: 'active',
		terraform: 'negotiation_type',
	},
} as const satisfies TunnelOptions<CreateVpnConnectionRequest>;

/** dpd */
export const dpdOptions = {
	enabled: {member: 'DpdEnable', what: 'DPD', standard: true, logged: 'number', terraform: 'dpd_enable'},
	timeoutSeconds: {
		member: 'DpdTimeout',
		what: 'DPD timeout',
		limits: {least: 30, most: 60, unit: 's'},
		standard: 30,
		terraform: 'dpd_timeout',
	},
	action: {
		member: 'DpdAction',
		what: 'DPD action',
		values: ['clear', 'restart'],
		standard: 'restart',
		terraform: 'dpd_action',
	},
} as const satisfies TunnelOptions<CreateVpnConnectionRequest>;

/** healthCheck */
export const healthCheckOptions = {
	enabled: {
		member: 'EnableHealthCheck',
		what: 'health check',
		standard: false,
		logged: 'flag',
		terraform: 'enable_health_check',
	},
	localIp: {
		member: 'HealthCheckLocalIp',
		what: 'health check address at the cloud',
		logged: 'address',
		terraform: 'health_check_local_ip',
	},
	remoteIp: {
		member: 'HealthCheckRemoteIp',
		what: 'health check address at the site',
		logged: 'address',
		terraform: 'health_check_remote_ip',
	},
} as const satisfies TunnelOptions<CreateVpnConnectionRequest>;

/** healthCheck */
export const probeOptions = {
	intervalMs: {
		member: 'ProbeInterval',
		what: 'health check interval',
		limits: {least: 1000, most: 5000, unit: 'ms'},
		standard: 5000,
		terraform: 'probe_interval',
	},
	threshold: {
		member: 'ProbeThreshold',
		what: 'health check threshold',
		limits: {least: 3, most: 8, unit: 'probes'},
		standard: 3,
		terraform: 'probe_threshold',
	},
	timeoutMs: {
		member: 'ProbeTimeout',
		what: 'health check timeout',
		limits: {least: 10, most: 5000, unit: 'ms'},
		standard: 150,
		terraform: 'probe_timeout',
	},
} as const satisfies TunnelOptions<HealthCheckConfig>;

/** routing.mode, as RouteType has it. */
export const routeTypes = {policy: 'Policy', static: 'StaticRoute', bgp: 'Bgp'} as const;

/** routing, where its mode is bgp */
export const bgpOptions = {
	tunnelCidr: {member: 'TunnelCidr', what: 'range inside the tunnel', logged: 'address', terraform: 'tunnel_cidr'},
	cloudAddress: {member: 'LocalBgpIp', what: 'cloud’s BGP address', logged: 'address', terraform: 'local_bgp_ip'},
	siteAddress: {member: 'RemoteBgpIp', what: 'site’s BGP address', logged: 'address', terraform: 'remote_bgp_ip'},
} as const satisfies TunnelOptions<BgpConfig>;

const ike = placed('security.options', 'IKEOptionsSpecification', ikeOptions);
const ipsec = placed('security.options', 'IPSECOptionsSpecification', ipsecOptions);

/** What every tunnel sends: the API's own defaults are weak and have changed over time. */
export const neededOptions: readonly PlacedOption[] = [...ike, ...ipsec];

/** All that secures a tunnel, in the order in which it is told. */
export const securityOptions: readonly PlacedOption[] = [
	...ike,
	...placed('security.options.localIdentity', 'IKEOptionsSpecification', localIdentity),
	...placed('security.options.remoteIdentity', 'IKEOptionsSpecification', remoteIdentity),
	...ipsec,
];

/** The others: while a tunnel is being made they read back as what nobody asked for, so they count once it is AVAILABLE. */
export const sessionAndProbeOptions: readonly PlacedOption[] = [
	...placed('', '', sessionOptions),
	...placed('dpd', '', dpdOptions),
	...placed('healthCheck', '', healthCheckOptions),
	...placed('healthCheck', 'HealthCheckConfig', probeOptions),
	...placed('routing', 'BgpConfig', bgpOptions),
];

/** What a health check is where the document says nothing of it, by place in the document. Source: `HealthCheckConfig`. */
export const healthCheckStandards: Readonly<Record<string, unknown>> = Object.fromEntries(
	sessionAndProbeOptions.flatMap(({field, standard}) =>
		field.startsWith('healthCheck.') && standard !== undefined ? [[field, standard]] : [],
	),
);
