import type {VpnConnection} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import type {Action, Change} from '../../contract/cloud.ts';
import {type CloudError, cloudError} from '../../contract/cloud-error.ts';
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
	/**
	 * It changes no value, and a tunnel may be connected again within seconds: only one that has gone down, or has come up, is known to have been reset.
	 * Another reset would interrupt it once more, so that nothing is sent again where nobody knows.
	 */
	async wasDone({id, parameters}, context, {inventory}) {
		const tunnel = await inventory.vpnConnection(callPlaceOf(context), text(parameters.VpnConnectionId));
		const before = context.standing?.get(id)?.find(part => part.startsWith('connected:'));
		const now = tunnel && connectedText(tunnel);
		if (before !== undefined && now !== undefined && now !== before) return true;
		throw notKnown(text(parameters.VpnConnectionId));
	},
	async standing({parameters}, context, {inventory}) {
		const tunnel = await inventory.vpnConnection(callPlaceOf(context), text(parameters.VpnConnectionId));
		return tunnel && [connectedText(tunnel)];
	},
});

const connectedText = (tunnel: VpnConnection) => `connected:${connectionStateOf(tunnel)}`;

function notKnown(id: string): CloudError {
	return cloudError('tencent', {
		kind: 'protocol',
		call: 'ResetVpnConnection',
		ambiguous: true,
		says: `Whether Tencent Cloud has reset ${id} is not known: its state is the same as before, and it may be connected again within seconds`,
		mend: 'Look whether it is UP; where it is not, reset it anew, in a run of its own',
	});
}

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
