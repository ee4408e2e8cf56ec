import type {CloudId} from '../clouds/contract/cloud.ts';
import {cloudIds} from '../clouds/registry.ts';
import {openProfiles} from '../profiles/profiles.ts';
import {foldersOf} from '../run/folders.ts';
import type {Clouds} from './open-session.ts';

/** What tells a saved connection from those that stand. */
export interface SavedConnection {
	readonly cloud: CloudId;
	readonly region: string;
	readonly name: string;
}

/** Connections that are saved here under these names. @throws UserError for one that is not */
export async function savedConnections(
	names: readonly string[],
	clouds: Pick<Clouds, 'optionsOf'>,
): Promise<readonly SavedConnection[]> {
	const [first] = cloudIds();
	if (names.length === 0 || first === undefined) return [];
	const profiles = await openProfiles(foldersOf(clouds.optionsOf(first).env).config);
	return names.map(name => {
		const {cloud, region, name: called} = profiles.get(name).document;
		return {cloud, region, name: called};
	});
}
