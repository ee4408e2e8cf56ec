import {DescribeVpnConnectionsCommand, type DescribeVpnConnectionsCommandInput} from '@aws-sdk/client-ec2';
import * as z from 'zod';
import type {Action} from '../../contract/cloud.ts';
import {type CloudError, cloudError} from '../../contract/cloud-error.ts';
import {describeVpnConnections} from '../read/describe.ts';
import {connection, query} from '../wire/log-things.ts';
import {word} from '../wire/tags.ts';
import {awsAction} from './aws-action.ts';
import type {HasDryRun} from './aws-undo.ts';
import {connectionInUse} from './create-vpn-connection.ts';
import {isGoing} from './search.ts';

const request = z.strictObject({
	VpnConnectionIds: z.array(z.string()).length(1),
}) satisfies z.ZodType<DescribeVpnConnectionsCommandInput>;

/** The connection that a plan builds on: `find` finds it, or it is gone. */
export const lookUpVpnConnection = awsAction({
	call: 'DescribeVpnConnections',
	title: 'look up VPN connection',
	request,
	command: given => new DescribeVpnConnectionsCommand(given),
	dryRun: true satisfies HasDryRun<DescribeVpnConnectionsCommandInput>,
	logged: {request: query, response: {VpnConnections: connection}},
	idInReply: 'VpnConnections[0].VpnConnectionId',
	made({VpnConnections: connections}) {
		const found = connections?.find(each => !isGoing(each));
		return {id: found?.VpnConnectionId, state: found?.State};
	},
	// it was not found right before
	objection: (_sent, {detail}) => goneMeanwhile(detail),
	async find({VpnConnectionIds}, {reach}) {
		const [found] = await describeVpnConnections(reach, [{Name: 'vpn-connection-id', Values: VpnConnectionIds}]);
		if (!found || isGoing(found)) return undefined;
		const id = word(found.VpnConnectionId);
		return {id, existed: true, detail: [id, word(found.State)].join(', ')};
	},
	...connectionInUse,
	ready: {...connectionInUse.ready, alwaysTold: true},
});

export function planConnectionLookUp(id: string): Action {
	return lookUpVpnConnection.plan({
		id: 'connection',
		detail: `${id}, until it is available`,
		after: [],
		parameters: {VpnConnectionIds: [id]},
	});
}

function goneMeanwhile(detail: string): CloudError {
	return cloudError('aws', {
		code: 'InvalidVpnConnectionID.NotFound',
		gone: true,
		message: detail,
		call: 'DescribeVpnConnections',
		says: 'The connection was deleted meanwhile',
		mend: 'Ask who else works on this account, then start again',
	});
}
