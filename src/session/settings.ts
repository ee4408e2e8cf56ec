import {openSettings, type Settings} from '../profiles/settings.ts';
import {foldersOf} from '../run/folders.ts';
import type {Keeping} from './profiles.ts';

/** Opens what was picked on this machine. @throws UserError */
export async function openKeptSettings({env, tell}: Keeping): Promise<Settings> {
	const settings = await openSettings(foldersOf(env).config);
	if (settings.notice !== undefined) tell(settings.notice);
	return settings;
}
