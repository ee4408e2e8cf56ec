import {awsAdministrator} from './aws-keys.ts';
import {ChangedShare} from './changed-share.ts';
import {answerControl, controlPath} from './control.ts';
import {FaultList} from './fault-list.ts';
import {Flapping} from './flapping.ts';
import {fleetAccount} from './fleet/fleet-accounts.ts';
import {planFleet} from './fleet/fleet-plan.ts';
import type {Fault, RequestRecord, Sandbox, SandboxOptions} from './sandbox.ts';
import type {Service, World} from './service.ts';
import {type RateLimit, realLimits, TokenBuckets} from './token-buckets.ts';

/**
 * Starts both sandbox clouds on one port of 127.0.0.1. Nothing is kept between two starts.
 * @throws LabLacks where the lab is asked for and this machine can't carry it; RangeError when `speed` is not a positive number, or the fleet can't be; the system's error when the port is taken
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const speed = options.speed ?? 1;
	if (!(speed > 0 && Number.isFinite(speed))) throw new RangeError(`speed must be a number above 0, not ${speed}`);
	const plan = options.fleet && planFleet(options.fleet);
	const [{listen, shut}, {createEc2Service}, {createTencentService}, {writeProfiles}] = await Promise.all([
		import('./http-server.ts'),
		import('./ec2/protocol/ec2-service.ts'),
		import('./tencent/protocol/tencent-service.ts'),
		import('./fleet/profile-files.ts'),
	]);
	const world = createWorld(options.now ?? Date.now, speed);
	const ec2 = createEc2Service(world, options);
	const services = [createTencentService(world, options), ec2];
	// Its programs are asked for before anything listens.
	const lab = options.lab && (await (await import('./lab/lab.ts')).Lab.start(services, options.lab));
	const faults = new FaultList();
	const addFault = (fault: Fault) => {
		if (fault.kind === 'behave') for (const service of services) service.behave(fault.behavior ?? {});
		else faults.add(fault);
	};
	for (const fault of options.faults ?? []) addFault(fault);
	const buckets = new TokenBuckets();
	const regionFaults = new Map<string, () => void>();
	const share = new ChangedShare(services);
	const accounts = Array.from({length: plan?.accounts ?? 1}, (_, index) => fleetAccount(index));
	const regions = {
		aws: homeOf(plan?.regions.ec2, awsDefaultRegion),
		tencent: homeOf(plan?.regions.tencent, tencentDefaultRegion),
	};
	const flapping = new Flapping(world, services);
	const requests: RequestRecord[] = [];
	const counted = {ec2: 0, tencent: 0, bytes: 0};
	const controls = {
		setTunnel: (connectionId, tunnel, state, routes) => {
			const known = services.some(service => service.setTunnel(connectionId, tunnel, state, routes));
			if (!known) throw noTunnel(connectionId, tunnel);
		},
		announceMaintenance: (connectionId, tunnel, dueMs) => {
			if (!ec2.announceMaintenance(connectionId, tunnel, dueMs)) throw noTunnel(connectionId, tunnel);
		},
		setCause: (connectionId, tunnel, cause) => {
			const known = services.some(service => service.setCause(connectionId, tunnel, cause));
			if (!known) throw noTunnel(connectionId, tunnel);
		},
		writeLine: (connectionId, tunnel, line) => {
			const known = services.some(service => service.writeLine(connectionId, tunnel, line));
			if (!known) throw noTunnel(connectionId, tunnel);
		},
		setGateway: (gatewayId, state) => {
			const known = services.some(service => service.setGateway(gatewayId, state));
			if (!known) throw new Error(`the sandbox has no gateway ${gatewayId} that this can befall`);
		},
		behave: change => {
			for (const service of services) service.behave(change);
		},
		counts: () => ({...counted}),
		addFault,
		clearFaults: () => {
			faults.clear();
			regionFaults.clear();
			for (const service of services) service.behaveAsUsual();
		},
		setRegion: (region, is, account) => {
			const key = `${account ?? ''} ${region}`;
			regionFaults.get(key)?.();
			regionFaults.delete(key);
			if (is === 'well') return;
			const fault: Fault = {kind: is, region, ...(account === undefined ? {} : {account})};
			regionFaults.set(key, faults.add(fault));
		},
		changeShare: part => share.change(part),
		setLimit: (limit: 'real' | 'none' | RateLimit, service?: Service['name']) => {
			for (const name of service ? [service] : (['ec2', 'tencent'] as const))
				buckets.set(name, limit === 'none' ? undefined : limit === 'real' ? realLimits[name] : limit);
		},
	} satisfies Partial<Sandbox>;
	if (plan) controls.setLimit('real');
	const listening = listen(options.port ?? 0, {
		services,
		faultFor: (service, request) => {
			const [action, place] = [service.actionOf(request), service.placeOf(request)];
			const fault = faults.take(service.name, action, place);
			if (fault || buckets.take(service.name, action, place, world.realNow())) return fault;
			return {kind: 'throttle'};
		},
		before: () => {
			if (faults.flaps) flapping.step();
		},
		record: (record, bytes) => {
			counted[record.service] += 1;
			counted.bytes += bytes;
			if (options.keepRequests !== false) requests.push(record);
			lab?.hold();
		},
		control: request => (request.path.startsWith(controlPath) ? answerControl(request, controls) : undefined),
	});
	// A port that is taken must not leave the lab behind.
	listening.catch(() => lab?.close());
	const {server, port} = await listening;
	const url = `http://127.0.0.1:${port}`;
	return {
		port,
		endpoints: {ec2: url, tencent: url},
		services: [
			{title: 'EC2', url},
			{title: 'Tencent Cloud', url},
		],
		env: sandboxEnvironment(port, fleetAccount(0).tencent.keys[0], regions),
		requests,
		...controls,
		accounts: accounts.map(({profile, aws, tencent}) => ({profile, aws: aws.account, tencent: tencent.account})),
		writeProfiles: folder => writeProfiles(folder, {port, accounts, regions}),
		setLine: (connectionId, tunnel, line) => {
			const known = services.some(service => service.setLine(connectionId, tunnel, line) !== undefined);
			if (!known) throw noTunnel(connectionId, tunnel);
		},
		async close() {
			await Promise.all([shut(server), lab?.close()]);
		},
	};
}

const noTunnel = (connectionId: string, tunnel: number) =>
	new Error(`the sandbox has no tunnel ${tunnel} of a connection ${connectionId}`);

/**
 * The clock that the sandbox's state machines go by: it starts at `base()` and runs `speed` times as fast.
 * Signatures are checked against the machine's own clock, whatever `base` a test steps.
 */
function createWorld(base: () => number, speed: number): World {
	const start = base();
	return {now: () => start + (base() - start) * speed, realNow: Date.now};
}

/** The sandbox's default regions: the seeds' commands name none, so they run here. */
const awsDefaultRegion = 'eu-central-1';
const tencentDefaultRegion = 'ap-guangzhou';

/** Where the tools go by default: where they always do, unless the fleet is elsewhere. */
const homeOf = (regions: readonly string[] | undefined, usual: string): string =>
	regions === undefined || regions.includes(usual) ? usual : (regions[0] ?? usual);

/** The environment variables that point the AWS and Tencent Cloud clients at the sandbox on `port`, signed in to its first account. */
function sandboxEnvironment(
	port: number,
	tencent: {readonly secretId: string; readonly secretKey: string},
	regions: {readonly aws: string; readonly tencent: string} = {aws: awsDefaultRegion, tencent: tencentDefaultRegion},
): Readonly<Record<string, string>> {
	const url = `http://127.0.0.1:${port}`;
	return {
		AWS_ENDPOINT_URL_EC2: url,
		AWS_ENDPOINT_URL_STS: url,
		AWS_ENDPOINT_URL_CLOUDWATCH: url,
		AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: url,
		AWS_ACCESS_KEY_ID: awsAdministrator.accessKeyId,
		AWS_SECRET_ACCESS_KEY: awsAdministrator.secretAccessKey,
		AWS_REGION: regions.aws,
		AWS_DEFAULT_REGION: regions.aws,
		TENCENTCLOUD_DOMAIN: `127.0.0.1:${port}`,
		TENCENTCLOUD_PROTOCOL: 'HTTP',
		TENCENTCLOUD_SECRET_ID: tencent.secretId,
		TENCENTCLOUD_SECRET_KEY: tencent.secretKey,
		TENCENTCLOUD_REGION: regions.tencent,
	};
}
