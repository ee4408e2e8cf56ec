import {Secret} from '../../../connection/secret.ts';
import {CloudError} from '../../contract/cloud-error.ts';
import {textMember} from '../wire/member.ts';
import type {AssumeRole, Credentials} from './credential-types.ts';

/** The name under which a role is held where the profile gives none, as the cloud's audit log shows it. */
const ownName = 'tunnelwright';

/** Sends AssumeRole, signed with the keys that it is given. */
type SendAssumeRole = (
	keys: Credentials,
	request: {readonly RoleArn: string; readonly RoleSessionName: string; readonly DurationSeconds: number},
) => Promise<unknown>;

/** sts 2018-08-13, AssumeRole: temporary keys of a role, for two hours. */
export function assumeRoleWith(send: SendAssumeRole): AssumeRole {
	return async (keys, {arn, sessionName}) => {
		const reply = await send(keys, {
			RoleArn: arn,
			RoleSessionName: sessionName ?? ownName,
			DurationSeconds: 7200,
		});
		const given: unknown = Reflect.get(Object(reply), 'Credentials');
		const secretId = textMember(given, 'TmpSecretId');
		const secretKey = textMember(given, 'TmpSecretKey');
		const token = textMember(given, 'Token');
		if (!secretId || !secretKey || !token)
			throw new CloudError({
				cloud: 'tencent',
				kind: 'protocol',
				code: '',
				call: 'AssumeRole',
				message: 'The reply lacks the keys of the role',
				retryable: false,
				ambiguous: false,
				mend: 'Check TENCENTCLOUD_DOMAIN and any proxy on the way; try again later',
			});
		const seconds: unknown = Reflect.get(Object(reply), 'ExpiredTime');
		return {
			secretId,
			secretKey: new Secret(secretKey),
			token: new Secret(token),
			source: keys.source,
			...(typeof seconds === 'number' && {expiresAt: seconds * 1000}),
		};
	};
}
