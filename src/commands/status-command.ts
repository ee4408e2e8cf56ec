import type {CloudError} from '../clouds/contract/cloud-error.ts';
import {cloudName} from '../clouds/registry.ts';
import {jsonText} from '../connection/json-text.ts';
import type {Place} from '../connection/place.ts';
import {printable} from '../connection/printable.ts';
import {type ExitCode, exitCode, UserError} from '../connection/user-error.ts';
import {type PlaceWords, placesOf} from '../session/places.ts';
import {missingOf, readStatus, withMaintenance} from '../session/read-status.ts';
import {type WatchSnapshot, watchTunnels} from '../session/watch.ts';
import {answer} from './answer.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';
import {cloudFailure, failureHere, failureOf} from './failure.ts';
import {type FleetOptions, placeWordsOf, readFleetOptions} from './fleet-options.ts';
import {statusOfFleet} from './status-fleet.ts';
import {isoTime, statusJson, statusText} from './status-text.ts';
import {type CommandWork, withSession} from './with-session.ts';

/** As commander hands them over. */
interface GivenOptions extends FleetOptions, Pick<CommandOptions, 'json'> {
	readonly watch?: boolean;
	readonly maintenance?: boolean;
	/** The exit code says whether the tunnels are UP. */
	readonly exitCode?: boolean;
	/** With it: more than the line, on standard error. */
	readonly verbose?: boolean;
	/** With it: only those that are DOWN for so long, ms. */
	readonly downFor?: number;
}

/** What is asked of one region of each cloud, in the accounts in use. */
interface StatusOptions extends CommandOptions, PlaceWords {
	readonly watch?: boolean;
	/** The clouds' own maintenance of every connection of a region: that of named ones is asked for anyway. */
	readonly maintenance?: boolean;
}

/** What is asked for. */
interface Asked extends CommandWork<StatusOptions> {
	readonly places: readonly Place[];
	/** None: all of a place. */
	readonly ids: readonly string[];
}

/** `status`: the connections and their tunnels as they are now; with `--watch`, every change until Ctrl-C (130). */
export async function statusCommand(ids: readonly string[], given: GivenOptions, io: CommandIo): Promise<ExitCode> {
	if (given.downFor !== undefined && !given.exitCode)
		throw new UserError('--down-for says which tunnels count for --exit-code, and that is missing', {
			field: '--down-for',
			mend: 'add --exit-code',
		});
	if (given.verbose && !given.exitCode)
		throw new UserError('--verbose tells more than the one line of --exit-code, and that is missing', {
			field: '--verbose',
			mend: 'add --exit-code',
		});
	const {choice, options} = readFleetOptions(ids, given);
	const words = given.exitCode ? undefined : placeWordsOf(choice);
	if (words) {
		const {watch, maintenance} = given;
		const asked = {...options, ...words, ...(watch ? {watch} : {}), ...(maintenance ? {maintenance} : {})};
		return withSession(asked, io, async at => {
			const places = await placesOf(ids, words, at.session);
			return watch ? watchAll({...at, places, ids}) : showOnce({...at, places, ids});
		});
	}

	if (given.watch)
		throw new UserError('--watch is of one region of each cloud, in the accounts in use, and prints changes', {
			field: '--watch',
			mend: 'tunnelwright watch takes the same options for any number of them, and --json',
		});
	return withSession(options, io, at =>
		statusOfFleet({
			...at,
			choice,
			exitCode: given.exitCode,
			isVerbose: given.verbose,
			downForMs: given.downFor,
			maintenance: ids.length > 0 || given.maintenance,
		}),
	);
}

async function showOnce({session, places, ids, options, signal, io}: Asked): Promise<ExitCode> {
	const {answered, errors} = await readStatus(session, places, ids, signal);
	const wanted = ids.length > 0 || options.maintenance;
	const asked = await Promise.all(
		answered.map(async ({place, found}) =>
			wanted ? withMaintenance(session, place, found, signal) : {connections: found, unread: undefined},
		),
	);
	const connections = asked.flatMap(each => each.connections);
	const unread = asked.flatMap(each => (each.unread ? [failureHere(cloudFailure(each.unread), options)] : []));
	if (answered.length === 0) return nobodyAnswered(errors, options, io);
	const misnamed = errors.find(error => error instanceof UserError);
	// what was not answered is not said to be missing
	const missing = answered.flatMap(({place, found}) => missingOf(ids, place, found));
	const failures = [...errors, ...missing].map(error => failureHere(failureOf(error), options));
	const error = ids.length > 0 ? failures[0]?.json : undefined;
	// of a place that did not answer nothing is known
	const nothing = `no VPN connections in ${placesText(answered.map(({place}) => place))}`;
	answer(
		options,
		io,
		{
			error,
			connections: connections.map(statusJson),
			errors: failures.map(({json}) => json),
			...(unread.length > 0 ? {maintenanceUnread: unread.map(({json}) => json)} : {}),
		},
		connections.length === 0 && ids.length === 0 ? [nothing] : connections.map(statusText),
	);
	if (!options.json) for (const failure of failures) io.err(failure.text);
	// the tunnels are told without it
	if (!options.json) for (const {text} of unread) io.err(`pending maintenance is not known: ${text}`);
	if (misnamed) return misnamed.exit;
	if (ids.length > 0 && failures.length > 0) return exitCode.cloud;
	return errors.every(error => isUnused(error, options)) ? exitCode.done : exitCode.cloud;
}

/** Every place is told of. No connections are named, not even none: nothing is known of them. */
function nobodyAnswered(errors: readonly (CloudError | UserError)[], options: StatusOptions, io: CommandIo): ExitCode {
	const failures = errors.map(error => failureHere(failureOf(error), options));
	const [first] = failures;
	if (options.json) io.out(jsonText({error: first?.json, errors: failures.map(({json}) => json)}, 2));
	for (const failure of failures) io.err(failure.text);
	return first?.exit ?? exitCode.cloud;
}

/** A cloud without credentials is no failure when nobody asked for it by name; one that did not answer is. */
function isUnused(error: CloudError | UserError, options: StatusOptions): boolean {
	if (error instanceof UserError) return false;
	const {info} = error;
	const named = options.cloud ?? options.region ?? options[`${info.cloud}Profile`];
	return info.kind === 'credentials' && named === undefined;
}

function placesText(places: readonly Place[]): string {
	return places.map(place => `${cloudName(place.cloud)} ${printable(place.region)}`).join(' and ');
}

async function watchAll(asked: Asked): Promise<ExitCode> {
	const stop = new AbortController();
	const signal = AbortSignal.any([asked.signal, stop.signal]);
	await Promise.all(
		asked.places.map(place =>
			watchPlace({...asked, signal}, place).catch((error: unknown) => {
				stop.abort();
				throw error;
			}),
		),
	);
	return exitCode.cancelled;
}

async function watchPlace({session, ids, options, signal, io}: Asked, place: Place): Promise<void> {
	const cloud = await session.cloud(place.cloud, place.region);
	let before: WatchSnapshot | undefined;
	const maintenance = ids.length > 0 || options.maintenance === true;
	const speed = options.speed ?? io.clockFactor;
	const task = {region: place.region, ids, signal, maintenance, ...(speed !== undefined && {speed})};
	for await (const snapshot of watchTunnels(cloud, task)) {
		if (snapshot.polling) continue;
		const [missing] = before || snapshot.error ? [] : missingOf(ids, place, snapshot.connections);
		if (missing) throw missing;
		tell(snapshot, before, options, io);
		before = snapshot;
	}
}

/** JSON: one line a poll. Text: everything once, then what changed. */
function tell(snapshot: WatchSnapshot, before: WatchSnapshot | undefined, options: StatusOptions, io: CommandIo): void {
	const {cloud, region, connections, asOf, error, maintenanceUnread: unread} = snapshot;
	if (unread && !before?.maintenanceUnread) io.err(`pending maintenance is not known: ${cloudFailure(unread).text}`);
	if (options.json) {
		const failure = error && failureHere(cloudFailure(error), options).json;
		const at = asOf === undefined ? null : isoTime(asOf);
		io.out(jsonText({error: failure, cloud, region, asOf: at, connections: connections.map(statusJson)}));
		return;
	}

	if (error && error.message !== before?.error?.message) io.err(cloudFailure(error).text);
	const texts = new Map((before?.connections ?? []).map(connection => [connection.id, statusText(connection)]));
	for (const connection of connections) {
		const text = statusText(connection);
		if (texts.get(connection.id) !== text) io.out(`${isoTime(asOf ?? 0)}  ${text}`);
		texts.delete(connection.id);
	}

	for (const id of error ? [] : texts.keys()) io.out(`${isoTime(asOf ?? 0)}  ${printable(id)}  is gone`);
	if (!error && before === undefined && connections.length === 0)
		io.out(`no VPN connections in ${cloudName(cloud)} ${region} yet`);
}
