/*
 * What the program knows of a cloud before it is picked, and how the rest of it is loaded. `clouds/<id>/module.ts` gives it, `registry.ts`
 * lists it. Types only.
 */
import type {CloudExporters} from '../export/exporters.ts';
import type {SignIn} from '../sign-in/sign-in.ts';
import type {Cloud, CloudId, CloudOptions} from './cloud.ts';

type Environment = CloudOptions['env'];

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
	/** The variables that its SDK and its tools read: each may hold a credential or an endpoint. */
	readonly variables: RegExp;
	/** Where its own tools keep profiles: `~/.aws`. */
	readonly profilesIn: string;
	/** How its connections become code. */
	readonly exporters: CloudExporters;
	/** What it would sign in with, as far as the environment alone tells. @param profile one that was picked */
	credentialHint(env: Environment, profile: string | undefined): string;
	/** What it would sign in with: reads environment and files, and never fails on what they hold. */
	signIn(options: CloudOptions): Promise<SignIn>;
	/** Loads the cloud, and with it its SDK and no other's. */
	open(options: CloudOptions): Promise<Cloud>;
}
