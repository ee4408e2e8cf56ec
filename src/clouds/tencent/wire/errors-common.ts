import {type ErrorText, told} from '../../net/error-text.ts';

/** What any call of API 3.0 can be refused with. */
export const commonErrors: readonly ErrorText[] = [
	...told('Tencent Cloud API 3.0, common error codes', [
		{
			code: 'AuthFailure.SecretIdNotFound',
			kind: 'credentials',
			says: 'Tencent Cloud does not know this SecretId',
			mend: 'Check TENCENTCLOUD_SECRET_ID; the key may have been deleted, or belong to the other site (China or international)',
		},
		{
			code: 'AuthFailure.InvalidSecretId',
			kind: 'credentials',
			says: 'This SecretId is not one for the API',
			mend: 'Use an API key (SecretId AKID…) from the console, page Access Key',
		},
		{
			code: 'AuthFailure.SignatureFailure',
			kind: 'credentials',
			says: 'The SecretKey does not belong to the SecretId',
			mend: 'Check TENCENTCLOUD_SECRET_KEY for missing or extra characters',
		},
		{
			code: 'AuthFailure.SignatureExpire',
			kind: 'credentials',
			says: 'The clock of this machine is more than five minutes off',
			mend: 'Set the clock (NTP), then try again',
		},
		{
			code: 'AuthFailure.TokenFailure',
			kind: 'credentials',
			says: 'The session token is wrong or has expired',
			mend: 'Get new temporary credentials, for instance with: tccli auth login',
		},
		{
			code: 'AuthFailure.MFAFailure',
			kind: 'credentials',
			says: 'This call needs multi-factor authentication',
			mend: 'Use temporary credentials obtained with MFA',
		},
		{
			code: 'AuthFailure.InvalidAuthorization',
			kind: 'credentials',
			says: 'Tencent Cloud could not read the authorization of the request',
			mend: 'Check whether a proxy on the way changes headers',
		},
		{
			code: 'AuthFailure.UnauthorizedOperation',
			says: 'This account may not make the call',
			mend: 'Ask for a CAM policy that allows the call, QcloudVPCFullAccess for instance',
		},
		{
			code: 'AuthFailure',
			family: true,
			kind: 'credentials',
			says: 'Tencent Cloud refuses these credentials',
			mend: 'Check which credentials are used and whether they are active',
		},
		{
			code: 'UnauthorizedOperation.NoRealNameAuthentication',
			says: 'The account has not completed identity verification',
			mend: 'Verify the identity in the console, page Account Center',
		},
		{
			code: 'UnauthorizedOperation',
			family: true,
			says: 'This account may not make the call',
			mend: 'Ask for a CAM policy that allows the call, QcloudVPCFullAccess for instance',
		},
		{
			code: 'IpNotInWhitelist',
			family: true,
			says: 'The account allows API calls from certain addresses only, and this machine’s is not one of them',
			mend: 'Have the address added in CAM, or work from an allowed machine',
		},
		{
			code: 'RequestLimitExceeded',
			family: true,
			says: 'Too many requests in a short time',
			mend: 'Wait a few seconds and try again; nothing was done',
		},
		{
			code: 'UnsupportedRegion',
			family: true,
			says: 'The call is not offered in this region, or not through this domain',
			mend: 'Check the region; a finance region is reached only through its own domain',
			field: 'region',
		},
		{
			code: 'UnknownParameter',
			family: true,
			says: 'The endpoint does not know one of the parameters',
			mend: 'The international site lacks some options: leave out BGP, health check details or what the message names',
		},
		{
			code: 'MissingParameter',
			family: true,
			says: 'A required value is missing',
			mend: 'Fill in what the message names',
		},
		{
			code: 'InvalidAction',
			family: true,
			says: 'The endpoint does not know this call',
			mend: 'Check TENCENTCLOUD_DOMAIN: it must be the root domain of Tencent Cloud’s API',
		},
		{
			code: 'NoSuchVersion',
			family: true,
			says: 'The endpoint does not know this version of the API',
			mend: 'Check TENCENTCLOUD_DOMAIN: it must be the root domain of Tencent Cloud’s API',
		},
		{
			code: ['InternalError', 'InternalServerError'],
			family: true,
			says: 'Tencent Cloud had an internal error',
			mend: 'Look whether the change was made before trying it again',
		},
		{
			code: 'DryRunOperation',
			says: 'The call would have succeeded',
			mend: 'Make the call without DryRun to carry it out',
		},
	]),
];
