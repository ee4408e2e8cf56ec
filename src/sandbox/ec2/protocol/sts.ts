import {randomUUID} from 'node:crypto';
import type {AwsKeyPair} from '../../aws-keys.ts';
import type {WireRequest, WireResponse} from '../../service.ts';
import {ApiError} from './api-error.ts';
import type {FormNode} from './query-form.ts';
import {stsCredentialErrors, userArn} from './refusals.ts';
import {verifySignature} from './sigv4.ts';
import {document, type XmlValue} from './xml.ts';

/** The version that tells an STS request from one of EC2. */
export const stsVersion = '2011-06-15';
const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** Answers STS's GetCallerIdentity. @throws ApiError */
export function answerSts(
	request: WireRequest,
	form: FormNode,
	now: number,
	keys: readonly AwsKeyPair[],
): WireResponse {
	const {key, service} = verifySignature(request, now, stsCredentialErrors, keys);
	if (service !== 'sts') throw stsCredentialErrors.wrongSignature();
	const action = form.members.get('Action')?.value ?? '';
	if (action !== 'GetCallerIdentity')
		throw new ApiError('InvalidAction', `Could not find operation ${action} for version ${stsVersion}`);
	const requestId = randomUUID();
	return xml(200, 'GetCallerIdentityResponse', requestId, {
		GetCallerIdentityResult: {
			Arn: userArn(key),
			UserId: key.accessKeyId.replace('AKIA', 'AIDA'),
			Account: key.account,
		},
		ResponseMetadata: {RequestId: requestId},
	});
}

export function stsError({status, code, message}: ApiError): WireResponse {
	const requestId = randomUUID();
	return xml(status, 'ErrorResponse', requestId, {
		Error: {Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message},
		RequestId: requestId,
	});
}

function xml(
	status: number,
	root: string,
	requestId: string,
	members: {readonly [name: string]: XmlValue},
): WireResponse {
	return {
		status,
		headers: {'content-type': 'text/xml', 'x-amzn-requestid': requestId},
		body: document({[root]: {'@xmlns': namespace, ...members}}),
	};
}
