import type {ErrorText} from '../../net/error-text.ts';
import {changeErrors} from './errors-changes.ts';
import {commonErrors} from './errors-common.ts';
import {stateErrors} from './errors-state.ts';
import {valueErrors} from './errors-values.ts';

/** Every code that has words of its own. */
export const knownErrors: readonly ErrorText[] = [...commonErrors, ...valueErrors, ...stateErrors, ...changeErrors];

/** The entry for a code: its own, else the nearest family (`InvalidParameterValue.TagInvalidKey` → `InvalidParameterValue.Tag`). */
export function knownError(code: string): ErrorText | undefined {
	const families = knownErrors.filter(entry => entry.family && code.startsWith(entry.code));
	const [nearest] = families.toSorted((a, b) => b.code.length - a.code.length);
	return knownErrors.find(entry => entry.code === code) ?? nearest;
}
