/* A plan and its dry run, as data. Types only. */
import type {ConnectionDocument} from '../../connection/document.ts';
import type {CloudId} from '../../connection/finding.ts';
import type {ExistingConnection} from '../../connection/inventory.ts';
import type {Change, ConvergeOptions, Deed} from './change.ts';
import type {Comparison} from './comparison.ts';

/** A parameter value of a planned call: JSON, with two kinds of holes that `perform` fills. */
export type PlanValue =
	| string
	| number
	| boolean
	| readonly PlanValue[]
	| {readonly $result: string} // the id that the action of this name made
	| {readonly $secret: string} // a secret of the session's store
	| {readonly [member: string]: PlanValue};

/** One step of a plan: one API call, as data. It can be printed, saved and compared, and holds no secret. */
export interface Action {
	/** Unique in the plan and stable between plans of one document: `site-gateway`, `connection`, `route:192.168.0.0/16`. */
	readonly id: string;
	/** For people: `create customer gateway`. */
	readonly title: string;
	/** For people, beside the title: `203.0.113.10, ASN 65010`. */
	readonly detail: string;
	/** The API that the call belongs to: `ec2`. */
	readonly service: string;
	/** The API's action name: `CreateVpnConnection`. */
	readonly call: string;
	readonly parameters: {readonly [member: string]: PlanValue};
	/** Whether the API has a dry run for this very call. */
	readonly dryRun: boolean;
	/** Ids of the actions that must be done before. */
	readonly after: readonly string[];
	/** What it makes: `customer gateway`, or '' when it makes nothing of its own (propagation, routes). */
	readonly makes: string;
	/** Set where it changes what stands: its call replaces values, or takes something away. */
	readonly change?: Change;
}

/** What a plan costs, in words; `from` says since when, as in `from creation on`. No prices are invented: the source stands beside a figure. */
export interface Cost {
	readonly what: string;
	readonly from: string;
	readonly source: string;
}

/** The ordered actions that would make the connection real. */
export interface Plan {
	readonly cloud: CloudId;
	readonly region: string;
	readonly name: string;
	readonly document: ConnectionDocument;
	readonly actions: readonly Action[];
	readonly costs: readonly Cost[];
	/** What the plan does not do: device configuration, security groups, … */
	readonly leftByHand: readonly string[];
	/** The connection of the document, where it stands: the actions make what is missing of it. */
	readonly exists?: ExistingConnection;
	/** How what stands compares with the document; there where `exists` is. */
	readonly comparison?: Comparison;
	/** How the document was held against what stands; left out where nothing special was asked. */
	readonly converge?: ConvergeOptions;
	/** Set where something is done to a connection that stands, beside making it like its document; `document` was read back from it. */
	readonly deed?: Deed;
	/** Notes for the reader: what is reused, what was normalised. */
	readonly notes: readonly string[];
}

export type CheckResult = 'pass' | 'refuse' | 'warn' | 'unknown';

/** One line of a dry run: what was tried, what it proves, and what it does not. */
export interface Check {
	/** `rule:aws.asn.distinct`, `dry-run:connection`, `quota:vpn-connections-per-region`. */
	readonly id: string;
	readonly title: string;
	readonly result: CheckResult;
	/** It could have been asked, and no answer came: asking again may tell. */
	readonly unanswered?: true;
	/** The actions that these credentials lack, where that is why: `ec2:CreateVpnConnection`. */
	readonly permissions?: readonly string[];
	/** What was found, with values. */
	readonly detail: string;
	/** The cloud's own message and request id, where `detail` has ours. */
	readonly said?: string;
	/** `rule`, `read of the account`, `AWS dry run (permission only)`, `nothing can tell before`. */
	readonly proves: string;
	/** The document path it belongs to, for "Enter jumps to its field"; undefined when none. */
	readonly field?: string;
	readonly mend?: string;
	/** The same where it is read beside a command, and an option of that is another way on; the wizard has a key for it. */
	readonly mendByOption?: string;
	/** The action it was about, if one. */
	readonly action?: string;
}
