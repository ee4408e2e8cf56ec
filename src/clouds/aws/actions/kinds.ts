import {cloudError} from '../../contract/cloud-error.ts';
import type {CloudActions} from '../../engine/action-kind.ts';
import {unmovedMend, unmovedText} from '../../engine/undo-action.ts';
import type {AwsClients} from '../wire/client.ts';
import {pause, pollMs} from '../wire/pause.ts';
import {attachVpnGateway} from './attach-vpn-gateway.ts';
import type {AwsActionKind} from './aws-action.ts';
import {createCustomerGateway} from './create-customer-gateway.ts';
import {createTransitRoute} from './create-transit-route.ts';
import {createVpnConnection} from './create-vpn-connection.ts';
import {createVpnConnectionRoute} from './create-vpn-connection-route.ts';
import {createVpnGateway} from './create-vpn-gateway.ts';
import {deleteTransitGatewayRoute} from './delete-transit-gateway-route.ts';
import {deleteVpnConnectionRoute} from './delete-vpn-connection-route.ts';
import {disableVgwRoutePropagation} from './disable-vgw-route-propagation.ts';
import {enableRoutePropagation} from './enable-route-propagation.ts';
import {lookUpTransitAttachment} from './look-up-transit-attachment.ts';
import {lookUpVpnConnection} from './look-up-vpn-connection.ts';
import {modifyVpnConnection} from './modify-vpn-connection.ts';
import {modifyVpnConnectionOptions} from './modify-vpn-connection-options.ts';
import {modifyVpnTunnelOptions} from './modify-vpn-tunnel-options.ts';
import {whyForeign} from './own.ts';
import {replaceVpnTunnel} from './replace-vpn-tunnel.ts';
import {createTags, deleteTags} from './tag-change.ts';

/** Every call that a plan of AWS may hold. */
export const awsKinds: readonly AwsActionKind[] = [
	createVpnGateway,
	attachVpnGateway,
	createCustomerGateway,
	createVpnConnection,
	lookUpVpnConnection,
	createVpnConnectionRoute,
	lookUpTransitAttachment,
	createTransitRoute,
	enableRoutePropagation,
	replaceVpnTunnel,
	modifyVpnTunnelOptions,
	modifyVpnConnectionOptions,
	modifyVpnConnection,
	createTags,
	deleteTags,
	deleteVpnConnectionRoute,
	deleteTransitGatewayRoute,
	disableVgwRoutePropagation,
];

/** Deleting a connection has been seen to take minutes. */
const goneMs = 20 * 60 * 1000;
const goesOnByItself = 'Look again later: AWS goes on by itself';

export const awsActions: CloudActions<AwsClients> = {
	kinds: awsKinds,
	ready: {
		// creating a connection has been seen to take that long; the Terraform AWS provider waits as long
		limitMs: 40 * 60 * 1000,
		waitMs: (attempt, {sandbox}) => pollMs(attempt, sandbox),
		tooLong: ({call}, subject, state) =>
			cloudError('aws', {
				kind: 'timeout',
				call,
				says: `${subject} is still ${state} after 40 minutes`,
				mend: goesOnByItself,
			}),
	},
	gone: {
		limitMs: goneMs,
		waitMs: (attempt, {sandbox}) => pollMs(attempt, sandbox),
		// A connection that is still being made is refused as well, and for minutes; a gateway is in use for a while after its last connection is gone.
		inUseMs: ({call}) => (call === 'DeleteVpnConnection' ? goneMs : 90 * 1000),
		isGone: code => /\.NotFound$|NotFound$/.test(code),
		isInUse: code => /IncorrectState|InvalidState|DependencyViolation|InUse|InvalidVpnGatewayState/.test(code),
		tooLong: ({call, detail, change}, unmoved) =>
			change
				? cloudError('aws', {call, says: `${detail} is not as it was before after 20 minutes`, mend: goesOnByItself})
				: unmoved
					? cloudError('aws', {call, says: unmovedText(detail, '20 minutes'), mend: unmovedMend})
					: cloudError('aws', {call, says: `${detail} is still there after 20 minutes`, mend: goesOnByItself}),
	},
	pause,
	whyForeign(step, context, clients) {
		const {region, signal} = context;
		const gatewayId = awsKinds.find(({undo}) => undo?.call === step.call)?.undo?.gatewayOf?.(step);
		return whyForeign({clients, region, signal}, step, context, gatewayId);
	},
};
