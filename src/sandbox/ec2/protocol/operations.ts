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
	createTransitGatewayRouteTable,
	deleteTransitGatewayRouteTable,
	describeTransitGatewayRouteTables,
} from '../transit-gateway/transit-gateway-route-tables.ts';
import {
	createTransitGatewayRoute,
	deleteTransitGatewayRoute,
	replaceTransitGatewayRoute,
	searchTransitGatewayRoutes,
} from '../transit-gateway/transit-gateway-routes.ts';
import {
	associateTransitGatewayRouteTable,
	disableTransitGatewayRouteTablePropagation,
	disassociateTransitGatewayRouteTable,
	enableTransitGatewayRouteTablePropagation,
	getTransitGatewayAttachmentPropagations,
	getTransitGatewayRouteTableAssociations,
	getTransitGatewayRouteTablePropagations,
} from '../transit-gateway/transit-gateway-table-links.ts';
import {describeTransitGateways, modifyTransitGateway} from '../transit-gateway/transit-gateways.ts';
import {getActiveVpnTunnelStatus} from '../tunnel/active-tunnel-status.ts';
import {getVpnTunnelReplacementStatus, modifyVpnTunnelCertificate, replaceVpnTunnel} from '../tunnel/tunnels.ts';
import {describeRouteTables, disableVgwRoutePropagation, enableVgwRoutePropagation} from '../vpc/route-tables.ts';
import {createRoute, deleteRoute, replaceRoute} from '../vpc/vpc-routes.ts';
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
import {createVpnConnectionRoute, deleteVpnConnectionRoute} from '../vpn-connection/static-routes.ts';
import {deleteVpnConnection, describeVpnConnections} from '../vpn-connection/vpn-connections.ts';
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
	associateTransitGatewayRouteTable,
	attachVpnGateway,
	createCustomerGateway,
	createRoute,
	createTags,
	createTransitGatewayRoute,
	createTransitGatewayRouteTable,
	createVpnConcentrator,
	createVpnConnection,
	createVpnConnectionRoute,
	createVpnGateway,
	deleteCustomerGateway,
	deleteRoute,
	deleteTags,
	deleteTransitGatewayRoute,
	deleteTransitGatewayRouteTable,
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
	disableTransitGatewayRouteTablePropagation,
	disableVgwRoutePropagation,
	disassociateTransitGatewayRouteTable,
	enableTransitGatewayRouteTablePropagation,
	enableVgwRoutePropagation,
	getActiveVpnTunnelStatus,
	getTransitGatewayAttachmentPropagations,
	getTransitGatewayRouteTableAssociations,
	getTransitGatewayRouteTablePropagations,
	getVpnConnectionDeviceSampleConfiguration,
	getVpnConnectionDeviceTypes,
	getVpnTunnelReplacementStatus,
	modifyTransitGateway,
	modifyVpnConnection,
	modifyVpnConnectionOptions,
	modifyVpnTunnelCertificate,
	modifyVpnTunnelOptions,
	replaceRoute,
	replaceTransitGatewayRoute,
	replaceVpnTunnel,
	searchTransitGatewayRoutes,
];

/** Every EC2 call that the sandbox answers, by name. */
export const operations: ReadonlyMap<string, Operation> = new Map(all.map(operation => [operation.name, operation]));
