import {invalidValue} from './api-error.ts';

/**
 * Options that must each be one of a few words or numbers, or a list of such: the parameter of a list is named in the plural.
 * @throws ApiError InvalidParameterValue
 */
export function checkWords<K extends string>(
	given: {readonly [N in NoInfer<K>]?: string | readonly (string | number)[] | undefined},
	allowed: Readonly<Record<K, readonly (string | number)[]>>,
): void {
	for (const name in allowed) {
		const asked = given[name] ?? [];
		const wrong = [asked].flat().find(value => !allowed[name].includes(value));
		if (wrong !== undefined)
			throw invalidValue(
				wrong,
				Array.isArray(asked) ? `${name}s` : name,
				`Valid values are ${allowed[name].join(', ')}.`,
			);
	}
}
