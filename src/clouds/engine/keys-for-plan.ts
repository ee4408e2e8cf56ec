import type {ConnectionDocument, KeySource} from '../../connection/document.ts';
import {isDoubtfulKeyVariable} from '../../connection/key-variable.ts';
import type {Secret, SecretStore} from '../../connection/secret.ts';
import type {Check, Cloud} from '../contract/cloud.ts';

/** Where keys may come from before a dry run. */
export interface KeysAtHand {
	/** The value of an environment variable; undefined or empty: it is not set. */
	readonly fromEnvironment: (variable: string) => Secret | undefined;
	/** What was typed for a field; undefined: nothing yet. */
	readonly typed: (field: string) => Secret | undefined;
	/** Whether a key that is to be typed is asked for by the run itself, after the dry run. */
	readonly asksLater: boolean;
	/** A fresh key for a field; the same again where a second dry run must not change it. */
	readonly generated: (field: string) => Secret;
}

/**
 * The keys of a dry run, as far as they are at hand, and a check for each that is not: a key that nobody has seen is never said to be
 * fine, and none stands in for it. A variable whose name speaks of something else is warned of. What the keys at hand are worth, the cloud's own preflight says.
 */
export function keysForPlan(
	cloud: Pick<Cloud, 'secretsOf'>,
	document: ConnectionDocument,
	at: KeysAtHand,
): {readonly secrets: SecretStore; readonly checks: readonly Check[]} {
	const secrets = new Map<string, Secret>();
	const checks: Check[] = [];
	for (const {name, field, source} of cloud.secretsOf(document)) {
		const key = keyFrom(source, field, at);
		if (key && key.length > 0) secrets.set(name, key);
		else checks.push({id: `key:${name}`, field, ...withoutKey(source, at)});
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

	return {secrets, checks};
}

function keyFrom(source: KeySource, field: string, at: KeysAtHand): Secret | undefined {
	if (source.from === 'generated') return at.generated(field);
	return source.from === 'env' ? at.fromEnvironment(source.name) : at.typed(field);
}

function withoutKey(source: KeySource, {asksLater}: KeysAtHand): Omit<Check, 'id' | 'field'> {
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
