import type {Cloud, CloudOptions} from '../cloud.ts';
import {checkRules} from './check.ts';
import {AwsClients} from './client.ts';
import {readCloudGateways} from './cloud-gateways.ts';
import {commandLine} from './command-line.ts';
import {readDependents} from './dependents.ts';
import {readDeviceSample, readDevices} from './device-samples.ts';
import {readDeviceSide} from './device-side.ts';
import {readFacts} from './facts.ts';
import {findResult} from './find.ts';
import {readIdentity} from './identity.ts';
import {forbiddenSteps} from './may-delete.ts';
import {performAction} from './perform.ts';
import {planConnection} from './plan.ts';
import {expectedChecks, preflight} from './preflight.ts';
import {checkPresharedKey, generatePresharedKey, secretsOf} from './preshared-key.ts';
import {readConnection} from './read-connection.ts';
import {readStandingRoutes} from './read-routes.ts';
import {readRegions} from './regions.ts';
import {readRouteTables} from './route-tables.ts';
import {awsRules} from './rules/rules.ts';
import {settleAction} from './settle.ts';
import {readSiteGateways} from './site-gateways.ts';
import {AwsStatus} from './status.ts';
import {undoStep} from './undo.ts';
import {undoSteps} from './undo-steps.ts';
import {readVpcChoices} from './vpc-choices.ts';
import {readConnections} from './vpn-connections.ts';

/**
 * AWS, through its SDK. Reaches what the environment in `options` says: `AWS_ENDPOINT_URL_EC2`, keys, profile, region.
 * Nothing is called before the first question. Its errors are CloudErrors.
 */
export function createAwsCloud(options: CloudOptions): Cloud {
	const clients = new AwsClients(options);
	const status = new AwsStatus(clients);
	return {
		id: 'aws',
		title: 'AWS',
		rules: awsRules,

		identity: signal => readIdentity(clients, options, signal),
		regions: signal => readRegions(clients, signal),
		cloudGateways: (region, signal) => readCloudGateways(clients, region, signal),
		siteGateways: (region, signal) => readSiteGateways(clients, region, signal),
		connections: (region, signal) => readConnections(clients, region, signal),
		vpcs: (region, signal) => readVpcChoices(clients, region, signal),
		routeTables: (region, vpcId, signal) => readRouteTables(clients, region, vpcId, signal),
		facts: (draft, signal) => readFacts(clients, draft, signal),

		check: (draft, facts) => checkRules(awsRules, draft, facts),
		plan: planConnection,
		commandLine: (action, plan) => commandLine(action, plan, options.sandbox ? undefined : options.profile),
		secretsOf,
		checkPresharedKey,
		generatePresharedKey,

		preflight: (plan, facts, secrets, signal) => preflight(clients, plan, facts, secrets, signal),
		expectedChecks,
		find: (action, context) => findResult(clients, action, context),
		perform: (action, context) => performAction(clients, action, context, options.sandbox),
		settle: (action, result, context) => settleAction(clients, action, result, context, options.sandbox),
		// Every call of AWS makes one thing.
		standing: async () => undefined,
		undoSteps,
		undo: (step, context) => undoStep(clients, step, context, options.sandbox),
		forbiddenSteps: (steps, region, signal) => forbiddenSteps({clients, region, signal}, steps),
		dependents: (region, id, signal) => readDependents({clients, region, signal}, id),
		status: (region, ids, signal) => status.read(region, ids, signal),
		readBack: (region, id, signal) => readConnection(clients, region, id, signal),
		deviceSide: (region, id, signal) => readDeviceSide(clients, region, id, signal),
		standingRoutes: (region, id, signal) => readStandingRoutes({clients, region, signal}, id),
		devices: (region, signal) => readDevices(clients, region, signal),
		deviceSample: (region, id, device, signal) => readDeviceSample(clients, region, id, device, signal),
		close: () => {
			clients.close();
		},
	};
}
