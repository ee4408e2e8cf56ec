/*
 * What the program knows of a cloud before it is picked, and how the rest of it is loaded. `clouds/<id>/module.ts` gives it, `registry.ts`
 * lists it. Types only.
 */

import type {ConnectionDraft, KeySource, RoutingMode} from '../../connection/document.ts';
import type {CloudExporters} from '../export/exporters.ts';
import type {SignIn} from '../sign-in/sign-in.ts';
import type {Cloud, CloudId, CloudOptions} from './cloud.ts';
import type {DeviceWords} from './device-words.ts';
import type {DocumentPart} from './document-part.ts';

type Environment = CloudOptions['env'];

/** A routing mode in a list. */
export interface RoutingModeWords {
	readonly mode: RoutingMode;
	readonly title: string;
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
	/** How routes are learned there, the usual way first. */
	readonly routingModes: readonly [RoutingModeWords, ...RoutingModeWords[]];
	/** What a pre-shared key may be, and who makes one, for a sentence about one that can't be used. Source: the cloud's key rule. */
	readonly key: {readonly form: string; readonly made: string};
	/** How its document says things that each cloud says in its own way. */
	readonly words: {
		/** Who makes a key that is to be made fresh: `by AWS itself`. */
		readonly freshKey: string;
		/** What its API calls each side. */
		readonly cloudSide: string;
		readonly siteSide: string;
		/** What static routing is there: `destination routes`. */
		readonly staticRouting: string;
	};
	/** Members of the parts that documents share which it has and not every other cloud: `site.deviceName`, `routing.policy`. */
	readonly alone: readonly string[];
	/** The variables that its SDK and its tools read: each may hold a credential or an endpoint. */
	readonly variables: RegExp;
	/** Where its own tools keep profiles: `~/.aws`. */
	readonly profilesIn: string;
	/** What the pages for a device say of it. */
	readonly deviceWords: DeviceWords;
	/** How its connections become code. */
	readonly exporters: CloudExporters;
	/** Its calls that take something away, for people: a journal is told in these words. */
	readonly undoTitles: Readonly<Record<string, string>>;
	/** What it would sign in with, as far as the environment alone tells. @param profile one that was picked */
	credentialHint(env: Environment, profile: string | undefined): string;
	/** Where a draft says from where each key comes, and what it says: undefined for nothing yet. */
	keySources(draft: ConnectionDraft): readonly {readonly field: string; readonly source: KeySource | undefined}[];
	/** The schema of its connection document, and what is to be said of its fields. */
	document(): Promise<DocumentPart>;
	/** What it would sign in with: reads environment and files, and never fails on what they hold. */
	signIn(options: CloudOptions): Promise<SignIn>;
	/** Loads the cloud, and with it its SDK and no other's. */
	open(options: CloudOptions): Promise<Cloud>;
}
