import type {DeviceKind, DeviceSample, DeviceSide} from '../../connection/device-side.ts';
import type {ConnectionDocument, ConnectionDraft} from '../../connection/document.ts';
import type {Imported} from '../../connection/foreign.ts';
import type {StandingRoute} from '../../connection/inventory.ts';
import type {Secret, SecretStore} from '../../connection/secret.ts';
import type {
	Action,
	ActionResult,
	Check,
	Cloud,
	CloudGateway,
	CloudOptions,
	ConnectionStatus,
	ExistingConnection,
	Facts,
	Identity,
	Made,
	Plan,
	Region,
	RouteTable,
	RunContext,
	SiteGateway,
	UndoContext,
	UndoEnd,
	UndoStep,
} from '../contract/cloud.ts';
import {CloudError} from '../contract/cloud-error.ts';
import type {Dependents} from '../contract/dependents.ts';
import {keyHint} from '../sign-in/key-hint.ts';
import {commandLine} from './actions/command-line.ts';
import {findResult, standingDestinations} from './actions/find.ts';
import {performAction} from './actions/perform.ts';
import {planTencent} from './actions/plan.ts';
import {expectedChecks, preflightTencent} from './actions/preflight.ts';
import {presharedKeySecret} from './actions/requests.ts';
import {settleAction} from './actions/settle.ts';
import {undoStep} from './actions/undo.ts';
import {undoSteps} from './actions/undo-steps.ts';
import {readDeviceSample, readDevices} from './device/device-samples.ts';
import {readDeviceSide} from './device/device-side.ts';
import {readConnection} from './import/read-connection.ts';
import {readDependents} from './read/dependents.ts';
import {gatherFacts, startReads} from './read/facts.ts';
import {TencentInventory, unlessRefused} from './read/inventory.ts';
import {TencentStatus} from './read/status.ts';
import {checkPresharedKey, generatePresharedKey} from './rules/preshared-key.ts';
import {checkTencent, tencentRules} from './rules/rules.ts';
import {TencentClient} from './wire/client.ts';
import {text} from './wire/reply.ts';

/** Tencent Cloud behind the interface that the rest of the program knows. Nothing is read or sent before it is asked for. */
export function createTencentCloud(options: CloudOptions): Cloud {
	return new TencentCloud(options);
}

class TencentCloud implements Cloud {
	readonly id = 'tencent';
	readonly title = 'Tencent Cloud';
	readonly rules = tencentRules;

	readonly #options: CloudOptions;
	readonly #client: TencentClient;
	readonly #inventory: TencentInventory;
	readonly #status: TencentStatus;
	/** Run and action of every create that this process has sent: what is found of them afterwards is the run's own. */
	readonly #sent = new Set<string>();

	constructor(options: CloudOptions) {
		this.#options = options;
		this.#client = new TencentClient(options);
		this.#inventory = new TencentInventory(this.#client);
		this.#status = new TencentStatus(this.#inventory);
	}

	async identity(signal: AbortSignal): Promise<Identity> {
		const {secretId, source} = await this.#client.credentials();
		const region = await this.#client.homeRegion();
		const reply = await this.#client.read('sts', 'GetCallerIdentity', undefined, {region, signal});
		const account = text(reply.AccountId);
		const principal = text(reply.Arn);
		return {
			cloud: this.id,
			...(account && {account}),
			...(principal && {principal}),
			keyHint: keyHint(secretId),
			source,
			sandbox: this.#options.sandbox,
		};
	}

	regions(signal: AbortSignal): Promise<readonly Region[]> {
		return this.#inventory.regions(signal);
	}

	cloudGateways(region: string, signal: AbortSignal): Promise<readonly CloudGateway[]> {
		return this.#inventory.cloudGateways({region, signal});
	}

	siteGateways(region: string, signal: AbortSignal): Promise<readonly SiteGateway[]> {
		return this.#inventory.siteGateways({region, signal});
	}

	connections(region: string, signal: AbortSignal): Promise<readonly ExistingConnection[]> {
		return this.#inventory.connections({region, signal});
	}

	routeTables(region: string, vpcId: string, signal: AbortSignal): Promise<readonly RouteTable[]> {
		return this.#inventory.routeTables({region, signal}, {name: 'vpc-id', values: [vpcId]});
	}

	async facts(draft: ConnectionDraft, signal: AbortSignal): Promise<Facts> {
		if (draft.cloud !== 'tencent' || !draft.region) return {};
		return gatherFacts(draft, startReads(this.#inventory, draft, {region: draft.region, signal}));
	}

	check(draft: ConnectionDraft, facts: Facts) {
		return checkTencent(draft, facts);
	}

	plan(document: ConnectionDocument, facts: Facts): Plan {
		return planTencent(document, facts);
	}

	commandLine(action: Action, plan: Plan): string {
		const {sandbox, profile} = this.#options;
		return commandLine(action, plan, sandbox ? undefined : profile);
	}

	secretsOf(document: ConnectionDocument) {
		if (document.cloud !== 'tencent') return [];
		// The API makes no key of its own: one is needed whatever its source.
		return [{name: presharedKeySecret, field: presharedKeySecret, source: document.presharedKey}];
	}

	checkPresharedKey(key: Secret): string | undefined {
		return checkPresharedKey(key);
	}

	generatePresharedKey(): Secret {
		return generatePresharedKey();
	}

	preflight(plan: Plan, facts: Facts, secrets: SecretStore, signal: AbortSignal): AsyncIterable<Check> {
		const {document} = plan;
		if (document.cloud !== 'tencent') throw new Error(`a plan for ${document.cloud} was given to Tencent Cloud`);
		return preflightTencent({
			plan,
			document,
			facts,
			secrets,
			identity: () => this.identity(signal),
			startReads: () => startReads(this.#inventory, document, {region: plan.region, signal}),
		});
	}

	expectedChecks(plan: Plan, facts: Facts, secrets: SecretStore): number {
		const {document} = plan;
		return document.cloud === 'tencent' ? expectedChecks({plan, document, facts, secrets}) : 0;
	}

	async find(action: Action, context: RunContext): Promise<ActionResult | undefined> {
		const found = await findResult(this.#inventory, action, context);
		if (!found) return undefined;
		const sent = this.#sent.has(sentKey(action, context)) || context.sent?.has(action.id) === true;
		const {sameName = true, ...result} = found;
		return {...result, existed: !(sent && sameName)};
	}

	async perform(action: Action, context: RunContext): Promise<ActionResult> {
		const key = sentKey(action, context);
		const inDoubt = this.#sent.has(key) || context.sent?.has(action.id) === true;
		this.#sent.add(key);
		try {
			return await performAction(this.#client, this.#inventory, action, context);
		} catch (error) {
			if (!(error instanceof CloudError) || error.info.ambiguous || inDoubt) throw error;
			// A refusal is an answer: what is found of it from now on is somebody else's.
			this.#sent.delete(key);
			// Another terminal or person was faster between the look and the call.
			const found = isTaken(error) ? await this.find(action, context) : undefined;
			if (found) return found;
			throw error;
		}
	}

	standing(action: Action, context: RunContext): Promise<readonly string[] | undefined> {
		return standingDestinations(this.#inventory, action, context);
	}

	undoSteps(made: Made): readonly UndoStep[] {
		return undoSteps(made);
	}

	undo(step: UndoStep, context: UndoContext): Promise<UndoEnd> {
		return undoStep(this.#client, this.#inventory, step, context);
	}

	dependents(region: string, id: string, signal: AbortSignal): Promise<Dependents> {
		return readDependents(this.#inventory, {region, signal}, id);
	}

	settle(action: Action, result: ActionResult, context: RunContext): Promise<string | undefined> {
		return settleAction(this.#inventory, action, result, context);
	}

	status(
		region: string,
		ids: readonly string[] | undefined,
		signal: AbortSignal,
	): Promise<readonly ConnectionStatus[]> {
		return this.#status.read({region, signal}, ids);
	}

	readBack(region: string, id: string, signal: AbortSignal): Promise<Imported> {
		return readConnection(this.#inventory, {region, signal}, id);
	}

	deviceSide(region: string, id: string, signal: AbortSignal): Promise<DeviceSide> {
		return readDeviceSide(this.#inventory, {region, signal}, id);
	}

	/** Those of the gateway: routes of a VPC's tables are not the tunnel's alone. */
	async standingRoutes(region: string, id: string, signal: AbortSignal): Promise<readonly StandingRoute[]> {
		const place = {region, signal};
		const [tunnel] = await this.#inventory.vpnConnections(place, [{name: 'vpn-connection-id', values: [id]}]);
		const routes = tunnel ? await unlessRefused(this.#inventory.gatewayRoutes(place, text(tunnel.VpnGatewayId))) : [];
		return (routes ?? [])
			.filter(route => route.connectionId === id)
			.map(({destination, id: routeId, priority, enabled}) => ({destination, id: routeId, priority, enabled}));
	}

	devices(region: string, signal: AbortSignal): Promise<readonly DeviceKind[]> {
		return readDevices(this.#client, {region, signal});
	}

	deviceSample(region: string, id: string, device: DeviceKind, signal: AbortSignal): Promise<DeviceSample> {
		return readDeviceSample({client: this.#client, inventory: this.#inventory}, {region, signal}, id, device, 'wan0');
	}

	close(): void {
		this.#client.close();
	}
}

/** Whether a create was refused because what it would make is there. */
function isTaken({info}: CloudError): boolean {
	return /^ResourceInUse|RecordExists$|Duplicate/.test(info.code);
}

function sentKey(action: Action, {runId}: RunContext): string {
	return `${runId} ${action.id}`;
}
