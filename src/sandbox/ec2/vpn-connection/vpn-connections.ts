import {answer, chosen, filterList} from '../protocol/filters.ts';
import {done, operation} from '../protocol/operation.ts';
import {list, required, text} from '../protocol/shape.ts';
import {listed, noVpnConnection, vpnConnectionOf} from '../store/resource-lookup.ts';
import {ipsecDown} from '../tunnel/tunnel-states.ts';
import {detachTransitGateway} from './build-connection.ts';
import {customerGatewayConfiguration} from './customer-gateway-configuration.ts';
import {vpnConnectionXml} from './vpn-connection-xml.ts';

/** How long deleting a connection takes, ms of the cloud's clock. */
const deleteMs = 3000;

export const describeVpnConnections = operation(
	'DescribeVpnConnections',
	'reads',
	{VpnConnectionId: list(text), Filter: filterList},
	(input, call) => {
		const {region, now} = call;
		const found = chosen(listed(region.vpnConnections, now), input.VpnConnectionId, noVpnConnection);
		return answer('vpnConnectionSet', found, input, {
			filters: {
				'bgp-asn': ({customerGatewayId}) => String(region.customerGateways.get(customerGatewayId)?.asn ?? ''),
				'customer-gateway-configuration': connection => customerGatewayConfiguration(connection, region),
				'customer-gateway-id': connection => connection.customerGatewayId,
				'option.static-routes-only': ({options}) => String(options.StaticRoutesOnly),
				'route.destination-cidr-block': ({routes}) => routes.map(({destination}) => destination),
				state: ({state}) => state.value(now),
				'transit-gateway-id': connection => connection.transitGatewayId,
				type: () => 'ipsec.1',
				'vpn-connection-id': ({id}) => id,
				'vpn-gateway-id': connection => connection.vpnGatewayId,
			},
			xml: connection => vpnConnectionXml(connection, call),
		});
	},
);

export const deleteVpnConnection = operation(
	'DeleteVpnConnection',
	'mutates',
	{VpnConnectionId: required(text)},
	({VpnConnectionId: id}, call) => {
		const {region, now} = call;
		const connection = vpnConnectionOf(id, call);
		if (connection.state.value(now) === 'deleting') return done;
		connection.state.set(now, 'deleting').later(now + deleteMs, 'deleted');
		for (const {status} of connection.tunnels) status.set(now, ipsecDown);
		for (const route of connection.routes) route.state.set(now, 'deleting').later(now + deleteMs, 'deleted');
		detachTransitGateway(connection, region, now);
		return done;
	},
);
