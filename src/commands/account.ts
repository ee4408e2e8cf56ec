import type {Cloud, CloudId, CloudOptions} from '../clouds/contract/cloud.ts';
import {type EmbeddedOptions, sandboxEnv, startEmbedded} from '../clouds/embedded.ts';
import type {RequestLog} from '../clouds/net/request-log.ts';
import {openCloud} from '../clouds/open.ts';
import {inThisAccount} from '../clouds/sign-in/in-this-account.ts';
import {signInOf} from '../clouds/sign-in/sign-in.ts';
import {UserError} from '../connection/user-error.ts';
import type {Sandbox} from '../sandbox/sandbox.ts';
import type {Clouds} from '../session/clouds.ts';
import {cloudOptions} from './cloud-options.ts';
import type {CredentialOptions} from './command-options.ts';

export interface AccountOptions extends EmbeddedOptions, CredentialOptions {
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Start the embedded sandbox and work on it. */
	readonly sandbox?: boolean;
	/** How long a call may take, ms. */
	readonly timeoutMs?: number;
	readonly requestLog?: RequestLog;
}

/** The clouds of one session: real ones, or the sandbox's. */
export interface Account extends Clouds {
	readonly sandbox: boolean;
	/** Where keys, endpoints and regions are taken from: the sandbox's own when it is embedded. */
	readonly env: Readonly<Record<string, string | undefined>>;
	/** The embedded sandbox, once it runs. */
	readonly embedded: Sandbox | undefined;
	/** Ends clouds and sandbox. */
	close(): Promise<void>;
}

/** Opens a session. Starts the sandbox if it is asked for; loads no SDK. @throws UserError for a bad fault */
export async function openAccount(options: AccountOptions): Promise<Account> {
	const sandbox = options.sandbox ?? false;
	const embedded = sandbox ? await startEmbedded(options) : undefined;
	const env = embedded ? sandboxEnv(options.env, embedded.env) : options.env;
	const clouds = new Map<CloudId, Promise<Cloud>>();
	const optionsOf = (id: CloudId) => cloudOptions(id, options, env);
	return {
		sandbox,
		env,
		embedded,
		optionsOf,
		here: text => inThisAccount(text, options),
		cloud(id, region) {
			const known = clouds.get(id) ?? openNamed(id, {...optionsOf(id), ...(region ? {region} : {})});
			clouds.set(id, known);
			return known;
		},
		async close() {
			const opened = await Promise.allSettled(clouds.values());
			for (const cloud of opened) if (cloud.status === 'fulfilled') cloud.value.close();
			await embedded?.close();
		},
	};
}

/** @throws UserError where a profile was named that is not there: a slip in its name, and nothing that a cloud said */
async function openNamed(id: CloudId, options: CloudOptions): Promise<Cloud> {
	const {unknownProfile, problem = '', mend = ''} = options.sandbox ? {} : await signInOf(id, options);
	if (unknownProfile !== undefined)
		throw new UserError(unknownProfile.startsWith('--') ? problem : `${problem}: ${unknownProfile} names it`, {
			field: unknownProfile,
			mend,
		});
	return openCloud(id, options);
}
