import type {Behavior} from './behavior.ts';
import type {TunnelCause} from './causes.ts';
import type {LineEnd, LineState} from './line.ts';
import type {AnsweredFault, GatewayState, RequestRecord} from './sandbox.ts';

/** One HTTP request as it came off the wire; header names in lower case. */
export interface WireRequest {
	readonly method: string;
	readonly path: string;
	readonly query: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	/** The same as it came, for protocols that are no text. */
	readonly bytes?: Uint8Array;
}

export interface WireResponse {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	/** In place of it, where the protocol is no text. */
	readonly bytes?: Uint8Array;
}

/** What goes back over the wire, and what is written down of it. */
export interface Answer {
	readonly response: WireResponse;
	readonly record: RequestRecord;
}

/** What both clouds share: the clock. */
export interface World {
	/** Milliseconds since the epoch, scaled by the speed: what the cloud's own clocks and state machines go by. */
	readonly now: () => number;
	/** Unscaled milliseconds since the epoch: what signatures are checked against. */
	readonly realNow: () => number;
}

/** A tunnel by its connection and its number from 0. */
export interface UpTunnel {
	readonly connectionId: string;
	readonly tunnel: number;
}

/** Where a call goes, and as whom. */
export interface CallPlace {
	readonly region: string;
	readonly account: string;
}

/** One of the two clouds behind the HTTP server. */
export interface Service {
	readonly name: 'ec2' | 'tencent';
	/** Whether the request speaks this cloud's protocol. */
	accepts(request: WireRequest): boolean;
	/** Where a request says it goes, and whose key it is signed with: unverified; '' where it can't be told. */
	placeOf(request: WireRequest): CallPlace;
	/** The API action asked for, '' when it can't be told. */
	actionOf(request: WireRequest): string;
	handle(request: WireRequest): Answer;
	/** The cloud's own answer for a fault that the cloud answers (`throttle`, `error5xx`, `denied`). */
	answerFault(kind: AnsweredFault, request: WireRequest): Answer;
	/** The cloud's ends of every tunnel that was made since the start and is not being deleted. */
	lineEnds(): readonly LineEnd[];
	/** Makes a tunnel's status what its real end of that generation sees. Returns it in the cloud's words; undefined when it is not this cloud's. */
	setLine(connectionId: string, tunnel: number, line: LineState, generation?: number): string | undefined;
	/** Every tunnel whose status is UP now. */
	upTunnels(): readonly UpTunnel[];
	/** Returns false when the connection is not this cloud's. `routes`: how many its device announces from now on, where the cloud counts them. */
	setTunnel(connectionId: string, tunnel: number, state: 'UP' | 'DOWN', routes?: number): boolean;
	/** Lets something be wrong at a tunnel until it is set UP. Returns false when the connection is not this cloud's. */
	setCause(connectionId: string, tunnel: number, cause: TunnelCause): boolean;
	/** Puts a line into the cloud's own log of a tunnel. Returns false when the connection is not this cloud's, or it has no log. */
	writeLine(
		connectionId: string,
		tunnel: number,
		line: {readonly kind: 'ike' | 'bgp'; readonly details: string},
	): boolean;
	/** Returns false when the gateway is not this cloud's, or nothing can befall it here. */
	setGateway(gatewayId: string, state: GatewayState): boolean;
	/** Does otherwise from now on; what is of another cloud is nothing to it. */
	behave(change: Partial<Behavior>): void;
	/** Takes back what was changed since the start. */
	behaveAsUsual(): void;
}
