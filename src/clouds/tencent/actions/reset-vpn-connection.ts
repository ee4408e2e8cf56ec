import type {Action, Change} from '../../contract/cloud.ts';
import {connectionStateOf} from '../read/net-status.ts';
import {callPlaceOf} from '../wire/call-place.ts';
import {total} from '../wire/log-shapes.ts';
import {text} from '../wire/reply.ts';
import {tencentChange} from './tencent-change.ts';

/**
 * Has a tunnel negotiate anew. A user's own act, and never part of a plan that makes a tunnel like its document: the console says that custom tunnel
 * configuration is cleared by it. Source: vpc 2017-03-12, ResetVpnConnection; VPN Connections console documentation (products 1037 and 554); whether the
 * call clears anything is open.
 */
export const resetVpnConnection = tencentChange({
	call: 'ResetVpnConnection',
	title: 'reset VPN tunnel',
	logged: {request: {VpnGatewayId: 'id', VpnConnectionId: 'id'}, response: total},
	subject: ({parameters}) => text(parameters.VpnConnectionId),
	after: () => ({}),
	async stands({parameters}, place, {inventory}) {
		const tunnel = await inventory.vpnConnection(place, text(parameters.VpnConnectionId));
		const state = text(tunnel?.State);
		if (!tunnel || state === 'DELETING') return undefined;
		return {values: {}, ...(state !== 'AVAILABLE' && {busy: state || 'in no state that it tells'})};
	},
	isHiddenIn: () => true,
	/** A tunnel that is not connected after a reset that may have gone out: another one would do nothing but interrupt it once more. */
	async wasDone({parameters}, context, {inventory}) {
		const tunnel = await inventory.vpnConnection(callPlaceOf(context), text(parameters.VpnConnectionId));
		return tunnel !== undefined && connectionStateOf(tunnel) !== 'UP';
	},
});

export function planReset(
	{gatewayId, tunnelId}: {readonly gatewayId: string; readonly tunnelId: string},
	change: Change,
): Action {
	return resetVpnConnection.plan({
		id: 'reset',
		detail: tunnelId,
		parameters: {VpnGatewayId: gatewayId, VpnConnectionId: tunnelId},
		after: [],
		change,
	});
}
