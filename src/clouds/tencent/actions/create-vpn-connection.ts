import type {Action, UndoContext} from '../../contract/cloud.ts';
import {CloudError} from '../../contract/cloud-error.ts';
import {idOf} from '../../engine/fill.ts';
import {type Presence, textOf} from '../../engine/undo-action.ts';
import {routingWords} from '../../registry.ts';
import type {TencentConnection} from '../document.ts';
import {changedIdentity} from '../plan/compare.ts';
import type {Ends} from '../read/site.ts';
import type {CallPlace} from '../wire/call-place.ts';
import {connectionRequestShape, connectionShape, total} from '../wire/log-shapes.ts';
import {pause} from '../wire/pause.ts';
import {text} from '../wire/reply.ts';
import {connectionRequest, type MadeId} from './connection-request.ts';
import {orEnd} from './tccli-words.ts';
import {made, requestIdOf, tencentAction} from './tencent-action.ts';
import {notPlanned, type Reach, tencentUndo} from './tencent-undo.ts';
import {findTunnel, foundTunnel, watchTunnel} from './tunnel.ts';

/** How often a tunnel is looked for that was made, but not named in the reply: 0.5, 1, 2, 4 and 4 seconds apart. */
const looks = [500, 1000, 2000, 4000, 4000] as const;

export const deleteVpnConnection = tencentUndo({
	call: 'DeleteVpnConnection',
	logged: {request: {VpnGatewayId: 'id', VpnConnectionId: 'id'}, response: total},
	of: ({parameters}, {result: {id}}) => ({
		detail: id,
		parameters: {VpnGatewayId: text(parameters.VpnGatewayId), VpnConnectionId: id},
	}),
	async look(step, place, {inventory}) {
		const tunnel = await inventory.vpnConnection(place, textOf(step, 'VpnConnectionId'));
		return tunnel ? presenceOf(text(tunnel.State)) : 'gone';
	},
	request: async step => ({
		VpnGatewayId: textOf(step, 'VpnGatewayId'),
		VpnConnectionId: textOf(step, 'VpnConnectionId'),
	}),
	whyNotPlanned: (step, run, place, reach) => whyOtherTunnel(textOf(step, 'VpnConnectionId'), run, place, reach),
});

/** Source: vpc 2017-03-12, CreateVpnConnection. */
export const createVpnConnection = tencentAction({
	call: 'CreateVpnConnection',
	title: 'create VPN tunnel',
	makes: 'VPN tunnel',
	idInReply: 'VpnConnection.VpnConnectionId',
	idPrefix: 'vpnx',
	logged: {request: connectionRequestShape, response: {...total, VpnConnection: connectionShape}},
	undo: deleteVpnConnection,
	async find(action, context, reach) {
		const tunnel = await findTunnel(action, context, reach);
		return (
			tunnel && {
				...foundTunnel(tunnel, action.parameters),
				sameName: text(tunnel.VpnConnectionName) === action.parameters.VpnConnectionName,
			}
		);
	},
	/** The reply may carry no id, and most of its other members are not facts yet: the tunnel is read back, and told from that. */
	async perform(action, context, reach, send) {
		const reply = await send();
		const id = text(reply.VpnConnection?.VpnConnectionId);
		for (const [count, wait] of [0, ...looks].entries()) {
			if (wait > 0) {
				context.waiting?.(`the new tunnel does not show up yet; looking again, ${count + 1} of ${looks.length + 1}`);
				await afterwards(pause(wait, context.pauses ?? context.signal), action, id);
			}

			const tunnel = await afterwards(findTunnel(action, context, reach), action, id);
			if (tunnel && (!id || text(tunnel.VpnConnectionId) === id))
				return {...foundTunnel(tunnel, action.parameters), existed: false, ...requestIdOf(reply)};
			if (id) break; // Named: reading back can wait until it has settled.
		}

		return made(action, reply, id, `${id}, not listed yet`);
	},
	watch: (action, result, context, reach) =>
		watchTunnel(action, result, context, reach, tunnel => foundTunnel(tunnel, action.parameters).detail),
	waitLines({call, parameters}, variable, words) {
		const look = words.call('DescribeVpnConnections');
		const pair = words.argument([
			{Name: 'vpn-gateway-id', Values: [parameters.VpnGatewayId ?? '']},
			{Name: 'customer-gateway-id', Values: [parameters.CustomerGatewayId ?? '']},
		]);
		const state = `${look} --VpnConnectionIds '["'"$${variable}"'"]' --filter 'VpnConnectionSet[0].State' | tr -d '"'`;
		return [
			// Its reply may hold no id. One pair of gateways has one tunnel at the most.
			`for attempt in $(seq 12); do case $${variable} in vpnx-*) break ;; esac; sleep 5; ${variable}=$(${look} --Filters ${pair} --filter 'VpnConnectionSet[0].VpnConnectionId' | tr -d '"'); done`,
			orEnd(variable, 'vpnx', call),
			`for attempt in $(seq 60); do STATE=$(${state}); [ "$STATE" = AVAILABLE ] && break; sleep 5; done`,
			`[ "$STATE" = AVAILABLE ] || { echo "$${variable} is not AVAILABLE after 5 minutes: nothing more is made" >&2; exit 1; }`,
		];
	},
});

/** @param customerGateway its id, or the hole that the action before fills */
export function planConnection(
	document: TencentConnection,
	customerGateway: string | MadeId,
	ends: Ends,
	after: readonly string[],
): Action {
	const named = typeof customerGateway === 'string' ? customerGateway : 'customer gateway from 1';
	return createVpnConnection.plan({
		id: 'connection',
		detail: `${named} ⇄ ${document.cloudGateway.id}, ${routingWords('tencent', document.routing.mode)}`,
		parameters: connectionRequest(document, customerGateway, ends),
		after,
	});
}

/** Why a tunnel is not the one that a run planned: its two ends, its name, its routing, its ranges. Reads only. */
export async function whyOtherTunnel(
	id: string,
	{plan, results}: NonNullable<UndoContext['run']>,
	place: CallPlace,
	{inventory}: Reach,
): Promise<string | undefined> {
	const planned = plan.actions.find(({call}) => call === 'CreateVpnConnection')?.parameters;
	const tunnel = planned && (await inventory.vpnConnection(place, id));
	if (!tunnel) return undefined;
	const ends = [
		[text(tunnel.VpnGatewayId), idOf(planned.VpnGatewayId, results)],
		[text(tunnel.CustomerGatewayId), idOf(planned.CustomerGatewayId, results)],
	] as const;
	const elsewhere = ends.filter(([stands, wanted]) => wanted !== undefined && stands !== wanted);
	return notPlanned(id, [
		...elsewhere.map(([stands, wanted]) => `it joins ${stands}, planned was ${wanted}`),
		...changedIdentity(planned, tunnel),
	]);
}

/** An error while looking does not undo the create: without an id the end is in doubt, with one it is a success. */
async function afterwards<T>(look: Promise<T>, {call}: Action, id: string): Promise<T | undefined> {
	try {
		return await look;
	} catch (error) {
		if (id) return undefined;
		if (!(error instanceof CloudError)) throw error;
		throw new CloudError({...error.info, call, retryable: false, ambiguous: true});
	}
}

function presenceOf(state: string): Presence {
	if (state === 'DELETING') return 'going';
	// A tunnel that is still being made can't be deleted (DeleteVpnConnection, DeleteVpnConnInvalidState).
	return state === 'PENDING' ? {notYet: 'PENDING'} : 'there';
}
