import type {SandboxOptions} from '../../src/sandbox/sandbox.ts';
import {startTencent, type TencentServer} from './tencent-server.ts';

/** A 4.0 gateway in a VPC of 10.8.0.0/16 and 10.9.0.0/20. */
export const gatewayId = 'vpngw-1w9tue3d';

/** A gateway that speaks BGP, and the tunnel that stands there. */
export const bgpGatewayId = 'vpngw-bgp4gz01';
export const bgpTunnelId = 'vpnx-bgpgz001';

/** The SDK's own client of a sandbox that names what it makes. */
export const startNaming = (more: SandboxOptions = {}): Promise<TencentServer> =>
	startTencent({tencentCreateReply: 'id', ...more});

/** Makes a destination-route tunnel, unless `more` says otherwise, and waits until its device has connected. */
export async function connectedTunnel(server: TencentServer, more: object = {}): Promise<string> {
	const {VpnConnection} = await server.vpc().CreateVpnConnection({
		VpnGatewayId: gatewayId,
		CustomerGatewayId: 'cgw-qa9sxpy7',
		VpnConnectionName: 'standing',
		PreShareKey: 'old-key',
		RouteType: 'StaticRoute',
		...more,
	});
	server.advance(20_000);
	return VpnConnection?.VpnConnectionId ?? '';
}

/** The tunnel as it reads back now. */
export async function readTunnel(server: TencentServer, id: string) {
	const {VpnConnectionSet} = await server.vpc().DescribeVpnConnections({VpnConnectionIds: [id]});
	return VpnConnectionSet?.[0];
}

/** What a gateway has learned by BGP. */
export async function learnedOf(server: TencentServer, VpnGatewayId: string, tunnelId: string) {
	const request = {VpnGatewayId, Filters: [{Name: 'InstanceId', Values: [tunnelId]}]};
	const {Routes = []} = await server.vpc().DescribeVpnGatewayRoutes(request);
	return Routes.filter(({Type}) => Type === 'BGP');
}
