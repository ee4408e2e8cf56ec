/** The calls of AWS that take something away, for people. Light: a journal that is read at the start is told in these words. */
export const undoTitles = {
	DeleteVpnConnection: 'delete VPN connection',
	DeleteVpnConnectionRoute: 'delete static route',
	DeleteCustomerGateway: 'delete customer gateway',
	DeleteVpnGateway: 'delete virtual private gateway',
	DetachVpnGateway: 'detach virtual private gateway',
	DisableVgwRoutePropagation: 'stop propagating routes',
	DeleteTransitGatewayRoute: 'delete transit gateway route',
} as const;
