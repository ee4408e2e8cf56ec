import {
	DisableVgwRoutePropagationCommand,
	EC2Client,
	ModifyVpnTunnelOptionsCommand,
	ReplaceVpnTunnelCommand,
} from '@aws-sdk/client-ec2';
import {CommonClient} from 'tencentcloud-sdk-nodejs/tencentcloud/common/common_client.js';
import type {Cloud} from '../../src/clouds/contract/cloud.ts';
import {awsAdministrator} from '../../src/sandbox/aws-keys.ts';
import type {TunnelCause} from '../../src/sandbox/causes.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {wayCases} from './sandbox-way-cases.ts';
import type {Watched} from './watched.ts';

/* Causes that are the cloud's, made for real in the sandbox, and seen over the real SDKs. */

export interface Stage {
	readonly sandbox: Sandbox;
	readonly cloud: Cloud;
	/** The outside addresses of the connection's tunnels, as `status` has them. */
	readonly keys: readonly string[];
	/** Waits until the cloud says so. */
	readonly until: (
		what: (status: Awaited<ReturnType<Cloud['status']>>[number]) => boolean | Promise<boolean>,
	) => Promise<void>;
	readonly ec2: EC2Client;
	readonly tencent: (call: string, parameters: object) => Promise<unknown>;
	/** What a panel saw; of a case that is watched. */
	readonly seen: Pick<Watched, 'changes' | 'begun'>;
}

export interface SandboxCase {
	readonly cause: string;
	readonly source: string;
	readonly cloud: 'aws' | 'tencent';
	readonly id: string;
	/** How fast the sandbox's clock goes; 200 times where nothing is said. */
	readonly speed?: number;
	readonly happens: (stage: Stage) => Promise<void> | void;
	/** How long after it is asked, ms. */
	readonly laterMs?: number;
	/** A panel watches it all the time. */
	readonly watched?: true;
	/** What the site gave, where it gave something. */
	readonly site?: (stage: Stage) => string;
}

export const regions = {aws: 'eu-central-1', tencent: 'ap-guangzhou'} as const;
/** By BGP on a virtual private gateway; with static routes. */
const byBgp = 'vpn-40f41529';
const byStatic = 'vpn-094aac9679b8ce92e';
/** A destination-route tunnel, and one by BGP. */
const byRoute = 'vpnx-df9oztok';
const bgpOfTencent = 'vpnx-bgpgz001';
const gatewayOfTencent = 'vpngw-6x0wxvtp';

export function administrator(sandbox: Sandbox): Pick<Stage, 'ec2' | 'tencent'> {
	const {TENCENTCLOUD_SECRET_ID: secretId = '', TENCENTCLOUD_SECRET_KEY: secretKey = ''} = sandbox.env;
	const host = sandbox.env.TENCENTCLOUD_DOMAIN ?? '';
	return {
		ec2: new EC2Client({endpoint: sandbox.endpoints.ec2, region: regions.aws, credentials: awsAdministrator}),
		tencent: (call, parameters) =>
			new CommonClient(host, '2017-03-12', {
				credential: {secretId, secretKey},
				region: regions.tencent,
				profile: {httpProfile: {endpoint: host, protocol: 'http://'}},
			}).request(call, parameters),
	};
}

const bothUp = ({sandbox}: Stage, id: string, routes?: number) => {
	for (const tunnel of [0, 1]) sandbox.setTunnel(id, tunnel, 'UP', routes);
};

/** Switches the logs of tunnels on, from 0, and waits until they are UP again. */
async function logsOn({ec2, keys, until}: Stage, tunnels: readonly number[]): Promise<void> {
	const LogGroupArn = 'arn:aws:logs:eu-central-1:111122223333:log-group:/aws/vendedlogs/vpn';
	for (const tunnel of tunnels) {
		await ec2.send(
			new ModifyVpnTunnelOptionsCommand({
				VpnConnectionId: byBgp,
				VpnTunnelOutsideIpAddress: keys[tunnel],
				TunnelOptions: {
					IKEVersions: [{Value: 'ikev2'}],
					LogOptions: {
						CloudWatchLogOptions: {LogEnabled: true, LogGroupArn, BgpLogEnabled: true, BgpLogGroupArn: LogGroupArn},
					},
				},
			}),
		);
		await until(({phase, tunnels: all}) => phase === 'settled' && all.every(({state}) => state === 'UP'));
	}
}

/** By the sandbox's name of what is wrong at the site: what is to be found. */
const logged = {
	'wrong-key': 'wrong-key',
	'wrong-identity': 'wrong-identity',
	proposals: 'phase-1-proposal',
	'phase2-proposals': 'phase-2-proposal',
	selectors: 'wrong-ranges',
	'half-open': 'udp-4500-blocked',
	nobody: 'nobody-initiates',
	'dead-peer': 'dead-peer',
	'closed-by-device': 'closed-by-far-end',
	collision: 'duplicate-sas',
	'bgp-port': 'bgp-not-established',
	'hold-timer': 'bgp-hold-timer',
	'wrong-asn': 'wrong-asn',
	'prefix-limit': 'too-many-prefixes',
	'own-asn': 'own-as-in-path',
	'next-hop': 'next-hop-not-connected',
	'nothing-announced': 'no-accepted-routes',
} as const satisfies Readonly<Record<TunnelCause, string>>;

const logCases: readonly SandboxCase[] = Object.entries(logged).map(([wrong, cause]) => ({
	cause,
	source: `its own log, and status: ${wrong}`,
	cloud: 'aws',
	id: byBgp,
	speed: 2000,
	laterMs: 10 * 60_000,
	async happens(stage) {
		await logsOn(stage, wrong === 'nobody' ? [0, 1] : [0]);
		stage.sandbox.setCause(byBgp, 0, wrong as TunnelCause); // a name of the record above
	},
}));

export const sandboxCases: readonly SandboxCase[] = [
	...logCases,
	...wayCases,
	{
		cause: 'no-accepted-routes',
		source: 'UP, and the device announces nothing',
		cloud: 'aws',
		id: byBgp,
		happens: stage => bothUp(stage, byBgp, 0),
	},
	{
		cause: 'no-way-back',
		source: 'route propagation was switched off',
		cloud: 'aws',
		id: byBgp,
		async happens(stage) {
			bothUp(stage, byBgp, 5);
			const before = await stage.cloud.sight?.(regions.aws, byBgp, new AbortController().signal);
			const tables = [...new Set((before?.routes ?? []).map(({table}) => table))];
			for (const RouteTableId of tables.filter(table => table.startsWith('rtb-')))
				await stage.ec2.send(new DisableVgwRoutePropagationCommand({GatewayId: 'vgw-f211f09b', RouteTableId}));
		},
	},
	{
		cause: 'site-firewall',
		source: 'CloudWatch: traffic goes out, and none comes back',
		cloud: 'aws',
		id: byStatic,
		happens(stage) {
			bothUp(stage, byStatic);
			stage.sandbox.behave({traffic: 'outOnly'});
		},
	},
	{
		cause: 'cloud-at-work',
		source: 'the connection is modifying',
		cloud: 'aws',
		id: byBgp,
		speed: 1,
		async happens({ec2, keys, until}) {
			await ec2.send(
				new ModifyVpnTunnelOptionsCommand({
					VpnConnectionId: byBgp,
					VpnTunnelOutsideIpAddress: keys[0],
					TunnelOptions: {DPDTimeoutSeconds: 45},
				}),
			);
			await until(({phase, tunnels}) => phase === 'working' && tunnels.some(({state}) => state !== 'UP'));
		},
	},
	{
		cause: 'endpoint-replaced',
		source: 'the endpoint was replaced, and nobody starts the tunnel anew',
		cloud: 'aws',
		id: byBgp,
		async happens({ec2, sandbox, keys, until}) {
			sandbox.behave({device: 'silent'});
			sandbox.announceMaintenance(byBgp, 0, 7 * 24 * 3_600_000);
			await ec2.send(
				new ReplaceVpnTunnelCommand({
					VpnConnectionId: byBgp,
					VpnTunnelOutsideIpAddress: keys[0],
					ApplyPendingMaintenance: true,
				}),
			);
			await until(({phase, tunnels}) => phase === 'settled' && tunnels.some(({state}) => state === 'DOWN'));
		},
	},
	{
		cause: 'not-provisioned',
		source: 'the cloud could not set the tunnel up',
		cloud: 'aws',
		id: byBgp,
		async happens({ec2, sandbox, keys, until}) {
			sandbox.behave({provisioning: 'failed'});
			await ec2.send(new ReplaceVpnTunnelCommand({VpnConnectionId: byBgp, VpnTunnelOutsideIpAddress: keys[0]}));
			await until(({phase, tunnels}) => phase === 'settled' && tunnels.some(({state}) => state === 'DOWN'));
		},
	},
	...(['blocked', 'unpaid', 'expired'] as const).map(state => ({
		cause: 'gateway-blocked',
		source: `the gateway is ${state}`,
		cloud: 'tencent' as const,
		id: byRoute,
		happens({sandbox}: Stage) {
			sandbox.setTunnel(byRoute, 0, 'DOWN');
			sandbox.setGateway(gatewayOfTencent, state);
		},
		// whatever the device says: it can't mend that
		site: () => '14[IKE] retransmit 5 of request with message ID 0\n14[IKE] giving up after 5 retransmits',
	})),
	{
		cause: 'no-way-back',
		source: 'the gateway’s route was switched off',
		cloud: 'tencent',
		id: byRoute,
		async happens({cloud, sandbox, tencent}) {
			sandbox.setTunnel(byRoute, 0, 'UP');
			const routes = await cloud.standingRoutes?.(regions.tencent, byRoute, new AbortController().signal);
			await tencent('ModifyVpnGatewayRoutes', {
				VpnGatewayId: gatewayOfTencent,
				Routes: [{RouteId: routes?.[0]?.id, Status: 'DISABLE'}],
			});
		},
	},
	{
		cause: 'bgp-not-established',
		source: 'connected, and no route was learned',
		cloud: 'tencent',
		id: bgpOfTencent,
		happens: ({sandbox}) => sandbox.setTunnel(bgpOfTencent, 0, 'UP', 0),
	},
	{
		cause: 'probe-unanswered',
		source: 'connected, and nothing at the site answers the health check',
		cloud: 'tencent',
		id: byRoute,
		happens: ({sandbox}) => sandbox.setLine(byRoute, 0, {ipsec: true, probesUnanswered: true}),
	},
	{
		cause: 'gateway-at-its-cap',
		source: 'the gateway uses all of its bandwidth',
		cloud: 'tencent',
		id: byRoute,
		happens({sandbox}) {
			sandbox.setTunnel(byRoute, 0, 'UP');
			sandbox.setGateway(gatewayOfTencent, 'atItsCap');
		},
	},
];
