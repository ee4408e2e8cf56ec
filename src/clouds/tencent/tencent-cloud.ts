import type {Cloud, CloudOptions} from '../contract/cloud.ts';
import {carriedOut} from '../engine/run-action.ts';
import {tencentActions} from './actions/kinds.ts';
import {readDeviceSample, readDevices} from './device/device-samples.ts';
import {readDeviceSide} from './device/device-side.ts';
import {readBackTunnel} from './import/read-back.ts';
import {commandLine} from './plan/command-line.ts';
import {planDeedTencent} from './plan/deed.ts';
import {planTencent} from './plan/plan.ts';
import {expectedChecks, preflight} from './plan/preflight.ts';
import {readDependents} from './read/dependents.ts';
import {readFacts} from './read/facts.ts';
import {TencentInventory} from './read/inventory.ts';
import {TencentMetrics} from './read/monitor/metrics.ts';
import {readTraffic} from './read/monitor/traffic.ts';
import {readSight} from './read/sight/sight.ts';
import {TencentStatus} from './read/status.ts';
import {checkPresharedKey, generatePresharedKey, secretsOf} from './rules/preshared-key.ts';
import {checkTencent, tencentRules} from './rules/rules.ts';
import {readIdentity} from './sign-in/identity.ts';
import {tencentWhy} from './why/why.ts';
import {TencentClient} from './wire/client.ts';

/** Tencent Cloud behind the interface that the rest of the program knows. Nothing is read or sent before it is asked for. */
export function createTencentCloud(options: CloudOptions): Cloud {
	const client = new TencentClient(options);
	const inventory = new TencentInventory(client);
	const status = new TencentStatus(inventory);
	const reach = {client, inventory, metrics: new TencentMetrics(client), sent: new Set<string>()};
	const identity = (signal: AbortSignal) => readIdentity(client, options, signal);
	return {
		id: 'tencent',
		title: 'Tencent Cloud',
		rules: tencentRules,
		why: tencentWhy,

		identity,
		regions: signal => inventory.regions(signal),
		cloudGateways: (region, signal) => inventory.cloudGateways({region, signal}),
		siteGateways: (region, signal) => inventory.siteGateways({region, signal}),
		connections: (region, signal) => inventory.connections({region, signal}),
		routeTables: (region, vpcId, signal) => inventory.routeTables({region, signal}, {name: 'vpc-id', values: [vpcId]}),
		// every tunnel of the region is read anyway: a named one among them
		facts: (draft, signal) => readFacts(inventory, draft, signal),

		check: (draft, facts) => checkTencent(draft, facts),
		plan: planTencent,
		planDeed: planDeedTencent,
		commandLine: (action, plan) => commandLine(action, plan, options.sandbox ? undefined : options.profile),
		secretsOf,
		checkPresharedKey,
		generatePresharedKey,

		preflight: (plan, facts, secrets, signal) =>
			preflight({identity: () => identity(signal), inventory, signal}, plan, facts, secrets),
		expectedChecks,
		...carriedOut(tencentActions, reach),
		dependents: (region, id, signal) => readDependents(inventory, {region, signal}, id),
		status: (region, ids, signal, oldRoutesMs) => status.read({region, signal}, ids, oldRoutesMs),
		gatewayReading: region => status.gatewayReading(region),
		sight: (region, id, signal) => readSight(reach, {region, signal}, id),
		traffic: (region, id, span, signal) => readTraffic(reach, {region, signal}, id, span),
		readBack: (region, id, signal, itself) => readBackTunnel(inventory, {region, signal}, id, itself),
		deviceSide: (region, id, signal) => readDeviceSide(inventory, {region, signal}, id),
		standingRoutes: (region, id, signal) => inventory.standingRoutes({region, signal}, id),
		devices: (region, signal) => readDevices(client, {region, signal}),
		deviceSample: (region, id, device, signal) => readDeviceSample(reach, {region, signal}, id, device),
		close: () => {
			client.close();
		},
	};
}
