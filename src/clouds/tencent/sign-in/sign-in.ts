import {printable} from '../../../connection/printable.ts';
import type {CloudOptions} from '../../contract/cloud.ts';
import {keyHint} from '../../sign-in/shown.ts';
import {type SignIn, wayOf} from '../../sign-in/sign-in.ts';
import {endpointOf} from '../wire/endpoint.ts';
import {findSource} from './credential-source.ts';
import {nothingFound} from './credentials.ts';
import {tencentRegion} from './region.ts';
import {listTccliProfiles} from './tccli.ts';

/** What Tencent Cloud would sign in with. The keys are read and dropped again. */
export async function tencentSignIn(options: CloudOptions): Promise<SignIn> {
	const [{found, tried}, region, profiles] = await Promise.all([
		findSource(options),
		tencentRegion(options),
		options.sandbox ? [] : listTccliProfiles(options.env),
	]);
	const way = wayOf('tencent', options.env, () => {
		const {host, protocol} = endpointOf('vpc', region.id, options.env);
		return {url: `${protocol}${host}`, own: !options.env.TENCENTCLOUD_DOMAIN};
	});
	const base = {...way, cloud: 'tencent', region, profiles, tried} as const;
	if (!found) return {...base, ...nothingFound(options, profiles), ...unknownProfile(options, profiles)};
	const {source, profile, keys, renew, ended} = found;
	return {
		...base,
		tried: [],
		source,
		...(profile && {profile}),
		...(keys && !found.role && {keyHint: keyHint(keys.secretId)}),
		...(renew && {renew}),
		...(ended && renew && {problem: `The login of ${source} has ended`, mend: `Run: ${renew}`}),
	};
}

function unknownProfile({env, profile}: CloudOptions, profiles: SignIn['profiles']): Partial<SignIn> {
	const name = profile ?? env.TCCLI_PROFILE;
	if (!name || profiles.some(known => known.name === name)) return {};
	return {
		unknownProfile: profile === undefined ? 'TCCLI_PROFILE' : '--tencent-profile',
		problem: `There is no tccli profile "${printable(name, 60)}" in ~/.tccli`,
	};
}
