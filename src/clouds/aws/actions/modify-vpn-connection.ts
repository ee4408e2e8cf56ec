import {ModifyVpnConnectionCommand, type ModifyVpnConnectionCommandInput} from '@aws-sdk/client-ec2';
import * as z from 'zod';
import type {Action, Change} from '../../contract/cloud.ts';
import {type Planned, plainParameters} from '../../engine/fill.ts';
import {shapeOf} from '../../net/loggable.ts';
import {connection} from '../wire/log-things.ts';
import {word} from '../wire/tags.ts';
import {awsAction} from './aws-action.ts';
import {awsChange} from './aws-change.ts';
import type {HasDryRun} from './aws-undo.ts';
import {connectionInUse} from './create-vpn-connection.ts';
import {standingWhole} from './tunnel-change.ts';

const ends = ['CustomerGatewayId', 'VpnGatewayId', 'TransitGatewayId'] as const;

const request = z.strictObject({
	VpnConnectionId: z.string(),
	CustomerGatewayId: z.string().min(1).optional(),
	// an empty one is refused: there is no way to none. Source: terraform-provider-aws, PR 19311
	VpnGatewayId: z.string().min(1).optional(),
	TransitGatewayId: z.string().min(1).optional(),
}) satisfies z.ZodType<ModifyVpnConnectionCommandInput>;

const call = 'ModifyVpnConnection';

const kind = awsAction({
	call,
	title: 'move VPN connection',
	request,
	command: given => new ModifyVpnConnectionCommand(given),
	dryRun: true satisfies HasDryRun<ModifyVpnConnectionCommandInput>,
	logged: {
		request: shapeOf<ModifyVpnConnectionCommandInput>({id: ['VpnConnectionId', ...ends], flag: ['DryRun']}),
		response: {VpnConnection: connection},
	},
	made: () => ({}),
	waitLine: ({parameters}, words) =>
		connectionInUse.waitLine(undefined, words, words.argument(parameters.VpnConnectionId ?? '')),
});

/** Another gateway at either end: both tunnels are down for some minutes meanwhile, and keep their outside addresses, keys and inside ranges. */
export const modifyVpnConnection = awsChange(kind, {
	after({parameters}) {
		const {VpnConnectionId: _, ...set} = request.parse(parameters);
		return Object.fromEntries(Object.entries(set));
	},
	async stands({parameters}, reach) {
		const standing = await standingWhole(reach, request.parse(parameters).VpnConnectionId);
		if (!standing) return undefined;
		const found = standing.connection;
		return {values: Object.fromEntries(ends.map(end => [end, word(found[end])])), busy: standing.busy};
	},
	about: ({parameters}) => ({VpnConnectionId: request.parse(parameters).VpnConnectionId}),
	aboutText: ({parameters}) => request.parse(parameters).VpnConnectionId,
	backTitle: 'move VPN connection back',
	back: () => [kind],
	backCall: call,
});

/** The ends that differ: an id, or the hole for what the plan makes. */
export type MovedEnds = Readonly<Partial<Record<(typeof ends)[number], Planned<string>>>>;

/** @param was the ends as they are; left out where the connection has had none, to which there is no way back */
export function planMove(
	connectionId: string,
	given: Pick<Action, 'id' | 'detail' | 'after'> & {readonly change: Omit<Change, 'interrupts' | 'back'>},
	wanted: MovedEnds,
	was: MovedEnds | undefined,
): Action {
	const {change, ...rest} = given;
	const planned = modifyVpnConnection.plan({...rest, parameters: {VpnConnectionId: connectionId, ...wanted}});
	const back = was && {call, parameters: plainParameters({VpnConnectionId: connectionId, ...was})};
	return {...planned, change: {...change, interrupts: {kind: 'connection'}, ...(back ? {back} : {})}};
}
