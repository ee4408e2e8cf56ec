import type {DeletionCall} from '../../contract/deletion-call.ts';

const ofConnection = ['VpnConnectionId', 'id'] as const;
// a gateway without the mark of a run is left by the call itself
const vpnGateway = {names: ['VpnGatewayId', 'cloudGatewayId'], isThing: true, isGateway: true, alone: 'goes'} as const;

/** The calls of a deletion. Light: a journal that is read at the start is told by them. */
export const deletions = {
	DeleteVpnConnection: {title: 'delete VPN connection', names: ofConnection, isThing: true, alone: 'goes'},
	DeleteVpnConnectionRoute: {title: 'delete static route', names: ofConnection, alone: 'goes'},
	DeleteTransitGatewayRoute: {title: 'delete transit gateway route', alone: 'goes'},
	DeleteCustomerGateway: {
		title: 'delete customer gateway',
		names: ['CustomerGatewayId', 'siteGatewayId'],
		isThing: true,
		isGateway: true,
		alone: 'goes',
	},
	DeleteVpnGateway: {title: 'delete virtual private gateway', ...vpnGateway},
	DetachVpnGateway: {title: 'detach virtual private gateway', ...vpnGateway},
	DisableVgwRoutePropagation: {
		title: 'stop propagating routes',
		names: ['GatewayId', 'cloudGatewayId'],
		isGateway: true,
	},
} as const satisfies Readonly<Record<string, DeletionCall>>;
