import type {
	BgpConfig,
	CreateVpnConnectionRequest,
	HealthCheckConfig,
	IKEOptionsSpecification,
	IPSECOptionsSpecification,
} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import {idsOf} from '../contract/option.ts';
import type {TunnelOptions} from './tunnel-option.ts';

/*
 * The options of a tunnel, one row each: schema, form, request, comparison, import, export and debug log read them from here. Light: types of
 * the SDK, and none of its code. Source of names, values and limits: vpc 2017-03-12, CreateVpnConnection and the structures in it.
 */

const ciphers = ['3DES-CBC', 'AES-CBC-128', 'AES-CBC-192', 'AES-CBC-256', 'DES-CBC', 'SM4'] as const;
const gcm = ['AES128GCM128', 'AES192GCM128', 'AES256GCM128'] as const;

/** In the order of the form. */
const bestCiphers = idsOf(
	'AES-CBC-256',
	'AES-CBC-192',
	'AES-CBC-128',
	'AES256GCM128',
	'AES192GCM128',
	'AES128GCM128',
	'SM4',
	'3DES-CBC',
	'DES-CBC',
);

const groups = [1, 2, 5, 14, 15, 16, 19, 20, 21, 24] as const;
const dhGroups = <Prefix extends string>(prefix: Prefix) =>
	groups.map((group): `${Prefix}${(typeof groups)[number]}` => `${prefix}${group}`);

/** security.options */
export const ikeOptions = {
	ikeVersion: {
		member: 'IKEVersion',
		values: ['IKEV1', 'IKEV2'],
		label: 'IKE version',
		help: 'IKEv1 is obsolete: choose it only for a device that has nothing else.',
		choices: idsOf('IKEV2', 'IKEV1'),
	},
	exchangeMode: {
		member: 'ExchangeMode',
		what: 'IKE exchange mode',
		values: ['MAIN', 'AGGRESSIVE'],
		terraform: 'ike_exchange_mode',
		label: 'Exchange mode',
		help: 'IKEv1 only; IKEv2 has no modes.',
		choices: [
			{id: 'MAIN', means: 'identities are protected'},
			{id: 'AGGRESSIVE', means: 'faster, and the key can be guessed offline'},
		],
	},
	ikeEncryption: {
		member: 'PropoEncryAlgorithm',
		values: [...ciphers, ...gcm],
		terraform: 'ike_proto_encry_algorithm',
		label: 'IKE encryption',
		help: 'The cipher of the IKE exchange. GCM needs IKEv2.',
		choices: bestCiphers,
	},
	ikeIntegrity: {
		member: 'PropoAuthenAlgorithm',
		values: ['MD5', 'SHA', 'SHA-256', 'SHA-512'],
		// older pages write what the API does not read back
		otherValues: {SHA1: 'SHA'},
		terraform: 'ike_proto_authen_algorithm',
		label: 'IKE integrity',
		help: 'The hash of the IKE exchange. SHA and MD5 are weak.',
		choices: idsOf('SHA-512', 'SHA-256', 'SHA', 'MD5'),
	},
	ikeDhGroup: {
		member: 'DhGroupName',
		values: ['GROUP1', 'GROUP2', 'GROUP5', 'GROUP14', 'GROUP15', 'GROUP16', 'GROUP19', 'GROUP20', 'GROUP21', 'GROUP24'],
		terraform: 'ike_dh_group_name',
		label: 'IKE DH group',
		help: 'The Diffie-Hellman group of the IKE keys: 14 or higher is strong.',
	},
	ikeLifetimeSeconds: {
		member: 'IKESaLifetimeSeconds',
		limits: {least: 60, most: 604_800, unit: 's'},
		label: 'IKE lifetime',
		help: 'How long IKE keys are used before new ones are agreed.',
	},
} as const satisfies TunnelOptions<IKEOptionsSpecification>;

/** security.options.localIdentity: Tencent Cloud's local is the cloud's side. */
export const localIdentity = {
	type: {member: 'LocalIdentity', what: 'kind of the cloud’s identity', values: ['ADDRESS', 'FQDN']},
	name: {member: 'LocalFqdnName', what: 'cloud’s identity', kind: 'hidden'},
	address: {member: 'LocalAddress', what: 'cloud’s identity', kind: 'address'},
} as const satisfies TunnelOptions<IKEOptionsSpecification>;

/** security.options.remoteIdentity */
export const remoteIdentity = {
	type: {member: 'RemoteIdentity', what: 'kind of the site’s identity', values: ['ADDRESS', 'FQDN']},
	name: {member: 'RemoteFqdnName', what: 'site’s identity', kind: 'hidden'},
	address: {member: 'RemoteAddress', what: 'site’s identity', kind: 'address'},
} as const satisfies TunnelOptions<IKEOptionsSpecification>;

/** security.options */
export const ipsecOptions = {
	ipsecEncryption: {
		member: 'EncryptAlgorithm',
		values: [...ciphers, 'NULL', ...gcm],
		terraform: 'ipsec_encrypt_algorithm',
		label: 'IPsec encryption',
		help: 'The cipher of the traffic itself. GCM needs a gateway of version 4.0.',
		choices: [...bestCiphers, {id: 'NULL', means: 'no encryption at all'}],
	},
	ipsecIntegrity: {
		// misspelt on purpose: it is this one that the gateway obeys and reads back
		member: 'IntegrityAlgorith',
		otherMember: 'IntegrityAlgorithm',
		values: ['MD5', 'SHA1', 'SHA-256', 'SHA-384', 'SHA-512', 'SM3'],
		terraform: 'ipsec_integrity_algorithm',
		label: 'IPsec integrity',
		help: 'The hash of the traffic. SHA1 and MD5 are weak.',
		choices: idsOf('SHA-512', 'SHA-384', 'SHA-256', 'SHA1', 'SM3', 'MD5'),
	},
	pfsDhGroup: {
		member: 'PfsDhGroup',
		what: 'PFS group',
		values: ['NULL', ...dhGroups('DH-GROUP')],
		terraform: 'ipsec_pfs_dh_group',
		label: 'PFS DH group',
		help: 'Perfect forward secrecy: fresh keys that do not follow from IKE’s.',
		choices: [...idsOf(...dhGroups('DH-GROUP')), {id: 'NULL', means: 'no perfect forward secrecy'}],
	},
	ipsecLifetimeSeconds: {
		member: 'IPSECSaLifetimeSeconds',
		inFull: 'IPsec lifetime in seconds',
		limits: {least: 180, most: 604_800, unit: 's'},
		label: 'IPsec lifetime',
		help: 'How long traffic keys are used. Not longer than IKE’s.',
	},
	ipsecLifetimeKilobytes: {
		member: 'IPSECSaLifetimeTraffic',
		what: 'IPsec lifetime in KB',
		limits: {least: 2560, most: 4_294_967_295, unit: 'KB'},
		label: 'IPsec lifetime, traffic',
		help: 'How much traffic the keys are used for. Whichever lifetime ends first counts.',
	},
} as const satisfies TunnelOptions<IPSECOptionsSpecification>;

/** At the top of the document. */
export const sessionOptions = {
	negotiation: {
		member: 'NegotiationType',
		values: ['active', 'passive', 'flowTrigger'],
		standard: 'active',
		label: 'Negotiation',
		help: 'Who begins to build the tunnel.',
		choices: [
			{id: 'active', title: 'Active', means: 'the cloud begins at once'},
			{id: 'passive', title: 'Passive', means: 'the device must begin'},
			{id: 'flowTrigger', title: 'By traffic', means: 'the first packet from the cloud side begins'},
		],
	},
} as const satisfies TunnelOptions<CreateVpnConnectionRequest>;

/** dpd */
export const dpdOptions = {
	enabled: {
		member: 'DpdEnable',
		what: 'DPD',
		standard: true,
		kind: 'number',
		label: 'Dead peer detection',
		help: 'Asks the device now and then whether it is there.',
	},
	timeoutSeconds: {
		member: 'DpdTimeout',
		limits: {least: 30, most: 60, unit: 's'},
		standard: 30,
		label: 'DPD timeout',
		help: 'After so long without an answer the device counts as gone.',
	},
	action: {
		member: 'DpdAction',
		values: ['clear', 'restart'],
		standard: 'restart',
		label: 'DPD action',
		help: 'What the cloud does when the device counts as gone.',
		choices: [
			{id: 'restart', means: 'build the tunnel anew'},
			{id: 'clear', means: 'end it and wait'},
		],
	},
} as const satisfies TunnelOptions<CreateVpnConnectionRequest>;

/** healthCheck */
export const healthCheckOptions = {
	enabled: {
		member: 'EnableHealthCheck',
		standard: false,
		kind: 'flag',
		label: 'Health check',
		help: 'Probes through the tunnel, so that a tunnel that is up and carries nothing is noticed. Not for tunnels with SPD ranges.',
	},
	localIp: {
		member: 'HealthCheckLocalIp',
		what: 'health check address at the cloud',
		kind: 'address',
		label: 'Probe from',
		help: 'The cloud side’s probing address, outside the VPC’s ranges. Give both addresses or none.',
		example: '169.254.128.1',
	},
	remoteIp: {
		member: 'HealthCheckRemoteIp',
		what: 'health check address at the site',
		kind: 'address',
		label: 'Probe to',
		help: 'The address at the site side that answers the probes. The device must have it.',
		example: '169.254.128.2',
	},
} as const satisfies TunnelOptions<CreateVpnConnectionRequest>;

/** healthCheck */
export const probeOptions = {
	intervalMs: {
		member: 'ProbeInterval',
		what: 'health check interval',
		limits: {least: 1000, most: 5000, unit: 'ms'},
		standard: 5000,
		label: 'Probe interval',
		help: 'The time from one probe to the next.',
	},
	threshold: {
		member: 'ProbeThreshold',
		what: 'health check threshold',
		limits: {least: 3, most: 8, unit: 'probes'},
		standard: 3,
		label: 'Probe threshold',
		help: 'So many probes in a row without an answer, and the tunnel counts as ill.',
	},
	timeoutMs: {
		member: 'ProbeTimeout',
		what: 'health check timeout',
		limits: {least: 10, most: 5000, unit: 'ms'},
		standard: 150,
		label: 'Probe timeout',
		help: 'How long an answer may take.',
	},
} as const satisfies TunnelOptions<HealthCheckConfig>;

/** routing.mode, as RouteType has it. */
export const routeTypes = {policy: 'Policy', static: 'StaticRoute', bgp: 'Bgp'} as const;

/** routing, where its mode is bgp */
export const bgpOptions = {
	tunnelCidr: {member: 'TunnelCidr', what: 'range inside the tunnel', kind: 'address'},
	cloudAddress: {member: 'LocalBgpIp', what: 'cloud’s BGP address', kind: 'address'},
	siteAddress: {member: 'RemoteBgpIp', what: 'site’s BGP address', kind: 'address'},
} as const satisfies TunnelOptions<BgpConfig>;
