import {commonErrors} from './errors-common.ts';
import {stateErrors} from './errors-state.ts';
import {valueErrors} from './errors-values.ts';

/** What a code of Tencent Cloud means to the user, as data. `code` matches exactly, or as the part before a dot when `family` is set. */
export interface KnownError {
	readonly code: string;
	readonly family?: boolean;
	readonly says: string;
	readonly mend: string;
	/** Document path that it belongs to, where one does. */
	readonly field?: string;
	readonly kind?: 'credentials';
	readonly source: string;
}

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
