import {awsAdministrator} from './aws-keys.ts';
import {answerControl, controlPath} from './control.ts';
import {FaultList} from './fault-list.ts';
import {Flapping} from './flapping.ts';
import type {Fault, RequestRecord, Sandbox, SandboxOptions} from './sandbox.ts';
import type {World} from './service.ts';

/**
 * Starts both sandbox clouds on one port of 127.0.0.1. Nothing is kept between two starts.
 * @throws LabLacks where the lab is asked for and this machine can't carry it; RangeError when `speed` is not a positive number; the system's error when the port is taken
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const speed = options.speed ?? 1;
	if (!(speed > 0 && Number.isFinite(speed))) throw new RangeError(`speed must be a number above 0, not ${speed}`);
	const [{listen, shut}, {createEc2Service}, {createTencentService}, {tencentSecretId, tencentSecretKey}] =
		await Promise.all([
			import('./http-server.ts'),
			import('./ec2/protocol/ec2-service.ts'),
			import('./tencent/protocol/tencent-service.ts'),
			import('./tencent/protocol/tencent-keys.ts'),
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
	const flapping = new Flapping(world, services);
	const requests: RequestRecord[] = [];
	const controls = {
		setTunnel: (connectionId, tunnel, state, routes) => {
			const known = services.some(service => service.setTunnel(connectionId, tunnel, state, routes));
			if (!known) throw noTunnel(connectionId, tunnel);
		},
		announceMaintenance: (connectionId, tunnel, dueMs) => {
			if (!ec2.announceMaintenance(connectionId, tunnel, dueMs)) throw noTunnel(connectionId, tunnel);
		},
		setGateway: (gatewayId, state) => {
			const known = services.some(service => service.setGateway(gatewayId, state));
			if (!known) throw new Error(`the sandbox has no gateway ${gatewayId} that this can befall`);
		},
		behave: change => {
			for (const service of services) service.behave(change);
		},
	} satisfies Partial<Sandbox>;
	const listening = listen(options.port ?? 0, {
		services,
		faults,
		before: () => {
			if (faults.flaps) flapping.step();
		},
		record: record => {
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
		env: sandboxEnvironment(port, {secretId: tencentSecretId, secretKey: tencentSecretKey}),
		requests,
		addFault,
		clearFaults: () => {
			faults.clear();
			for (const service of services) service.behaveAsUsual();
		},
		...controls,
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

/** The environment variables that point the AWS and Tencent Cloud clients at the sandbox on `port`. */
export function sandboxEnvironment(
	port: number,
	tencent: {readonly secretId: string; readonly secretKey: string},
): Readonly<Record<string, string>> {
	const url = `http://127.0.0.1:${port}`;
	return {
		AWS_ENDPOINT_URL_EC2: url,
		AWS_ENDPOINT_URL_STS: url,
		AWS_ENDPOINT_URL_CLOUDWATCH: url,
		AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: url,
		AWS_ACCESS_KEY_ID: awsAdministrator.accessKeyId,
		AWS_SECRET_ACCESS_KEY: awsAdministrator.secretAccessKey,
		AWS_REGION: awsDefaultRegion,
		AWS_DEFAULT_REGION: awsDefaultRegion,
		TENCENTCLOUD_DOMAIN: `127.0.0.1:${port}`,
		TENCENTCLOUD_PROTOCOL: 'HTTP',
		TENCENTCLOUD_SECRET_ID: tencent.secretId,
		TENCENTCLOUD_SECRET_KEY: tencent.secretKey,
		TENCENTCLOUD_REGION: tencentDefaultRegion,
	};
}
