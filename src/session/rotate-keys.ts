import path from 'node:path';
import type {Cloud, Plan} from '../clouds/contract/cloud.ts';
import {checkIdOf, notInRegion} from '../clouds/engine/read-back.ts';
import type {DeviceSide} from '../connection/device-side.ts';
import type {ConnectionPlace} from '../connection/place.ts';
import {printable} from '../connection/printable.ts';
import type {Secret} from '../connection/secret.ts';
import {UserError} from '../connection/user-error.ts';
import {lookAtFolder} from '../handover/folder/look-at-folder.ts';
import {createJournal, type Journal} from '../run/journal.ts';
import type {RunRecord} from '../run/run-record.ts';
import {stateFolderOf} from './begun-work.ts';
import {findDevice, readDeviceSide} from './devices.ts';
import {tunnelFileNames} from './hand-over-tunnel.ts';
import {identityOf} from './identity.ts';
import type {AskKey} from './keys.ts';
import {forgetUntouched} from './list-runs.ts';
import type {Session} from './open-session.ts';
import {type PlannedDeed, planDeed} from './plan-deed.ts';
import {renew} from './renew-keys.ts';
import type {RenewKeys, Rotation, RotationEvent, RotationFiles} from './rotation.ts';
import {givenKeys, refuseUnset, renewalsOf} from './rotation-keys.ts';
import type {RunLimits} from './run.ts';
import {withUnlike} from './unlike.ts';

export type {Rotation, RotationEvent, RotationFiles} from './rotation.ts';

/** A renewal of keys that was planned, and what is needed to carry it out. */
export interface RotationShown extends PlannedDeed {
	readonly rotation: Rotation;
	/** What stands, with its keys: for files, and to tell a new key from an old one. Undefined where neither is wanted. */
	readonly side: DeviceSide | undefined;
}

/**
 * Reads a connection that stands and plans new keys for it. Makes nothing, and makes no key.
 * @throws UserError for what can't have new keys, where files could not be written, or while another terminal works on it; CloudError
 */
export async function readRotation(session: Session, rotation: Rotation, signal: AbortSignal): Promise<RotationShown> {
	const {place, evenIfDown, files, keys} = rotation;
	refuseUnset(keys, session);
	const planned = await planDeed(session, place, await deedOf(session, rotation, signal), {signal, evenIfDown});
	const isGiven = keys?.some(({from}) => from !== 'generated') ?? false;
	const side = files || isGiven ? await readDeviceSide(session, place, signal) : undefined;
	if (files && side) await refuseFolder(planned.plan, {place, files, side});
	return {...planned, rotation, side};
}

/**
 * Renews keys, one tunnel after the other, with a journal of its own. Before each the device's new files for that tunnel are written; then it is waited
 * for until it carries nothing, where that was asked for; the cloud gets the key; and it is waited for until it is UP again, with its routes.
 * @throws UserError when a key can't be used, or files or the journal can't be written; CloudError
 */
export async function* rotateKeys(
	session: Session,
	shown: RotationShown,
	{askKey, replaces, ...limits}: RotationLimits,
): AsyncGenerator<RotationEvent, void, undefined> {
	const {cloud, plan, side, rotation} = shown;
	const given = await givenKeys(cloud, renewalsOf(plan), session, {ask: askKey, side});
	if ('wanted' in given) {
		yield {type: 'key-wanted', field: given.wanted};
		return;
	}

	const account = (await identityOf(cloud, limits.signal))?.account;
	const journal = await createJournal(stateFolderOf(session));
	session.ownRuns.add(journal.runId);
	try {
		const {place, files} = rotation;
		const events = renew(session, {cloud, plan, place, journal, given: given.keys, side, files, account, limits});
		for await (const event of withUnlike(events, cloud, plan, limits.signal)) {
			// one that can't be forgotten stays listed: another terminal may be at it
			if (event.type === 'started' && replaces !== undefined) await forgetUntouched(session, replaces).catch(() => {});
			yield event;
		}
	} finally {
		await journal.close();
	}
}

/** How keys are renewed. */
interface RotationLimits extends RunLimits {
	readonly askKey: AskKey;
	/** A run of before that has changed nothing: it is taken off the list once this one has begun. */
	readonly replaces?: string | undefined;
}

/** What of a run that broke off is needed to go on with it. */
interface Resumed {
	readonly cloud: Cloud;
	readonly journal: Journal;
	readonly record: RunRecord;
	readonly account: string | undefined;
	readonly given: ReadonlyMap<string, Secret>;
	readonly side: DeviceSide | undefined;
}

/**
 * The keys that a run of renewals needs to go on, asked for before anybody else is kept from it.
 * @returns what is wanted where `ask` has no key yet @throws UserError, CloudError
 */
export async function keysToGoOn(
	session: Session,
	cloud: Cloud,
	{plan, results, sent}: RunRecord,
	{askKey, signal}: {readonly askKey: AskKey; readonly signal: AbortSignal},
): Promise<{readonly wanted: string} | Pick<Resumed, 'given' | 'side'>> {
	const left = renewalsOf(plan).filter(({action}) => !results.has(action.id));
	const needsSide =
		left.length > 0 && (filesOf(plan) !== undefined || left.some(({source}) => source.from !== 'generated'));
	const side = needsSide ? await readDeviceSide(session, placeOfPlan(plan), signal) : undefined;
	const given = await givenKeys(cloud, left, session, {ask: askKey, side, sent});
	return 'wanted' in given ? given : {given: given.keys, side};
}

/** Goes on with a renewal that broke off. A change in doubt is told by what stands: see `renew`. @throws UserError, CloudError */
export async function* resumeRotation(
	session: Session,
	{cloud, journal, record, account, given, side}: Resumed,
	limits: RunLimits,
): AsyncGenerator<RotationEvent, void, undefined> {
	const {plan} = record;
	const place = placeOfPlan(plan);
	const stored = filesOf(plan);
	const files: RotationFiles | undefined = stored && {
		device: await findDevice(session, stored.device, place, limits.signal),
		site: stored.site,
		// what it wrote before is its own
		folder: {folder: stored.folder, replace: true},
	};
	const events = renew(session, {cloud, plan, place, journal, given, side, files, account, earlier: record, limits});
	yield* withUnlike(events, cloud, plan, limits.signal);
}

async function deedOf(session: Session, rotation: Rotation, signal: AbortSignal): Promise<RenewKeys> {
	const {place, keys, keptByCloud, drain, files} = rotation;
	const count = await tunnelCount(session, place, signal);
	const tunnels = rotation.tunnels ?? Array.from({length: count}, (_, index) => index + 1);
	const unknown = tunnels.find(number => number > count);
	if (unknown !== undefined)
		throw new UserError(`${place.id} has no tunnel ${unknown}: it has ${count === 1 ? 'one' : count}`, {
			field: '--tunnel',
			mend: 'tunnelwright status shows them in their order',
		});
	if (keptByCloud && !files && (keys ?? [{from: 'generated'}]).some(({from}) => from === 'generated'))
		throw new UserError('a key that is kept in the cloud’s store is not shown afterwards, and the device needs it', {
			field: '--out',
			mend: 'name the device, and a folder for its new files',
			mendByOption: 'name the device and a folder for its new files, as in --device strongswan --out office',
		});
	// one for each tunnel that gets one, or one for all of them: which tunnel one of another number is for would be a guess
	if (keys && keys.length > 1 && keys.length !== tunnels.length)
		throw new UserError(
			`${keys.length} sources of keys were named, for ${tunnels.length === 1 ? `tunnel ${tunnels[0]} alone` : `${tunnels.length} tunnels`}`,
			{field: '--key', mend: 'Name one for each of them in their order, or one for all'},
		);
	const sources = tunnels.flatMap((_, index) => keys?.[index] ?? keys?.[0] ?? []);
	return {
		kind: 'renew-keys',
		tunnels,
		drain,
		...(sources.length > 0 ? {keys: sources} : {}),
		...(keptByCloud ? {keptByCloud} : {}),
		...(files ? {files: {device: files.device.id, folder: path.resolve(files.folder.folder), site: files.site}} : {}),
	};
}

/** @throws UserError when the connection is not there, CloudError */
async function tunnelCount(
	session: Session,
	{cloud: id, region, id: connection}: ConnectionPlace,
	signal: AbortSignal,
): Promise<number> {
	const cloud = await session.cloud(id, region);
	checkIdOf(cloud.id, connection);
	const [found] = await cloud.status(region, [connection], signal);
	const deleted = found?.phase === 'gone';
	if (!found || deleted) throw notInRegion(cloud.title, region, connection, {deleted});
	return found.tunnels.length;
}

/** Looks whether the files of every tunnel could be written, before anything is begun. @throws UserError */
async function refuseFolder(
	plan: Plan,
	{place, files, side}: {readonly place: ConnectionPlace; readonly files: RotationFiles; readonly side: DeviceSide},
): Promise<void> {
	const {device, site, folder} = files;
	const names = await Promise.all(
		renewalsOf(plan).map(({tunnel: {key}}) => tunnelFileNames({place, device, site, tunnel: key, what: 'key'}, side)),
	);
	const {problem} = await lookAtFolder(path.resolve(folder.folder), folder.replace ? [] : names.flat(), place.id);
	if (problem)
		throw new UserError(`the device’s files can’t be written into ${printable(folder.folder, 200)}: ${problem}`, {
			field: '--out',
		});
}

function filesOf({deed}: Plan): RenewKeys['files'] {
	return deed?.kind === 'renew-keys' ? deed.files : undefined;
}

/** @throws Error for a plan of something else */
function placeOfPlan({cloud, region, exists}: Plan): ConnectionPlace {
	if (!exists) throw new Error('keys are renewed of a connection that stands');
	return {cloud, region, id: exists.id};
}
