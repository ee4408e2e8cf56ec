import {printable} from '../../../connection/printable.ts';
import type {CloudOptions} from '../../contract/cloud.ts';
import type {SignIn} from '../../sign-in/sign-in.ts';
import {isIsolated} from '../wire/endpoint.ts';
import {tccliProfile, tccliRegion} from './tccli.ts';

/** The region that calls without one of their own are sent under. */
const anyRegion = 'ap-guangzhou';

/**
 * The region that is meant where none is named: TENCENTCLOUD_REGION, tccli's settings, the connection's. Finance accounts are apart from
 * all others: the region that the work is about decides on which side the call stays.
 */
export async function tencentRegion(options: CloudOptions): Promise<NonNullable<SignIn['region']>> {
	const {env, sandbox, region: wanted} = options;
	const profile = tccliProfile(options);
	const candidates = [
		{id: printable(env.TENCENTCLOUD_REGION?.trim() ?? '', 40), from: 'TENCENTCLOUD_REGION'},
		{id: sandbox ? '' : await tccliRegion(env, profile), from: `tccli profile ${printable(profile, 60)}`},
		{id: wanted ?? '', from: 'the connection'},
	].filter(({id}) => id !== '');
	const found = candidates.find(({id}) => wanted === undefined || isIsolated(id) === isIsolated(wanted));
	return found ?? {id: anyRegion, from: 'nothing names one', isAssumed: true};
}
