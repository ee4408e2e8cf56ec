import type {Secret} from '../../connection/secret.ts';
import type {KeysByField} from '../../session/keys.ts';
import {keyFrom} from '../steps/security/key-from.ts';
import type {Asked} from './asked.ts';

/** The typed keys that the answers call for, by their place in the document. */
export function typedKeysOf(asked: Asked, typed: Readonly<Record<string, Secret>>): KeysByField {
	const {cloud} = asked;
	const fields = cloud === 'aws' ? (['key1', 'key2'] as const) : (['key1'] as const);
	const keys = fields.flatMap((field, index) => {
		const key = typed[`${cloud}.${field}`];
		if (keyFrom(asked, field) !== 'typed' || !key) return [];
		return [[cloud === 'aws' ? `tunnels[${index}].presharedKey` : 'presharedKey', key] as const];
	});
	return Object.fromEntries(keys);
}
