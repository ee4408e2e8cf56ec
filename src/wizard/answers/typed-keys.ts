import {moduleOf} from '../../clouds/registry.ts';
import type {Secret} from '../../connection/secret.ts';
import type {KeysByField} from '../../session/keys.ts';
import {keyFrom, keysOf} from '../steps/security/key-from.ts';
import type {Asked} from './asked.ts';

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
