/** The calls of Tencent Cloud that take something away, for people. Light: a journal that is read at the start is told in these words. */
export const undoTitles = {
	DeleteVpnConnection: 'delete VPN tunnel',
	DeleteCustomerGateway: 'delete customer gateway',
	DeleteVpnGatewayRoutes: 'delete routes to the tunnel on the VPN gateway',
	DeleteRoutes: 'delete routes to the VPN gateway in the VPC',
} as const;
