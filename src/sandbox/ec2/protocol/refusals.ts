import type {AwsKeyPair} from '../../aws-keys.ts';
import {ApiError} from './api-error.ts';
import {hexOf} from './ids.ts';
import type {CredentialErrors} from './sigv4.ts';

/** What EC2 says of credentials. An unsigned request is told that a parameter is missing: so the real endpoint answers. */
export const ec2CredentialErrors: CredentialErrors = {
	absent: () => new ApiError('MissingParameter', 'The request must contain the parameter AWSAccessKeyId'),
	unknownKey: notValidated,
	wrongSignature: notValidated,
	expired: () => new ApiError('RequestExpired', 'Request has expired.'),
};

/** What STS says of the same. */
export const stsCredentialErrors: CredentialErrors = {
	absent: () => new ApiError('MissingAuthenticationToken', 'Request is missing Authentication Token'),
	unknownKey: () => new ApiError('InvalidClientTokenId', 'The security token included in the request is invalid.'),
	wrongSignature: () =>
		new ApiError(
			'SignatureDoesNotMatch',
			'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
		),
	expired: () =>
		new ApiError('SignatureDoesNotMatch', 'Signature expired: the time it was made at is too far from now.'),
};

/** Also the answer of a region that the account has not enabled. */
export function notValidated(): ApiError {
	return new ApiError('AuthFailure', 'AWS was not able to validate the provided access credentials');
}

/** The refusal of a permission, with the encoded blob that only `sts:DecodeAuthorizationMessage` reads. */
export function unauthorized(key: AwsKeyPair, action: string, region: string): ApiError {
	const blob = Array.from({length: 10}, (_, part) =>
		Buffer.from(hexOf(`${action} ${part}`)).toString('base64url'),
	).join('');
	return new ApiError(
		'UnauthorizedOperation',
		`You are not authorized to perform this operation. User: ${userArn(key)} is not authorized to perform: ec2:${action} on resource: arn:aws:ec2:${region}:${key.account}:* because no identity-based policy allows the ec2:${action} action. Encoded authorization failure message: ${blob}`,
	);
}

export function userArn({user, account}: AwsKeyPair): string {
	return `arn:aws:iam::${account}:user/${user}`;
}
