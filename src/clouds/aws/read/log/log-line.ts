import type {FilteredLogEvent} from '@aws-sdk/client-cloudwatch-logs';
import type {Secret} from '../../../../connection/secret.ts';
import {cloudWords} from '../../../contract/cloud-words.ts';
import type {CloudLogLine} from '../../../contract/sight.ts';
import {memberOf} from '../../../net/member.ts';

/** What is kept of a line, in cells. */
const longestText = 400;
/** A line is some hundreds of characters; what is longer is none of these. */
const longestLine = 20_000;

type Members = Readonly<Record<string, unknown>>;

/**
 * A line of a tunnel's log. Source: Site-to-Site VPN User Guide, "Site-to-Site VPN log contents": JSON with `event_timestamp`, `details`, the states of both
 * phases; of BGP `resource_id`, `type`, `status`, `message`. Older pages name the members in other words and cases, and how the text form looks is nowhere
 * said: what is not understood is told as it came.
 * @param tunnels their keys, which are their outside addresses
 * @param secrets of the connection: no line is known to hold one, and none gets through
 * @returns undefined for what has no text or no time
 */
export function logLineOf(
	event: FilteredLogEvent,
	tunnels: readonly string[],
	secrets: readonly Secret[],
): CloudLogLine | undefined {
	// the SDK hands on whatever stands in the reply's JSON
	const logStreamName = textOf(memberOf(event, 'logStreamName'));
	const timestamp = memberOf(event, 'timestamp');
	const raw = textOf(memberOf(event, 'message')).slice(0, longestLine);
	const members = membersOf(raw);
	const told = members ? toldIn(members) : {kind: kindOf(raw, logStreamName), text: raw};
	const at = typeof timestamp === 'number' ? timestamp : timeIn(members);
	const text = cloudWords(told.text, longestText, secrets).trim();
	if (at === undefined || !Number.isFinite(at) || text === '') return undefined;
	const resource = textOf(members?.resource_id);
	const tunnel = tunnels.find(key => holds(resource, key)) ?? tunnels.find(key => holds(logStreamName, key));
	return {at, ...(tunnel === undefined ? {} : {tunnel}), kind: told.kind, text};
}

/** The members under their names in lower case. */
function membersOf(raw: string): Members | undefined {
	try {
		const value: unknown = JSON.parse(raw);
		return typeof value === 'object' && value !== null && !Array.isArray(value) ? inLowerCase(value) : undefined;
	} catch {
		return undefined;
	}
}

function inLowerCase(value: object): Members {
	return Object.fromEntries(Object.entries(value).map(([name, member]) => [name.toLowerCase(), member]));
}

function toldIn(members: Members): Pick<CloudLogLine, 'kind' | 'text'> {
	const type = textOf(members.type).toLowerCase();
	if (type === 'bgpstatus') return {kind: 'bgp', text: joined([textOf(members.status), detailsIn(members.message)])};
	if (type === 'routestatus') return {kind: 'route', text: routeText(members)};
	const details = textOf(members.details ?? members.vpnlogdetail);
	const [phase1, phase2] = [
		textOf(members.ike_phase1_state ?? members.tunnelikephase1state),
		textOf(members.ike_phase2_state ?? members.tunnelikephase2state),
	];
	const states = phase1 || phase2 ? `(ike_phase1_state ${phase1 || '?'}, ike_phase2_state ${phase2 || '?'})` : '';
	return {kind: 'ike', text: [details, states].filter(Boolean).join(' ')};
}

/** `WITHDRAWN 172.31.0.0/16: DENIED due to: …`. */
function routeText({status, message}: Members): string {
	const route = typeof message === 'object' && message !== null ? inLowerCase(message) : {};
	const attributes = (['aspath', 'localpref', 'med', 'nexthopip', 'weight'] as const).flatMap(name =>
		route[name] === undefined ? [] : [`${name} ${textOf(route[name])}`],
	);
	return joined([
		[textOf(status), textOf(route.prefix)].join(' ').trim(),
		textOf(route.details),
		attributes.join(', '),
	]);
}

function detailsIn(message: unknown): string {
	return typeof message === 'object' && message !== null ? textOf(inLowerCase(message).details) : textOf(message);
}

const joined = (parts: readonly string[]): string => parts.filter(Boolean).join(': ');

function textOf(value: unknown): string {
	return typeof value === 'string'
		? value
		: typeof value === 'number' || typeof value === 'boolean'
			? String(value)
			: '';
}

function timeIn(members: Members | undefined): number | undefined {
	const at = members?.event_timestamp;
	// IKE's line has seconds, BGP's has milliseconds
	return typeof at === 'number' ? (at < 1e11 ? at * 1000 : at) : undefined;
}

/** A stream ends in `-IKE.log` or `-BGP.log` (AWS's own agent toolkit says so); a line in text names its type. */
function kindOf(raw: string, stream: string): CloudLogLine['kind'] {
	if (/routestatus/i.test(raw)) return 'route';
	return /bgpstatus/i.test(raw) || /-bgp\b/i.test(stream) ? 'bgp' : 'ike';
}

/** Whether an address stands in a name, and not only its beginning. */
function holds(name: string, address: string): boolean {
	const at = name.indexOf(address);
	return at >= 0 && !/[0-9a-f:.]/i.test(name[at - 1] ?? '_') && !/[0-9a-f:]/i.test(name[at + address.length] ?? '_');
}
