import type {Check} from '../../../clouds/contract/cloud.ts';

/** What mends a check here: where a command has an option that goes on all the same, the wizard has a key. */
export function mendHere({mend, mendByOption}: Pick<Check, 'mend' | 'mendByOption'>, key = 'i'): string | undefined {
	return mend !== undefined && mendByOption !== undefined ? `${mend}; ${key} changes it all the same` : mend;
}
