/*
 * What the program knows of a cloud before it is picked, and how the rest of it is loaded. `clouds/<id>/module.ts` gives it, `registry.ts`
 * lists it. Types only.
 */

import type {ConnectionDraft, RoutingMode} from '../../connection/document.ts';
import type {Environment} from '../../connection/environment.ts';
import type {Imported} from '../document/foreign.ts';
import type {CloudExporters} from '../export/exporters.ts';
import type {SignIn} from '../sign-in/sign-in.ts';
import type {Cloud, CloudId, CloudOptions} from './cloud.ts';
import type {DeletionCall} from './deletion-call.ts';
import type {DeviceWords} from './device-words.ts';
import type {DocumentPart} from './document-part.ts';
import type {CloudForm} from './form.ts';
import type {KeyRule, RuleTopic} from './key-rule.ts';

interface RoutingModeWords {
	readonly mode: RoutingMode;
	/** In a list to choose from: `Destination route`. */
	readonly title: string;
	/** Of a connection that has it: `destination routes`. */
	readonly called: string;
	/** What it asks for, or gives. */
	readonly means: string;
}

/** A cloud, light: nothing here loads an SDK, a schema or a file. */
export interface CloudModule {
	/** Names it in documents, journals and options (`--aws-profile`). */
	readonly id: CloudId;
	/** As its own pages spell it: `Tencent Cloud`. */
	readonly title: string;
	readonly region: {
		readonly form: RegExp;
		readonly example: string;
		/** The environment variables that name it; the first that is set counts. */
		readonly variables: readonly [string, ...string[]];
		/** Where the embedded sandbox has its inventory. */
		readonly sandbox: string;
	};
	readonly connectionId: {
		readonly form: RegExp;
		/** What is meant as such an id, mistyped ones too: never the name of a file. */
		readonly meant: RegExp;
		readonly example: string;
	};
	/** A document to begin with, and the file that it stands in. */
	readonly example?: {readonly file: string; document(): Promise<unknown>};
	/** Set where a connection has addresses of its own, so that another one has others. */
	readonly hasOwnAddresses?: true;
	/** How routes are learned there, the usual way first. */
	readonly routingModes: readonly [RoutingModeWords, ...RoutingModeWords[]];
	/** What the preset for old devices allows there that it does not everywhere: `DH group 2 allowed on AWS`. */
	readonly weakestDhGroup?: string;
	/** What a pre-shared key may be, and who makes one, for a sentence about one that can't be used. Source: the cloud's key rule. */
	readonly key: {readonly form: string; readonly made: string};
	/** How its document says things that each cloud says in its own way. */
	readonly words: {
		/** Who makes a key that is to be made fresh: `by AWS itself`. */
		readonly freshKey: string;
		/** What its API calls each side. */
		readonly cloudSide: string;
		readonly siteSide: string;
	};
	/** Members of the parts that documents share which it has and not every other cloud: `site.deviceName`, `routing.policy`. */
	readonly alone: readonly string[];
	/** How permissions are named there. */
	readonly permissions: {
		/** Codes of a refusal for want of one, which tells nothing of what the call is about. */
		readonly denied: RegExp;
		/** Where a refusal names the actions that were missing: the first group. */
		readonly named: RegExp;
		/** The action that a call needs, as refusals name it: `ec2:CreateTags`. */
		actionOf(call: string): string;
		/** The same as a policy names it. */
		inPolicy(action: string): string;
		/** A policy that allows these and nothing else. */
		policy(actions: readonly string[]): Readonly<Record<string, unknown>>;
		/** What a policy is called: `an IAM policy that allows them`. */
		readonly title: string;
	};
	/**
	 * How many list calls a second a watch of many regions makes, well under what the cloud allows, since others call it too; and what the cloud counts them by.
	 */
	readonly listCalls: {readonly perSecond: number; readonly of: 'region' | 'account'};
	/** Whether what a run makes carries a mark of it, a tag, by which it is known again. */
	readonly marksRuns: boolean;
	/** How it tells of tunnels, as far as a wait for one that was changed depends on it. */
	readonly tunnelNews: {
		/** How long after a change a tunnel may still be told UP, ms, because its endpoint is yet to be replaced or the news of it is late. */
		readonly lateMs: number;
		/** Whether it tells, with BGP, how many routes it accepts from each tunnel; where it does, a number that is missing is not known, and not enough. */
		readonly routes: boolean;
	};
	/** Set where what a run made costs by itself, until it is taken back. */
	readonly billsWhatStands?: true;
	/** Set where a tunnel counts as up whatever its BGP session is at. */
	readonly hidesBgpSession?: true;
	/** Why a profile of its own tools can't be used, by the kind of it. */
	readonly unusableProfiles?: Readonly<Record<string, string>>;
	/** Said before and after every deletion: what another connection like it would have of this one. */
	readonly newDeviceNote: string;
	/** What to look at where it can't be reached: the variable that can name another endpoint, and what else decides the name of the host. */
	readonly endpoint: {readonly variable: string; readonly alsoFrom?: string};
	/** Requests of its own command line tool, as documents to import. */
	readonly requests: {
		/** The command that takes them, for people. */
		readonly command: string;
		/** Whether these are the members of one: `perhaps` where other clouds have such members too. */
		fits(json: Readonly<Record<string, unknown>>): 'surely' | 'perhaps' | undefined;
		/** @throws UserError where it makes no whole connection; never with a key in its words */
		read(json: unknown, region: string): Promise<Imported>;
	};
	/** The rules that its connections and its keys are held to. */
	rules(): Promise<{readonly topics: readonly RuleTopic[]; readonly key: KeyRule}>;
	/** The variables that its SDK and its tools read: each may hold a credential or an endpoint. */
	readonly variables: RegExp;
	/** Where its own tools keep profiles: `~/.aws`. */
	readonly profilesIn: string;
	/** What the pages for a device say of it. */
	readonly deviceWords: DeviceWords;
	/** How its connections become code. */
	readonly exporters: CloudExporters;
	/** What it brings to the wizard's questions. */
	readonly form: CloudForm;
	/** Its calls that only look. */
	readonly readingCalls: RegExp;
	/** What the call that makes a connection names its two ends by, where it has an id of theirs. */
	readonly endsOfConnection: {readonly cloud: string; readonly site: string};
	/** Its calls that take something away, as those of a deletion: no other may stand in the journal of one. */
	readonly deletions: Readonly<Record<string, DeletionCall>>;
	/** What it would sign in with, as far as the environment alone tells. @param profile one that was picked */
	credentialHint(env: Environment, profile: string | undefined): string;
	/** Where its document says from where each pre-shared key comes: a path for each of them. */
	readonly keyFields: readonly [string, ...string[]];
	/**
	 * Mends a draft that was put together answer by answer, in place: what its document has in any case, and members that go together there.
	 * @param before the document that the answers came from
	 * @param options those that are not left at their standard, by document path
	 */
	complete?(
		draft: ConnectionDraft,
		before: ConnectionDraft | undefined,
		options: Readonly<Record<string, unknown>>,
	): void;
	/** The schema of its connection document, and what is to be said of its fields. */
	document(): Promise<DocumentPart>;
	/** What it would sign in with: reads environment and files, and never fails on what they hold. */
	signIn(options: CloudOptions): Promise<SignIn>;
	/** Loads the cloud, and with it its SDK and no other's. */
	open(options: CloudOptions): Promise<Cloud>;
}
