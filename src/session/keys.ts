import type {Action, Check, Cloud} from '../clouds/contract/cloud.ts';
import {isDoubtfulKeyVariable} from '../clouds/document/key-variable.ts';
import {keyMend} from '../clouds/engine/key-mend.ts';
import type {ConnectionDocument, KeySource} from '../connection/document.ts';
import {Secret, type SecretStore} from '../connection/secret.ts';
import {UserError} from '../connection/user-error.ts';
import type {Session} from './open-session.ts';

/** Pre-shared keys by their place in the document. */
export type KeysByField = Readonly<Record<string, Secret>>;

/** Where the keys of a dry run may come from, beside the environment. */
interface KeysAtHand {
	/** What was typed. Undefined: nobody is asked before the run itself. */
	readonly typed: KeysByField | undefined;
	/** What an earlier dry run made: the next one must not change it. */
	readonly generated: KeysByField;
}

interface DryRunKeys {
	readonly secrets: SecretStore;
	/** Those that were made here, or before. */
	readonly generated: KeysByField;
	/** What is to be said of keys that are not at hand. */
	readonly checks: readonly Check[];
}

/** Where none are needed. */
export const noKeys: DryRunKeys = {secrets: new Map(), generated: {}, checks: []};

/**
 * The keys of a dry run, as far as they are at hand, and a check for each that is not: a key that nobody has seen is never said to be
 * fine, and none stands in for it. A variable whose name speaks of something else is warned of. What the keys at hand are worth, the cloud's own preflight says.
 */
export function keysForDryRun(
	cloud: Pick<Cloud, 'secretsOf' | 'generatePresharedKey'>,
	document: ConnectionDocument,
	{env}: Pick<Session, 'env'>,
	{typed, generated: before}: KeysAtHand,
): DryRunKeys {
	const secrets = new Map<string, Secret>();
	const generated: Record<string, Secret> = {};
	const checks: Check[] = [];
	for (const {name, field, source} of cloud.secretsOf(document)) {
		if (source.from === 'generated') generated[field] = before[field] ?? cloud.generatePresharedKey();
		const key =
			source.from === 'generated'
				? generated[field]
				: source.from === 'env'
					? inEnvironment(env, source.name)
					: typed?.[field];
		if (key && key.length > 0) secrets.set(name, key);
		else checks.push({id: `key:${name}`, field, ...withoutKey(source, typed === undefined)});
		if (source.from === 'env' && isDoubtfulKeyVariable(source.name))
			checks.push({
				id: `key-variable:${name}`,
				field,
				title: `${source.name} as the name of a key`,
				result: 'warn',
				detail: `${source.name} may hold the credential of something else: what stands in it is sent to the cloud`,
				proves: 'rule',
				mend: "Name a variable of the key's own, as in OFFICE_VPN_KEY",
			});
	}

	return {secrets, generated, checks};
}

function inEnvironment(env: Session['env'], name: string): Secret | undefined {
	const value = env[name];
	return value ? new Secret(value) : undefined;
}

function withoutKey(source: KeySource, asksLater: boolean): Omit<Check, 'id' | 'field'> {
	if (source.from === 'env')
		return {
			title: `the pre-shared key in ${source.name}`,
			result: 'refuse',
			detail: `${source.name} is not set where tunnelwright was started`,
			proves: 'read of the environment',
			mend: `Set ${source.name} and start again, or choose another source for the key`,
		};
	const title = 'the pre-shared key that is to be typed';
	return asksLater
		? {
				title,
				result: 'unknown',
				detail: 'not known yet: it is asked for when the connection is made, and checked then',
				proves: 'nothing can tell before',
			}
		: {title, result: 'refuse', detail: 'it has not been typed', proves: 'rule', mend: 'Type it in the security step'};
}

/** Whether a call of these carries a key. */
export function needsKeys(actions: readonly Action[]): boolean {
	return actions.some(({parameters}) => JSON.stringify(parameters).includes('"$secret"'));
}

/** Asks for the key of a field; undefined where it has to be asked for elsewhere first. */
export type AskKey = (field: string) => Promise<Secret | undefined>;

/**
 * The keys that a run needs, each fit for its cloud: generated, read from the environment, or asked for.
 * @returns what is wanted where `ask` has no key yet
 * @throws UserError that names the field and what to do, and what `ask` throws
 */
export async function keysForRun(
	cloud: Cloud,
	document: ConnectionDocument,
	{env}: Pick<Session, 'env'>,
	ask: AskKey,
): Promise<{readonly secrets: SecretStore} | {readonly wanted: string}> {
	const secrets = new Map<string, Secret>();
	for (const {name, field, source} of cloud.secretsOf(document)) {
		if (source.from === 'generated') {
			secrets.set(name, cloud.generatePresharedKey());
			continue;
		}

		const key = source.from === 'env' ? fromEnvironment(env, source.name, field) : await ask(field);
		if (!key) return {wanted: field};
		const problem = cloud.checkPresharedKey(key);
		if (problem)
			throw new UserError(`the pre-shared key for ${field} can't be used: ${problem}`, {
				field,
				mend: keyMend(cloud.id, source),
			});
		secrets.set(name, key);
	}

	return {secrets};
}

function fromEnvironment(env: Session['env'], name: string, field: string): Secret {
	const key = inEnvironment(env, name);
	if (key) return key;
	throw new UserError(`${field} is to be read from the environment variable ${name}, which is not set`, {
		field,
		mend: `set ${name}, or change ${field} in the document`,
	});
}
