import type {Action} from '../../contract/cloud.ts';
import {callPlaceOf} from '../wire/call-place.ts';
import {readLogFields} from '../wire/log-fields.ts';
import {text} from '../wire/reply.ts';
import {tencentAction} from './tencent-action.ts';
import {deletedMeanwhile, foundTunnel, watchTunnel} from './tunnel.ts';

/** The tunnel that a plan builds on where it makes only what is missing. Source: vpc 2017-03-12, DescribeVpnConnections. */
export const lookUpVpnConnection = tencentAction({
	call: 'DescribeVpnConnections',
	title: 'look up VPN tunnel',
	makes: '',
	idInReply: 'VpnConnectionSet[0].VpnConnectionId',
	idPrefix: 'vpnx',
	logged: readLogFields('DescribeVpnConnections'),
	async find({parameters: {VpnConnectionIds}}, context, {inventory}) {
		const [id = ''] = Array.isArray(VpnConnectionIds) ? VpnConnectionIds.map(text) : [];
		const tunnel = await inventory.vpnConnection(callPlaceOf(context), id);
		// whoever made it: it is never this run's own
		return tunnel && text(tunnel.State) !== 'DELETING' ? {...foundTunnel(tunnel, {}), sameName: false} : undefined;
	},
	async perform(action) {
		// it was looked for right before, or it would not have come to this
		throw deletedMeanwhile(action, action.detail);
	},
	watch: (action, result, context, reach) =>
		watchTunnel(action, result, context, reach, tunnel => `${result.id}, ${text(tunnel.State)}`),
});

export function planLookUp(id: string): Action {
	return lookUpVpnConnection.plan({
		id: 'connection',
		detail: `${id}, until it is AVAILABLE`,
		parameters: {VpnConnectionIds: [id]},
		after: [],
	});
}
