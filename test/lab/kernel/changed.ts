import {cpSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {DescribeVpnConnectionsCommand, EC2Client, ModifyVpnTunnelOptionsCommand} from '@aws-sdk/client-ec2';
import {CommonClient} from 'tencentcloud-sdk-nodejs/tencentcloud/common/common_client.js';
import type {DeviceSide, DeviceTunnel} from '../../../src/connection/device-side.ts';
import {Secret} from '../../../src/connection/secret.ts';
import type {Sandbox} from '../../../src/sandbox/sandbox.ts';
import {findDevice, readDeviceSide} from '../../../src/session/devices.ts';
import type {SiteFacts} from '../../../src/session/hand-over.ts';
import {handOverTunnel} from '../../../src/session/hand-over-tunnel.ts';
import {openSession} from '../../../src/session/open-session.ts';
import {otherAtAws, otherAtTencent, otherOptions} from '../change/other-algorithms.ts';
import {awsEnds, tencentEnds} from '../cloud-side.ts';
import type {ChangeOfTunnel} from './kind.ts';

const signal = new AbortController().signal;

/** What a change of one tunnel needs on the machine. */
interface Laid {
	readonly sandbox: Sandbox;
	/** The connection that the tunnel is of. */
	readonly id: string;
	readonly device: string;
	readonly site: SiteFacts;
	/** Where its page and files go, and the cloud's end as it is then. */
	readonly folder: string;
	readonly number: number;
}

/** Changes a tunnel at the sandbox, after its device's files were written as they are for the change. */
export async function layChange({sandbox, id, device, site, folder, number}: Laid, change: ChangeOfTunnel) {
	mkdirSync(folder, {recursive: true});
	const session = openSession({env: {...sandbox.env, TUNNELWRIGHT_HOME: folder}});
	try {
		const isTencent = id.startsWith('vpnx-');
		const place = isTencent
			? ({cloud: 'tencent', region: 'ap-guangzhou', id} as const)
			: ({cloud: 'aws', region: 'eu-central-1', id} as const);
		const before = await readDeviceSide(session, place, signal);
		const tunnel = before.tunnels[change.tunnel - 1];
		if (!tunnel) throw new Error(`${id} has no tunnel ${change.tunnel}`);
		const key = `Renewed_in.the_lab_${number}`;
		const side = change.what === 'key' ? before : withTunnel(before, {...tunnel, ...otherOptions});
		const out = join(folder, 'files');
		await handOverTunnel(
			session,
			{
				place,
				device: await findDevice(session, device, place, signal),
				site,
				tunnel: tunnel.cloudAddress,
				what: change.what,
				side,
				...(change.what === 'key' ? {keys: new Map([[tunnel.cloudAddress, new Secret(key)]])} : {}),
			},
			{folder: out},
			signal,
		);
		cpSync(out, folder, {recursive: true});
		const modify = isTencent ? modifyTencent : modifyAws;
		await modify(sandbox, id, {address: tunnel.cloudAddress, key: change.what === 'key' ? key : undefined});
		const ends = await (isTencent ? tencentEnds : awsEnds)(sandbox.env, id);
		const end = ends.find(({outside}) => outside === tunnel.cloudAddress);
		writeFileSync(join(folder, 'cloud.conf'), end?.configuration ?? '');
	} finally {
		await session.close();
	}
}

function withTunnel(side: DeviceSide, changed: DeviceTunnel): DeviceSide {
	return {...side, tunnels: side.tunnels.map(tunnel => (tunnel.name === changed.name ? changed : tunnel))};
}

interface Modified {
	readonly address: string;
	/** Undefined: other algorithms. */
	readonly key: string | undefined;
}

async function modifyAws({env, endpoints}: Sandbox, id: string, {address, key}: Modified): Promise<void> {
	const ec2 = new EC2Client({
		endpoint: endpoints.ec2,
		region: 'eu-central-1',
		credentials: {accessKeyId: env.AWS_ACCESS_KEY_ID ?? '', secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? ''},
	});
	try {
		await ec2.send(
			new ModifyVpnTunnelOptionsCommand({
				VpnConnectionId: id,
				VpnTunnelOutsideIpAddress: address,
				TunnelOptions: key === undefined ? otherAtAws : {PreSharedKey: key},
			}),
		);
		for (;;) {
			const {VpnConnections: [connection] = []} = await ec2.send(
				new DescribeVpnConnectionsCommand({VpnConnectionIds: [id]}),
			);
			if (connection?.State === 'available') return;
			await delay(50);
		}
	} finally {
		ec2.destroy();
	}
}

async function modifyTencent({env}: Sandbox, id: string, {key}: Modified): Promise<void> {
	const host = env.TENCENTCLOUD_DOMAIN ?? '';
	const client = new CommonClient(host, '2017-03-12', {
		credential: {secretId: env.TENCENTCLOUD_SECRET_ID ?? '', secretKey: env.TENCENTCLOUD_SECRET_KEY ?? ''},
		region: 'ap-guangzhou',
		profile: {httpProfile: {endpoint: host, protocol: 'http://'}},
	});
	const read = async () => {
		const {VpnConnectionSet: set} = await client.request('DescribeVpnConnections', {VpnConnectionIds: [id]});
		return set[0];
	};
	const {IKEOptionsSpecification: ike, IPSECOptionsSpecification: ipsec} = await read();
	const values =
		key === undefined
			? {
					IKEOptionsSpecification: {...ike, ...otherAtTencent.ike},
					IPSECOptionsSpecification: {...ipsec, ...otherAtTencent.ipsec},
				}
			: {PreShareKey: key};
	await client.request('ModifyVpnConnectionAttribute', {VpnConnectionId: id, ...values});
	for (;;) {
		const {PreShareKey, IPSECOptionsSpecification: now} = await read();
		if (key === undefined ? now.EncryptAlgorithm === otherAtTencent.ipsec.EncryptAlgorithm : PreShareKey === key)
			return;
		await delay(50);
	}
}
