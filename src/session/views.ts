import type {Cloud, Maintenance} from '../clouds/contract/cloud.ts';
import type {ConnectionSight, Traffic} from '../clouds/contract/sight.ts';
import {readBack} from '../clouds/engine/read-back.ts';
import type {AccountPlace} from '../connection/place.ts';
import {UserError} from '../connection/user-error.ts';
import type {Clouds} from './open-session.ts';

/** What is read of one connection alone, by name. */
export interface ViewFound {
	readonly sight: ConnectionSight;
	readonly traffic: Traffic;
	readonly maintenance: readonly Maintenance[];
	readonly configuration: Configuration;
}

export type ViewName = keyof ViewFound;

/** A connection as its document. */
interface Configuration {
	/** The document as text, line by line. Untrusted; no key is in it. */
	readonly lines: readonly string[];
	/** What of the connection a document can't hold, or was filled in, in words. */
	readonly notes: readonly string[];
}

/** A connection that is looked at alone, in whichever account it is. */
export interface LookedAt extends AccountPlace {
	readonly id: string;
}

/** An answer, under the name of what was read. */
export type AnyFound = {[Name in ViewName]: {readonly view: Name; readonly found: ViewFound[Name]}}[ViewName];

/** How far back traffic is read, ms. */
const trafficMs = 3 * 3_600_000;

/** Reads one of the views of a connection. @throws UserError, CloudError */
export async function readView(
	clouds: Pick<Clouds, 'cloudAt'>,
	view: ViewName,
	place: LookedAt,
	signal: AbortSignal,
): Promise<AnyFound> {
	const {region, id} = place;
	const cloud = await clouds.cloudAt(place);
	switch (view) {
		case 'sight':
			if (!cloud.sight) throw tellsNothing(cloud, 'of one connection alone');
			return {view, found: await cloud.sight(region, id, signal)};
		case 'traffic': {
			if (!cloud.traffic) throw tellsNothing(cloud, 'of traffic');
			const to = Date.now();
			return {view, found: await cloud.traffic(region, id, {from: to - trafficMs, to}, signal)};
		}
		case 'maintenance':
			return {view, found: (await cloud.maintenance?.(region, id, signal)) ?? []};
		case 'configuration': {
			const {document, leftOut, assumed} = await readBack(cloud, region, id, signal, true);
			const lost = leftOut.map(({field, why}) => `${field} is not in it: ${why}`);
			return {view, found: {lines: JSON.stringify(document, undefined, 2).split('\n'), notes: [...assumed, ...lost]}};
		}
	}
}

function tellsNothing({title}: Cloud, of: string): UserError {
	return new UserError(`${title} tells nothing ${of}`);
}
