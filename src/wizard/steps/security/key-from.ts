import type {CloudId} from '../../../clouds/contract/cloud.ts';
import {moduleOf} from '../../../clouds/registry.ts';
import type {CloudAnswers, SecretId} from '../../answers/answers.ts';

/** The keys that are asked for: as many as the cloud's connections have. */
export function keysOf(cloud: CloudId): readonly SecretId[] {
	return moduleOf(cloud).keyFields.map((_, index): SecretId => `key${index + 1}`);
}

/** Where the key of a tunnel comes from, given the choice for all of them. */
export function keyFrom({choices}: Pick<CloudAnswers, 'choices'>, key: SecretId): string {
	const all = choices['key.from'] ?? 'generated';
	return all === 'each' ? (choices[`${key}.from`] ?? 'generated') : all;
}
