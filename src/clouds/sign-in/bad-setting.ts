import type {CloudId} from '../contract/cloud.ts';
import {CloudError} from '../contract/cloud-error.ts';

/** A setting of this machine's that stands in the way of the network: nothing was sent. */
export function badSetting(cloud: CloudId, says: string, mend: string): CloudError {
	return new CloudError({
		cloud,
		kind: 'network',
		code: '',
		message: says,
		retryable: false,
		ambiguous: false,
		says,
		mend,
	});
}
