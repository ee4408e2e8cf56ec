/*
 * The account's limits, as an account has them before it asks for more. Sources: AWS Site-to-Site VPN User Guide, "Quotas";
 * Amazon VPC User Guide, "Amazon VPC quotas".
 */

export const connectionsPerRegion = 50;
export const connectionsPerVpnGateway = 10;
export const connectionsPerConcentrator = 100;
export const acceleratedConnections = 10;
export const unassociatedConnections = 10;
export const customerGatewaysPerRegion = 50;
export const vpnGatewaysPerRegion = 5;
export const staticRoutesPerConnection = 100;

/** The Amazon side's ASN where none is asked for. */
export const defaultAsn = 64_512;

/** How long what is gone can still be listed as `deleted`, ms of the cloud's clock. */
export const deletedVisibleMs = 10 * 60 * 1000;
