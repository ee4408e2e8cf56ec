import {isList} from '../../../connection/is-list.ts';
import {optionWords, shellWord} from '../../../connection/shell-word.ts';
import type {Action, Plan, PlanValue} from '../../contract/cloud.ts';
import {holdsSecretHole, readsAsOption, refersTo} from '../../engine/refers-to.ts';
import {isIsolated} from '../wire/endpoint.ts';
import {presharedKeySecret} from './requests.ts';

/** Text as it is, or the name of a shell variable. */
type Piece = string | {readonly variable: string; readonly isKey?: boolean};

/** Where the made thing's id stands in the reply, for `--filter`. */
const resultFilters: Readonly<Record<string, string>> = {
	CreateCustomerGateway: 'CustomerGateway.CustomerGatewayId',
	CreateVpnConnection: 'VpnConnection.VpnConnectionId',
	DescribeVpnConnections: 'VpnConnectionSet[0].VpnConnectionId',
};

/**
 * An action as a line for tccli: one flag for each parameter, structures as JSON, ids that earlier lines make and secrets as
 * shell variables. What holds a key, or a text that begins with a dash, goes in as a whole on standard input, which no flag goes with (tccli,
 * cli_input_json.py): anybody can list a process with its arguments, and such a text would be taken for an option. Where a later action needs the
 * id that it makes, the line keeps it, and waits until a tunnel can be routed into.
 * Source: tccli documentation, "Complex parameters" and "Filtering return results".
 * @param profile the profile that was picked: the line works in the same account
 */
export function commandLine(action: Action, plan: Plan, profile?: string): string {
	const words = (call: string): readonly string[] => [
		...['tccli', action.service, call, optionWords('--region', plan.region)],
		...(profile ? [optionWords('--profile', profile)] : []),
		...(isIsolated(plan.region)
			? [optionWords('--endpoint', `${action.service}.${plan.region}.tencentcloudapi.com`)]
			: []),
	];
	const line = isWhole(action.parameters)
		? `${keyInput(pieces(action.parameters, plan, 'json'))} | ${words(action.call).join(' ')} --cli-input-json file:///dev/stdin`
		: [...words(action.call), ...flagsOf(action, plan)].join(' ');
	const filter = resultFilters[action.call];
	if (!filter || !plan.actions.some(other => refersTo(other.parameters, action.id))) return line;
	const variable = resultVariable(action.id);
	// It prints JSON: the id comes in double quotes.
	const kept = [`${variable}=$(${line} --filter ${filter})`, `${variable}=$(echo "$${variable}" | tr -d '"')`];
	if (action.call !== 'CreateVpnConnection') return [...kept, orEnd(variable, 'cgw', action.call)].join('\n');
	const look = words('DescribeVpnConnections').join(' ');
	const pair = quote(pieces(ofPair(action), plan, 'argument'));
	const state = `${look} --VpnConnectionIds '["'"$${variable}"'"]' --filter 'VpnConnectionSet[0].State' | tr -d '"'`;
	return [
		...kept,
		// Its reply may hold no id. One pair of gateways has one tunnel at the most.
		`for attempt in $(seq 12); do case $${variable} in vpnx-*) break ;; esac; sleep 5; ${variable}=$(${look} --Filters ${pair} --filter 'VpnConnectionSet[0].VpnConnectionId' | tr -d '"'); done`,
		orEnd(variable, 'vpnx', action.call),
		`for attempt in $(seq 60); do STATE=$(${state}); [ "$STATE" = AVAILABLE ] && break; sleep 5; done`,
		`[ "$STATE" = AVAILABLE ] || { echo "$${variable} is not AVAILABLE after 5 minutes: nothing more is made" >&2; exit 1; }`,
	].join('\n');
}

/** Whether a call's parameters go in as a whole: one is a key, or would be taken for an option. */
function isWhole(parameters: Action['parameters']): boolean {
	return holdsSecretHole(parameters) || Object.values(parameters).some(readsAsOption);
}

/** Ends the script where no id came back: what follows would be made without it. */
function orEnd(variable: string, prefix: string, call: string): string {
	return `case $${variable} in ${prefix}-*) ;; *) echo '${call} gave no id: look in the console for what it made, nothing more is made' >&2; exit 1 ;; esac`;
}

function ofPair({parameters}: Action): readonly PlanValue[] {
	return [
		{Name: 'vpn-gateway-id', Values: [parameters.VpnGatewayId ?? '']},
		{Name: 'customer-gateway-id', Values: [parameters.CustomerGatewayId ?? '']},
	];
}

function flagsOf(action: Action, plan: Plan): readonly string[] {
	return Object.entries(action.parameters).flatMap(([name, value]) => [
		`--${name}`,
		quote(typeof value === 'string' ? [value] : pieces(value, plan, 'argument')),
	]);
}

/** All parameters on standard input: the shell's own printf is no process that others could list. */
function keyInput(parts: readonly Piece[]): string {
	return `printf %s ${quote(parts)}`;
}

function resultVariable(actionId: string): string {
	return `${screaming(actionId)}_ID`;
}

function pieces(value: PlanValue, plan: Plan, place: 'argument' | 'json'): readonly Piece[] {
	if (typeof value !== 'object') return [place === 'json' ? JSON.stringify(value) : booleanWord(value)];
	const variable = variableOf(value, plan);
	if (variable) return place === 'json' ? ['"', {variable, isKey: '$secret' in value}, '"'] : [{variable}];
	if (isList(value)) return ['[', ...join(value.map(item => pieces(item, plan, 'json'))), ']'];
	const members = Object.entries(value).map(([name, member]) => [
		`${JSON.stringify(name)}:`,
		...pieces(member, plan, 'json'),
	]);
	return ['{', ...join(members), '}'];
}

function booleanWord(value: string | number | boolean): string {
	return typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value);
}

function variableOf(value: object, plan: Plan): string | undefined {
	if ('$secret' in value && typeof value.$secret === 'string') return secretVariable(value.$secret, plan);
	return '$result' in value && typeof value.$result === 'string' ? resultVariable(value.$result) : undefined;
}

/** The user's own variable where the key comes from one. */
function secretVariable(name: string, {document}: Plan): string {
	const source = name === presharedKeySecret && document.cloud === 'tencent' ? document.presharedKey : undefined;
	if (source?.from === 'env') return source.name;
	return name === presharedKeySecret ? 'PRESHARED_KEY' : screaming(name);
}

function screaming(name: string): string {
	return name.replace(/\W+/g, '_').toUpperCase();
}

function join(items: readonly (readonly Piece[])[]): readonly Piece[] {
	return items.flatMap((item, index) => (index === 0 ? item : [',', ...item]));
}

/** One POSIX shell word: text in single quotes, variables in double ones. */
function quote(parts: readonly Piece[]): string {
	const words: string[] = [];
	let literal = '';
	const flush = () => {
		if (literal !== '') words.push(shellWord(literal));
		literal = '';
	};

	for (const part of parts) {
		if (typeof part === 'string') literal += part;
		else {
			flush();
			words.push(part.isKey ? escapedKey(part.variable) : `"$${part.variable}"`);
		}
	}

	flush();
	return words.join('') || "''";
}

/** A key may hold what JSON escapes. */
function escapedKey(variable: string): string {
	return `"$(printf %s "$${variable}" | sed 's/[\\\\"]/\\\\&/g')"`;
}
