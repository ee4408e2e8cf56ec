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
import type {Dependents} from '../contract/dependents.ts';
import {findAction, performAction, settleAction, standingParts, undoAction, undoStepsOf} from '../engine/run-action.ts';
import {keyHint} from '../sign-in/key-hint.ts';
import {presharedKeySecret} from './actions/connection-request.ts';
import {tencentActions} from './actions/kinds.ts';
import type {Reach} from './actions/reach.ts';
import {readDeviceSample, readDevices} from './device/device-samples.ts';
import {readDeviceSide} from './device/device-side.ts';
import {readBackTunnel} from './import/read-back.ts';
import {commandLine} from './plan/command-line.ts';
import {planTencent} from './plan/plan.ts';
import {expectedChecks, preflightTencent} from './plan/preflight.ts';
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
	readonly #reach: Reach;

	constructor(options: CloudOptions) {
		this.#options = options;
		this.#client = new TencentClient(options);
		this.#inventory = new TencentInventory(this.#client);
		this.#status = new TencentStatus(this.#inventory);
		this.#reach = {client: this.#client, inventory: this.#inventory, sent: new Set()};
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

	find(action: Action, context: RunContext): Promise<ActionResult | undefined> {
		return findAction(tencentActions, action, context, this.#reach);
	}

	perform(action: Action, context: RunContext): Promise<ActionResult> {
		return performAction(tencentActions, action, context, this.#reach);
	}

	settle(action: Action, result: ActionResult, context: RunContext): Promise<string | undefined> {
		return settleAction(tencentActions, action, result, context, this.#reach);
	}

	standing(action: Action, context: RunContext): Promise<readonly string[] | undefined> {
		return standingParts(tencentActions, action, context, this.#reach);
	}

	undoSteps(made: Made): readonly UndoStep[] {
		return undoStepsOf(tencentActions, made);
	}

	undo(step: UndoStep, context: UndoContext): Promise<UndoEnd> {
		return undoAction(tencentActions, step, context, this.#reach);
	}

	dependents(region: string, id: string, signal: AbortSignal): Promise<Dependents> {
		return readDependents(this.#inventory, {region, signal}, id);
	}

	status(
		region: string,
		ids: readonly string[] | undefined,
		signal: AbortSignal,
	): Promise<readonly ConnectionStatus[]> {
		return this.#status.read({region, signal}, ids);
	}

	readBack(region: string, id: string, signal: AbortSignal): Promise<Imported> {
		return readBackTunnel(this.#inventory, {region, signal}, id);
	}

	deviceSide(region: string, id: string, signal: AbortSignal): Promise<DeviceSide> {
		return readDeviceSide(this.#inventory, {region, signal}, id);
	}

	/** Those of the gateway: routes of a VPC's tables are not the tunnel's alone. */
	async standingRoutes(region: string, id: string, signal: AbortSignal): Promise<readonly StandingRoute[]> {
		const place = {region, signal};
		const tunnel = await this.#inventory.vpnConnection(place, id);
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
