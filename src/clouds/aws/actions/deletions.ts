import type {DeletionCall} from '../../contract/deletion-call.ts';

const ofConnection = ['VpnConnectionId', 'id'] as const;
// a gateway without the mark of a run is left by the call itself
const vpnGateway = {names: ['VpnGatewayId', 'cloudGatewayId'], isThing: true, isGateway: true, alone: 'goes'} as const;

/** The calls of a deletion. */
export const deletions: Readonly<Record<string, DeletionCall>> = {
	DeleteVpnConnection: {names: ofConnection, isThing: true, alone: 'goes'},
	DeleteVpnConnectionRoute: {names: ofConnection, alone: 'goes'},
	DeleteTransitGatewayRoute: {alone: 'goes'},
	DeleteCustomerGateway: {names: ['CustomerGatewayId', 'siteGatewayId'], isThing: true, isGateway: true, alone: 'goes'},
	DeleteVpnGateway: vpnGateway,
	DetachVpnGateway: vpnGateway,
	DisableVgwRoutePropagation: {names: ['GatewayId', 'cloudGatewayId'], isGateway: true},
};
