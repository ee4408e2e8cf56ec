import type {Check} from '../../../clouds/contract/cloud.ts';

/** What mends a check here: where a command goes on all the same by an option, the wizard has a key. */
export function mendHere({mend, mendByOption}: Pick<Check, 'mend' | 'mendByOption'>, key = 'i'): string | undefined {
	const goesOn = mend !== undefined && mendByOption?.includes('--even-if-down');
	return goesOn ? `${mend}; ${key} changes it all the same` : mend;
}
