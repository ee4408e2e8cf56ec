/*
 * The contract of the sandbox clouds: types, and words. The sandbox plays the other side: it shares no code with clouds/.
 */

import type {Behavior} from './behavior.ts';
import type {TunnelCause} from './causes.ts';
import type {Ec2Behavior} from './ec2/behavior.ts';
import type {FleetOptions} from './fleet/fleet-options.ts';
import type {LabNews, LineState} from './line.ts';
import type {TencentBehavior} from './tencent/behavior.ts';
import type {RateLimit} from './token-buckets.ts';

/** A fault put in the way of calls. `times` counts down; without it the fault stays. */
export interface Fault {
	/**
	 * throttle, error5xx, denied (these credentials may not make the call): answered by the cloud. reset, hang, slow, garbage: on the wire. lost-reply: the work is done, then the
	 * socket dies. flap meets no call: tunnels that are UP go down now and then, and come back. behave meets none
	 * either: a cloud, or the device at the site, does otherwise from now on.
	 */
	readonly kind:
		| 'throttle'
		| 'error5xx'
		| 'denied'
		| 'reset'
		| 'hang'
		| 'slow'
		| 'garbage'
		| 'lost-reply'
		| 'flap'
		| 'behave';
	readonly service?: 'ec2' | 'tencent';
	/** API action name; undefined means any. */
	readonly action?: string;
	/** Only calls to this region. */
	readonly region?: string;
	/** Only calls that are signed with a key of this account. */
	readonly account?: string;
	readonly times?: number;
	/** Instead of every call: which share of them it meets, above 0 and up to 1. The same ones in every start. */
	readonly share?: number;
	/** For slow: how long, ms. */
	readonly delayMs?: number;
	/** For behave. */
	readonly behavior?: Partial<Behavior>;
}

/** The faults that the cloud itself answers. */
export type AnsweredFault = Extract<Fault['kind'], 'throttle' | 'error5xx' | 'denied'>;

export interface SandboxOptions {
	/** 0 picks a free port. Loopback only. */
	readonly port?: number;
	/** Clock factor: 1 is the default speed, 10 ten times as fast. */
	readonly speed?: number;
	readonly faults?: readonly Fault[];
	/** Milliseconds since the epoch; tests step it. Real time by default. */
	readonly now?: () => number;
	/** The inventory holds this many further virtual private gateways in eu-central-1, for benchmarks. */
	readonly extraGateways?: number;
	/** A fleet of connections in the place of the usual inventory. The clouds' real limits on calls are in force then. */
	readonly fleet?: FleetOptions;
	/** EC2: for so long a customer gateway that was just made answers NotFound, in ms of the scaled clock. 0 by default. */
	readonly eventualConsistencyMs?: number;
	/** Real strongSwan plays the cloud's end of every tunnel that is made; what there is to say of it is said here. */
	readonly lab?: (news: LabNews) => void;
	/** What EC2 and the site's device do where no source tells; the usual where nothing is said. */
	readonly ec2?: Partial<Ec2Behavior>;
	/** Tencent's CreateVpnConnection: how the reply names the new tunnel. */
	readonly tencentCreateReply?: 'id' | 'empty-id' | 'no-id';
	/** What Tencent Cloud and the site's device do where no page says it; the usual where nothing is said. */
	readonly tencent?: Partial<TencentBehavior>;
	/** Whether `requests` is kept. True by default: for tests; a program that runs for days must not keep what nobody reads. */
	readonly keepRequests?: boolean;
}

/**
 * What an account or its cloud does to a gateway. Tencent Cloud: its address is blocked, it is not paid for, its time is over, or its bandwidth is used up.
 * EC2: a virtual private gateway loses its VPC; what joins connections to a transit gateway, or a concentrator, is being deleted.
 */
export const gatewayStates = ['well', 'blocked', 'unpaid', 'expired', 'atItsCap', 'detached', 'deleting'] as const;
export type GatewayState = (typeof gatewayStates)[number];

/** What the sandbox counted, for tests: every request that reached it. */
export interface RequestRecord {
	readonly service: 'ec2' | 'tencent';
	readonly action: string;
	readonly region: string;
	/** Whose key it was signed with; '' where nobody knows it. */
	readonly account: string;
	readonly at: number;
	readonly dryRun: boolean;
	/** '' when it succeeded, else the error code. */
	readonly code: string;
}

export interface Sandbox {
	readonly port: number;
	/** `{ec2, tencent}`: base URLs. */
	readonly endpoints: {readonly ec2: string; readonly tencent: string};
	/** The same, for people. */
	readonly services: readonly {readonly title: string; readonly url: string}[];
	/** The environment that points every client at it: AWS_ENDPOINT_URL_EC2, AWS_ACCESS_KEY_ID, …, TENCENTCLOUD_DOMAIN, … */
	readonly env: Readonly<Record<string, string>>;
	readonly requests: readonly RequestRecord[];
	/** How many calls came so far, also where `requests` is not kept, and how many bytes their replies had. */
	counts(): {readonly ec2: number; readonly tencent: number; readonly bytes: number};
	addFault(fault: Fault): void;
	clearFaults(): void;
	/**
	 * Has every call to a region end so, or go through again: of one account, or of all. Each account's setting stands for itself.
	 * 'hang': no answer ever comes; 'reset': the connection is cut; 'error5xx': the cloud answers with a server error.
	 */
	setRegion(region: string, is: 'well' | 'hang' | 'reset' | 'error5xx', account?: string): void;
	/** Changes a share of the tunnels now, above 0 and up to 1: half by going down, half by coming back. Returns which; tunnels from 0. */
	changeShare(
		share: number,
	): readonly {readonly connectionId: string; readonly tunnel: number; readonly state: 'UP' | 'DOWN'}[];
	/** Sets how many calls a cloud takes, 'real' is what it documents, 'none' any number; of both clouds where none is named. */
	setLimit(limit: 'real' | 'none' | RateLimit, service?: 'ec2' | 'tencent'): void;
	/** The accounts there are, with their profiles' names. */
	readonly accounts: readonly {readonly profile: string; readonly aws: string; readonly tencent: string}[];
	/** Writes the profiles of all accounts as the clouds' own tools keep them. Returns the environment that has them read. */
	writeProfiles(folder: string): Promise<Readonly<Record<string, string>>>;
	/**
	 * Makes a tunnel go up or down now, as a device or a cut line would. Connection id; tunnel 0 or 1. `routes`: how many the device announces over
	 * it from now on, after a change too: 0 is a tunnel that was drained. Where nothing is said it announces what it did.
	 */
	setTunnel(connectionId: string, tunnel: number, state: 'UP' | 'DOWN', routes?: number): void;
	/** EC2 announces maintenance of an endpoint, which applies itself `dueMs` of the scaled clock from now on. Connection id; tunnel 0 or 1. */
	announceMaintenance(connectionId: string, tunnel: number, dueMs: number): void;
	/** Lets something be wrong at a tunnel until it is set UP: the cloud sees it, and writes of it where the tunnel's log is on. */
	setCause(connectionId: string, tunnel: number, cause: TunnelCause): void;
	/** EC2: puts a line into a tunnel's log. */
	writeLine(connectionId: string, tunnel: number, line: {readonly kind: 'ike' | 'bgp'; readonly details: string}): void;
	/** What befalls a gateway from now on: `well` takes it back. */
	setGateway(gatewayId: string, state: GatewayState): void;
	/** Makes the clouds and the site's device do otherwise from now on. */
	behave(change: Partial<Behavior>): void;
	/** Makes a tunnel be what its end at the cloud would see of the site: also what BGP learned, and whether probes are answered. */
	setLine(connectionId: string, tunnel: number, line: LineState): void;
	/** Ends the server and every open socket. */
	close(): Promise<void>;
}
