import {shellWord} from '../../../connection/shell-word.ts';
import type {CloudProof, CloudWhy} from '../../contract/cloud-why.ts';
import type {ConnectionSight} from '../../contract/sight.ts';
import type {ConnectionStatus} from '../../contract/tunnel-status.ts';

type Prove = (connection: ConnectionStatus, address: string, sight: ConnectionSight | undefined) => CloudProof;

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

/**
 * The routes of a transit gateway's table into the connection; where no table is known, the attachment that names it. Of a virtual private gateway those of its
 * VPC's tables. Nothing that would have to be filled in first.
 */
const waysBack: Prove = (connection, _address, sight) => {
	const {id, cloudGatewayId} = connection;
	const table = sight?.routes?.find(route => route.table.startsWith('tgw-rtb-'))?.table;
	if (table !== undefined)
		return {
			command: aws(
				connection,
				`search-transit-gateway-routes --transit-gateway-route-table-id ${shellWord(table)} --filters Name=attachment.resource-id,Values=${shellWord(id)}`,
			),
			shows: 'the site’s ranges, each with State active: none, or blackhole, where there is no way back',
		};
	if (cloudGatewayId === undefined || cloudGatewayId.startsWith('tgw-'))
		return {
			command: aws(
				connection,
				`describe-transit-gateway-attachments --filters Name=resource-id,Values=${shellWord(id)}`,
			),
			shows:
				'Association with State associated, and the route table that it names: without one, nothing finds a way back',
		};
	return {
		command: aws(
			connection,
			`describe-route-tables --filters Name=route.gateway-id,Values=${shellWord(cloudGatewayId)}`,
		),
		shows: 'the route tables of the VPC with a route to the gateway: none where there is no way back',
	};
};

const proofs: Readonly<Record<string, Prove>> = {
	'bgp-not-established': telemetry,
	'no-accepted-routes': telemetry,
	'endpoint-replaced': replacement,
	'no-way-back': waysBack,
};

/** Its own commands that prove a cause. */
export const awsProofs: NonNullable<CloudWhy['proofs']> = (cause, connection, number, sight) => {
	const address = connection.tunnels[number - 1]?.outsideAddress;
	const prove = Object.hasOwn(proofs, cause) ? proofs[cause] : undefined;
	return prove && address && /^[0-9a-f.:]+$/i.test(address) ? [prove(connection, address, sight)] : [];
};
