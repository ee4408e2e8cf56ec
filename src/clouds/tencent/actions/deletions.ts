import type {DeletionCall} from '../../contract/deletion-call.ts';

const destinations = {parameter: 'Destinations', most: 50};

/**
 * The calls of a deletion. Light: a journal that is read at the start is told by them. Nothing carries the mark of a run, so that a customer
 * gateway goes only where a journal tells who made it.
 */
export const deletions = {
	DeleteVpnConnection: {title: 'delete VPN tunnel', names: ['VpnConnectionId', 'id'], isThing: true, alone: 'goes'},
	DeleteVpnGatewayRoutes: {
		title: 'delete routes to the tunnel on the VPN gateway',
		names: ['InstanceId', 'id'],
		several: destinations,
		alone: 'goes',
	},
	DeleteCustomerGateway: {
		title: 'delete customer gateway',
		names: ['CustomerGatewayId', 'siteGatewayId'],
		isThing: true,
		isGateway: true,
		alone: 'ours',
	},
	// a route of the VPC may be another connection's
	DeleteRoutes: {
		title: 'delete routes to the VPN gateway in the VPC',
		names: ['GatewayId', 'cloudGatewayId'],
		several: destinations,
	},
} as const satisfies Readonly<Record<string, DeletionCall>>;
