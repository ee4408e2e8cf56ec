import {
	createCustomerGateway,
	deleteCustomerGateway,
	describeCustomerGateways,
} from '../customer-gateway/customer-gateways.ts';
import {describeRegions} from '../region/regions.ts';
import {
	describeTransitGatewayAttachments,
	describeTransitGatewayVpcAttachments,
} from '../transit-gateway/transit-gateway-attachments.ts';
import {
	createTransitGatewayRoute,
	deleteTransitGatewayRoute,
	searchTransitGatewayRoutes,
} from '../transit-gateway/transit-gateway-routes.ts';
import {describeTransitGatewayRouteTables, describeTransitGateways} from '../transit-gateway/transit-gateways.ts';
import {getActiveVpnTunnelStatus} from '../tunnel/active-tunnel-status.ts';
import {getVpnTunnelReplacementStatus, modifyVpnTunnelCertificate, replaceVpnTunnel} from '../tunnel/tunnels.ts';
import {describeRouteTables, disableVgwRoutePropagation, enableVgwRoutePropagation} from '../vpc/route-tables.ts';
import {describeVpcs} from '../vpc/vpcs.ts';
import {
	createVpnConcentrator,
	deleteVpnConcentrator,
	describeVpnConcentrators,
} from '../vpn-concentrator/vpn-concentrators.ts';
import {createVpnConnection} from '../vpn-connection/create-vpn-connection.ts';
import {
	getVpnConnectionDeviceSampleConfiguration,
	getVpnConnectionDeviceTypes,
} from '../vpn-connection/device-samples.ts';
import {modifyVpnConnection, modifyVpnConnectionOptions} from '../vpn-connection/modify-vpn-connection.ts';
import {modifyVpnTunnelOptions} from '../vpn-connection/modify-vpn-tunnel-options.ts';
import {
	createVpnConnectionRoute,
	deleteVpnConnection,
	deleteVpnConnectionRoute,
	describeVpnConnections,
} from '../vpn-connection/vpn-connections.ts';
import {
	attachVpnGateway,
	createVpnGateway,
	deleteVpnGateway,
	describeVpnGateways,
	detachVpnGateway,
} from '../vpn-gateway/vpn-gateways.ts';
import type {Operation} from './operation.ts';
import {createTags, deleteTags, describeTags} from './tagging.ts';

const all: readonly Operation[] = [
	attachVpnGateway,
	createCustomerGateway,
	createTags,
	createTransitGatewayRoute,
	createVpnConcentrator,
	createVpnConnection,
	createVpnConnectionRoute,
	createVpnGateway,
	deleteCustomerGateway,
	deleteTags,
	deleteTransitGatewayRoute,
	deleteVpnConcentrator,
	deleteVpnConnection,
	deleteVpnConnectionRoute,
	deleteVpnGateway,
	describeCustomerGateways,
	describeRegions,
	describeRouteTables,
	describeTags,
	describeTransitGatewayAttachments,
	describeTransitGatewayRouteTables,
	describeTransitGateways,
	describeTransitGatewayVpcAttachments,
	describeVpcs,
	describeVpnConcentrators,
	describeVpnConnections,
	describeVpnGateways,
	detachVpnGateway,
	disableVgwRoutePropagation,
	enableVgwRoutePropagation,
	getActiveVpnTunnelStatus,
	getVpnConnectionDeviceSampleConfiguration,
	getVpnConnectionDeviceTypes,
	getVpnTunnelReplacementStatus,
	modifyVpnConnection,
	modifyVpnConnectionOptions,
	modifyVpnTunnelCertificate,
	modifyVpnTunnelOptions,
	replaceVpnTunnel,
	searchTransitGatewayRoutes,
];

/** Every EC2 call that the sandbox answers, by name. */
export const operations: ReadonlyMap<string, Operation> = new Map(all.map(operation => [operation.name, operation]));
