import {type ErrorText, told} from '../../net/error-text.ts';

export const errorList = 'Amazon EC2 API Reference, "Error codes for the Amazon EC2 API"';

/** Who asks, and how often: codes that any call may get. */
export const accessErrorCodes: readonly ErrorText[] = [
	...told(errorList, [
		{
			code: 'DryRunOperation',
			says: 'The dry run succeeded: the permission is there',
			mend: 'Make the call without DryRun to carry it out',
		},
		{
			code: 'UnauthorizedOperation',
			says: 'These credentials may not make this call',
			mend: 'Ask whoever looks after the account for this permission, or use other credentials',
		},
		{
			code: 'AuthFailure',
			kind: 'credentials',
			says: 'AWS does not accept these credentials here, or the region is not enabled for the account',
			mend: 'Check the access key, and that the region is enabled in the account settings',
		},
		{
			code: 'OptInRequired',
			says: 'The account is not signed up for this region or service',
			mend: 'Enable the region in the account settings, or choose another region',
			field: 'region',
		},
		{
			code: 'RequestExpired',
			kind: 'credentials',
			says: 'The request’s time stamp is too old: the clock of this machine is off, or the credentials have expired',
			mend: 'Set the clock, or renew the credentials',
		},
		{
			code: ['RequestLimitExceeded', 'Throttling'],
			says: 'AWS limits how often this account may call the API',
			mend: 'Wait a moment and try again',
			transient: true,
		},
	]),
	...told('AWS IAM User Guide, "Troubleshoot signed requests"', [
		{
			code: 'AccessDenied',
			says: 'These credentials may not make this call',
			mend: 'Ask whoever looks after the account for this permission, or use other credentials',
		},
		{
			code: ['ExpiredToken', 'ExpiredTokenException'],
			kind: 'credentials',
			says: 'The session token has expired',
			mend: 'Renew the credentials: `aws sso login`, or get a new session token',
		},
		{
			code: 'InvalidClientTokenId',
			kind: 'credentials',
			says: 'AWS does not know this access key',
			mend: 'Check AWS_ACCESS_KEY_ID, or the profile it comes from',
		},
		{
			code: 'SignatureDoesNotMatch',
			kind: 'credentials',
			says: 'The signature is wrong: the secret key does not belong to the access key, or the clock of this machine is off',
			mend: 'Check AWS_SECRET_ACCESS_KEY, and set the clock',
		},
		{
			code: 'MissingAuthenticationToken',
			kind: 'credentials',
			says: 'The request carried no credentials',
			mend: 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE',
		},
		{
			code: 'IncompleteSignature',
			kind: 'credentials',
			says: 'AWS could not read the request’s signature',
			mend: 'Check the credentials, and that no proxy rewrites the request',
		},
	]),
	...told('Amazon CloudWatch Logs API Reference and Amazon CloudWatch API Reference, "Common Errors"', [
		{
			code: 'AccessDeniedException',
			says: 'These credentials may not make this call',
			mend: 'Ask whoever looks after the account for this permission, or use other credentials',
		},
		{
			code: ['UnrecognizedClientException', 'InvalidSignatureException', 'MissingAuthenticationTokenException'],
			kind: 'credentials',
			says: 'AWS does not accept these credentials here, or the region is not enabled for the account',
			mend: 'Check the access key and the clock of this machine, and that the region is enabled in the account settings',
		},
		{
			code: ['ThrottlingException', 'LimitExceededException'],
			says: 'AWS limits how often this account may call the API',
			mend: 'Wait a moment and try again',
			transient: true,
		},
		{
			code: ['ServiceUnavailableException', 'ServiceUnavailable', 'InternalServiceError'],
			says: 'AWS had an internal error',
			mend: 'Try again in a moment',
			transient: true,
		},
		{
			code: 'ResourceNotFoundException',
			says: 'The log group is not there any more, or was never made',
			mend: 'Make the log group anew, or name another one in the tunnel’s log options',
		},
	]),
];
