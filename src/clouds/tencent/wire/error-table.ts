import {commonErrors} from './errors-common.ts';
import {stateErrors} from './errors-state.ts';
import {valueErrors} from './errors-values.ts';
import type {KnownError} from './known-error.ts';

/** Every code that has words of its own. */
export const knownErrors: readonly KnownError[] = [...commonErrors, ...valueErrors, ...stateErrors];

/** The entry for a code: its own, else the nearest family (`InvalidParameterValue.TagInvalidKey` → `InvalidParameterValue.Tag`). */
export function knownError(code: string): KnownError | undefined {
	return (
		knownErrors.find(entry => entry.code === code) ??
		knownErrors
			.filter(entry => entry.family && code.startsWith(entry.code))
			.reduce<KnownError | undefined>(
				(best, entry) => (best && best.code.length >= entry.code.length ? best : entry),
				undefined,
			)
	);
}
