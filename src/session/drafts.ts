import {type Drafts, openDrafts} from '../profiles/drafts.ts';
import {foldersOf} from '../run/folders.ts';
import type {Keeping} from './profiles.ts';

export type {Drafts, SavedDraft} from '../profiles/drafts.ts';
export {draftedPart} from '../profiles/drafts.ts';

/** Opens the drafts of this machine, for one terminal. @throws UserError */
export async function openSavedDrafts({env, tell}: Keeping): Promise<Drafts> {
	const drafts = await openDrafts(foldersOf(env).config);
	if (drafts.notice !== undefined) tell(drafts.notice);
	return drafts;
}

/** Deletes the drafts whose run has made what they ask for, but for those that another terminal is at. @throws UserError */
export async function dropDraftOf(runId: string, keeping: Keeping): Promise<void> {
	(await openSavedDrafts(keeping)).dropOf(runId);
}
