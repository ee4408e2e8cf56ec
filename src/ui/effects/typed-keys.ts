import type {Session} from '../../session/open-session.ts';
import {troubleOf} from '../trouble.ts';
import type {Dispatch, EffectOf} from './carriers.ts';

/** Holds a typed key against what its cloud takes; no call goes out. */
export async function checkKey(
	session: Pick<Session, 'cloud'>,
	{request, cloud, region, key}: EffectOf<'check-key'>,
	dispatch: Dispatch,
): Promise<void> {
	try {
		const problem = (await session.cloud(cloud, region)).checkPresharedKey(key);
		if (problem === undefined) dispatch({type: 'key-checked', request, key});
		else dispatch({type: 'prompt-failed', message: problem});
	} catch (error) {
		dispatch({type: 'prompt-failed', message: troubleOf(error).message});
	}
}
