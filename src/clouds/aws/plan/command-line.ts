import {isList} from '../../../connection/is-list.ts';
import {optionWords, shellWord} from '../../../connection/shell-word.ts';
import type {Action, Plan, PlanValue} from '../../contract/cloud.ts';
import {holdsSecretHole, readsAsOption, refersTo} from '../../engine/refers-to.ts';
import {keyNames} from '../actions/connection-request.ts';
import {awsKinds} from '../actions/kinds.ts';
import {isAws} from '../own-document.ts';

/**
 * One action as a line for the `aws` CLI, to paste into a POSIX shell. Where a later action needs the id that it makes, the line keeps it
 * in a variable, and waits until the thing can be used; keys stand as variables that the shell fills in, never as values, and reach the tool
 * on its standard input, never as an argument. Source: aws CLI User Guide, "Loading a parameter from a file".
 * @param profile the profile that was picked: the line works in the same account
 */
export function commandLine(action: Action, plan: Plan, profile?: string): string {
	const keyed = Object.values(action.parameters).find(holdsSecretHole);
	const options = Object.entries(action.parameters).map(
		([name, value]) => `--${kebab(name)} ${value === keyed ? 'file:///dev/stdin' : argument(value, plan)}`,
	);
	const isWhole =
		keyed === undefined && Object.values(action.parameters).some(value => isParamFile(value) || readsAsOption(value));
	// the shell's own printf is no process that others could list with its arguments
	const input = keyed === undefined ? '' : `printf %s ${argument(keyed, plan)} | `;
	const account = profile ? [optionWords('--profile', profile)] : [];
	const words = (call: string) => ['aws ec2', call, optionWords('--region', plan.region), ...account].join(' ');
	// not from standard input: version 1 of the tool reads that file twice (awscli, cliinputjson.py)
	const line = isWhole
		? `${words(kebab(action.call))} --cli-input-json ${quoteJson(action.parameters, plan)}`
		: `${input}${[words(kebab(action.call)), ...options].join(' ')}`;
	const kind = awsKinds.find(({call}) => call === action.call);
	const later = plan.actions.filter(other => other.after.includes(action.id));
	// EC2 refuses to route into a connection that is pending, or through a gateway that is attaching
	if (action.call === 'AttachVpnGateway' && later.length > 0)
		return `${line}\n${kind?.waitLine?.(words, argument(action.parameters.VpnGatewayId ?? '', plan))}`;
	if (!kind?.idInReply || !later.some(other => refersTo(other.parameters, action.id))) return line;
	const variable = resultVariable(action.id);
	const wait = kind.waitLine?.(words, `"$${variable}"`);
	return [
		`${variable}=$(${line} --query '${kind.idInReply}' --output text)`,
		...lookUp(action, plan, {variable, words}),
		`case $${variable} in *-*) ;; *) echo '${action.call} gave no id: look in the console for what there is, nothing more is made' >&2; exit 1 ;; esac`,
		...(wait ? [wait] : []),
	].join('\n');
}

/** A reply may come without the id: AWS keeps one connection for a pair of gateways, so both find it. */
function lookUp(
	{call, parameters}: Action,
	plan: Plan,
	{variable, words}: {readonly variable: string; readonly words: (call: string) => string},
): readonly string[] {
	if (call !== 'CreateVpnConnection') return [];
	const gateways = [
		['customer-gateway-id', parameters.CustomerGatewayId],
		['vpn-gateway-id', parameters.VpnGatewayId],
		['transit-gateway-id', parameters.TransitGatewayId],
	] as const;
	const filters = gateways.flatMap(([name, value]) =>
		value === undefined ? [] : [`Name=${name},Values=${argument(value, plan)}`],
	);
	if (filters.length < 2) return [];
	const look = `${words('describe-vpn-connections')} --filters ${filters.join(' ')} Name=state,Values=pending,available --query 'VpnConnections[0].VpnConnectionId' --output text`;
	return [`case $${variable} in vpn-*) ;; *) ${variable}=$(${look}) ;; esac`];
}

/** What the CLI takes for the name of a file or page, and sends what stands there. Source: aws CLI User Guide, "Loading a parameter from a file". */
function isParamFile(value: PlanValue): boolean {
	return typeof value === 'string' && /^(?:fileb?|https?):\/\//i.test(value);
}

/** The variable that holds an action's result: `SITE_GATEWAY_ID`. */
function resultVariable(actionId: string): string {
	return `${actionId.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}_ID`;
}

function secretVariable(name: string, plan: Plan): string {
	const index = name === keyNames[1] ? 1 : 0;
	const source = isAws(plan.document) ? plan.document.tunnels[index]?.presharedKey : undefined;
	return source?.from === 'env' ? source.name : `PRESHARED_KEY_${index + 1}`;
}

function argument(value: PlanValue, plan: Plan): string {
	const hole = holeVariable(value, plan);
	if (hole) return `"$${hole}"`;
	return typeof value === 'object' ? quoteJson(value, plan) : shellWord(String(value));
}

function holeVariable(value: PlanValue, plan: Plan): string | undefined {
	if (typeof value !== 'object' || isList(value)) return undefined;
	if ('$result' in value && typeof value.$result === 'string') return resultVariable(value.$result);
	if ('$secret' in value && typeof value.$secret === 'string') return secretVariable(value.$secret, plan);
	return undefined;
}

/** JSON in single quotes; a variable inside stands between them in double quotes. Ids and AWS's keys need no JSON escapes. */
function quoteJson(value: PlanValue, plan: Plan): string {
	const holes: string[] = [];
	const mark = (index: number) => `\u0000${index}\u0000`;
	const text = JSON.stringify(value, (_name, member: PlanValue) => {
		const hole = holeVariable(member, plan);
		return hole ? mark(holes.push(hole) - 1) : member;
	});
	return shellWord(text).replace(/\\u0000(\d+)\\u0000/g, (_all, index: string) => `'"$${holes[Number(index)] ?? ''}"'`);
}

/** The CLI's spelling of an API name: `CreateVpnConnection` is `create-vpn-connection`. */
function kebab(name: string): string {
	return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
}
