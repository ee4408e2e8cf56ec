import type {Cloud, CloudId, CloudOptions} from '../clouds/contract/cloud.ts';
import {sandboxEnv, startEmbedded} from '../clouds/embedded.ts';
import type {RequestLog} from '../clouds/net/request-log.ts';
import {moduleOf} from '../clouds/registry.ts';
import {
	type AccountOptions,
	accountOptions,
	accountsOf,
	inThisAccount,
	withPicked,
} from '../clouds/sign-in/in-this-account.ts';
import {signInOf} from '../clouds/sign-in/sign-in.ts';
import type {AccountPlace} from '../connection/place.ts';
import {UserError} from '../connection/user-error.ts';
import type {Sandbox} from '../sandbox/sandbox.ts';

/** The clouds of a session, as its use cases reach them. */
export interface Clouds {
	/**
	 * One Cloud per id; its SDK is loaded on the first call.
	 * @param region what the work is about, where it is known
	 * @throws UserError, CloudError
	 */
	cloud(id: CloudId, region?: string): Promise<Cloud>;
	/**
	 * The Cloud of the account that a place is in: of its profile, where it names one, else as `cloud` gives it. Several profiles of a cloud stand side by
	 * side. Picking another profile closes none of them: they end with the session. @throws UserError, CloudError
	 */
	cloudAt(place: AccountPlace): Promise<Cloud>;
	/** How a cloud is reached: whose account, with which environment. */
	optionsOf(id: CloudId): CloudOptions;
	/** A text with the commands that it names, each for the account that is used for a cloud now. */
	here(text: string, id: CloudId): string;
}

export {readFaults, startEmbedded} from '../clouds/embedded.ts';
export type {RequestLog} from '../clouds/net/request-log.ts';

/** Whose account is used is said as in the options of a command. */
interface SessionOptions extends AccountOptions {
	/** The process's environment: where credentials, endpoints, folders and keys are found. */
	readonly env: CloudOptions['env'];
	/** Work on the embedded sandbox clouds, which end with the session. */
	readonly sandbox?: boolean;
	/** The sandbox's clock factor. */
	readonly speed?: number | undefined;
	/** Its faults, as written after `--fault`. */
	readonly fault?: readonly string[] | undefined;
	/** How long a call may take, ms. */
	readonly timeoutMs?: number;
	/** Where calls are written down, when the user asked for that. */
	readonly requestLog?: RequestLog | undefined;
}

/** What one command works with, or one wizard: the user's own clouds, or the sandbox's. Nothing is started or loaded before it is asked for. */
export interface Session extends Clouds {
	/** The user's environment, also where the clouds are the sandbox's. */
	readonly env: CloudOptions['env'];
	readonly sandbox: boolean;
	/** What was begun in this session: of an embedded sandbox nothing else can still be there. */
	readonly ownRuns: Set<string>;
	/** Starts the sandbox, where the session has one, ahead of its first use. @throws UserError for a fault that it does not know */
	start(): Promise<void>;
	/** Signs in with another profile from now on; '' for what is found without one. */
	pickProfile(id: CloudId, profile: string): void;
	/** Ends clouds and sandbox. */
	close(): Promise<void>;
}

export function openSession(options: SessionOptions): Session {
	const {env, sandbox = false, speed, fault, timeoutMs, requestLog} = options;
	const clouds = new Map<CloudId, Promise<Cloud>>();
	/** Those of a profile that a place named, by cloud and profile. */
	const ofProfiles = new Map<string, Promise<Cloud>>();
	/** Those that somebody watches places with: they outlive another profile's being picked. */
	const watched = new Set<Promise<Cloud>>();
	const common = {sandbox, timeoutMs, requestLog};
	let accounts = accountsOf(options);
	let starting: Promise<Sandbox> | undefined;
	let embedded: CloudOptions['env'] = sandboxEnv(env, {});
	const start = async () => {
		if (!sandbox) return;
		starting ??= startEmbedded({speed, fault});
		embedded = sandboxEnv(env, (await starting).env);
	};
	// the sandbox has its own account, whatever profile is named
	const optionsOf = (id: CloudId): CloudOptions =>
		sandbox ? {env: embedded, ...common} : {env, ...accounts[id], ...common};
	const open = async (id: CloudId, region: string | undefined, profile?: string) => {
		await start();
		const account = profile === undefined || sandbox ? optionsOf(id) : {env, ...common, profile};
		const reached = {...account, ...(region ? {region} : {})};
		if (!sandbox) await refuseUnknownProfile(id, reached);
		return moduleOf(id).open(reached);
	};
	const openOnce = <Key>(all: Map<Key, Promise<Cloud>>, key: Key, begin: () => Promise<Cloud>) => {
		const opened = all.get(key) ?? begin();
		all.set(key, opened);
		// a cloud that could not be opened may be tried again
		opened.catch(() => {
			if (all.get(key) === opened) all.delete(key);
		});
		return opened;
	};
	const cloud = (id: CloudId, region?: string) => openOnce(clouds, id, () => open(id, region));
	return {
		env,
		sandbox,
		ownRuns: new Set(),
		start,
		optionsOf,
		here: (text, id) => inThisAccount(text, sandbox ? {sandbox: true} : accountOptions(accounts, id)),
		cloud,
		cloudAt({cloud: id, region, profile}) {
			// the sandbox is one account, whatever profile is named
			if (profile !== undefined && !sandbox)
				return openOnce(ofProfiles, `${id} ${profile}`, () => open(id, region, profile));
			const opened = cloud(id, region);
			watched.add(opened);
			opened.catch(() => watched.delete(opened));
			return opened;
		},
		pickProfile(id, profile) {
			accounts = withPicked(accounts, id, profile);
			const before = clouds.get(id);
			clouds.delete(id);
			if (before && watched.has(before)) return;
			before?.then(
				cloud => cloud.close(),
				() => {},
			);
		},
		async close() {
			const opened = await Promise.allSettled(new Set([...clouds.values(), ...ofProfiles.values(), ...watched]));
			for (const cloud of opened) if (cloud.status === 'fulfilled') cloud.value.close();
			await starting?.then(
				running => running.close(),
				() => {},
			);
		},
	};
}

/** @throws UserError where a profile was named that is not there: a slip in its name, and nothing that a cloud said */
async function refuseUnknownProfile(id: CloudId, options: CloudOptions): Promise<void> {
	const {unknownProfile, problem = '', mend = ''} = await signInOf(id, options);
	if (unknownProfile === undefined) return;
	throw new UserError(unknownProfile.startsWith('--') ? problem : `${problem}: ${unknownProfile} names it`, {
		field: unknownProfile,
		mend,
		credentials: true,
	});
}
