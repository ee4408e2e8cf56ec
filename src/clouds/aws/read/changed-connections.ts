import {DescribeVpnConnectionsCommand, type VpnConnection} from '@aws-sdk/client-ec2';
import {believeList} from '../../net/believed-list.ts';
import {type AwsReach, refuseLongLists} from '../wire/ask.ts';
import type {KnownList, Mark} from '../wire/lean-connections.ts';

/** A filter takes that many values. Source: EC2 API Reference, Filter. */
const mostFilterValues = 200;

/** What a list call tells to somebody who knows how the connections stood. */
interface Changed {
	/** Every connection that was listed, in the cloud's order; the mark is '' where it has none. */
	readonly marks: ReadonlyMap<string, Mark>;
	/** Those that are not as they were known, without keys and configurations. */
	readonly changed: ReadonlyMap<string, VpnConnection>;
	/** Of all of them; undefined where they have none. */
	readonly whole: Mark | undefined;
}

/** All of it stands as it did. */
interface Unchanged {
	readonly marks?: undefined;
}

/** Lists the connections of a region, or some of them, in one call, and reads those alone that are not as `known`. Without marks: as `known.whole`. @throws CloudError */
export function changedConnections(
	{clients, region, signal}: AwsReach,
	ids: readonly string[] | undefined,
	known: KnownList,
): Promise<Changed | Unchanged> {
	const wanted = ids && ids.length <= mostFilterValues ? [...ids] : undefined;
	const command = new DescribeVpnConnectionsCommand(
		wanted ? {Filters: [{Name: 'vpn-connection-id', Values: wanted}]} : {},
	);
	const call = {call: 'DescribeVpnConnections', region, purpose: 'read', signal} as const;
	return clients.call(call, async (client, options) => {
		const toldOf = clients.lean.ask(options.abortSignal, known);
		const {VpnConnections: read = []} = await client.send(command, options);
		refuseLongLists(read);
		const told = toldOf();
		// it was believed when it was told first
		if (told && !told.marks) return {};
		const changed = new Map(read.map(connection => [connection.VpnConnectionId ?? '', connection]));
		const marks = told?.marks ?? new Map([...changed.keys()].map(id => [id, '']));
		refuseLongLists([...marks.keys()]);
		// what was left out of the reply is held against what was asked for as well
		const listed = [...marks.keys()].map(VpnConnectionId => ({VpnConnectionId}));
		believeList(listed, 'VpnConnectionId', wanted ? {VpnConnectionId: wanted} : {});
		return {marks, changed, whole: told?.whole};
	});
}
