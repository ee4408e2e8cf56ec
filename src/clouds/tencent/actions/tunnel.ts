import type {VpnConnection} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import type {Action, ActionResult, RunContext} from '../../contract/cloud.ts';
import {type CloudError, cloudError} from '../../contract/cloud-error.ts';
import type {Look} from '../../engine/action-kind.ts';
import {idOf} from '../../engine/fill.ts';
import {differences} from '../plan/compare.ts';
import {callPlaceOf} from '../wire/call-place.ts';
import {text} from '../wire/reply.ts';
import type {FoundResult} from './tencent-action.ts';
import type {Reach} from './tencent-undo.ts';

/** The tunnel between the two gateways: there can be only one, so that the pair names it even where a reply has no id. */
export async function findTunnel(
	{parameters}: Action,
	context: RunContext,
	{inventory}: Reach,
): Promise<VpnConnection | undefined> {
	const gateway = idOf(parameters.VpnGatewayId, context.results);
	const customerGateway = idOf(parameters.CustomerGatewayId, context.results);
	if (gateway === undefined || customerGateway === undefined) return undefined;
	const tunnels = await inventory.vpnConnections(callPlaceOf(context), [
		{name: 'vpn-gateway-id', values: [gateway]},
		{name: 'customer-gateway-id', values: [customerGateway]},
	]);
	// A filter that is not understood may be ignored: what comes back is looked at again.
	return tunnels.find(
		tunnel =>
			text(tunnel.VpnGatewayId) === gateway &&
			text(tunnel.CustomerGatewayId) === customerGateway &&
			text(tunnel.VpnConnectionId) !== '' &&
			text(tunnel.State) !== 'DELETING',
	);
}

/** A tunnel as a result: its id, its state, and where it is not what was asked for. */
export function foundTunnel(tunnel: VpnConnection, asked: Action['parameters']): FoundResult {
	const id = text(tunnel.VpnConnectionId);
	const state = text(tunnel.State);
	const differs = differences(asked, tunnel);
	return {
		id,
		detail: [
			[id, state].filter(Boolean).join(', '),
			...(differs.length > 0 ? [`differs: ${differs.join('; ')}`] : []),
		].join(' · '),
		...(differs.length > 0 ? {differs} : {}),
		whose: `named "${text(tunnel.VpnConnectionName)}"`,
	};
}

/**
 * Looks whether a tunnel is AVAILABLE, which means configured and not yet connected.
 * @param detailOf what is told of it then: most of a young one's members are no facts yet
 * @throws CloudError of kind 'api' when the tunnel vanishes
 */
export function watchTunnel(
	action: Action,
	{id}: ActionResult,
	context: RunContext,
	{inventory}: Reach,
	detailOf: (tunnel: VpnConnection) => string,
): () => Promise<Look> {
	// not by the clock, which can be set meanwhile
	const began = performance.now();
	let seen = false;
	return async () => {
		const tunnel = await inventory.vpnConnection(callPlaceOf(context), id);
		const state = tunnel ? text(tunnel.State) : '';
		if (tunnel && state === 'AVAILABLE') return {usable: true, detail: detailOf(tunnel)};
		if (seen && (!tunnel || state === 'DELETING'))
			throw deletedMeanwhile(action, state ? `${id} is ${state}` : `${id} was there and is gone`);
		seen ||= tunnel !== undefined;
		const seconds = Math.round((performance.now() - began) / 1000);
		return {usable: false, state, told: `${id} is ${state || 'not listed yet'}, for ${seconds} s`};
	};
}

/** A tunnel that somebody deleted meanwhile. */
export function deletedMeanwhile({call}: Action, message: string): CloudError {
	return cloudError('tencent', {
		call,
		message,
		gone: true,
		says: 'The tunnel was deleted meanwhile',
		mend: 'Ask who else works on this account, then start again',
	});
}
