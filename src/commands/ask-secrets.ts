import type {Cloud} from '../clouds/contract/cloud.ts';
import {keyMend} from '../clouds/engine/key-mend.ts';
import {keysForPlan} from '../clouds/engine/keys-for-plan.ts';
import type {ConnectionDocument} from '../connection/document.ts';
import {Secret, type SecretStore} from '../connection/secret.ts';
import {UserError} from '../connection/user-error.ts';
import type {CommandIo} from './command-io.ts';

/**
 * The secrets that a run needs: generated, read from the environment, or asked for where somebody can be asked.
 * @throws UserError that names the field and what to do
 */
export async function collectSecrets(
	cloud: Cloud,
	document: ConnectionDocument,
	io: CommandIo,
	signal: AbortSignal,
): Promise<SecretStore> {
	const secrets = new Map<string, Secret>();
	for (const {name, field, source} of cloud.secretsOf(document)) {
		if (source.from === 'generated') {
			secrets.set(name, cloud.generatePresharedKey());
			continue;
		}

		const key = source.from === 'env' ? fromEnvironment(source.name, field, io) : await asked(field, io, signal);
		const problem = cloud.checkPresharedKey(key);
		if (problem)
			throw new UserError(`the pre-shared key for ${field} can't be used: ${problem}`, {
				field,
				mend: keyMend(cloud.id, source),
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

async function asked(field: string, io: CommandIo, signal: AbortSignal): Promise<Secret> {
	if (!io.interactive)
		throw new UserError(`${field} is to be typed, but there is no terminal to ask at`, {
			field,
			mend: 'write {"from": "env", "name": "NAME"} there and set NAME, or {"from": "generated"}',
		});
	return io.askSecret(`Pre-shared key for ${field} (not shown): `, signal);
}

/** The keys that a dry run can know of. Nobody is asked: a key that is to be typed is not known yet, and a check says so. */
export function secretsForPlan(
	cloud: Cloud,
	document: ConnectionDocument,
	env: CommandIo['env'],
): ReturnType<typeof keysForPlan> {
	return keysForPlan(cloud, document, {
		fromEnvironment: name => (env[name] ? new Secret(env[name]) : undefined),
		typed: () => undefined,
		asksLater: true,
		generated: () => cloud.generatePresharedKey(),
	});
}
