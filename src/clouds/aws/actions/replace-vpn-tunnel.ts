import {ReplaceVpnTunnelCommand, type ReplaceVpnTunnelCommandInput} from '@aws-sdk/client-ec2';
import * as z from 'zod';
import type {Action, ActionResult, Change, RunContext, TunnelName} from '../../contract/cloud.ts';
import {cloudError} from '../../contract/cloud-error.ts';
import {fillKnown} from '../../engine/fill.ts';
import {unlessRefused} from '../../engine/or-unread.ts';
import {shapeOf} from '../../net/loggable.ts';
import {readMaintenanceOf} from '../read/maintenance.ts';
import type {AwsReach} from '../wire/ask.ts';
import type {AwsClients} from '../wire/client.ts';
import {nothing} from '../wire/log-things.ts';
import {word} from '../wire/tags.ts';
import {awsAction} from './aws-action.ts';
import {awsChange} from './aws-change.ts';
import type {HasDryRun} from './aws-undo.ts';
import {
	type ExchangeSeen,
	exchangeSeen,
	lookAtTunnel,
	stoodIn,
	type TunnelPlace,
	textIn,
	textsOf,
	timeIn,
	whetherExchanged,
} from './endpoint-exchange.ts';
import {standingTunnel} from './tunnel-change.ts';

const request = z.strictObject({
	VpnConnectionId: z.string(),
	VpnTunnelOutsideIpAddress: z.string(),
	ApplyPendingMaintenance: z.boolean().optional(),
}) satisfies z.ZodType<ReplaceVpnTunnelCommandInput>;

type Request = z.output<typeof request>;

const call = 'ReplaceVpnTunnel';

/** What the reply says where AWS does not do it. */
const notTaken = 'not taken';

const plain = awsAction({
	call,
	title: 'replace VPN tunnel',
	request,
	command: given => new ReplaceVpnTunnelCommand(given),
	dryRun: true satisfies HasDryRun<ReplaceVpnTunnelCommandInput>,
	logged: {
		request: shapeOf<ReplaceVpnTunnelCommandInput>({
			id: ['VpnConnectionId'],
			address: ['VpnTunnelOutsideIpAddress'],
			flag: ['ApplyPendingMaintenance', 'DryRun'],
		}),
		response: nothing,
	},
	made: ({Return}) => ({state: Return === false ? notTaken : undefined}),
	objection: ({state, requestId}) =>
		state === notTaken
			? cloudError('aws', {call, requestId: word(requestId), says: 'AWS answered that it does not replace the tunnel'})
			: undefined,
});

/** It is waited for as a change is: until the connection is available again, and the tunnel's own endpoint too. No endpoint is exchanged back. */
const replace = awsChange(plain, {
	after: () => ({}),
	stands: ({parameters}, reach) => standingTunnel(reach, placeOf(parameters)),
	about: ({parameters}) => ({...placeOf(parameters)}),
	backTitle: 'exchange the endpoint back',
	back: () => [],
	backCall: call,
});

function placeOf(parameters: object): TunnelPlace {
	const {VpnConnectionId, VpnTunnelOutsideIpAddress} = request.parse(parameters);
	return {VpnConnectionId, VpnTunnelOutsideIpAddress};
}

/**
 * Another endpoint for one tunnel. Nothing is made that could be looked for: after a reply that was lost, what tells of it is that the tunnel was
 * seen to go down since, or its maintenance to be applied: see endpoint-exchange.ts.
 */
export const replaceVpnTunnel = {
	...replace,
	async find(action: Action, context: RunContext, clients: AwsClients): Promise<ActionResult | undefined> {
		const wanted = askedOf(action, context);
		// whoever asks for it wants a new endpoint, whatever was done before
		if (!wanted || !context.sent?.has(action.id)) return undefined;
		const texts = context.standing?.get(action.id) ?? [];
		const subject = wanted.VpnTunnelOutsideIpAddress;
		const look = () => replacementSeen(wanted, texts, reachOf(context, clients), clients.sandbox);
		const why = await whetherExchanged({asked: timeIn(texts, 'asked'), subject, call}, context, clients, look);
		return why === undefined ? undefined : {id: '', existed: false, detail: `${subject}: ${why}`};
	},
	async standing(action: Action, context: RunContext, clients: AwsClients): Promise<readonly string[] | undefined> {
		const wanted = askedOf(action, context);
		if (!wanted) return undefined;
		const reach = reachOf(context, clients);
		return textsOf({...(await maintenanceOf(wanted, reach)), ...(await lookAtTunnel(placeOf(wanted), reach))});
	},
};

const askedOf = ({parameters}: Action, {results}: RunContext): Request | undefined => {
	const filled = fillKnown(parameters, results);
	return filled && request.parse(filled);
};
const reachOf = ({plan: {region}, signal}: RunContext, clients: AwsClients): AwsReach => ({clients, region, signal});

/** What its maintenance shows beside the tunnel. */
interface Applied {
	readonly pending?: string;
	readonly lastApplied?: number;
}

async function maintenanceOf({VpnConnectionId: id, ...asked}: Request, reach: AwsReach): Promise<Applied> {
	if (!asked.ApplyPendingMaintenance) return {};
	// who may not read it may ask for it all the same
	const told = await unlessRefused(() => readMaintenanceOf(reach, id, asked.VpnTunnelOutsideIpAddress));
	return {
		...(told && {pending: told.pending}),
		...(told?.lastApplied === undefined ? {} : {lastApplied: told.lastApplied}),
	};
}

/** Whether the replacement shows: by its maintenance where that was asked for and could be read, else by its endpoint. */
async function replacementSeen(
	wanted: Request,
	texts: readonly string[],
	reach: AwsReach,
	sandbox: boolean,
): Promise<ExchangeSeen> {
	const now = await maintenanceOf(wanted, reach);
	const before = {pending: textIn(texts, 'pending'), lastApplied: timeIn(texts, 'lastApplied') ?? 0};
	if ((now.lastApplied ?? 0) > before.lastApplied) return {seen: 'its maintenance was applied'};
	if (before.pending && now.pending === '') return {seen: 'its maintenance is not pending any more'};
	const seen = exchangeSeen(stoodIn(texts), await lookAtTunnel(placeOf(wanted), reach), sandbox);
	// it is still pending: whatever became of the tunnel, this was not done, or is not yet
	return before.pending && now.pending ? 'missing' : seen;
}

/**
 * A tunnel's replacement as a plan holds it.
 * @param tunnel `key`: its outside address, as AWS addresses it
 */
export function planReplacement(tunnel: TunnelName, applies: boolean, change: Change): Action {
	const {connectionId, key, number} = tunnel;
	return {
		...replace.plan({
			id: `replace-tunnel:${key}`,
			detail: `tunnel ${number} (${key}) of ${connectionId}${applies ? ', with its pending maintenance' : ''}`,
			after: [],
			parameters: {
				VpnConnectionId: connectionId,
				VpnTunnelOutsideIpAddress: key,
				...(applies ? {ApplyPendingMaintenance: true} : {}),
			},
		}),
		change,
	};
}
