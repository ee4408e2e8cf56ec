import type {Check, Cloud} from '../clouds/cloud.ts';
import type {ConnectionDocument} from '../connection/document.ts';
import {Secret, type SecretStore} from '../connection/secret.ts';
import {UserError} from '../connection/user-error.ts';
import type {CommandIo} from './command-io.ts';

/**
 * The secrets that a run needs: generated, read from the environment, or asked for where somebody can be asked.
 * @throws UserError that names the field and what to do
 */
export async function collectSecrets(cloud: Cloud, document: ConnectionDocument, io: CommandIo): Promise<SecretStore> {
	const secrets = new Map<string, Secret>();
	for (const {name, field, source} of cloud.secretsOf(document)) {
		if (source.from === 'generated') {
			secrets.set(name, cloud.generatePresharedKey());
			continue;
		}

		const key = source.from === 'env' ? fromEnvironment(source.name, field, io) : await asked(field, io);
		const problem = cloud.checkPresharedKey(key);
		if (problem)
			throw new UserError(`the pre-shared key for ${field} can't be used: ${problem}`, {
				field,
				mend: source.from === 'env' ? `set ${source.name} to another key` : 'type another key',
			});
		secrets.set(name, key);
	}

	return secrets;
}

function fromEnvironment(name: string, field: string, io: CommandIo): Secret {
	const value = io.env[name];
	if (value) return new Secret(value);
	throw new UserError(`${field} is to be read from the environment variable ${name}, which is not set`, {
		field,
		mend: `set ${name}, or change ${field} in the document`,
	});
}

async function asked(field: string, io: CommandIo): Promise<Secret> {
	if (!io.interactive)
		throw new UserError(`${field} is to be typed, but there is no terminal to ask at`, {
			field,
			mend: 'write {"from": "env", "name": "NAME"} there and set NAME, or {"from": "generated"}',
		});
	return io.askSecret(`Pre-shared key for ${field} (not shown): `);
}

/**
 * Secrets for a dry run. Nothing is asked: a key that is missing or to be typed is stood in for by a fresh one, and a check says so.
 */
export function secretsForPlan(
	cloud: Cloud,
	document: ConnectionDocument,
	env: CommandIo['env'],
): {readonly secrets: SecretStore; readonly checks: readonly Check[]} {
	const secrets = new Map<string, Secret>();
	const checks: Check[] = [];
	for (const {name, field, source} of cloud.secretsOf(document)) {
		const given = source.from === 'env' ? env[source.name] : undefined;
		const key = given ? new Secret(given) : cloud.generatePresharedKey();
		secrets.set(name, key);
		if (source.from !== 'env') continue;
		const problem = given ? cloud.checkPresharedKey(key) : undefined;
		checks.push({
			id: `secret:${name}`,
			title: `the pre-shared key in ${source.name}`,
			result: given ? (problem ? 'refuse' : 'pass') : 'warn',
			detail: given ? (problem ?? 'is set, and the cloud accepts keys of its form') : 'is not set here',
			proves: 'read of the environment',
			field,
			...(given && !problem ? {} : {mend: `set ${source.name} before you apply`}),
		});
	}

	return {secrets, checks};
}
