import {printable} from '../../../connection/printable.ts';
import {Secret} from '../../../connection/secret.ts';
import {CloudError} from '../../contract/cloud-error.ts';
import {mostKeyReplyBytes, readBounded} from '../../net/bounded-body.ts';
import {textMember} from '../wire/member.ts';
import type {Credentials} from './credential-types.ts';

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
	const secretId = textMember(reply, 'TmpSecretId');
	const secretKey = textMember(reply, 'TmpSecretKey');
	const token = textMember(reply, 'Token');
	if (!secretId || !secretKey || !token) throw none('the metadata service gives no keys for the role');
	const seconds: unknown = Reflect.get(Object(reply), 'ExpiredTime');
	return {
		secretId,
		secretKey: new Secret(secretKey),
		token: new Secret(token),
		source: `role ${printable(role, 60)} of this machine (CVM metadata)`,
		...(typeof seconds === 'number' && {expiresAt: seconds * 1000}),
	};
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
	return new CloudError({
		cloud: 'tencent',
		kind: 'credentials',
		code: '',
		message: says,
		retryable: false,
		ambiguous: false,
		says,
		mend: 'Leave --instance-role out, or give the CVM a role',
	});
}
