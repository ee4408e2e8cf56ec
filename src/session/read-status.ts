import type {CloudErrorInfo, ConnectionStatus} from '../clouds/contract/cloud.ts';
import {CloudError} from '../clouds/contract/cloud-error.ts';
import {cloudOfId, notInRegion} from '../clouds/engine/read-back.ts';
import {cloudName} from '../clouds/registry.ts';
import type {AccountPlace, ConnectionPlace, Place} from '../connection/place.ts';
import {UserError} from '../connection/user-error.ts';
import {joinMaintenance, readMaintenance, type WithMaintenance} from '../watch/maintenance.ts';
import {maintenanceText} from '../watch/maintenance-text.ts';
import type {Clouds} from './open-session.ts';

/** What places answered, and why some did not: what tells most of it first. */
interface Answers<Found> {
	readonly answered: readonly {readonly place: Place; readonly found: Found}[];
	readonly errors: readonly (CloudError | UserError)[];
}

/**
 * Asks every place at once. What fails at one keeps nothing of another back: a profile that one cloud does not have, say.
 * @throws what is no place's own: that the call was stopped, and our bugs
 */
export async function askPlaces<Found>(
	places: readonly Place[],
	ask: (place: Place) => Promise<Found>,
): Promise<Answers<Found>> {
	const answers = await Promise.all(
		places.map(async place => {
			try {
				return {place, found: await ask(place)};
			} catch (error) {
				if (isOfOnePlace(error)) return error;
				throw error;
			}
		}),
	);
	return {
		answered: answers.flatMap(answer => (answer instanceof Error ? [] : [answer])),
		errors: answers.filter(answer => answer instanceof Error).sort((one, other) => saysLittle(one) - saysLittle(other)),
	};
}

/** A wrong use is what to mend whichever cloud was meant; that one has no credentials may only say that nobody meant it. */
function saysLittle(error: CloudError | UserError): number {
	if (error instanceof UserError) return 0;
	return error.info.kind === 'credentials' ? 2 : 1;
}

function isOfOnePlace(error: unknown): error is CloudError | UserError {
	return error instanceof UserError || (error instanceof CloudError && error.info.kind !== 'aborted');
}

/** The connections of each place and their tunnels as they are now. @param ids those that are meant; none: all */
export function readStatus(
	clouds: Clouds,
	places: readonly Place[],
	ids: readonly string[],
	signal: AbortSignal,
): Promise<Answers<readonly ConnectionStatus[]>> {
	return askPlaces(places, async ({cloud: id, region}) => {
		const cloud = await clouds.cloud(id, region);
		const all = await cloud.status(region, ids.length > 0 ? ids : undefined, signal);
		return all.filter(connection => ids.length === 0 || ids.includes(connection.id));
	});
}

/**
 * The same connections with their cloud's own maintenance: some calls for each. What the cloud refuses to tell of it is told beside, and keeps
 * nothing back. @throws UserError, CloudError when it is cancelled
 */
export async function withMaintenance(
	clouds: Clouds,
	place: AccountPlace,
	connections: readonly ConnectionStatus[],
	signal: AbortSignal,
): Promise<WithMaintenance> {
	const cloud = await clouds.cloudAt(place);
	const {known, unread} = await readMaintenance(cloud, place.region, connections, signal);
	return {connections: joinMaintenance(connections, known), ...(unread ? {unread} : {})};
}

/**
 * What maintenance is pending for one tunnel: how it is told, nothing, or why that is not known.
 * @throws UserError, CloudError when it is cancelled
 */
export async function pendingOf(
	clouds: Clouds,
	place: ConnectionPlace,
	number: number,
	signal: AbortSignal,
): Promise<
	{readonly told: ((date: (at: number) => string) => string) | undefined} | {readonly unread: CloudErrorInfo}
> {
	const cloud = await clouds.cloud(place.cloud, place.region);
	const connections = await cloud.status(place.region, [place.id], signal);
	const {
		connections: [connection],
		unread,
	} = await withMaintenance(clouds, place, connections, signal);
	if (unread) return {unread};
	const {maintenance} = connection?.tunnels[number - 1] ?? {};
	if (!connection || !maintenance?.pending) return {told: undefined};
	return {told: date => maintenanceText(connection, maintenance, date) ?? ''};
}

/** The ids that a place was asked for and does not have, or that its cloud knows as deleted. */
export function missingOf(
	ids: readonly string[],
	{cloud, region}: Place,
	connections: readonly ConnectionStatus[],
): readonly UserError[] {
	return ids
		.filter(id => cloudOfId(id) === cloud)
		.flatMap(id => {
			const found = connections.find(connection => connection.id === id);
			if (found && found.phase !== 'gone') return [];
			return [notInRegion(cloudName(cloud), region, id, {deleted: found !== undefined})];
		});
}
