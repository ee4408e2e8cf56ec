import type {Settings} from '../../contract/comparison.ts';
import {asMembers, standards, type ValueOf} from '../../contract/option.ts';
import {ForeignReader} from '../../document/foreign.ts';
import {present} from '../../document/present.ts';
import {awsTunnelOptionsOf} from '../import/from-request.ts';
import {listOptions, logOptions, type Row, type Rows, tunnelOptions} from '../options.ts';
import {spellIpv6Cidr} from '../rules/inside-ranges.ts';

/*
 * The values of one tunnel as text, by name: `insideCidr`, `options.dpdTimeoutSeconds`, `options.logs.logEnabled`. What a request sets and what stands
 * are held against each other by them, and a request is made of them.
 */

/** Options by their names, lists in one order, as text. */
export function flatOptions({
	logs = {},
	...options
}: {
	readonly logs?: object | undefined;
	readonly [option: string]: unknown;
}): Settings {
	const shown = (value: unknown) =>
		Array.isArray(value) ? [...new Set(value.map(String))].sort(byNumber).join(', ') : String(value);
	return Object.fromEntries([
		...Object.entries(options).map(([name, value]) => [name, shown(value)] as const),
		...Object.entries(logs).map(([name, value]) => [`logs.${name}`, shown(value)] as const),
	]);
}

const byNumber = (a: string, b: string) => a.localeCompare(b, 'en', {numeric: true});

/**
 * What AWS does where nobody said anything. Absent and the explicit default are the same.
 * Source: EC2 API, VpnTunnelOptionsSpecification; AWS Site-to-Site VPN User Guide, "Tunnel options": a list that is left out allows all that AWS has.
 */
export const atDefault: Settings = Object.fromEntries(
	Object.entries(
		flatOptions({
			...Object.fromEntries(listOptions.map(name => [name, tunnelOptions[name].values])),
			...standards(tunnelOptions),
			logs: standards(logOptions),
		}),
	).map(([name, value]) => [`options.${name}`, value]),
);

/** A list that allows everything, as people read it. */
const allOfThem = 'all that AWS offers';
const everyOther = new Set(listOptions.filter(name => name !== 'ikeVersions').map(name => `options.${name}`));

/** A value by name as it is in force: what is not shown is at its default. */
export function inForce(values: Settings, name: string): string {
	return values[name] || defaultOf(name);
}

/** '' where there is none. */
export function defaultOf(name: string): string {
	return atDefault[name] ?? '';
}

/** A value in words, with its unit: `45 s`. */
export function valueWords(name: string, value: string): string {
	if (everyOther.has(name) && value === defaultOf(name)) return allOfThem;
	const option = Object.entries<Row>(tunnelOptions).find(([each]) => name === `options.${each}`)?.[1];
	if (option?.kind === 'flag' || /^options\.logs\.\w+Enabled$/.test(name)) return switchWords(value);
	if (option?.kind !== 'number' || value === '') return value;
	const {unit} = option.limits;
	return unit === '%' ? `${value}${unit}` : `${value} ${unit}`;
}

/** A switch as the form says it. */
export function switchWords(value: string): string {
	return value === 'true' ? 'on' : value === 'false' ? 'off' : value;
}

/** Whether phase 2 allows GCM alone: AWS shows no integrity beside it. */
export function isGcmOnly(algorithms: string): boolean {
	return algorithms !== '' && algorithms.split(', ').every(name => name.includes('GCM'));
}

const logNames = Object.keys(logOptions).map(name => `options.logs.${name}`);

/** A log that is off has no group and no form, whatever is kept of them: whether AWS forgets them when it is turned off nobody says. */
export function withoutIdleLogs(values: Settings): Settings {
	const idle = (['log', 'bgpLog'] as const).flatMap(log =>
		values[`options.logs.${log}Enabled`] === 'true'
			? []
			: [`options.logs.${log}GroupArn`, `options.logs.${log}OutputFormat`],
	);
	return Object.fromEntries(Object.entries(values).filter(([name]) => !idle.includes(name)));
}

/** The values that a structure has, of a request or of a reply. Logs are a whole: what a structure with logs leaves out of them is at its default. */
export function tunnelValues(structure: object): Settings {
	const tunnel = new ForeignReader(structure);
	const cidr = tunnel.string('TunnelInsideCidr');
	const ipv6 = tunnel.string('TunnelInsideIpv6Cidr');
	const hasLogs = tunnel.has('LogOptions');
	const options = Object.entries(flatOptions(awsTunnelOptionsOf(tunnel))).map(([name, value]) => [
		`options.${name}`,
		value,
	]);
	return {
		...(cidr ? {insideCidr: cidr} : {}),
		...(ipv6 ? {insideIpv6Cidr: spellIpv6Cidr(ipv6)} : {}),
		...(hasLogs ? Object.fromEntries(logNames.map(name => [name, defaultOf(name)])) : {}),
		...withoutIdleLogs(Object.fromEntries(options)),
	};
}

/**
 * The members of a request that set these values. Logs go as a whole block: `values` holds all that is to stand of them and is not at its
 * default, or was not; off means LogEnabled false without group and form. Source: terraform-provider-aws, vpnsite_connection.go.
 */
export function tunnelMembers(values: Settings) {
	const options = asMembers(tunnelOptions, typedOptions(tunnelOptions, values, 'options.'));
	const logs = logNames.some(name => Object.hasOwn(values, name))
		? asMembers(logOptions, typedOptions(logOptions, blockOf(values), 'options.logs.'))
		: undefined;
	return present({
		TunnelInsideCidr: values.insideCidr,
		TunnelInsideIpv6Cidr: values.insideIpv6Cidr,
		...options,
		LogOptions: logs && {CloudWatchLogOptions: logs},
	});
}

function blockOf(values: Settings): Settings {
	const form = (group: string, name: string) => {
		const given = values[name] ?? '';
		return values[group] || given !== defaultOf(name) ? given : '';
	};
	const [group, bgpGroup] = ['options.logs.logGroupArn', 'options.logs.bgpLogGroupArn'] as const;
	const wanted = {
		...values,
		'options.logs.logEnabled': values['options.logs.logEnabled'] || 'false',
		'options.logs.logOutputFormat': form(group, 'options.logs.logOutputFormat'),
		'options.logs.bgpLogOutputFormat': form(bgpGroup, 'options.logs.bgpLogOutputFormat'),
	};
	return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== ''));
}

/** Values of a document under their names there, out of their texts. */
function typedOptions<Of extends Rows>(rows: Of, values: Settings, prefix: string) {
	const typed = Object.entries(rows).flatMap(([name, row]) => {
		const text = values[prefix + name];
		return text === undefined || text === '' ? [] : [[name, typedValue(row, text)]];
	});
	return Object.fromEntries(typed) as {-readonly [Name in keyof Of]?: ValueOf<Of[Name]>}; // each is what its row says
}

function typedValue(row: Row, text: string): unknown {
	if (row.kind === 'number') return Number(text);
	if (row.kind === 'flag') return text === 'true';
	if (row.kind === 'word') return text;
	const isNumber = row.values.some(value => typeof value === 'number');
	return text.split(', ').map(value => (isNumber ? Number(value) : value));
}
