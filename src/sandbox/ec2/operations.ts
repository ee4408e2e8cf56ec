import {getActiveVpnTunnelStatus} from './active-tunnel-status.ts';
import {createVpnConnection} from './create-vpn-connection.ts';
import {createCustomerGateway, deleteCustomerGateway, describeCustomerGateways} from './customer-gateways.ts';
import {describeRegions} from './describe-regions.ts';
import {getVpnConnectionDeviceSampleConfiguration, getVpnConnectionDeviceTypes} from './device-samples.ts';
import {modifyVpnConnection} from './modify-connection-ends.ts';
import {modifyVpnConnectionOptions, modifyVpnTunnelOptions} from './modify-vpn-connection.ts';
import type {Operation} from './operation.ts';
import {getVpnTunnelReplacementStatus, modifyVpnTunnelCertificate, replaceVpnTunnel} from './replace-tunnel.ts';
import {describeRouteTables, disableVgwRoutePropagation, enableVgwRoutePropagation} from './route-tables.ts';
import {createTags, deleteTags, describeTags} from './tagging.ts';
import {
	describeTransitGatewayAttachments,
	describeTransitGatewayVpcAttachments,
} from './transit-gateway-attachments.ts';
import {
	createTransitGatewayRoute,
	deleteTransitGatewayRoute,
	searchTransitGatewayRoutes,
} from './transit-gateway-routes.ts';
import {describeTransitGatewayRouteTables, describeTransitGateways} from './transit-gateways.ts';
import {describeVpcs} from './vpcs.ts';
import {createVpnConcentrator, deleteVpnConcentrator, describeVpnConcentrators} from './vpn-concentrators.ts';
import {
	createVpnConnectionRoute,
	deleteVpnConnection,
	deleteVpnConnectionRoute,
	describeVpnConnections,
} from './vpn-connections.ts';
import {
	attachVpnGateway,
	createVpnGateway,
	deleteVpnGateway,
	describeVpnGateways,
	detachVpnGateway,
} from './vpn-gateways.ts';

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
