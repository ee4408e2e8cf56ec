import {CloudError} from '../../contract/cloud-error.ts';
import type {CloudErrorInfo} from '../../contract/cloud-error-info.ts';

/** What we say in AWS's place: `says` is the message too where that is left out, and sending it again is of no use. */
export function awsError({
	kind = 'api',
	code = '',
	says,
	message = says,
	call,
	requestId,
	retryable = false,
	ambiguous = false,
	mend,
}: Partial<Omit<CloudErrorInfo, 'cloud' | 'mend' | 'requestId'>> & {
	readonly says: string;
	readonly mend: string | undefined;
	readonly requestId?: string | undefined;
}): CloudError {
	return new CloudError({
		cloud: 'aws',
		kind,
		code,
		message,
		...(call === undefined ? {} : {call}),
		...(requestId ? {requestId} : {}),
		retryable,
		ambiguous,
		says,
		...(mend === undefined ? {} : {mend}),
	});
}
