import type {CloudErrorInfo, CloudId} from '../../clouds/contract/cloud.ts';
import {CloudError} from '../../clouds/contract/cloud-error.ts';
import {UserError} from '../../connection/user-error.ts';

/** What is asked for can't be right in any place: it is not the trouble of one, and ends the watch. */
export class WrongChoice extends UserError {}

/** What keeps a place from being asked, as trouble of that place alone; undefined for what is no place's: a wrong choice, or a bug of ours. */
export function troubleIn(error: unknown, cloud: CloudId): CloudErrorInfo | undefined {
	// rebuilt: a piece of its text would keep the whole answer that it was cut from
	if (error instanceof CloudError) return structuredClone(error.info);
	if (!(error instanceof UserError) || error instanceof WrongChoice) return undefined;
	const {mend, credentials} = error.details;
	return {
		cloud,
		kind: credentials ? 'credentials' : 'api',
		code: '',
		message: error.message,
		says: error.message,
		retryable: false,
		ambiguous: false,
		...(mend === undefined ? {} : {mend}),
	};
}
