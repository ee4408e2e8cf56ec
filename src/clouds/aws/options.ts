import type {
	CloudWatchLogOptionsSpecification,
	TunnelOption as StandingTunnel,
	VpnTunnelOptionsSpecification,
} from '@aws-sdk/client-ec2';
import type {OptionRow} from '../contract/option.ts';

/*
 * The options of a tunnel, one row each: schema, form, rules, request, comparison, import, export and debug log read them from here. Light: types of the
 * SDK, and none of its code. Source of names, values, limits and of what AWS does by itself: EC2 API 2016-11-15, VpnTunnelOptionsSpecification.
 */

const encryption = ['AES128', 'AES256', 'AES128-GCM-16', 'AES256-GCM-16'] as const;
const integrity = ['SHA1', 'SHA2-256', 'SHA2-384', 'SHA2-512'] as const;
const formats = ['json', 'text'] as const;
const formatChoices = [
	{id: 'json', means: 'one object a line, for queries'},
	{id: 'text', means: 'plain lines'},
];

/**
 * What a connection is where its document does not say. A document keeps what it does not say: of a connection that stands it is left alone.
 * Source: EC2 API, CreateVpnConnection and VpnConnectionOptionsSpecification.
 */
export const connectionStandards = {
	keyStorage: 'Standard',
	acceleration: false,
	insideIpVersion: 'ipv4',
	outsideAddressType: 'PublicIpv4',
	tunnelBandwidth: 'standard',
} as const;

interface Named<Structure, Standing> extends Pick<OptionRow, 'label' | 'help' | 'choices' | 'example'> {
	/** Its name in a request. */
	readonly member: keyof Structure & string;
	/** Its name in what reads back, where that is another. */
	readonly standingMember?: keyof Standing & string;
	/** What AWS does where nobody says anything. */
	readonly standard?: boolean | number | string | readonly string[];
}

interface Limited {
	readonly kind: 'number';
	readonly limits: {readonly least: number; readonly most?: number; readonly unit: string};
}

/** A row. `list`: each value stands in an object of its own, `[{Value: …}]`. */
type Option<Structure, Standing> = Named<Structure, Standing> &
	(
		| Limited
		| {readonly kind: 'list'; readonly values: readonly string[] | readonly number[]}
		| {readonly kind: 'word'; readonly values?: readonly string[]}
		| {readonly kind: 'flag'}
	);

export type Row = Option<Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>>;
export type Rows = Readonly<Record<string, Row>>;

/** By what the options are about, in the order of a document and of the form. */
const groups = ['IKE (phase 1)', 'IPsec (phase 2)', 'starting, keeping, ending'] as const;

interface Placed {
	/** Its group, and its place in there. */
	readonly place: readonly [(typeof groups)[number], number];
}

/** By their names in a document, in the order of the API, which is that of a request. */
export const tunnelOptions = {
	phase1LifetimeSeconds: {
		member: 'Phase1LifetimeSeconds',
		place: ['IKE (phase 1)', 5],
		kind: 'number',
		limits: {least: 900, most: 28_800, unit: 's'},
		standard: 28_800,
		label: 'Phase 1 lifetime',
		help: 'How long IKE keys are used before new ones are agreed.',
	},
	phase2LifetimeSeconds: {
		member: 'Phase2LifetimeSeconds',
		place: ['IPsec (phase 2)', 4],
		kind: 'number',
		limits: {least: 900, most: 3600, unit: 's'},
		standard: 3600,
		label: 'Phase 2 lifetime',
		help: 'How long traffic keys are used. Shorter than phase 1’s.',
	},
	rekeyMarginTimeSeconds: {
		member: 'RekeyMarginTimeSeconds',
		place: ['IPsec (phase 2)', 5],
		kind: 'number',
		limits: {least: 60, most: 1800, unit: 's'},
		standard: 270,
		label: 'Rekey margin',
		help: 'How long before the end of phase 2 AWS begins to renew the keys. At most half of the phase 2 lifetime.',
	},
	rekeyFuzzPercentage: {
		member: 'RekeyFuzzPercentage',
		place: ['IPsec (phase 2)', 6],
		kind: 'number',
		limits: {least: 0, most: 100, unit: '%'},
		standard: 100,
		label: 'Rekey fuzz',
		help: 'By how much the moment of renewal is spread at random within the margin, so that tunnels do not renew all at once.',
	},
	replayWindowSize: {
		member: 'ReplayWindowSize',
		place: ['IPsec (phase 2)', 7],
		kind: 'number',
		limits: {least: 64, most: 2048, unit: 'packets'},
		standard: 1024,
		label: 'Replay window',
		help: 'How far out of order a packet may arrive before it is taken for a replay.',
	},
	dpdTimeoutSeconds: {
		member: 'DPDTimeoutSeconds',
		standingMember: 'DpdTimeoutSeconds',
		place: ['starting, keeping, ending', 1],
		kind: 'number',
		limits: {least: 30, unit: 's'},
		standard: 30,
		label: 'DPD timeout',
		help: 'Dead peer detection: after so long without an answer the device counts as gone.',
	},
	dpdTimeoutAction: {
		member: 'DPDTimeoutAction',
		standingMember: 'DpdTimeoutAction',
		place: ['starting, keeping, ending', 2],
		kind: 'word',
		values: ['clear', 'none', 'restart'],
		standard: 'clear',
		label: 'DPD action',
		help: 'What AWS does when the device counts as gone.',
		choices: [
			{id: 'clear', means: 'end the tunnel and wait for the device'},
			{id: 'restart', means: 'end it and try again at once'},
			{id: 'none', means: 'do nothing'},
		],
	},
	phase1Encryption: {
		member: 'Phase1EncryptionAlgorithms',
		place: ['IKE (phase 1)', 2],
		kind: 'list',
		values: encryption,
		label: 'Phase 1 encryption',
		help: 'Ciphers for the IKE exchange. AWS negotiates from the weakest that is allowed; GCM here needs IKEv2.',
	},
	phase2Encryption: {
		member: 'Phase2EncryptionAlgorithms',
		place: ['IPsec (phase 2)', 1],
		kind: 'list',
		values: encryption,
		label: 'Phase 2 encryption',
		help: 'Ciphers for the traffic itself.',
	},
	phase1Integrity: {
		member: 'Phase1IntegrityAlgorithms',
		place: ['IKE (phase 1)', 3],
		kind: 'list',
		values: integrity,
		label: 'Phase 1 integrity',
		help: 'Hashes for the IKE exchange. SHA1 is deprecated.',
	},
	phase2Integrity: {
		member: 'Phase2IntegrityAlgorithms',
		place: ['IPsec (phase 2)', 2],
		kind: 'list',
		values: integrity,
		label: 'Phase 2 integrity',
		help: 'Hashes for the traffic. GCM ciphers bring their own; then this is not used.',
	},
	phase1DhGroups: {
		member: 'Phase1DHGroupNumbers',
		place: ['IKE (phase 1)', 4],
		kind: 'list',
		values: [2, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24],
		label: 'Phase 1 DH groups',
		help: 'Diffie-Hellman groups for the IKE keys: 14 or higher, without 22 and 23, is strong.',
	},
	phase2DhGroups: {
		member: 'Phase2DHGroupNumbers',
		place: ['IPsec (phase 2)', 3],
		kind: 'list',
		values: [2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24],
		label: 'Phase 2 DH groups',
		help: 'Groups for perfect forward secrecy: fresh keys that do not follow from phase 1.',
	},
	ikeVersions: {
		member: 'IKEVersions',
		standingMember: 'IkeVersions',
		place: ['IKE (phase 1)', 1],
		kind: 'list',
		values: ['ikev1', 'ikev2'],
		standard: ['ikev1', 'ikev2'],
		label: 'IKE versions',
		help: 'Which versions of IKE the cloud side accepts. IKEv1 is obsolete: allow it only for a device that has nothing else.',
	},
	startupAction: {
		member: 'StartupAction',
		place: ['starting, keeping, ending', 3],
		kind: 'word',
		values: ['add', 'start'],
		standard: 'add',
		label: 'Startup action',
		help: 'Who begins to build the tunnel.',
		choices: [
			{id: 'add', means: 'AWS waits: the device must begin'},
			{id: 'start', means: 'AWS begins; needs IKEv2 and a fixed address'},
		],
	},
	lifecycleControl: {
		member: 'EnableTunnelLifecycleControl',
		place: ['starting, keeping, ending', 4],
		kind: 'flag',
		standard: false,
		label: 'Lifecycle control',
		help: 'On: AWS tells before it replaces a tunnel’s endpoint, and you may choose the moment.',
	},
} as const satisfies Readonly<Record<string, Option<VpnTunnelOptionsSpecification, StandingTunnel> & Placed>>;

/** The same rows in the order of a document. */
export const documentOptions = Object.fromEntries(
	groups.flatMap(group =>
		Object.entries(tunnelOptions)
			.filter(([, {place}]) => place[0] === group)
			.toSorted(([, a], [, b]) => a.place[1] - b.place[1]),
	),
) as typeof tunnelOptions; // which is what they are made of

type NamesOf<Kind> = {
	[Name in keyof typeof tunnelOptions]: (typeof tunnelOptions)[Name]['kind'] extends Kind ? Name : never;
}[keyof typeof tunnelOptions];

/** Those that are whole numbers. */
export const numberOptions = Object.entries(documentOptions).filter(
	([, {kind}]) => kind === 'number',
) as readonly (readonly [NamesOf<'number'>, Limited & Pick<OptionRow, 'label'>])[]; // what the filter leaves

/** Those that are lists: AWS chooses for itself, weak values among them, where a request does not. Source: EC2 API, VpnTunnelOptionsSpecification. */
export const listOptions = Object.entries(documentOptions).flatMap(([name, {kind}]) =>
	kind === 'list' ? [name] : [],
) as readonly NamesOf<'list'>[]; // what the filter leaves

/** The tunnel's logs, in a structure of their own. Source: EC2 API, CloudWatchLogOptionsSpecification. */
export const logOptions = {
	logEnabled: {
		member: 'LogEnabled',
		kind: 'flag',
		standard: false,
		label: 'Tunnel log',
		help: 'Writes what IKE and DPD do to CloudWatch Logs. The log group costs by volume.',
	},
	logGroupArn: {
		member: 'LogGroupArn',
		kind: 'word',
		label: 'Tunnel log group',
		help: 'The ARN of the log group. It must exist.',
		example: 'arn:aws:logs:eu-central-1:123456789012:log-group:vpn',
	},
	logOutputFormat: {
		member: 'LogOutputFormat',
		kind: 'word',
		values: formats,
		standard: 'json',
		label: 'Tunnel log format',
		help: 'How a line of the tunnel log is written.',
		choices: formatChoices,
	},
	bgpLogEnabled: {
		member: 'BgpLogEnabled',
		kind: 'flag',
		standard: false,
		label: 'BGP log',
		help: 'Writes what the BGP sessions do to CloudWatch Logs. Needs BGP routing.',
	},
	bgpLogGroupArn: {
		member: 'BgpLogGroupArn',
		kind: 'word',
		label: 'BGP log group',
		help: 'The ARN of the log group. It must exist.',
		example: 'arn:aws:logs:eu-central-1:123456789012:log-group:vpn-bgp',
	},
	bgpLogOutputFormat: {
		member: 'BgpLogOutputFormat',
		kind: 'word',
		values: formats,
		standard: 'json',
		label: 'BGP log format',
		help: 'How a line of the BGP log is written.',
		choices: formatChoices,
	},
} as const satisfies Readonly<Record<string, Option<CloudWatchLogOptionsSpecification, object>>>;
