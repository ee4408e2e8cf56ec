import {join} from 'node:path';
import {EC2Client, ModifyVpnTunnelOptionsCommand, type ModifyVpnTunnelOptionsSpecification} from '@aws-sdk/client-ec2';
import {runArguments} from '../../../src/commands/run-commands.ts';
import {Secret} from '../../../src/connection/secret.ts';
import {until} from '../../../src/sandbox/lab/programs.ts';
import type {LabNews} from '../../../src/sandbox/line.ts';
import type {Sandbox} from '../../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../../src/sandbox/start.ts';
import {findDevice, readDeviceSide} from '../../../src/session/devices.ts';
import type {Preference, SiteFacts} from '../../../src/session/hand-over.ts';
import {type ChangedPart, handOverTunnel} from '../../../src/session/hand-over-tunnel.ts';
import {openSession, type Session} from '../../../src/session/open-session.ts';
import {fakeIo} from '../../commands/fake-io.ts';
import {aws, siteLan} from '../documents.ts';
import {type HandedOver, handOver} from '../handed-over.ts';
import {isReady} from '../lab-process.ts';
import type {Cleanups} from '../played.ts';
import {CloudNetwork} from './cloud-network.ts';
import {otherAtAws, otherOptions} from './other-algorithms.ts';
import {printedSteps} from './printed-steps.ts';
import {type Passed, TrafficMeanwhile} from './traffic-meanwhile.ts';
import {addSiteHost, TwoTunnelSite} from './two-tunnel-site.ts';

const waitMs = 120_000;
const signal = new AbortController().signal;
/** Tunnels as people count, and what is changed of each, one after the other. */
export type ChangeOrder = readonly (readonly [tunnel: 1 | 2, what: ChangedPart])[];

export interface Manner {
	/** Whether the lines of Drain and Bring back are followed too: a trial that shows what they are for leaves them out. */
	readonly isDrained?: boolean;
	/** Whether the cloud says to the site that it takes a tunnel down, or vanishes: nobody knows what AWS does. */
	readonly leave?: 'told' | 'silent';
	/** Which tunnel the site sends by: either, by the addresses of a packet, or the first. */
	readonly prefer?: Preference;
}

/**
 * Changes tunnels of a connection of AWS with BGP, on strongSwan with FRR, by the lines of the pages that are written for it, while a host of the site
 * talks to one at the cloud. @returns what passed
 */
export async function changeUnderTraffic(
	order: ChangeOrder,
	{isDrained = true, leave = 'silent', prefer = 'first'}: Manner = {},
): Promise<Passed> {
	const cleanups: Cleanups = [];
	try {
		const stage = await laidOut(cleanups, {nat: true, prefer, siteRanges: [siteLan.range]});
		stage.sandbox.behave({leave});
		const traffic = new TrafficMeanwhile(
			{namespace: stage.site.ready.site.namespace, host: siteLan.host},
			{namespace: stage.network.namespace, host: stage.host},
		);
		cleanups.push(() => traffic.stop());
		await stage.reached(() => traffic.answered > 20 && traffic.bytes > 0, 'traffic through the tunnels');
		traffic.begin();
		for (const [index, [tunnel, what]] of order.entries())
			await change({...stage, traffic}, {tunnel, what, index, isDrained});
		const answered = traffic.answered;
		await stage.reached(() => traffic.answered > answered + 20, 'traffic after all');
		return await traffic.stop();
	} finally {
		for (const cleanup of cleanups.reverse()) await cleanup();
	}
}

interface LaidOut {
	readonly sandbox: Sandbox;
	/** As the whole was written for. */
	readonly facts: SiteFacts;
	readonly session: Session;
	readonly handed: HandedOver;
	readonly site: TwoTunnelSite;
	readonly network: CloudNetwork;
	/** The host at the cloud. */
	readonly host: string;
	readonly news: readonly LabNews[];
	reached(isSo: () => boolean | Promise<boolean>, what: string): Promise<void>;
}

/** A connection of AWS with BGP on a sandbox whose ends are real, its site with both tunnels up, and a host behind each. */
async function laidOut(cleanups: Cleanups, facts: SiteFacts): Promise<LaidOut> {
	const news: LabNews[] = [];
	const sandbox = await startSandbox({speed: 20, lab: said => news.push(said)});
	cleanups.push(() => sandbox.close());
	const options = ['--nat', 'yes', '--site-range', siteLan.range, '--prefer', facts.prefer ?? 'equal'];
	const handed = await handOver(sandbox, aws(), {options});
	cleanups.push(handed.remove);
	const session = openSession({env: {...sandbox.env, TUNNELWRIGHT_HOME: handed.folder}});
	cleanups.push(() => session.close());
	await until(() => news.some(isReady), 'the cloud’s ends', waitMs);
	const ready = news.find(isReady);
	if (!ready) throw new Error('the cloud has no ends');
	const host = (ready.hosts[0] ?? '').replace(/\d+$/, '77');
	const network = await CloudNetwork.lay(host, siteLan.range);
	cleanups.push(() => network.close());
	await network.join(ready);
	await addSiteHost(ready, siteLan.host);
	const site = new TwoTunnelSite(ready);
	cleanups.push(() => site.close());
	await site.start(handed.folder, handed.id);
	const stage = {sandbox, facts, session, handed, site, network, host, news, reached};
	await bothUp(stage);
	return stage;

	async function reached(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
		await until(isSo, what, waitMs).catch(error => {
			throw new Error(`${error.message}\n${site.log()}`);
		});
	}
}

/** Routes that the cloud takes from each tunnel, as `status` says it; undefined while one is not UP. */
async function routesAtCloud({sandbox, handed}: LaidOut): Promise<readonly (number | undefined)[]> {
	const io = fakeIo({env: {...sandbox.env, TUNNELWRIGHT_HOME: handed.folder}});
	await runArguments(['status', handed.id, '--cloud', 'aws', '--region', 'eu-central-1'], undefined, io);
	return [...io.stdout().matchAll(/^.*\b(UP|DOWN)\b(?:.* (\d+) BGP ROUTES)?.*$/gm)]
		.filter(([line]) => /IPSEC|BGP/.test(line))
		.map(([, , count]) => (count === undefined ? undefined : Number(count)));
}

async function bothUp(stage: LaidOut): Promise<void> {
	await stage.reached(async () => {
		const routes = await routesAtCloud(stage);
		return routes.length === 2 && routes.every(count => (count ?? 0) > 0);
	}, 'both tunnels UP with their routes');
}

interface OneChange {
	readonly tunnel: 1 | 2;
	readonly what: ChangedPart;
	readonly index: number;
	readonly isDrained: boolean;
}

/** One tunnel by the page that is written for it. */
async function change(
	stage: LaidOut & {readonly traffic: TrafficMeanwhile},
	{tunnel: number, what, index, isDrained}: OneChange,
): Promise<void> {
	const {session, handed, site, network, news} = stage;
	const place = {cloud: 'aws', region: 'eu-central-1', id: handed.id} as const;
	const side = await readDeviceSide(session, place, signal);
	const cloudAddress = site.ready.tunnels[number - 1]?.cloud ?? '';
	const key = new Secret(`Renewed_in.the_lab_${index}`);
	const changed = side.tunnels.map(tunnel =>
		tunnel.cloudAddress === cloudAddress ? {...tunnel, ...otherOptions} : tunnel,
	);
	const folder = join(handed.folder, `change-${index}`);
	const {steps} = await handOverTunnel(
		session,
		{
			place,
			device: await findDevice(session, 'strongswan', place, signal),
			site: stage.facts,
			tunnel: cloudAddress,
			what,
			...(what === 'key' ? {keys: new Map([[cloudAddress, key]])} : {side: {...side, tunnels: changed}}),
		},
		{folder},
		signal,
	);
	const follow = async (section: string) => {
		for (const {lines} of printedSteps(steps, section))
			for (const line of lines) {
				if (line.startsWith('tunnelwright status ')) continue;
				stage.traffic.mark(`${section} of tunnel ${number}: ${line}`);
				const {code, text} = await site.tryLine(line, folder);
				if (line.startsWith('timeout ') && code !== 0) throw new Error(`in vain: ${line}: ${text}`);
				// the page says that it prints nothing
				if (line.startsWith('ip route show proto bgp | grep ') && code === 0)
					throw new Error(`a route leads over the tunnel that was drained: ${text}`);
			}
	};

	const told = news.filter(isReady).length;
	if (isDrained) {
		await follow('Drain');
		// what the page says of the cloud
		await stage.reached(async () => (await routesAtCloud(stage))[number - 1] === 0, `tunnel ${number} with 0 routes`);
		await stage.reached(() => network.way !== number - 1, 'the cloud sending by the other tunnel');
	}

	stage.traffic.mark(`the change of tunnel ${number} at the cloud`);
	await modify(stage, cloudAddress, what === 'key' ? {PreSharedKey: key.reveal()} : otherAtAws);
	await stage.reached(() => news.filter(isReady).length > told, 'the cloud’s other end');
	const ready = news.filter(isReady).at(-1);
	if (ready) await network.join(ready);
	await follow('Change');
	await follow('Check');
	if (isDrained) await follow('Bring back');
	await bothUp(stage);
}

async function modify(
	{sandbox, handed}: LaidOut,
	address: string,
	options: ModifyVpnTunnelOptionsSpecification,
): Promise<void> {
	const {AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = ''} = sandbox.env;
	const ec2 = new EC2Client({
		endpoint: sandbox.endpoints.ec2,
		region: 'eu-central-1',
		credentials: {accessKeyId, secretAccessKey},
	});
	try {
		await ec2.send(
			new ModifyVpnTunnelOptionsCommand({
				VpnConnectionId: handed.id,
				VpnTunnelOutsideIpAddress: address,
				TunnelOptions: options,
			}),
		);
	} finally {
		ec2.destroy();
	}
}
