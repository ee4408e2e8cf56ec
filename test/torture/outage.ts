import {DescribeVpnConnectionsCommand, EC2Client} from '@aws-sdk/client-ec2';
import type {Env} from './account-view.ts';
import type {ChangeCall} from './gate.ts';

/**
 * What a call that takes a tunnel down would cut off: undefined unless it changes one tunnel of an AWS connection while the other is not
 * UP. Reads past the gate, so that nothing is counted.
 */
export async function outageOf({name, body}: ChangeCall, region: string, env: Env): Promise<string | undefined> {
	if (name !== 'ModifyVpnTunnelOptions' && name !== 'ReplaceVpnTunnel') return undefined;
	const query = new URLSearchParams(body);
	const id = query.get('VpnConnectionId') ?? '';
	const address = query.get('VpnTunnelOutsideIpAddress') ?? '';
	const client = new EC2Client({
		region,
		endpoint: env.AWS_ENDPOINT_URL_EC2 ?? '',
		credentials: {accessKeyId: env.AWS_ACCESS_KEY_ID ?? '', secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? ''},
	});
	try {
		const {VpnConnections: found} = await client.send(new DescribeVpnConnectionsCommand({VpnConnectionIds: [id]}));
		const others = (found?.[0]?.VgwTelemetry ?? []).filter(({OutsideIpAddress}) => OutsideIpAddress !== address);
		return others.some(({Status}) => Status === 'UP')
			? undefined
			: `${name} of ${address} while the other tunnel was not UP`;
	} finally {
		client.destroy();
	}
}
