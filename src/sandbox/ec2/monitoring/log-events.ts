import {createHash} from 'node:crypto';
import {ApiError} from '../protocol/api-error.ts';
import type {Tunnel, VpnConnection} from '../store/resources.ts';
import {acceptedRoutes} from '../tunnel/tunnel-states.ts';
import type {LineTalk, LogBody} from './cause-lines.ts';
import {listIn, type MonitoringContext, textIn} from './context.ts';
import {type LogLine, linesOf} from './log-lines.ts';

/*
 * CloudWatch Logs' FilterLogEvents, on the streams of VPN tunnels. Source: CloudWatch Logs API Reference, FilterLogEvents; Site-to-Site VPN User Guide,
 * "Site-to-Site VPN log contents" (both examples of its JSON); AWS's agent toolkit, the names of streams. The text form is a guess.
 */

/** A page may have 10,000 events; it has fewer here, and the first one none, so that pages and empty pages are met. */
const mostEvents = 100;
const mostLimit = 10_000;

interface Event {
	readonly logStreamName: string;
	readonly timestamp: number;
	readonly message: string;
	readonly ingestionTime: number;
	readonly eventId: string;
}

/** @throws ApiError InvalidParameterException, ResourceNotFoundException */
export function filterLogEvents(input: Readonly<Record<string, unknown>>, context: MonitoringContext): object {
	const group = groupIn(input, context);
	const [prefix, names] = [textIn(input, 'logStreamNamePrefix'), listIn(input, 'logStreamNames')];
	if (prefix !== '' && names.length > 0)
		throw invalid('Must specify only one of logStreamNames and logStreamNamePrefix.');
	if (names.length > 100) throw invalid('The collection logStreamNames must have 100 members at most.');
	const limit = input.limit ?? mostLimit;
	if (typeof limit !== 'number' || limit < 1 || limit > mostLimit)
		throw invalid(`Value ${String(limit)} at 'limit' failed to satisfy constraint: between 1 and ${mostLimit}.`);
	const [from, to] = [timeIn(input, 'startTime', 0), timeIn(input, 'endTime', Number.POSITIVE_INFINITY)];
	const wanted = termsIn(textIn(input, 'filterPattern'));
	const found = context
		.everywhere()
		.flatMap(connection => connection.tunnels.flatMap(tunnel => eventsOf(tunnel, connection, group, context)))
		.filter(({logStreamName: name}) => name.startsWith(prefix) && (names.length === 0 || names.includes(name)))
		.filter(({timestamp, message}) => timestamp >= from && timestamp <= to && wanted(message))
		.sort((one, other) => one.timestamp - other.timestamp);
	const token = input.nextToken;
	// the search has begun, and nothing is found yet
	if (token === undefined) return {events: [], searchedLogStreams: [], nextToken: 'from-0'};
	const start = Number(/^from-(\d{1,9})$/.exec(String(token))?.[1] ?? Number.NaN);
	if (Number.isNaN(start)) throw invalid('The specified nextToken is invalid.');
	const end = start + Math.min(limit, mostEvents);
	return {
		events: found.slice(start, end),
		searchedLogStreams: [],
		...(end < found.length ? {nextToken: `from-${end}`} : {}),
	};
}

/** The group that is asked for: it is there where a tunnel writes to it. */
function groupIn(input: Readonly<Record<string, unknown>>, {region, account, everywhere}: MonitoringContext): string {
	const [name, identifier] = [textIn(input, 'logGroupName'), textIn(input, 'logGroupIdentifier')];
	if ((name === '') === (identifier === ''))
		throw invalid('Must specify either logGroupName or logGroupIdentifier, and not both.');
	const own = `arn:aws:logs:${region}:${account}:log-group:`;
	const asked = identifier.startsWith('arn:') ? identifier : own + (name || identifier);
	const isThere = everywhere().some(({tunnels}) =>
		tunnels.some(tunnel => (['ike', 'bgp'] as const).some(kind => groupOf(tunnel, kind) === asked)),
	);
	if (!isThere) throw new ApiError('ResourceNotFoundException', 'The specified log group does not exist.');
	return asked;
}

/** Where a tunnel writes one of its logs, without the `:*` that an ARN may end with; undefined while it is off. */
function groupOf({options}: Tunnel, kind: 'ike' | 'bgp'): string | undefined {
	const logs = options.LogOptions?.CloudWatchLogOptions;
	const [on, arn] =
		kind === 'ike' ? [logs?.LogEnabled, logs?.LogGroupArn] : [logs?.BgpLogEnabled, logs?.BgpLogGroupArn];
	return on ? arn?.replace(/:\*$/, '') : undefined;
}

function eventsOf(
	tunnel: Tunnel,
	connection: VpnConnection,
	group: string,
	context: MonitoringContext,
): readonly Event[] {
	const logs = tunnel.options.LogOptions?.CloudWatchLogOptions;
	const writes = {ike: groupOf(tunnel, 'ike') === group, bgp: groupOf(tunnel, 'bgp') === group};
	if (!writes.ike && !writes.bgp) return [];
	const talk = talkOf(tunnel, connection, context);
	return linesOf(tunnel, connection, talk, context)
		.filter(({body}) => writes[body.kind === 'ike' ? 'ike' : 'bgp'])
		.map((line, index) => {
			const isIke = line.body.kind === 'ike';
			const stream = `${connection.id}_${tunnel.outsideAddress}-${isIke ? 'IKE' : 'BGP'}.log`;
			const timestamp = Math.round(context.shownTime(line.at));
			const format = (isIke ? logs?.LogOutputFormat : logs?.BgpLogOutputFormat) ?? 'json';
			const members = membersOf(line, timestamp, `${connection.id}_${tunnel.outsideAddress}`, talk);
			const message = format === 'text' ? inText(members) : JSON.stringify(members);
			return {
				logStreamName: stream,
				timestamp,
				message,
				ingestionTime: timestamp + 2000,
				eventId: createHash('sha256').update(`${stream} ${line.at} ${index}`).digest('hex').slice(0, 56),
			};
		});
}

function talkOf({insideCidr, options}: Tunnel, connection: VpnConnection, {siteOf, now}: MonitoringContext): LineTalk {
	const site = siteOf(connection);
	return {
		site: site?.ipAddress ?? '',
		asn: site?.asn ?? 65_000,
		// the cloud has the first address of the four, the device the second
		neighbor: insideCidr.replace(/(\d+)\/\d+$/, (_, last: string) => String(Number(last) + 2)),
		// where both are allowed, the device begins with the older one: so GetActiveVpnTunnelStatus says too
		isIkev2: options.IKEVersion?.every(version => version === 'ikev2') ?? false,
		routes: acceptedRoutes(connection, now),
	};
}

type Members = Readonly<Record<string, unknown>>;

function membersOf({body}: LogLine, at: number, resource: string, {asn, neighbor}: LineTalk): Members {
	const timestamp = `${new Date(at).toISOString().replace('T', ' ')}`;
	if (body.kind === 'ike')
		return {
			event_timestamp: Math.floor(at / 1000),
			timestamp,
			dpd_enabled: true,
			nat_t_detected: false,
			ike_phase1_state: body.phase1,
			ike_phase2_state: body.phase2,
			details: body.details,
		};
	const head = {resource_id: resource, event_timestamp: at, timestamp};
	if (body.kind === 'bgp') return {...head, type: 'BGPStatus', status: body.status, message: {details: body.details}};
	return {...head, type: 'RouteStatus', status: body.status, message: routeMembers(body, asn, neighbor)};
}

function routeMembers({prefix, details}: Extract<LogBody, {kind: 'route'}>, asn: number, nextHopIp: string): Members {
	return {
		prefix,
		asPath: String(asn),
		localPref: 100,
		med: 100,
		nextHopIp,
		weight: 32_768,
		...(details === undefined ? {} : {details}),
	};
}

function inText(members: Members): string {
	return Object.values(members)
		.map(value => (typeof value === 'object' && value !== null ? inText({...value}) : String(value)))
		.join(' ');
}

/** Terms that all must be there, quoted or bare; other patterns are not played. @throws ApiError InvalidParameterException */
function termsIn(pattern: string): (message: string) => boolean {
	if (/^[[{%]/.test(pattern.trim())) throw invalid('The sandbox knows filter patterns of terms alone.');
	const terms = [...pattern.matchAll(/"([^"]+)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
	return message => terms.every(term => message.includes(term));
}

function timeIn(input: Readonly<Record<string, unknown>>, name: string, otherwise: number): number {
	const value = input[name] ?? otherwise;
	if (typeof value !== 'number' || value < 0) throw invalid(`Value at '${name}' must be a time.`);
	return value;
}

const invalid = (message: string) => new ApiError('InvalidParameterException', message);
