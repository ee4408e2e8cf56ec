import type {Action, Cloud, Plan, TunnelName} from '../clouds/contract/cloud.ts';
import {keyMend} from '../clouds/engine/key-mend.ts';
import type {DeviceSide} from '../connection/device-side.ts';
import type {KeySource} from '../connection/document.ts';
import {Secret} from '../connection/secret.ts';
import {UserError} from '../connection/user-error.ts';
import type {AskKey} from './keys.ts';
import type {Session} from './open-session.ts';

/** One tunnel of a renewal: the action that gives it its new key. */
export interface Renewal {
	readonly action: Action;
	readonly tunnel: TunnelName;
	/** The name that the plan has for the key; undefined where the cloud makes it and keeps it. */
	readonly secret: string | undefined;
	readonly source: KeySource;
}

/** The tunnels that a plan gives new keys, in its order. Pure. @throws Error for a plan of something else */
export function renewalsOf({actions, deed}: Plan): readonly Renewal[] {
	if (deed?.kind !== 'renew-keys') throw new Error('the plan renews no keys');
	return actions.flatMap(action => {
		const interrupts = action.change?.interrupts;
		if (interrupts?.kind !== 'tunnel') return [];
		const {tunnel} = interrupts;
		const source = deed.keys?.[deed.tunnels.indexOf(tunnel.number)] ?? {from: 'generated'};
		return [{action, tunnel, secret: secretOf(action.parameters), source}];
	});
}

function secretOf(value: unknown): string | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	if ('$secret' in value && typeof value.$secret === 'string') return value.$secret;
	return Object.values(value).map(secretOf).find(Boolean);
}

/** Where a new key goes, as it is asked for: `tunnel 1`. */
function keyField({number}: TunnelName): string {
	return `tunnel ${number}`;
}

/** Whether it names a tunnel as `keyField` does. */
export function isKeyField(field: string): boolean {
	return /^tunnel \d+$/.test(field);
}

/** What is known of the keys that stand: a new one is none of them. */
interface Known {
	/** What stands; undefined where it can't be read. */
	readonly side: DeviceSide | undefined;
	/** Actions that may have been carried out: of those, what stands may be the new key. */
	readonly sent?: ReadonlySet<string>;
}

/**
 * The new keys that come from somewhere else, each fit for its cloud, by the names that the plan has for them: read from the environment, or
 * asked for. One that is made fresh is made when its tunnel's turn comes.
 * @returns what is wanted where `ask` has no key yet
 * @throws UserError that names the tunnel and what to do, and what `ask` throws
 */
export async function givenKeys(
	cloud: Pick<Cloud, 'id' | 'checkPresharedKey'>,
	renewals: readonly Renewal[],
	{env}: Pick<Session, 'env'>,
	{ask, side, sent}: Known & {readonly ask: AskKey},
): Promise<{readonly keys: ReadonlyMap<string, Secret>} | {readonly wanted: string}> {
	const keys = new Map<string, Secret>();
	for (const {action, tunnel, secret, source} of renewals) {
		if (secret === undefined || source.from === 'generated') continue;
		const field = keyField(tunnel);
		const key =
			source.from === 'env'
				? fromEnvironment(env[source.name], source.name, {field, goesOn: sent !== undefined})
				: await ask(field);
		if (!key) return {wanted: field};
		const problem =
			cloud.checkPresharedKey(key) ??
			whyKnown(key, tunnel, {side, mayBeNew: sent?.has(action.id) ?? false}) ??
			([...keys.values()].some(other => other.equals(key)) ? 'each tunnel has a key of its own' : undefined);
		if (problem)
			throw new UserError(`the pre-shared key for ${field} can’t be used: ${problem}`, {
				field,
				mend: keyMend(cloud.id, source),
			});
		keys.set(secret, key);
	}

	return {keys};
}

/** Why a key that stands somewhere already is no new one. */
function whyKnown(
	key: Secret,
	{number, key: name}: TunnelName,
	{side, mayBeNew}: Pick<Known, 'side'> & {readonly mayBeNew: boolean},
): string | undefined {
	for (const [index, {cloudAddress, key: standing}] of (side?.tunnels ?? []).entries()) {
		if (standing.from !== 'cloud' || !standing.key.equals(key)) continue;
		const isOld = cloudAddress === name || (side?.tunnels.length === 1 && number === 1);
		if (isOld && mayBeNew) continue;
		return isOld ? 'it is the key that the tunnel has now' : `tunnel ${index + 1} has it: each has a key of its own`;
	}

	return undefined;
}

/** Before anything is planned or asked: a variable that is not set can't be set from inside. @throws UserError that names it */
export function refuseUnset(keys: readonly KeySource[] | undefined, {env}: Pick<Session, 'env'>): void {
	for (const source of keys ?? [])
		if (source.from === 'env' && !env[source.name]) throw unset(source.name, 'a new key', false);
}

/** @param goesOn the sources are those of a run that was begun: none can be named any more */
function fromEnvironment(
	value: string | undefined,
	name: string,
	{field, goesOn}: {readonly field: string; readonly goesOn: boolean},
): Secret {
	if (value) return new Secret(value);
	throw unset(name, `the key for ${field}`, goesOn);
}

function unset(name: string, what: string, goesOn: boolean): UserError {
	return new UserError(`${what} is to be read from the environment variable ${name}, which is not set`, {
		field: name,
		mend: goesOn ? `set ${name} and resume` : `set ${name} and start again, or choose another source for the key`,
		mendByOption: goesOn
			? `set ${name} and resume; to take the key from somewhere else, runs forget gives this run up, and rotate-keys --key begins another`
			: `set ${name}, or name another source with --key`,
	});
}
