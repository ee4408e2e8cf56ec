import type {Cloud, CloudId, ConnectionStatus} from '../clouds/contract/cloud.ts';
import {CloudError} from '../clouds/contract/cloud-error.ts';
import {checkIdOf, notInRegion, readBack} from '../clouds/engine/read-back.ts';
import {cloudName} from '../clouds/registry.ts';
import {signInOf} from '../clouds/sign-in/sign-in.ts';
import type {AccountPlace} from '../connection/place.ts';
import {optionWords} from '../connection/shell-word.ts';
import {UserError} from '../connection/user-error.ts';
import type {FleetChange} from '../watch/fleet/fleet.ts';
import {joinMaintenance} from '../watch/maintenance.ts';
import {diagnose} from '../why/diagnose.ts';
import type {KeylessSide, Known, Why} from '../why/why.ts';
import type {Clouds} from './open-session.ts';

/** How far back the cloud's log and its traffic are read. */
const spanMs = 60 * 60 * 1000;

interface WhyAsked {
	/** Logs and states of the site's device, as text. Untrusted. */
	readonly site?: string;
	/** What was seen of the connection, newest first. */
	readonly changes?: readonly FleetChange[];
	readonly signal: AbortSignal;
	/** The time, ms since the epoch: of tests. */
	readonly now?: () => number;
}

export interface WhyAnswer {
	readonly connection: ConnectionStatus;
	/** The tunnels that it is about, from 1: those that are not UP, or all where all are. */
	readonly tunnels: readonly number[];
	readonly why: Why;
}

/**
 * Why the tunnels of a connection are down, or carry nothing. What can't be read keeps nothing else back, and is named. Reads only.
 * @throws UserError where it is not there, CloudError where its status can't be read
 */
export async function readWhy(clouds: Reached, place: AccountPlace, id: string, asked: WhyAsked): Promise<WhyAnswer> {
	const {known, unread} = await readKnown(clouds, place, id, asked);
	const {connection, tunnels} = known;
	const why = diagnose(known);
	return {connection, tunnels, why: {...why, missing: [...why.missing, ...unread]}};
}

/**
 * All that the cloud says of a connection, all at once, with what was given; `unread` says in words what could not be read. It holds no key.
 * @throws as `readWhy`
 */
export async function readKnown(
	clouds: Reached,
	place: AccountPlace,
	id: string,
	{site, changes, signal, now = Date.now}: WhyAsked,
): Promise<{readonly known: Known; readonly unread: readonly string[]}> {
	const {cloud: cloudId, region} = place;
	checkIdOf(cloudId, id);
	const cloud = await clouds.cloudAt(place);
	const told = (await cloud.status(region, [id], signal)).find(each => each.id === id);
	const connection = told && withoutTimesToCome(told, now());
	const profile = place.profile ?? clouds.optionsOf?.(cloudId).profile;
	if (!connection || connection.phase === 'gone')
		throw notInRegion(cloudName(cloudId), region, id, {
			deleted: connection !== undefined,
			others: await otherAccounts(clouds, cloudId),
		});
	const {known, unread, connection: whole} = await readMore(cloud, connection, now(), signal);
	const all = {
		...known,
		connection: whole,
		tunnels: askedTunnels(connection),
		now: now(),
		...(profile === undefined ? {} : {profile}),
		...(cloud.why ? {cloudWhy: cloud.why} : {}),
		...(site === undefined ? {} : {site}),
		...(changes ? {changes} : {}),
	};
	return {known: all, unread};
}

/** More profiles than that are not named in a sentence. */
const mostNamed = 5;

/** The options that name the profiles beside the one in use. */
async function otherAccounts(clouds: Reached, cloud: CloudId): Promise<readonly string[]> {
	const options = clouds.optionsOf?.(cloud);
	if (!options || options.sandbox) return [];
	const {profiles, profile} = await signInOf(cloud, options);
	return profiles
		.filter(({name}) => name !== profile)
		.slice(0, mostNamed)
		.map(({name}) => optionWords(`--${cloud}-profile`, name));
}

/** A tunnel that changed in time to come has a wrong clock: every line of the site would seem to be of before. */
function withoutTimesToCome(connection: ConnectionStatus, now: number): ConnectionStatus {
	const tunnels = connection.tunnels.map(({since, ...tunnel}) =>
		since === undefined || since > now ? tunnel : {...tunnel, since},
	);
	return {...connection, tunnels};
}

function askedTunnels({tunnels}: ConnectionStatus): readonly number[] {
	const all = tunnels.map((_tunnel, index) => index + 1);
	const notUp = all.filter(number => tunnels[number - 1]?.state !== 'UP');
	return notUp.length > 0 ? notUp : all;
}

type Reached = Pick<Clouds, 'cloudAt'> & Partial<Pick<Clouds, 'optionsOf'>>;
type More = Pick<Known, 'document' | 'side' | 'sight' | 'cloudLog' | 'traffic'>;

/** What is told beside the status, all at once, and in words what could not be read. */
async function readMore(
	cloud: Cloud,
	connection: ConnectionStatus,
	now: number,
	signal: AbortSignal,
): Promise<{readonly known: More; readonly connection: ConnectionStatus; readonly unread: readonly string[]}> {
	const {region, id} = connection;
	const unread: string[] = [];
	const tried = async <Found>(what: string, reading: Promise<Found> | undefined): Promise<Found | undefined> => {
		try {
			return await reading;
		} catch (error) {
			if (!isOneReading(error)) throw error;
			unread.push(`${what}: ${error.message}`);
			return undefined;
		}
	};
	const [document, side, sight, cloudLog, traffic, maintained] = await Promise.all([
		tried('what the connection is set to', cloud.readBack && readBack(cloud, region, id, signal, true)),
		tried('what the device has to be told', cloud.deviceSide && keylessSide(cloud, region, id, signal)),
		tried('routes and gateways at the cloud', cloud.sight?.(region, id, signal)),
		tried('the cloud’s own log', cloud.tunnelLog?.(region, id, now - spanMs, signal)),
		tried('traffic', cloud.traffic?.(region, id, {from: now - spanMs, to: now}, signal)),
		tried('the cloud’s own maintenance', cloud.maintenance?.(region, id, signal)),
	]);
	return {
		known: {
			...(document ? {document: document.document} : {}),
			...(side ? {side} : {}),
			...(sight ? {sight} : {}),
			...(cloudLog ? {cloudLog} : {}),
			...(traffic ? {traffic} : {}),
		},
		connection: joinMaintenance([connection], new Map([[id, maintained ?? []]]))[0] ?? connection,
		unread,
	};
}

async function keylessSide(
	cloud: Cloud,
	region: string,
	id: string,
	signal: AbortSignal,
): Promise<KeylessSide | undefined> {
	const side = await cloud.deviceSide?.(region, id, signal);
	return side && {...side, tunnels: side.tunnels.map(({key: _key, ...tunnel}) => tunnel)};
}

function isOneReading(error: unknown): error is CloudError | UserError {
	return error instanceof UserError || (error instanceof CloudError && error.info.kind !== 'aborted');
}
