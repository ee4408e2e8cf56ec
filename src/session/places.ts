import {checkIdOf, cloudOfId} from '../clouds/engine/read-back.ts';
import {cloudIds, cloudModules} from '../clouds/registry.ts';
import type {CloudId} from '../connection/finding.ts';
import type {Place} from '../connection/place.ts';
import {UserError} from '../connection/user-error.ts';
import type {Clouds} from './open-session.ts';
import {regionInUse} from './sign-in.ts';

/** What was said of where to look. */
export interface PlaceWords {
	readonly cloud?: CloudId;
	readonly region?: string;
}

/**
 * Which clouds and regions are meant: by what was said, else by what the ids look like, else every cloud in the regions that environment and
 * profiles name. @throws UserError where no region is known, or an id is none of the cloud's
 */
export async function placesOf(
	ids: readonly string[],
	{cloud, region}: PlaceWords,
	clouds: Pick<Clouds, 'optionsOf'>,
): Promise<readonly Place[]> {
	const byId = new Set(ids.map(cloudOfId));
	if (cloud) for (const id of ids) checkIdOf(cloud, id);
	const meant: readonly CloudId[] = cloud
		? [cloud]
		: ids.length > 0
			? [...byId]
			: region === undefined
				? cloudIds()
				: cloudsOfRegion(region);
	const places = await Promise.all(
		meant.map(async id => ({cloud: id, region: region ?? (await regionInUse(id, clouds))})),
	);
	const known = places.flatMap(place => (place.region ? [{...place, region: place.region}] : []));
	if (known.length > 0) return known;
	const regions = cloudModules().map(module => module.region);
	throw new UserError('which region is meant is not known', {
		field: '--region',
		mend: `add --region, as in --region ${regions[0]?.example}, or set ${regions.map(({variables}) => variables[0]).join(' or ')}`,
	});
}

/** Where one connection stands. @throws UserError as `placesOf` does */
export async function placeOf(id: string, said: PlaceWords, clouds: Pick<Clouds, 'optionsOf'>): Promise<Place> {
	const [place] = await placesOf([id], said, clouds);
	if (!place) throw new Error('a connection has a place, or none was named');
	return place;
}

/** The cloud whose regions are written so, the narrowest form first; every cloud for a name of no such form. */
function cloudsOfRegion(region: string): readonly CloudId[] {
	const found = cloudModules().find(({region: {form}}) => form.test(region));
	return found ? [found.id] : cloudIds();
}
