import type {Cloud, CloudOptions} from '../contract/cloud.ts';
import {carriedOut} from '../engine/run-action.ts';
import {awsActions} from './actions/kinds.ts';
import {readDeviceSample, readDevices} from './device/device-samples.ts';
import {readDeviceSide} from './device/device-side.ts';
import {readConnection} from './import/read-connection.ts';
import {commandLine} from './plan/command-line.ts';
import {planDeed} from './plan/deeds.ts';
import {forbiddenSteps} from './plan/dry-run.ts';
import {planConnection} from './plan/plan.ts';
import {expectedChecks, preflight} from './plan/preflight.ts';
import {readCloudGateways} from './read/cloud-gateways.ts';
import {readDependents} from './read/dependents.ts';
import {readFacts} from './read/facts.ts';
import {readTunnelLog} from './read/log/tunnel-log.ts';
import {readMaintenance} from './read/maintenance.ts';
import {readStandingRoutes} from './read/read-routes.ts';
import {readRegions} from './read/regions.ts';
import {readRouteTables} from './read/route-tables.ts';
import {readSight} from './read/sight/sight.ts';
import {readSiteGateways} from './read/site-gateways.ts';
import {AwsStatus} from './read/status.ts';
import {AwsTraffic} from './read/traffic.ts';
import {readVpcChoices} from './read/vpc-choices.ts';
import {readConnections} from './read/vpn-connections.ts';
import {checkPresharedKey, generatePresharedKey, secretsOf} from './rules/preshared-key.ts';
import {awsRules, checkAws} from './rules/rules.ts';
import {readIdentity} from './sign-in/identity.ts';
import {awsWhy} from './why/why.ts';
import type {AwsReach} from './wire/ask.ts';
import {AwsClients} from './wire/client.ts';

/**
 * AWS, through its SDK. Reaches what the environment in `options` says: `AWS_ENDPOINT_URL_EC2`, keys, profile, region.
 * Nothing is called before the first question. Its errors are CloudErrors.
 */
export function createAwsCloud(options: CloudOptions): Cloud {
	const clients = new AwsClients(options);
	const status = new AwsStatus(clients);
	const traffic = new AwsTraffic();
	const at = (region: string, signal: AbortSignal): AwsReach => ({clients, region, signal});
	return {
		id: 'aws',
		title: 'AWS',
		rules: awsRules,
		why: awsWhy,

		identity: signal => readIdentity(clients, options, signal),
		regions: signal => readRegions(clients, signal),
		cloudGateways: (region, signal) => readCloudGateways(at(region, signal)),
		siteGateways: (region, signal) => readSiteGateways(at(region, signal)),
		connections: (region, signal) => readConnections(at(region, signal)),
		vpcs: (region, signal) => readVpcChoices(at(region, signal)),
		routeTables: (region, vpcId, signal) => readRouteTables(at(region, signal), vpcId),
		facts: (draft, signal, connectionId) => readFacts(clients, draft, signal, connectionId),

		check: (draft, facts) => checkAws(draft, facts),
		plan: planConnection,
		planDeed,
		commandLine: (action, plan) => commandLine(action, plan, options.sandbox ? undefined : options.profile),
		secretsOf,
		checkPresharedKey,
		generatePresharedKey,

		preflight: (plan, facts, secrets, signal) => preflight(clients, plan, facts, secrets, signal),
		expectedChecks,
		...carriedOut(awsActions, clients),
		forbiddenSteps: (steps, region, signal) => forbiddenSteps(at(region, signal), steps),
		dependents: (region, id, signal) => readDependents(at(region, signal), id),
		status: (region, ids, signal, oldRoutesMs) => status.read(region, ids, signal, oldRoutesMs === 0),
		gatewayReading: region => status.gatewayReading(region),
		sight: (region, id, signal) => readSight(at(region, signal), id),
		traffic: (region, id, span, signal) => traffic.read(at(region, signal), id, span),
		tunnelLog: (region, id, since, signal) => readTunnelLog(at(region, signal), id, since),
		maintenance: (region, id, signal) => readMaintenance(at(region, signal), id),
		readBack: (region, id, signal, itself) => readConnection(at(region, signal), id, itself),
		deviceSide: (region, id, signal) => readDeviceSide(at(region, signal), id),
		standingRoutes: (region, id, signal) => readStandingRoutes(at(region, signal), id),
		devices: (region, signal) => readDevices(at(region, signal)),
		deviceSample: (region, id, device, signal) => readDeviceSample(at(region, signal), id, device),
		close: () => {
			clients.close();
		},
	};
}
