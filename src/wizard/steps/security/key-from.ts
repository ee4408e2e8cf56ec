import type {CloudId} from '../../../clouds/contract/cloud.ts';
import {moduleOf} from '../../../clouds/registry.ts';
import type {Secret} from '../../../connection/secret.ts';
import type {KeysByField} from '../../../session/keys.ts';
import type {CloudAnswers, SecretId} from '../../answers/answers.ts';
import type {Asked} from '../../answers/asked.ts';

/** The keys that are asked for: as many as the cloud's connections have. */
export function keysOf(cloud: CloudId): readonly SecretId[] {
	return moduleOf(cloud).keyFields.map((_, index): SecretId => `key${index + 1}`);
}

/** Where the key of a tunnel comes from, given the choice for all of them. */
export function keyFrom({choices}: Pick<CloudAnswers, 'choices'>, key: SecretId): string {
	const all = choices['key.from'] ?? 'generated';
	return all === 'each' ? (choices[`${key}.from`] ?? 'generated') : all;
}

/** The typed keys that the answers call for, by their place in the document. */
export function typedKeysOf(asked: Asked, typed: Readonly<Record<string, Secret>>): KeysByField {
	const {cloud} = asked;
	const keys = moduleOf(cloud).keyFields.flatMap((field, index) => {
		const id = keysOf(cloud)[index];
		const key = typed[`${cloud}.${id}`];
		return id && key && keyFrom(asked.answers, id) === 'typed' ? [[field, key] as const] : [];
	});
	return Object.fromEntries(keys);
}
