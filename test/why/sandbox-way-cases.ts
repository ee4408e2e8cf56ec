import {
	CreateVpnConnectionRouteCommand,
	DescribeVpcsCommand,
	DescribeVpnGatewaysCommand,
	DetachVpnGatewayCommand,
	ModifyVpnTunnelOptionsCommand,
} from '@aws-sdk/client-ec2';
import type {SandboxCase, Stage} from './sandbox-cases.ts';

/* Ways, gateways and changes at the cloud. */

const byBgp = 'vpn-40f41529';
const byTransitGateway = 'vpn-04e4a1aa3591c77a8';
const byStatic = 'vpn-094aac9679b8ce92e';

const bothUp = ({sandbox}: Stage, id: string, routes?: number) => {
	for (const tunnel of [0, 1]) sandbox.setTunnel(id, tunnel, 'UP', routes);
};

/** The gateway of a connection and the VPC that it is attached to. */
async function gatewayOf({ec2, cloud}: Stage, id: string) {
	const [status] = await cloud.status('eu-central-1', [id], new AbortController().signal);
	const VpnGatewayId = status?.cloudGatewayId ?? '';
	const {VpnGateways: [gateway] = []} = await ec2.send(new DescribeVpnGatewaysCommand({VpnGatewayIds: [VpnGatewayId]}));
	return {VpnGatewayId, VpcId: gateway?.VpcAttachments?.[0]?.VpcId ?? ''};
}

export const wayCases: readonly SandboxCase[] = [
	{
		cause: 'one-way-over-two-tunnels',
		source: 'CloudWatch: in by one tunnel, out by the other',
		cloud: 'aws',
		// both of its tunnels have been UP for an hour
		id: byTransitGateway,
		happens(stage) {
			stage.sandbox.behave({traffic: 'crossed'});
		},
	},
	{
		cause: 'ranges-overlap',
		source: 'a static route to a range of the VPC itself was added',
		cloud: 'aws',
		id: byStatic,
		async happens(stage) {
			bothUp(stage, byStatic);
			const {VpcId} = await gatewayOf(stage, byStatic);
			const {Vpcs: [vpc] = []} = await stage.ec2.send(new DescribeVpcsCommand({VpcIds: [VpcId]}));
			const DestinationCidrBlock = vpc?.CidrBlock?.replace(/\/\d+$/, '/24') ?? '';
			await stage.ec2.send(new CreateVpnConnectionRouteCommand({VpnConnectionId: byStatic, DestinationCidrBlock}));
		},
	},
	{
		cause: 'gateway-blocked',
		source: 'the virtual private gateway was detached',
		cloud: 'aws',
		id: byBgp,
		async happens(stage) {
			bothUp(stage, byBgp, 5);
			await stage.ec2.send(new DetachVpnGatewayCommand(await gatewayOf(stage, byBgp)));
			const {signal} = new AbortController();
			const isGone = async () => (await stage.cloud.sight?.('eu-central-1', byBgp, signal))?.gateways.length === 1;
			await stage.until(isGone);
		},
	},
	{
		cause: 'changed-by-somebody',
		source: 'the panel saw the change, and the tunnel that fell by it and stayed down',
		cloud: 'aws',
		id: byBgp,
		speed: 10,
		watched: true,
		async happens({ec2, sandbox, keys, until, seen}) {
			await until(({phase, tunnels}) => phase === 'settled' && tunnels.some(({state}) => state === 'UP'));
			sandbox.setTunnel(byBgp, 0, 'UP');
			sandbox.behave({device: 'silent'});
			await seen.begun;
			await ec2.send(
				new ModifyVpnTunnelOptionsCommand({
					VpnConnectionId: byBgp,
					VpnTunnelOutsideIpAddress: keys[0],
					TunnelOptions: {PreSharedKey: 'Another.key_0123456789'},
				}),
			);
			await until(
				({phase, tunnels}) =>
					phase === 'settled' &&
					tunnels[0]?.state === 'DOWN' &&
					seen.changes.some(({what}) => what.kind === 'tunnel' && what.to === 'DOWN') &&
					seen.changes.some(({what}) => what.kind === 'health' && what.to === 'working'),
			);
		},
	},
];
