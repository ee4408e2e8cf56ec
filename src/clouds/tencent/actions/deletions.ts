import type {DeletionCall} from '../../contract/deletion-call.ts';

const destinations = {parameter: 'Destinations', most: 50};

/** The calls of a deletion. Nothing carries the mark of a run, so that a customer gateway goes only where a journal tells who made it. */
export const deletions: Readonly<Record<string, DeletionCall>> = {
	DeleteVpnConnection: {names: ['VpnConnectionId', 'id'], isThing: true, alone: 'goes'},
	DeleteVpnGatewayRoutes: {names: ['InstanceId', 'id'], several: destinations, alone: 'goes'},
	DeleteCustomerGateway: {names: ['CustomerGatewayId', 'siteGatewayId'], isThing: true, isGateway: true, alone: 'ours'},
	// a route of the VPC may be another connection's
	DeleteRoutes: {names: ['GatewayId', 'cloudGatewayId'], several: destinations},
};
