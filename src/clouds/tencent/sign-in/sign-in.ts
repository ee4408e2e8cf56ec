import {printable} from '../../../connection/printable.ts';
import type {CloudOptions} from '../../contract/cloud.ts';
import {keyHint} from '../../sign-in/key-hint.ts';
import {type SignIn, wayOf} from '../../sign-in/sign-in.ts';
import {endpointOf, isIsolated} from '../wire/endpoint.ts';
import {findSource} from './credential-source.ts';
import {nothingFound} from './credentials.ts';
import {listTccliProfiles, tccliProfile, tccliRegion} from './tccli.ts';

/** The region that calls without one of their own are sent under. */
const anyRegion = 'ap-guangzhou';

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
	if (!found) return {...base, ...(await nothingFound(options)), ...unknownProfile(options, profiles)};
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

/**
 * The region that is meant where none is named: TENCENTCLOUD_REGION, tccli's settings, the connection's. Finance accounts are apart from
 * all others: the region that the work is about decides on which side the call stays.
 */
export async function tencentRegion(options: CloudOptions): Promise<{readonly id: string; readonly from: string}> {
	const {env, sandbox, region: wanted} = options;
	const profile = tccliProfile(options);
	const candidates = [
		{id: printable(env.TENCENTCLOUD_REGION?.trim() ?? '', 40), from: 'TENCENTCLOUD_REGION'},
		{id: sandbox ? '' : await tccliRegion(env, profile), from: `tccli profile ${printable(profile, 60)}`},
		{id: wanted ?? '', from: 'the connection'},
	].filter(({id}) => id !== '');
	const found = candidates.find(({id}) => wanted === undefined || isIsolated(id) === isIsolated(wanted));
	return found ?? {id: anyRegion, from: 'nothing names one'};
}
