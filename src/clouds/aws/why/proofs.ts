import {shellWord} from '../../../connection/shell-word.ts';
import type {CloudProof, CloudWhy} from '../../contract/cloud-why.ts';
import type {ConnectionStatus} from '../../contract/tunnel-status.ts';

type Prove = (connection: ConnectionStatus, address: string) => CloudProof;

const aws = ({region}: ConnectionStatus, words: string) => `aws ec2 ${words} --region ${shellWord(region)}`;

const telemetry: Prove = (connection, address) => ({
	command: aws(
		connection,
		`describe-vpn-connections --vpn-connection-ids ${shellWord(connection.id)} --query "VpnConnections[0].VgwTelemetry[?OutsideIpAddress=='${address}']"`,
	),
	shows: 'Status, StatusMessage and AcceptedRouteCount of the tunnel: UP with routes where it is mended',
});

const replacement: Prove = (connection, address) => ({
	command: aws(
		connection,
		`get-vpn-tunnel-replacement-status --vpn-connection-id ${shellWord(connection.id)} --vpn-tunnel-outside-ip-address ${shellWord(address)}`,
	),
	shows:
		'LastMaintenanceApplied just before the fall where a replacement was the reason; PendingMaintenance where one is to come',
});

const waysBack: Prove = connection => ({
	command: connection.cloudGatewayId?.startsWith('tgw-')
		? aws(
				connection,
				`describe-transit-gateway-attachments --filters Name=resource-id,Values=${shellWord(connection.id)} Name=transit-gateway-id,Values=${shellWord(connection.cloudGatewayId)}`,
			)
		: aws(
				connection,
				`describe-route-tables --filters Name=route.gateway-id,Values=${shellWord(connection.cloudGatewayId ?? 'vgw-ID')}`,
			),
	shows: connection.cloudGatewayId?.startsWith('tgw-')
		? 'the attachment: available, and with a route table whose routes (search-transit-gateway-routes) name the site’s ranges as active'
		: 'the route tables of the VPC with a route to the site: none where there is no way back',
});

const proofs: Readonly<Record<string, Prove>> = {
	'bgp-not-established': telemetry,
	'no-accepted-routes': telemetry,
	'endpoint-replaced': replacement,
	'no-way-back': waysBack,
};

/** Its own commands that prove a cause. */
export const awsProofs: NonNullable<CloudWhy['proofs']> = (cause, connection, number) => {
	const address = connection.tunnels[number - 1]?.outsideAddress;
	const prove = Object.hasOwn(proofs, cause) ? proofs[cause] : undefined;
	return prove && address && /^[0-9a-f.:]+$/i.test(address) ? [prove(connection, address)] : [];
};
