import type {Cloud, CloudId} from '../clouds/contract/cloud.ts';
import {sandboxEnv, startEmbedded} from '../clouds/embedded.ts';
import type {RequestLog} from '../clouds/net/request-log.ts';
import {openCloud} from '../clouds/open.ts';
import {accountOptions, accountsOf, inThisAccount, withPicked} from '../clouds/sign-in/in-this-account.ts';
import type {Sandbox} from '../sandbox/sandbox.ts';
import type {Clouds} from '../session/clouds.ts';
import type {OpenWizardOptions} from './open-wizard-options.ts';

/** The clouds of one wizard: the user's own, or the embedded sandbox's. Nothing is started or loaded before it is asked for. */
export interface Session extends Clouds {
	/** Signs in with another profile from now on; '' for what is found without one. */
	pickProfile(id: CloudId, profile: string): void;
	/** Starts the sandbox ahead of its first use. */
	prepare(): void;
	close(): Promise<void>;
}

/** @param requestLog where calls are written down, when the user asked for that */
export function openSession(options: OpenWizardOptions, requestLog?: RequestLog): Session {
	const clouds = new Map<CloudId, Promise<Cloud>>();
	let starting: Promise<Sandbox> | undefined;
	const sandbox = () => {
		starting ??= startEmbedded({speed: options.speed, fault: options.faults});
		return starting;
	};
	let accounts = accountsOf(options);
	const logged = requestLog ? {requestLog} : {};
	const optionsOf = (id: CloudId) => ({env: options.env, sandbox: false, ...accounts[id], ...logged});
	const open = async (id: CloudId) => {
		if (!options.sandbox) return openCloud(id, optionsOf(id));
		const {env} = await sandbox();
		return openCloud(id, {env: sandboxEnv(options.env, env), sandbox: true, ...logged});
	};
	return {
		cloud(id) {
			const opened = clouds.get(id) ?? open(id);
			clouds.set(id, opened);
			// a cloud that could not be opened may be tried again
			opened.catch(() => clouds.delete(id));
			return opened;
		},
		pickProfile(id, profile) {
			accounts = withPicked(accounts, id, profile);
			const before = clouds.get(id);
			clouds.delete(id);
			before?.then(
				cloud => cloud.close(),
				() => {},
			);
		},
		optionsOf,
		here: (text, id) => inThisAccount(text, options.sandbox ? {sandbox: true} : accountOptions(accounts, id)),
		prepare() {
			if (options.sandbox) sandbox().catch(() => {});
		},
		async close() {
			const opened = await Promise.allSettled(clouds.values());
			for (const cloud of opened) if (cloud.status === 'fulfilled') cloud.value.close();
			await starting?.then(
				running => running.close(),
				() => {},
			);
		},
	};
}
