/*
 * What a cloud is to the rest of the program. `clouds/aws` and `clouds/tencent` implement it; nothing above them knows an SDK.
 * Types only: importing this loads nothing.
 */

import type {DeviceKind, DeviceSample, DeviceSide} from '../../connection/device-side.ts';
import type {ConnectionDocument, ConnectionDraft} from '../../connection/document.ts';
import type {Environment} from '../../connection/environment.ts';
import type {CloudId, Finding, Rule} from '../../connection/finding.ts';
import type {
	CloudGateway,
	ExistingConnection,
	Facts,
	Region,
	RouteTable,
	SiteGateway,
	StandingRoute,
	Vpc,
} from '../../connection/inventory.ts';
import type {Secret, SecretStore} from '../../connection/secret.ts';
import type {Imported} from '../document/foreign.ts';
import type {RequestLog} from '../net/request-log.ts';
import type {Change, ConvergeOptions, Deed, Maintenance} from './change.ts';
import type {CloudError} from './cloud-error.ts';
import type {CloudWhy} from './cloud-why.ts';
import type {Dependents} from './dependents.ts';
import type {Action, Check, Plan} from './plan.ts';
import type {CloudLog, ConnectionSight, GatewayReading, Traffic, TrafficSpan} from './sight.ts';
import type {ConnectionStatus} from './tunnel-status.ts';

export type {Quota} from '../../connection/inventory.ts';
export type {Change, ChangedValue, ConvergeOptions, Deed, Interruption, Maintenance, TunnelName} from './change.ts';
export type {CloudErrorInfo, CloudErrorKind} from './cloud-error.ts';
export type {Action, Check, CheckResult, Cost, Plan, PlanValue} from './plan.ts';
export type {ConnectionStatus, TunnelState, TunnelStatus} from './tunnel-status.ts';
export type {CloudGateway, CloudId, ExistingConnection, Facts, Region, RouteTable, SiteGateway, Vpc};

/** Whose account the calls are made in. */
export interface Identity {
	readonly cloud: CloudId;
	/** Account number (AWS, 12 digits) or AccountId (Tencent Cloud, the UIN); undefined while unknown. */
	readonly account?: string;
	readonly principal?: string;
	/** The access key id, shortened for the screen: `AKIA…7XYZ`. */
	readonly keyHint?: string;
	/** Where the credentials came from, in words: `environment`, `AWS_PROFILE=network`, `sandbox`. */
	readonly source: string;
	readonly sandbox: boolean;
}

export type CloudRule = Rule<Facts>;

/** What an action made or found. */
export interface ActionResult {
	/** The id of what was made, '' for calls that make nothing of their own. */
	readonly id: string;
	/** True when it was there before this run: undo must never delete it. */
	readonly existed: boolean;
	readonly requestId?: string;
	/** For the screen: `vpn-40f41529, pending`. */
	readonly detail: string;
	/** Where what was found is not what was asked for, in words: `IKE version is ikev1, asked was ikev2`. */
	readonly differs?: readonly string[];
	/** Whose it is that was found, as far as its marks tell: `made by run 20261130-101112-abcd`, `named "berlin"`. */
	readonly whose?: string;
}

/** One call of an undo, as data: it takes back what one action of a run made. */
export interface UndoStep {
	/** The action whose result is taken back; with a suffix where one action needs two calls. Unique in its undo. */
	readonly id: string;
	/** For people: `delete customer gateway`. */
	readonly title: string;
	/** For people, beside the title: `cgw-0e11f167`. */
	readonly detail: string;
	/** The API's action name: `DeleteVpnConnection`. */
	readonly call: string;
	/** What the call is about, every id filled in. */
	readonly parameters: {readonly [member: string]: string | readonly string[]};
	/** Left out where a connection other than these uses the gateway by then. */
	readonly unlessUsed?: {readonly gateway: string; readonly except: readonly string[]};
	/** Set where it puts back what an action changed; `parameters` has what it is about, and the plan's action has the rest. */
	readonly change?: Change;
}

/** How a step of an undo or a deletion ended; what stays says why. The last two: of a change, the old values stand again. */
export type UndoEnd = 'deleted' | 'was gone already' | 'put back' | 'stood as before' | `stays: ${string}`;

/** What taking something away needs to know besides the step. */
export interface UndoContext extends Pick<RunContext, 'signal' | 'waiting'> {
	readonly region: string;
	/**
	 * Called before a call that puts a change back is sent, each time: it waits for what carries the traffic meanwhile. Minutes may pass, so that
	 * what stands is looked at once more after the first. @throws CloudError
	 */
	readonly beforeSend?: () => Promise<void>;
	/** Such a call may have gone out before: it is looked for a while before it is sent again. */
	readonly wasSent?: boolean;
	/**
	 * Set where only what this run made may go, which its journal alone does not prove: on AWS what carries its tag, on Tencent Cloud
	 * what stands as its plan describes it. All else stays.
	 */
	readonly run?: Pick<RunContext, 'plan' | 'results' | 'runId'>;
	/** Set where a connection is deleted by name: a gateway that goes with it must carry the mark of a run, where the cloud has marks. */
	readonly deletion?: {
		readonly connectionId: string;
		/** Why a step that a journal names may not be made; undefined where it may. */
		readonly foreign: (step: UndoStep) => string | undefined;
	};
}

/** What a run knows that its undo needs. */
export interface Made {
	readonly plan: Plan;
	/** By action id. Those with `existed` are left alone. */
	readonly results: ReadonlyMap<string, ActionResult>;
	/** Parts of a batch that stood before the run sent it, by action id: `192.168.8.0/22`. Left alone too. */
	readonly standing: ReadonlyMap<string, readonly string[]>;
}

/** What `perform` and `find` need to know besides the action. */
export interface RunContext {
	readonly plan: Plan;
	readonly secrets: SecretStore;
	/** Results so far, by action id: fills `$result`. */
	readonly results: ReadonlyMap<string, ActionResult>;
	readonly signal: AbortSignal;
	/** Ends the pauses between tries, where the call itself is not to be cut off; else `signal` does. */
	readonly pauses?: AbortSignal;
	/** Called before a call of a change that was turned away is sent once more: what was waited for may not be so any more. @throws CloudError */
	readonly beforeResend?: () => Promise<void>;
	/** Marks what this run makes, as a tag where the cloud has tags. */
	readonly runId: string;
	/** Ids of actions that this run has sent before, as its journal knows: what is found of them is its own. */
	readonly sent?: ReadonlySet<string>;
	/** What stood before an action was sent for the first time, as its `standing` told and the journal keeps; by action id. */
	readonly standing?: ReadonlyMap<string, readonly string[]>;
	/** Told while a wait or retry goes on, for the screen: `throttled, again in 2 s`. */
	readonly waiting?: (why: string) => void;
}

export interface Cloud {
	readonly id: CloudId;
	/** `AWS`, `Tencent Cloud`. */
	readonly title: string;
	readonly rules: readonly CloudRule[];
	/** What its own words mean where a tunnel is down. Left out: nothing is read from them. */
	readonly why?: CloudWhy;

	identity(signal: AbortSignal): Promise<Identity>;
	regions(signal: AbortSignal): Promise<readonly Region[]>;
	cloudGateways(region: string, signal: AbortSignal): Promise<readonly CloudGateway[]>;
	siteGateways(region: string, signal: AbortSignal): Promise<readonly SiteGateway[]>;
	connections(region: string, signal: AbortSignal): Promise<readonly ExistingConnection[]>;
	/** The networks that a new gateway could be attached to; left out by a cloud whose gateways are not made here. */
	vpcs?(region: string, signal: AbortSignal): Promise<readonly Vpc[]>;
	routeTables(region: string, vpcId: string, signal: AbortSignal): Promise<readonly RouteTable[]>;
	/**
	 * Reads all that rules and plan need for this draft: only what its answers make knowable.
	 * @param connectionId the connection that it is of, where its gateways do not tell
	 */
	facts(draft: ConnectionDraft, signal: AbortSignal, connectionId?: string): Promise<Facts>;

	/** Pure. Every rule's findings for the draft, in document order. */
	check(draft: ConnectionDraft, facts: Facts): readonly Finding[];
	/** Pure. Makes what is missing and changes what differs. @throws Error when the document refers to what `facts` does not hold */
	plan(document: ConnectionDocument, facts: Facts, converge?: ConvergeOptions): Plan;
	/**
	 * Pure. The plan of something done to a connection that stands: `document` and `facts` were read from it. Left out where the cloud has none.
	 * @param converge whether the tunnel that carries the traffic meanwhile may be DOWN: no traffic is led to it then
	 * @throws UserError for what this connection can't have done to it
	 */
	planDeed?(
		deed: Deed,
		document: ConnectionDocument,
		facts: Facts,
		converge?: Pick<ConvergeOptions, 'evenIfDown'>,
	): Plan;
	/** An action as a command line of the cloud's own CLI (`aws`, `tccli`); secrets as `$NAME` references. */
	commandLine(action: Action, plan: Plan): string;
	/** Names of the secrets that the plan needs and where each comes from, so that they are asked for before the run. */
	secretsOf(document: ConnectionDocument): readonly {
		readonly name: string;
		readonly field: string;
		readonly source: import('../../connection/document.ts').KeySource;
	}[];
	/** Why a pre-shared key cannot be used with this cloud, or undefined. */
	checkPresharedKey(key: Secret): string | undefined;
	/** A fresh key that the cloud accepts, from a cryptographic generator. */
	generatePresharedKey(): Secret;

	/** Checks before anything is made, each as it finishes. Changes nothing. */
	preflight(plan: Plan, facts: Facts, secrets: SecretStore, signal: AbortSignal): AsyncIterable<Check>;
	/** Pure. How many checks `preflight` will make, as far as these facts tell: what is read anew may change it. */
	expectedChecks?(plan: Plan, facts: Facts, secrets: SecretStore): number;
	/** Looks for what an action would make, to never make it twice. Reads only. */
	find(action: Action, context: RunContext): Promise<ActionResult | undefined>;
	/** Carries out one action, once: no retry of calls that make things after an ambiguous end. @throws CloudError */
	perform(action: Action, context: RunContext): Promise<ActionResult>;
	/** Waits until what the action made can be used by the next one. @returns what is to be said of it then, where that is another detail */
	settle(action: Action, result: ActionResult, context: RunContext): Promise<string | undefined>;

	/** Parts of a batch action that stand already, so that they are not taken for the run's own. Undefined: the action is no batch. */
	standing(action: Action, context: RunContext): Promise<readonly string[] | undefined>;

	/** Pure. The calls that take back what a run made, in the order to make them; nothing that was there before the run. */
	undoSteps(made: Made): readonly UndoStep[];
	/**
	 * Takes one thing back and waits until it is gone. It is looked for first: what is not there counts as done, so that a step may
	 * be repeated. @returns what happened, for the screen @throws CloudError
	 */
	undo(step: UndoStep, context: UndoContext): Promise<UndoEnd>;

	/** What hangs on a connection that stands. Reads only. @throws UserError when it is not there, CloudError */
	dependents?(region: string, id: string, signal: AbortSignal): Promise<Dependents>;

	/**
	 * The steps of a deletion that these credentials may not make, as far as a dry run tells: asked when it is wanted and before
	 * anything goes. Left out by a cloud without one. @throws CloudError when it is cancelled
	 */
	forbiddenSteps?(
		steps: readonly UndoStep[],
		region: string,
		signal: AbortSignal,
	): Promise<readonly {readonly step: UndoStep; readonly error: CloudError}[]>;

	/**
	 * One list call for the region, however many connections; `ids` narrows what is returned. A cloud that tells of routes by a call of their own takes
	 * one more for each gateway with BGP, and one that tells of gateways so takes one now and then.
	 * @param oldRoutesMs how old, in ms, counts of routes may be that were read before: whoever asks again and again need not have them each time. Left out:
	 * they are of now. 0: so is what is told of gateways; else that is read when it is old
	 */
	status(
		region: string,
		ids: readonly string[] | undefined,
		signal: AbortSignal,
		oldRoutesMs?: number,
	): Promise<readonly ConnectionStatus[]>;
	/** How reading the gateways beside `status` goes; no call. Undefined where no connection hangs on one; left out by a cloud whose status tells nothing of them. */
	gatewayReading?(region: string): GatewayReading | undefined;
	/**
	 * All that is told of one connection beside its status: what was negotiated, routes, gateways. Some calls; what can't be read stands in the answer.
	 * @throws UserError when it is not there, CloudError when nothing could be read
	 */
	sight?(region: string, id: string, signal: AbortSignal): Promise<ConnectionSight>;
	/** What went through its tunnels, from the cloud's own monitoring. @throws CloudError */
	traffic?(region: string, id: string, span: TrafficSpan, signal: AbortSignal): Promise<Traffic>;
	/** What the cloud's own logs say of its tunnels since then, ms since the epoch. Left out by a cloud that has none to read. @throws CloudError when it is cancelled */
	tunnelLog?(region: string, id: string, since: number, signal: AbortSignal): Promise<CloudLog>;
	/** The cloud's own maintenance of a connection's tunnels; asked for at most hourly. Left out where the cloud tells of none. @throws CloudError */
	maintenance?(region: string, id: string, signal: AbortSignal): Promise<readonly Maintenance[]>;
	/**
	 * Reads a connection that stands into a document: to make another like it, or (`itself`) to keep it, with the addresses that two can't share.
	 * @throws UserError when it is not there, CloudError
	 */
	readBack?(region: string, id: string, signal: AbortSignal, itself?: boolean): Promise<Imported>;
	/** What the site's device has to be told of a connection that stands; it holds the keys. @throws UserError when it is not there, CloudError */
	deviceSide?(region: string, id: string, signal: AbortSignal): Promise<DeviceSide>;
	/** The static routes that lead into a connection and have a name, for code that takes them over. Reads only. @throws CloudError */
	standingRoutes?(region: string, id: string, signal: AbortSignal): Promise<readonly StandingRoute[]>;
	/** The devices that the cloud has ready configurations for. @throws CloudError */
	devices?(region: string, signal: AbortSignal): Promise<readonly DeviceKind[]>;
	/** The cloud's own configuration of a connection for one of its `devices`. @throws UserError when it is not there, CloudError */
	deviceSample?(region: string, id: string, device: DeviceKind, signal: AbortSignal): Promise<DeviceSample>;
	/** Ends sockets and timers. */
	close(): void;
}

/** How to reach a cloud; made from the environment by each cloud's own module. */
export interface CloudOptions {
	readonly env: Environment;
	/** Set for the embedded sandbox. */
	readonly sandbox: boolean;
	/** AWS profile or tccli profile picked by the user. */
	readonly profile?: string;
	/** Sign in as the machine's own role (EC2, CVM), and as nothing else. */
	readonly instanceRole?: boolean;
	/** The region that the work is about, where it is known: calls that have no region of their own stay in its partition. */
	readonly region?: string;
	/** Milliseconds; tests shorten them. */
	readonly timeoutMs?: number;
	/** Where every call is written down, when the user asked for that. */
	readonly requestLog?: RequestLog;
}
