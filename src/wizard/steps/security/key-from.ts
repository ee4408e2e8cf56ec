import type {SecretId} from '../../answers/answers.ts';
import type {Asked} from '../../answers/asked.ts';

/** Where the key of a tunnel comes from, given the choice for both. */
export function keyFrom(asked: Asked, key: SecretId): string {
	const all = asked.answers.choices['key.from'] ?? 'generated';
	return all === 'each' ? (asked.answers.choices[`${key}.from`] ?? 'generated') : all;
}
