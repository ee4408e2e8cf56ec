import {existsSync} from 'node:fs';
import {join} from 'node:path';
import type {AccountPlace} from '../connection/place.ts';
import {foldersOf} from '../run/folders.ts';
import type {FleetChange} from '../watch/fleet/fleet.ts';
import {HistoryFolder} from '../watch/history/history-folder.ts';
import {identityOf} from './identity.ts';
import type {Clouds} from './open-session.ts';

/**
 * What any watch of this user has seen of a connection, newest first; undefined where nothing of its place is kept. Asks the cloud whose account it is, and
 * nothing else.
 * @throws CloudError where the credentials are none or wrong; UserError where the folders can't be told
 */
export async function changesSeen(
	clouds: Pick<Clouds, 'cloudAt' | 'optionsOf'>,
	place: AccountPlace,
	id: string,
	signal: AbortSignal,
): Promise<readonly FleetChange[] | undefined> {
	const {env, sandbox} = clouds.optionsOf(place.cloud);
	const folder = join(foldersOf(env).state, 'history');
	if (sandbox || !existsSync(folder)) return undefined;
	const accountNumber = (await identityOf(await clouds.cloudAt(place), signal))?.account;
	if (accountNumber === undefined) return undefined;
	const key = [place.cloud, accountNumber, place.region].join(' ');
	const own = {...place, key, account: accountNumber, accountNumber};
	const now = Date.now();
	const changes = new HistoryFolder(folder, now).open(own, now)?.kept.changes.filter(change => change.id === id);
	return changes?.map((change, index) => ({...change, number: -index, connection: `${key} ${id}`, place: own}));
}
