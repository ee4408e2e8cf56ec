import {printable} from '../../../connection/printable.ts';
import {Secret} from '../../../connection/secret.ts';
import {CloudError, cloudError} from '../../contract/cloud-error.ts';
import {mostKeyReplyBytes, readBounded} from '../../net/bounded-body.ts';
import {memberOf, textMember} from '../../net/member.ts';
import type {AssumeRole, Credentials} from './credential-source.ts';

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
		const keysOfRole = temporaryKeys(memberOf(reply, 'Credentials'), memberOf(reply, 'ExpiredTime'), keys.source);
		if (!keysOfRole)
			throw cloudError('tencent', {
				kind: 'protocol',
				call: 'AssumeRole',
				message: 'The reply lacks the keys of the role',
				mend: 'Check TENCENTCLOUD_DOMAIN and any proxy on the way; try again later',
			});
		return keysOfRole;
	};
}

/** The keys of a role as the API and the metadata service give them; undefined where one is missing. @param ends seconds since the epoch */
function temporaryKeys(given: unknown, ends: unknown, source: string): Credentials | undefined {
	const secretId = textMember(given, 'TmpSecretId');
	const secretKey = textMember(given, 'TmpSecretKey');
	const token = textMember(given, 'Token');
	if (!secretId || !secretKey || !token) return undefined;
	return {
		secretId,
		secretKey: new Secret(secretKey),
		token: new Secret(token),
		source,
		...(typeof ends === 'number' && {expiresAt: ends * 1000}),
	};
}

/** Source: tencentcloud-sdk-nodejs, CvmRoleCredential. Reached from a CVM alone, over its own link, never through a proxy. */
const metadata = 'http://metadata.tencentyun.com/latest/meta-data/cam/security-credentials/';

/** It answers from the next hop within milliseconds, or not at all; ms. */
const patienceMs = 2000;

/** The credentials of the role that this machine has. @throws CloudError of kind 'credentials' when it has none or is no CVM */
export async function cvmRole(base = metadata, waitMs = patienceMs): Promise<Credentials> {
	const signal = AbortSignal.timeout(waitMs);
	const role = (await get(base, signal)).trim();
	if (!/^[\w.-]+$/.test(role)) throw none('the metadata service names no role');
	const reply = parse(await get(new URL(role, base).href, signal));
	const source = `role ${printable(role, 60)} of this machine (CVM metadata)`;
	const keys = temporaryKeys(reply, memberOf(reply, 'ExpiredTime'), source);
	if (!keys) throw none('the metadata service gives no keys for the role');
	return keys;
}

async function get(url: string, signal: AbortSignal): Promise<string> {
	try {
		const reply = await fetch(url, {signal, redirect: 'error'});
		if (!reply.ok) throw none(`the metadata service answers HTTP ${reply.status}`);
		return reply.body ? (await readBounded(reply.body, mostKeyReplyBytes)).toString('utf8') : '';
	} catch (error) {
		if (error instanceof CloudError) throw error;
		throw none('its metadata service did not answer');
	}
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function none(why: string): CloudError {
	const says = `This machine gives no role: ${why}`;
	return cloudError('tencent', {
		kind: 'credentials',
		says,
		mend: 'Leave --instance-role out, or give the CVM a role',
	});
}
