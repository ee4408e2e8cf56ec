import type {
	CloudWatchLogOptionsSpecification,
	TunnelOption as StandingTunnel,
	VpnTunnelOptionsSpecification,
} from '@aws-sdk/client-ec2';

/*
 * The options of a tunnel, one row each: schema, rules, request, comparison, import, export and debug log read them from here. Light: types of the
 * SDK, and none of its code. Source of names, values, limits and of what AWS does by itself: EC2 API 2016-11-15, VpnTunnelOptionsSpecification.
 */

const encryption = ['AES128', 'AES256', 'AES128-GCM-16', 'AES256-GCM-16'] as const;
const integrity = ['SHA1', 'SHA2-256', 'SHA2-384', 'SHA2-512'] as const;
const formats = ['json', 'text'] as const;

interface Named<Structure, Standing> {
	/** Its name in a request. */
	readonly member: keyof Structure & string;
	/** Its name in what reads back, where that is another. */
	readonly standingMember?: keyof Standing & string;
	/** What AWS does where nobody says anything. */
	readonly standard?: boolean | number | string | readonly string[];
}

interface Limited {
	readonly kind: 'number';
	/** For people: `rekey margin`. */
	readonly what: string;
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

/** By their names in a document, in the order of the API, which is that of a request. */
export const tunnelOptions = {
	phase1LifetimeSeconds: {
		member: 'Phase1LifetimeSeconds',
		kind: 'number',
		what: 'phase 1 lifetime',
		limits: {least: 900, most: 28_800, unit: 's'},
		standard: 28_800,
	},
	phase2LifetimeSeconds: {
		member: 'Phase2LifetimeSeconds',
		kind: 'number',
		what: 'phase 2 lifetime',
		limits: {least: 900, most: 3600, unit: 's'},
		standard: 3600,
	},
	rekeyMarginTimeSeconds: {
		member: 'RekeyMarginTimeSeconds',
		kind: 'number',
		what: 'rekey margin',
		limits: {least: 60, most: 1800, unit: 's'},
		standard: 270,
	},
	rekeyFuzzPercentage: {
		member: 'RekeyFuzzPercentage',
		kind: 'number',
		what: 'rekey fuzz',
		limits: {least: 0, most: 100, unit: '%'},
		standard: 100,
	},
	replayWindowSize: {
		member: 'ReplayWindowSize',
		kind: 'number',
		what: 'replay window',
		limits: {least: 64, most: 2048, unit: 'packets'},
		standard: 1024,
	},
	dpdTimeoutSeconds: {
		member: 'DPDTimeoutSeconds',
		standingMember: 'DpdTimeoutSeconds',
		kind: 'number',
		what: 'DPD timeout',
		limits: {least: 30, unit: 's'},
		standard: 30,
	},
	dpdTimeoutAction: {
		member: 'DPDTimeoutAction',
		standingMember: 'DpdTimeoutAction',
		kind: 'word',
		values: ['clear', 'none', 'restart'],
		standard: 'clear',
	},
	phase1Encryption: {member: 'Phase1EncryptionAlgorithms', kind: 'list', values: encryption},
	phase2Encryption: {member: 'Phase2EncryptionAlgorithms', kind: 'list', values: encryption},
	phase1Integrity: {member: 'Phase1IntegrityAlgorithms', kind: 'list', values: integrity},
	phase2Integrity: {member: 'Phase2IntegrityAlgorithms', kind: 'list', values: integrity},
	phase1DhGroups: {
		member: 'Phase1DHGroupNumbers',
		kind: 'list',
		values: [2, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24],
	},
	phase2DhGroups: {
		member: 'Phase2DHGroupNumbers',
		kind: 'list',
		values: [2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24],
	},
	ikeVersions: {
		member: 'IKEVersions',
		standingMember: 'IkeVersions',
		kind: 'list',
		values: ['ikev1', 'ikev2'],
		standard: ['ikev1', 'ikev2'],
	},
	startupAction: {member: 'StartupAction', kind: 'word', values: ['add', 'start'], standard: 'add'},
	lifecycleControl: {member: 'EnableTunnelLifecycleControl', kind: 'flag', standard: false},
} as const satisfies Readonly<Record<string, Option<VpnTunnelOptionsSpecification, StandingTunnel>>>;

type NumberOption = {
	[Name in keyof typeof tunnelOptions]: (typeof tunnelOptions)[Name] extends Limited ? Name : never;
}[keyof typeof tunnelOptions];

/** Those that are whole numbers. */
export const numberOptions = Object.entries(tunnelOptions).filter(
	([, {kind}]) => kind === 'number',
) as readonly (readonly [NumberOption, Limited])[]; // what the filter leaves

/** The tunnel's logs, in a structure of their own. Source: EC2 API, CloudWatchLogOptionsSpecification. */
export const logOptions = {
	logEnabled: {member: 'LogEnabled', kind: 'flag', standard: false},
	logGroupArn: {member: 'LogGroupArn', kind: 'word'},
	logOutputFormat: {member: 'LogOutputFormat', kind: 'word', values: formats, standard: 'json'},
	bgpLogEnabled: {member: 'BgpLogEnabled', kind: 'flag', standard: false},
	bgpLogGroupArn: {member: 'BgpLogGroupArn', kind: 'word'},
	bgpLogOutputFormat: {member: 'BgpLogOutputFormat', kind: 'word', values: formats, standard: 'json'},
} as const satisfies Readonly<Record<string, Option<CloudWatchLogOptionsSpecification, object>>>;

type Row = Option<Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>>;
export type Rows = Readonly<Record<string, Row>>;

/** What a request holds of an option. */
export type Sent<Of extends Row> = Of extends {readonly kind: 'list'; readonly values: readonly (infer Value)[]}
	? {Value: Value}[]
	: Of extends {readonly kind: 'number'}
		? number
		: Of extends {readonly kind: 'flag'}
			? boolean
			: string;

type Members<Of extends Rows> = {[Name in keyof Of as Of[Name]['member']]?: Sent<Of[Name]> | undefined};

/** Values of a document under their names at the API, as a request has them; what is not given is left out. */
export function asMembers<Of extends Rows>(rows: Of, values: object): Members<Of> {
	const given = Object.entries(rows).flatMap(([name, {member, kind}]) => {
		const value: unknown = Reflect.get(values, name);
		if (value === undefined) return [];
		return [[member, kind === 'list' && Array.isArray(value) ? value.map(Value => ({Value})) : value]];
	});
	return Object.fromEntries(given) as Members<Of>; // entries lose which value belongs to which name
}

type Argument = boolean | number | string | readonly string[] | readonly number[] | undefined;

/** The same values under the names of Terraform's arguments, which are the API's in its spelling: `dpd_timeout_seconds`. */
export function asArguments(rows: Rows, values: object): Readonly<Record<string, Argument>> {
	return Object.fromEntries(
		Object.entries(rows).map(([name, {member}]) => [
			member.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '_').toLowerCase(),
			Reflect.get(values, name),
		]),
	);
}

type Standards<Of extends Rows> = {
	-readonly [Name in keyof Of as Of[Name] extends {readonly standard: unknown} ? Name : never]: Of[Name] extends {
		readonly standard: infer Standard;
	}
		? Standard
		: never;
};

/** What AWS does by itself, by the options' names. */
export function standards<Of extends Rows>(rows: Of): Standards<Of> {
	const known = Object.entries(rows).flatMap(([name, {standard}]) =>
		standard === undefined ? [] : [[name, standard]],
	);
	return Object.fromEntries(known) as Standards<Of>; // entries lose which value belongs to which name
}
