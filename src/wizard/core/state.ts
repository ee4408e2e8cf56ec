import type {
	CloudGateway,
	CloudId,
	ConnectionStatus,
	ExistingConnection,
	Facts,
	Identity,
	Region,
	RouteTable,
	SiteGateway,
	Vpc,
} from '../../clouds/contract/cloud.ts';
import type {AccountsInUse} from '../../clouds/sign-in/in-this-account.ts';
import type {Finding} from '../../connection/finding.ts';
import type {Secret} from '../../connection/secret.ts';
import type {Answers} from '../answers/answers.ts';
import type {KeptDraft} from '../answers/kept-draft.ts';
import type {StepId} from '../steps/step.ts';
import type {Reading} from './effect.ts';
import type {ListView} from './list.ts';
import type {PastedText} from './take-back.ts';

/** What went wrong, as a screen says it. */
export interface Trouble {
	readonly message: string;
	readonly mend?: string;
	/** The cloud's own code and request id, small print. */
	readonly detail?: string;
	/** The document path that it is about, where it is about one. */
	readonly field?: string;
	/** It is about the credentials: others may do. */
	readonly credentials?: true;
	/** What these credentials lack, where that is why. */
	readonly lacking?: Lacking;
}

/** Actions that credentials lack, as a policy of their cloud names them. */
export interface Lacking {
	readonly cloud: CloudId;
	readonly actions: readonly string[];
}

/** What a cloud would sign in with, as its own files tell; as in `SignIn` of the clouds. */
export interface SignInView {
	readonly source?: string;
	/** The command that renews a session that has run out. */
	readonly renew?: string;
	/** Calls go to this machine: somebody plays the cloud here. */
	readonly local?: boolean;
	readonly profiles: readonly {
		readonly name: string;
		readonly kind: string;
		readonly region?: string;
		readonly keyHint?: string;
		readonly detail: string;
	}[];
	readonly tried: readonly string[];
	readonly problem?: string;
	readonly mend?: string;
}

export interface Load {
	readonly status: 'loading' | 'ready' | 'error';
	readonly reading: Reading;
	/** The request whose answer is awaited; any other answer is stale. */
	readonly request: number;
	readonly trouble?: Trouble;
	/** When the last good answer came, ms since the epoch. */
	readonly at?: number;
}

/** What has been read of the accounts, by place (`aws:eu-central-1`). */
export interface Data {
	readonly identities: Readonly<Partial<Record<CloudId, Identity>>>;
	readonly regions: Readonly<Partial<Record<CloudId, readonly Region[]>>>;
	readonly gateways: Readonly<Record<string, readonly CloudGateway[]>>;
	readonly sites: Readonly<Record<string, readonly SiteGateway[]>>;
	readonly connections: Readonly<Record<string, readonly ExistingConnection[]>>;
	readonly vpcs: Readonly<Record<string, readonly Vpc[]>>;
	/** Connections with their tunnels, by place. */
	readonly statuses: Readonly<Record<string, readonly ConnectionStatus[]>>;
	/** By place and VPC: `aws:eu-central-1:vpc-0a1b`. */
	readonly routeTables: Readonly<Record<string, readonly RouteTable[]>>;
	/** What `Cloud.facts` read last, and the answers it was read for. */
	readonly facts: {readonly key: string; readonly facts: Facts} | undefined;
}

/** Which screen is shown, and what there is to be known of it as it is opened; what it shows is its model. */
export type ScreenState =
	| {readonly name: 'home'}
	| {readonly name: 'step'; readonly step: StepId}
	| {readonly name: 'review'; readonly cursor: number}
	| {readonly name: 'profiles'}
	| {readonly name: 'drafts'}
	| {readonly name: 'watch'}
	| {readonly name: 'watch-region'; readonly cloud: CloudId}
	| {readonly name: 'accounts'; readonly cloud: CloudId; readonly from: 'home' | StepId}
	| {readonly name: 'runs'}
	| {readonly name: 'dry-run'}
	| {readonly name: 'confirm'}
	| {readonly name: 'run'}
	| {readonly name: 'undo'}
	| {readonly name: 'panel'}
	| {readonly name: 'handover'};

/** Where the cursor is in a form: on which field, where in its text, and on which of its boxes. */
interface FormCursor {
	readonly focus: string;
	readonly cursor: number;
	readonly box: number;
	/** A typed key is shown; hidden again as soon as its field is left. */
	readonly revealed: boolean;
}

export interface PairsCursor {
	/** A row of the pairs; one past the last is `add a pair`. */
	readonly row: number;
	readonly side: 'cloudSide' | 'siteSide';
	readonly cursor: number;
	/** The pair that was removed last, and from where. */
	readonly removed: {readonly row: number; readonly cloudSide: string; readonly siteSide: string} | undefined;
	/** How the answers were before the last paste, and the pairs that it left: it is taken back whole while these stand. */
	readonly pasted?:
		| {
				readonly before: Answers;
				readonly cursor: Omit<PairsCursor, 'pasted'>;
				readonly after: unknown;
				/** Where the paste left the cursor, until that has moved to what is refused of it. */
				readonly left: Pick<PairsCursor, 'row' | 'side'> | undefined;
		  }
		| undefined;
	/** Cells of the first pair that are as suggested still, once another of the pairs' cells was touched. */
	readonly offered: readonly ('cloudSide' | 'siteSide')[];
}

/** Where the cursor is in the options: on which of them ('' for going on), and inside of it while it is being changed. */
export interface OptionsCursor {
	readonly row: string;
	/** `box`: the choice that is pointed at. `cursor`: the place in the text. */
	readonly editing: {readonly box: number; readonly cursor: number} | undefined;
	/** What is being looked for, and the option that the search began at. */
	readonly find?: {readonly text: string; readonly before: string};
}

export interface Notice {
	readonly tone: 'good' | 'look' | 'bad' | 'plain';
	readonly text: string;
}

/** A one-line question over the screen. */
export interface Prompt {
	readonly purpose:
		| 'save-profile'
		| 'rename-profile'
		| 'export-profile'
		| 'import-profile'
		| 'delete-profile'
		| 'delete-draft'
		| 'forget-run'
		| 'run-key'
		| 'write-report';
	/** The profile, draft, run or field it is about. */
	readonly subject: string;
	/** What that is called, where it has a name of its own. */
	readonly called: string;
	readonly value: string;
	readonly cursor: number;
	/** The value is a suggestion that nobody has touched. */
	readonly offered: boolean;
	readonly trouble: string;
}

export interface ProfileLine {
	readonly name: string;
	/** `AWS · eu-central-1`. */
	readonly where: string;
	/** In words: when it was saved, or what is wrong with it. */
	readonly detail: string;
	/** False for one that is damaged: it can only be deleted. */
	readonly usable: boolean;
}

interface BegunRun {
	readonly id: string;
	/** How far it came and when, in words. */
	readonly detail: string;
	/** It deletes a connection: it can be finished, and not taken back. */
	readonly deletes?: true;
}

/** What a run makes or deletes, and where. */
interface RunSubject {
	readonly name: string;
	readonly cloud: CloudId;
	readonly region: string;
}

/** A run that stopped half way. One that is not usable can only be forgotten, or is being worked on elsewhere; one that can't be read is about nothing. */
export type RunLine = BegunRun &
	(
		| {readonly usable: true; readonly about: RunSubject}
		| {readonly usable: false; readonly about?: RunSubject; readonly reason: string}
	);

/** A draft that no terminal is at. */
export interface DraftOffer {
	/** Names it for the effects. */
	readonly file: string;
	/** In words for the menu: `17:04 today`. */
	readonly when: string;
	/** `AWS · eu-central-1`. */
	readonly where: string;
	/** The connection's, or ''. */
	readonly name: string;
	readonly kept: KeptDraft;
}

/** How the wizard was opened. */
export interface WizardOptions {
	readonly sandbox: boolean;
	/** Where each cloud's list of regions begins. */
	readonly regions: Readonly<Record<CloudId, string | undefined>>;
	/** What would be used to sign in, said without asking: read from the environment alone. */
	readonly credentials: Readonly<Record<CloudId, string>>;
	readonly profile: string | undefined;
	/** How the user's own accounts are reached, as picked on the screen since. */
	readonly accounts?: AccountsInUse;
}

export interface Size {
	readonly columns: number;
	readonly rows: number;
}

/** Everything the wizard knows. Typed keys are Secrets: they are in no draft, profile or log. */
export interface WizardState {
	readonly options: WizardOptions;
	readonly size: Size;
	readonly screen: ScreenState;
	readonly answers: Answers;
	/** Typed pre-shared keys, by cloud and field: `aws.key1`. */
	readonly typedKeys: Readonly<Record<string, Secret>>;
	/** The step or review that was on the screen last; undefined while nothing is being asked, and once it is made. */
	readonly place: StepId | 'review' | undefined;
	/** The answers that the draft on the disk holds. */
	readonly keptAnswers: Answers | undefined;
	/** The answers as a profile or a connection gave them: nothing typed is lost when others take their place. */
	readonly givenAnswers: Answers | undefined;
	/** Once they have been found out; never for the sandbox. */
	readonly signIns: Readonly<Partial<Record<CloudId, SignInView | undefined>>>;
	readonly data: Data;
	/** By slot: what was asked for, as in `gateways aws:eu-central-1`. */
	readonly loads: Readonly<Record<string, Load>>;
	readonly lastRequest: number;
	/** By what is asked for: the request whose answer is awaited. */
	readonly awaited: Readonly<Record<string, number>>;
	/** By list key, as in `gateway aws:eu-central-1`: each list keeps its filter and cursor. */
	readonly lists: Readonly<Record<string, ListView>>;
	readonly form: FormCursor;
	readonly pairs: PairsCursor;
	readonly option: OptionsCursor;
	readonly pastedText?: PastedText | undefined;
	readonly findings: readonly Finding[];
	/** Why Enter stayed: shown until the next key. */
	readonly blocked: {readonly field: string; readonly message: string} | undefined;
	/** The list that was just gone on from, until its answer has been checked; `editing` as it was there. */
	readonly chosen: {readonly step: StepId; readonly editing: boolean} | undefined;
	/** Set while an answer is changed from the review: going on leads back there. */
	readonly editing: boolean;
	/** Whether the review has been reached once. */
	readonly reviewed: boolean;
	readonly help: {readonly scroll: number} | undefined;
	/** The places on the way are listed, to be jumped to. */
	readonly goTo: {readonly cursor: number} | undefined;
	readonly prompt: Prompt | undefined;
	readonly notice: Notice | undefined;
	readonly profiles: readonly ProfileLine[] | undefined;
	readonly runs: readonly RunLine[] | undefined;
	/** Those beside the draft that this wizard is at, the newest first. */
	readonly drafts: readonly DraftOffer[];
	/** The region of each cloud whose connections the user chose to watch; where there is none it is the account's own. */
	readonly watchRegions: Readonly<Partial<Record<CloudId, string>>>;
	/** Row ids of the connections that are marked to be watched together: all of one region. */
	readonly watchMarks: readonly string[];
	/** What the latest facts were asked for: they are asked for again only when this changes. */
	readonly factsKey: string;
	readonly now: number;
	/** What each screen shows, in a slot under its name: see core/model-slot.ts. */
	readonly models: Readonly<Record<string, unknown>>;
	readonly leaving: boolean;
}

/** A place that lists are read from: `aws:eu-central-1`. */
export function placeKey(cloud: CloudId, region: string): string {
	return `${cloud}:${region}`;
}
