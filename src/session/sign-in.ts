import type {CloudErrorInfo, CloudId, Identity} from '../clouds/contract/cloud.ts';
import {CloudError} from '../clouds/contract/cloud-error.ts';
import {cloudIds} from '../clouds/registry.ts';
import {type SignIn, signInOf} from '../clouds/sign-in/sign-in.ts';
import type {Clouds} from './open-session.ts';

export type {SignIn} from '../clouds/sign-in/sign-in.ts';

/** What a cloud signs in with, and whose account that turned out to be. */
export interface AccountInUse {
	readonly signIn: SignIn;
	/** Undefined where nothing is there to sign in with, or the cloud did not say. */
	readonly identity?: Identity;
	/** Why the cloud did not say. */
	readonly error?: CloudErrorInfo;
}

/** What each cloud would sign in with, from environment and files alone: nothing is called. */
export function readSignIns(clouds: Pick<Clouds, 'optionsOf'>): Promise<readonly SignIn[]> {
	return Promise.all(cloudIds().map(id => signInOf(id, clouds.optionsOf(id))));
}

/**
 * Asks each cloud whose account it is. One that can't be signed in to, or does not answer, keeps nothing of the others back.
 * @throws the signal's CloudError once it is aborted
 */
export async function readAccounts(clouds: Clouds, signal: AbortSignal): Promise<readonly AccountInUse[]> {
	const signIns = await readSignIns(clouds);
	return Promise.all(signIns.map(signIn => accountOf(signIn, clouds, signal)));
}

async function accountOf(signIn: SignIn, clouds: Clouds, signal: AbortSignal): Promise<AccountInUse> {
	if (signIn.problem !== undefined) return {signIn};
	try {
		const cloud = await clouds.cloud(signIn.cloud);
		return {signIn, identity: await cloud.identity(signal)};
	} catch (error) {
		if (!(error instanceof CloudError) || signal.aborted) throw error;
		return {signIn, error: error.info};
	}
}

/** The region that somebody has named for a cloud, in the environment or in the profile that is used. */
export function namedRegion({region}: SignIn): string | undefined {
	return region?.isAssumed ? undefined : region?.id;
}

/** The same of a cloud of the session. */
export async function regionInUse(id: CloudId, clouds: Pick<Clouds, 'optionsOf'>): Promise<string | undefined> {
	return namedRegion(await signInOf(id, clouds.optionsOf(id)));
}
