import {DeleteVpnConnectionRouteCommand, type DeleteVpnConnectionRouteCommandInput} from '@aws-sdk/client-ec2';
import * as z from 'zod';
import type {Action, ChangedValue} from '../../contract/cloud.ts';
import {removalFields} from '../wire/log-things.ts';
import {awsAction} from './aws-action.ts';
import {awsChange} from './aws-change.ts';
import type {HasDryRun} from './aws-undo.ts';
import {createVpnConnectionRoute, routesTo} from './create-vpn-connection-route.ts';
import {nothingDown} from './nothing-down.ts';
import {isGoing} from './search.ts';
import {standingOf} from './tunnel-change.ts';

const request = z.strictObject({
	DestinationCidrBlock: z.string(),
	VpnConnectionId: z.string(),
}) satisfies z.ZodType<DeleteVpnConnectionRouteCommandInput>;

const call = 'DeleteVpnConnectionRoute';

const kind = awsAction({
	call,
	title: 'remove static route',
	request,
	command: given => new DeleteVpnConnectionRouteCommand(given),
	dryRun: false satisfies HasDryRun<DeleteVpnConnectionRouteCommandInput>,
	logged: removalFields,
	made: () => ({}),
});

/** AWS goes on listing a route that is deleted: its state says so. Source: terraform-provider-aws#1848. */
export const deleteVpnConnectionRoute = awsChange(kind, {
	after: ({call: made, parameters}) => ({
		[request.parse(parameters).DestinationCidrBlock]: made === call ? '' : 'there',
	}),
	async stands({parameters}, reach) {
		const {DestinationCidrBlock: prefix, VpnConnectionId} = request.parse(parameters);
		const standing = await standingOf(reach, VpnConnectionId);
		const isThere = routesTo(prefix, standing?.connection).some(route => !isGoing(route));
		return standing && {values: {[prefix]: isThere ? 'there' : ''}, busy: standing.busy};
	},
	about: ({parameters}) => ({...request.parse(parameters)}),
	backTitle: 'put static route back',
	back: () => [createVpnConnectionRoute],
	backCall: createVpnConnectionRoute.call,
});

export function planStaticRouteRemoval(
	connectionId: string,
	prefix: string,
	{after, value}: {readonly after: readonly string[]; readonly value: ChangedValue},
): Action {
	const parameters = {DestinationCidrBlock: prefix, VpnConnectionId: connectionId};
	const planned = deleteVpnConnectionRoute.plan({
		id: `route-gone:${prefix}`,
		detail: `${prefix} of ${connectionId}`,
		after,
		parameters,
	});
	return {
		...planned,
		change: {...nothingDown, values: [value], back: {call: createVpnConnectionRoute.call, parameters}},
	};
}
