/** The account's quotas by the name DescribeVpcLimits knows them (VPN limits page; the sandbox grants no increase). */
export const limits = {
	'appid-max-vpcs': 20,
	/** Tunnels per region. */
	'appid-max-vpn-connections': 200,
	/** Customer gateways per region. */
	'appid-max-custom-gateways': 20,
	/** Tunnels that may end at one customer gateway. */
	'custom-gateway-max-vpn-connections': 20,
	/** Tunnels of one VPN gateway. */
	'vpn-gateway-max-custom-gateways': 20,
	/** VPN gateways of one VPC. */
	'vpc-max-vpn-gateways': 10,
	'vpc-max-route-tables': 10,
	'route-table-max-policies': 50,
} as const;

/** VPC gateways of a region; CCN gateways have as many again. */
export const gatewaysPerRegion = 10;

/** SPD rules of one tunnel. */
export const policiesPerTunnel = 10;

/** Site-side ranges of one SPD rule. */
export const remotesPerPolicy = 50;

/** Pairs of cloud-side and site-side ranges on one gateway, over all its tunnels. */
export const mappingsPerGateway = 200;

export const routesPerGateway = 1000;
