/* What a connection that stands is made of and what hangs on it, as a cloud reads it. Types only. */
import type {CloudId, UndoStep} from './cloud.ts';

/**
 * When something goes together with its connection:
 * `with`: by itself, no call is needed. `alone`: it leads into this connection and nowhere else, so it goes whoever made it.
 * `ours`: only if a run of ours made it and nothing else uses it. `never`: no run makes such a thing.
 */
type Going = 'with' | 'alone' | 'ours' | 'never';

export interface Dependent {
	/** Unique among the dependents of a connection: `site-gateway`, `route:192.168.0.0/16`. */
	readonly id: string;
	/** For people: `customer gateway`. */
	readonly title: string;
	/** For people, beside the title: `cgw-0e11f167, 203.0.113.10`. */
	readonly detail: string;
	readonly going: Going;
	/** The calls that take it away, in order; none for what goes by itself or never. */
	readonly steps: readonly UndoStep[];
	/** What else needs it, in words: `vpn-40f41529`, `rtb-0d9e leads 10.0.0.0/8 to it`. */
	readonly usedBy: readonly string[];
	/** The run that its tag names, where there are tags. Untrusted text. */
	readonly madeBy?: string;
	/** A dependent that it can't outlive: it goes where that one goes. */
	readonly partOf?: string;
	/** Why it never goes, or what to look at before it does. */
	readonly note?: string;
}

export interface Dependents {
	readonly cloud: CloudId;
	readonly region: string;
	readonly connection: {
		readonly id: string;
		/** As the cloud has it, safe to draw; '' when it has none. */
		readonly name: string;
		readonly state: string;
		readonly cloudGatewayId?: string;
		readonly siteGatewayId?: string;
	};
	/** In the order to take them away; the connection itself is one of them. */
	readonly parts: readonly Dependent[];
	/** What could not be read, in words: it may hang on the connection too. */
	readonly unread: readonly string[];
}
