import {parseDocument, problemLine} from '../clouds/document/schema-errors.ts';
import type {ConnectionDraft} from '../connection/document.ts';
import type {Environment} from '../connection/environment.ts';
import {UserError} from '../connection/user-error.ts';
import {openProfiles, type Profile, type Profiles} from '../profiles/profiles.ts';
import {foldersOf} from '../run/folders.ts';

export {NameTaken} from '../profiles/profile-names.ts';
export type {Profile, Profiles} from '../profiles/profiles.ts';

/** Where this machine keeps things, and who hears of it when a damaged file was set aside. */
export interface Keeping {
	readonly env: Environment;
	readonly tell: (notice: string) => void;
}

/** Opens the saved connections: to list, get, rename, delete and write them to a file. @throws UserError */
export async function openSavedProfiles({env, tell}: Keeping): Promise<Profiles> {
	const profiles = await openProfiles(foldersOf(env).config);
	if (profiles.notice !== undefined) tell(profiles.notice);
	return profiles;
}

/**
 * Saves what has been answered, once it is a whole connection.
 * @throws UserError when it is not yet, or the name can't be used; NameTaken when it is taken and may not be replaced
 */
export function saveDraft(
	profiles: Profiles,
	{name, draft}: {readonly name: string; readonly draft: ConnectionDraft},
	options: Parameters<Profiles['save']>[2],
): Profile {
	const {document, problems} = parseDocument(draft);
	if (document) return profiles.save(name, document, options);
	throw new UserError('not complete enough to be saved', {items: problems.slice(0, 1).map(problemLine)});
}
