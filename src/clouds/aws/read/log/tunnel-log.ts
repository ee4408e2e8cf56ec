import type {FilteredLogEvent, FilterLogEventsCommandOutput} from '@aws-sdk/client-cloudwatch-logs';
import type {VpnConnection} from '@aws-sdk/client-ec2';
import {Secret} from '../../../../connection/secret.ts';
import {CloudError, type CloudErrorInfo} from '../../../contract/cloud-error.ts';
import type {CloudLog, CloudLogLine} from '../../../contract/sight.ts';
import {memberOf} from '../../../net/member.ts';
import type {AwsReach} from '../../wire/ask.ts';
import {word} from '../../wire/tags.ts';
import {tunnelsOf} from '../tunnel-statuses.ts';
import {standingConnection} from '../vpn-connections.ts';
import {howToSwitchOn, type LogGroup, logsOf} from './log-groups.ts';
import {logLineOf} from './log-line.ts';

const call = 'FilterLogEvents';
/** The newest lines that are kept: an hour of a tunnel that tries again and again has some hundreds. */
const mostLines = 1000;
/** A page has 10,000 events or 1 MB at most, and may be empty while there are more. Source: CloudWatch Logs API Reference, FilterLogEvents. */
const mostPages = 30;

/**
 * What the connection's own logs say since a time, ms since the epoch. One search for each log group that its tunnels write to.
 * @throws UserError when it is not in the region, CloudError when it is cancelled, or the connection itself can't be read
 */
export async function readTunnelLog(reach: AwsReach, id: string, since: number): Promise<CloudLog> {
	const connection = await standingConnection(reach, id);
	const {groups, off} = logsOf(connection);
	if (groups.length === 0) return howToSwitchOn(connection, reach.region);
	const read = await Promise.all(groups.map(async group => ({group, ...(await readGroup(reach, group, id, since))})));
	const errors = read.flatMap(({error}) => (error ? [error] : []));
	if (errors[0] && errors.length === read.length) return {state: 'unread', error: errors[0]};
	const tunnels = tunnelsOf(connection).map(({key}) => key);
	const secrets = secretsIn(connection);
	const lines = read
		.flatMap(({events = []}) => events)
		.map(event => logLineOf(event, tunnels, secrets))
		.filter((line): line is CloudLogLine => line !== undefined && line.at >= since)
		.sort((one, other) => one.at - other.at);
	const lacks = [
		...off.map(key => `the log of ${key}, which is off`),
		...read.flatMap(({group, error}) => (error ? [`${word(group.name)}: ${new CloudError(error).message}`] : [])),
	];
	// rebuilt: a piece of text keeps the whole answer that it was cut from, and the keys that stand in it
	return structuredClone({
		state: 'read' as const,
		lines: lines.slice(-mostLines),
		isCut: lines.length > mostLines || read.some(({isCut}) => isCut),
		...(lacks.length > 0 ? {lacks} : {}),
	});
}

interface GroupRead {
	readonly events?: readonly FilteredLogEvent[];
	readonly isCut?: boolean;
	readonly error?: CloudErrorInfo;
}

async function readGroup(reach: AwsReach, group: LogGroup, id: string, since: number): Promise<GroupRead> {
	try {
		return await search(reach, group, id, since);
	} catch (error) {
		if (!(error instanceof CloudError) || error.info.kind === 'aborted') throw error;
		return {error: error.info};
	}
}

/** The events of a connection's streams, the newest that are kept: their names begin with its id. @throws CloudError */
async function search({clients, signal}: AwsReach, {region, name}: LogGroup, id: string, since: number) {
	const {CloudWatchLogsClient, FilterLogEventsCommand} = await import('../../wire/logs-client.ts');
	const client = await clients.other('CLOUDWATCH_LOGS', region, config => new CloudWatchLogsClient(config));
	return clients.bounded({call, purpose: 'read', signal}, async abortSignal => {
		let events: FilteredLogEvent[] = [];
		let nextToken: string | undefined;
		let isCut = false;
		for (let page = 0; page < mostPages; page++) {
			const command = new FilterLogEventsCommand({
				logGroupName: name,
				logStreamNamePrefix: id,
				startTime: Math.floor(since),
				...(nextToken === undefined ? {} : {nextToken}),
			});
			const reply: FilterLogEventsCommandOutput = await client.send(command, {abortSignal});
			events.push(...(reply.events ?? []));
			if (events.length > mostLines) {
				events = events.sort((one, other) => timeOf(one) - timeOf(other)).slice(-mostLines);
				isCut = true;
			}
			if (typeof reply.nextToken !== 'string' || reply.nextToken === '') return {events, isCut};
			nextToken = reply.nextToken;
		}

		return {events, isCut: true};
	});
}

/** When an event was, as far as it says; the SDK hands on whatever stands in the reply's JSON. */
function timeOf(event: FilteredLogEvent): number {
	const at = memberOf(event, 'timestamp');
	return typeof at === 'number' ? at : 0;
}

/** The keys of its tunnels, as far as AWS shows them. */
function secretsIn({Options}: VpnConnection): readonly Secret[] {
	return (Options?.TunnelOptions ?? []).flatMap(({PreSharedKey: key}) => (key ? [new Secret(key)] : []));
}
