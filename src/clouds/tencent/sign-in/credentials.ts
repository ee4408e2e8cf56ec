import {Secret} from '../../../connection/secret.ts';
import type {CloudOptions} from '../../contract/cloud.ts';
import {type CloudError, cloudError} from '../../contract/cloud-error.ts';
import {listNames} from '../../sign-in/shown.ts';
import type {CloudProfile} from '../../sign-in/sign-in.ts';
import {cvmRole} from './assume-role.ts';
import {type AssumeRole, type Credentials, findSource} from './credential-source.ts';
import {listTccliProfiles} from './tccli.ts';

/**
 * Finds credentials. Never asks a metadata host unless that was asked for, never prints.
 * @throws CloudError of kind 'credentials' that names what was tried, or the command that renews a session
 */
export async function findCredentials(options: CloudOptions, assumeRole?: AssumeRole): Promise<Credentials> {
	const {found, tried} = await findSource(options);
	if (!found) throw await nothing(options, tried);
	if (found.ended && found.renew) throw ended(found.source, found.renew);
	if (found.instanceRole) return cvmRole();
	if (!found.keys) throw await nothing(options, tried);
	const {secretId, secretKey, token} = found.keys;
	const own: Credentials = {
		secretId,
		secretKey: new Secret(secretKey),
		source: found.source,
		...(token && {token: new Secret(token)}),
		...(found.expiresAt !== undefined && {expiresAt: found.expiresAt}),
		...(found.renew && {renew: found.renew}),
	};
	return found.role && assumeRole ? {...(await assumeRole(own, found.role)), source: found.source} : own;
}

/** What is said where nothing was found, here and by `accounts`. @param profiles those of tccli */
export function nothingFound(
	options: CloudOptions,
	profiles: readonly CloudProfile[],
): {readonly problem: string; readonly mend: string} {
	const profile = options.profile ?? (options.env.TCCLI_PROFILE || undefined);
	const names = listNames(profiles.filter(({kind, name}) => kind !== 'settings' && name !== profile));
	if (profile !== undefined)
		return {
			problem: 'The tccli profile can’t be used',
			mend: names ? `Choose one of: ${names}` : 'Run: tccli configure, or leave the profile out',
		};
	return {
		problem: 'No Tencent Cloud credentials were found',
		mend: names
			? `Choose a tccli profile with --tencent-profile or TCCLI_PROFILE: ${names}`
			: 'Set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or run: tccli configure',
	};
}

async function nothing(options: CloudOptions, tried: readonly string[]): Promise<CloudError> {
	const {mend} = nothingFound(options, await listTccliProfiles(options.env));
	return failure(`No credentials found. Tried: ${tried.join('; ')}`, mend);
}

function ended(source: string, renew: string): CloudError {
	return failure(`The login of ${source} has ended`, `Run: ${renew}, then try again`);
}

function failure(message: string, mend: string): CloudError {
	return cloudError('tencent', {
		kind: 'credentials',
		message,
		mend,
	});
}
