import type {TencentBehavior} from '../behavior.ts';
import {timeText} from '../protocol/naming.ts';
import type {RegionStore, VpnConnection} from '../store/store.ts';
import {healthOf, netStatusOf, stateOf} from './connection-state.ts';

/** How destination-route and BGP tunnels read back: everything to everything. */
const anyToAny = [{LocalCidrBlock: '0.0.0.0/0', RemoteCidrBlock: ['0.0.0.0/0']}];

const identityOf = (connection: VpnConnection): object => ({
	VpcId: connection.VpcId,
	VpnConnectionId: connection.VpnConnectionId,
	VpnConnectionName: connection.VpnConnectionName,
	VpnGatewayId: connection.VpnGatewayId,
	CustomerGatewayId: connection.CustomerGatewayId,
	PreShareKey: connection.PreShareKey,
	VpnProto: 'IPSEC',
	EncryptProto: 'IKE',
	RouteType: connection.RouteType,
});

/** The tunnel as DescribeVpnConnections shows it, the pre-shared key in clear. */
export function showConnection(
	standing: VpnConnection,
	region: RegionStore,
	nowMs: number,
	{changing, readBack}: TencentBehavior,
): object {
	const connection = readBack === 'atOnce' ? {...standing, ...standing.change?.to} : standing;
	const told = stateOf(standing, nowMs);
	const shared = {
		...identityOf(connection),
		CreatedTime: timeText(connection.createdAtMs),
		State: told === 'UPDATING' ? changing : told,
		NetStatus: netStatusOf(standing, nowMs),
		SecurityPolicyDatabaseSet: connection.policies.length > 0 ? connection.policies : anyToAny,
	};
	if (connection.old) return {...shared, ...oldCrypto(connection)};
	return {
		...shared,
		IKEOptionsSpecification: connection.ike,
		IPSECOptionsSpecification: connection.ipsec,
		NegotiationType: connection.NegotiationType,
		DpdEnable: connection.DpdEnable,
		DpdTimeout: connection.DpdTimeout,
		DpdAction: connection.DpdAction,
		EnableHealthCheck: connection.EnableHealthCheck,
		HealthCheckLocalIp: connection.HealthCheckLocalIp,
		HealthCheckRemoteIp: connection.HealthCheckRemoteIp,
		HealthCheckStatus: healthOf(connection, nowMs),
		...(connection.EnableHealthCheck ? {HealthCheckConfig: connection.healthCheck} : {}),
		...(connection.bgp ? {BgpConfig: {...connection.bgp, ...asnsOf(connection, region)}} : {}),
		TagSet: connection.TagSet,
	};
}

/** An old tunnel's lifetimes are strings. */
function oldCrypto({ike, ipsec}: VpnConnection): object {
	return {
		IKEOptionsSpecification: {...ike, IKESaLifetimeSeconds: String(ike.IKESaLifetimeSeconds)},
		IPSECOptionsSpecification: {
			...ipsec,
			IPSECSaLifetimeSeconds: String(ipsec.IPSECSaLifetimeSeconds),
			IPSECSaLifetimeTraffic: String(ipsec.IPSECSaLifetimeTraffic),
		},
	};
}

/** The ASNs of a BGP tunnel's two ends, which the API writes as strings. */
function asnsOf(connection: VpnConnection, region: RegionStore): object {
	return {
		LocalBgpAsn: String(region.gateways.get(connection.VpnGatewayId)?.BgpAsn ?? ''),
		RemoteBgpAsn: String(region.customerGateways.get(connection.CustomerGatewayId)?.BgpAsn ?? ''),
	};
}

/**
 * The tunnel as the reply of its own create shows it: still without a true state, and depending on `reply` without
 * an id. The reply of the API's first years (`no-id`) holds five members only.
 */
export function showCreated(connection: VpnConnection, reply: 'id' | 'empty-id' | 'no-id'): object {
	if (reply === 'no-id') {
		return {
			CustomerGatewayId: connection.CustomerGatewayId,
			State: 'PENDING',
			VpcId: connection.VpcId,
			VpnConnectionName: connection.VpnConnectionName,
			VpnGatewayId: connection.VpnGatewayId,
		};
	}
	return {
		...identityOf(connection),
		VpnConnectionId: reply === 'id' ? connection.VpnConnectionId : '',
		State: 'PENDING',
		NegotiationType: '',
		DpdEnable: -1,
		DpdTimeout: '',
		DpdAction: '',
		CreatedTime: '0000-00-00 00:00:00',
		NetStatus: '',
		SecurityPolicyDatabaseSet: [],
		IKEOptionsSpecification: connection.ike,
		IPSECOptionsSpecification: connection.ipsec,
		EnableHealthCheck: false,
		HealthCheckLocalIp: '',
		HealthCheckRemoteIp: '',
		HealthCheckStatus: '',
		TagSet: [],
	};
}
