import type {Cloud, CloudId, ConnectionStatus} from '../clouds/contract/cloud.ts';
import {CloudError} from '../clouds/contract/cloud-error.ts';
import {checkIdOf, cloudOfId, notInRegion} from '../clouds/engine/read-back.ts';
import {homeRegion} from '../clouds/sign-in/home-region.ts';
import {type SignIn, signInOf} from '../clouds/sign-in/sign-in.ts';
import {awsRegionForm} from '../connection/aws-document.ts';
import {cloudName} from '../connection/cloud-name.ts';
import {jsonText} from '../connection/json-text.ts';
import {printable} from '../connection/printable.ts';
import {type ExitCode, exitCode, UserError} from '../connection/user-error.ts';
import {watch} from '../watch/watch.ts';
import type {WatchSnapshot} from '../watch/watch-snapshot.ts';
import {type Account, openAccount} from './account.ts';
import {speedUp} from './apply-command.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';
import {cloudFailure, failureHere, failureOf} from './failure.ts';
import {interruptible} from './interrupt.ts';
import {isoTime, statusJson, statusText} from './status-text.ts';

export interface StatusOptions extends CommandOptions {
	readonly cloud?: CloudId;
	readonly region?: string;
	readonly watch?: boolean;
}

/** One cloud's region that is asked. */
interface Place {
	readonly cloud: CloudId;
	readonly region: string;
}

/** `status`: the connections and their tunnels as they are now; with `--watch`, every change until Ctrl-C (130). */
export async function statusCommand(ids: readonly string[], options: StatusOptions, io: CommandIo): Promise<ExitCode> {
	const interrupt = interruptible(io);
	const account = await openAccount({env: io.env, ...options, ...io.limits});
	try {
		const env = options.region ? account.env : await withProfileRegions(account);
		const places = placesOf(ids, options, env);
		if (options.watch) return await watchAll(account, places, ids, options, interrupt.signal, io);
		return await showOnce(account, places, ids, options, interrupt.signal, io);
	} finally {
		interrupt.dispose();
		await account.close();
	}
}

/** Which clouds and regions are meant: by option, else by what the ids look like, else both clouds. @throws UserError */
export function placesOf(ids: readonly string[], options: StatusOptions, env: Account['env']): readonly Place[] {
	const byId = new Set(ids.map(cloudOfId));
	for (const id of options.cloud ? ids : []) checkIdOf(options.cloud ?? 'aws', id);
	const byRegion = options.region === undefined ? undefined : cloudOfRegion(options.region);
	const clouds: readonly CloudId[] = options.cloud
		? [options.cloud]
		: ids.length > 0
			? [...byId]
			: byRegion
				? [byRegion]
				: ['aws', 'tencent'];
	const places = clouds.flatMap(cloud => {
		const region = options.region ?? homeRegion(cloud, env);
		return region ? [{cloud, region}] : [];
	});
	if (places.length > 0) return places;
	throw new UserError('which region is meant is not known', {
		field: '--region',
		mend: 'add --region, as in --region eu-central-1, or set AWS_REGION or TENCENTCLOUD_REGION',
	});
}

/** AWS's regions end in a number of their own, Tencent Cloud's do not. */
function cloudOfRegion(region: string): CloudId {
	return awsRegionForm.test(region) ? 'aws' : 'tencent';
}

/** The environment with the regions that the profiles of the clouds' own tools name, where it names none itself. */
async function withProfileRegions(account: Account): Promise<Account['env']> {
	const [aws, tencent] = await Promise.all([
		signInOf('aws', account.optionsOf('aws')),
		signInOf('tencent', account.optionsOf('tencent')),
	]);
	return {
		...account.env,
		...(isNamed(aws) ? {AWS_REGION: aws.region.id} : {}),
		...(isNamed(tencent) ? {TENCENTCLOUD_REGION: tencent.region.id} : {}),
	};
}

function isNamed(signIn: SignIn): signIn is SignIn & Required<Pick<SignIn, 'region'>> {
	return signIn.region !== undefined && signIn.region.from !== 'nothing names one';
}

async function showOnce(
	account: Account,
	places: readonly Place[],
	ids: readonly string[],
	options: StatusOptions,
	signal: AbortSignal,
	io: CommandIo,
): Promise<ExitCode> {
	const answers = await Promise.all(places.map(place => ask(account, place, ids, signal)));
	const connections = answers.flatMap(answer => ('connections' in answer ? answer.connections : []));
	const errors = answers.flatMap(answer => ('error' in answer ? [answer.error] : []));
	const misnamed = errors.find(error => error instanceof UserError);
	if (errors.length === answers.length) throw misnamed ?? errors[0];
	// what was not answered is not said to be missing
	const missing = answers.flatMap((answer, index) => {
		const place = places[index];
		return place && 'connections' in answer ? missingOf(ids, place, answer.connections) : [];
	});
	const failures = [...errors, ...missing].map(error => failureHere(failureOf(error), options));
	if (options.json) {
		const [first] = failures;
		const json = {connections: connections.map(statusJson), errors: failures.map(failure => failure.json)};
		io.out(jsonText(first && ids.length > 0 ? {error: first.json, ...json} : json, 2));
	} else {
		for (const connection of connections) io.out(statusText(connection));
		// of a place that did not answer nothing is known
		const answered = places.filter((_, index) => 'connections' in (answers[index] ?? {}));
		if (connections.length === 0 && ids.length === 0) io.out(`no VPN connections in ${placesText(answered)}`);
		for (const failure of failures) io.err(failure.text);
	}

	if (misnamed) return misnamed.exit;
	if (ids.length > 0 && failures.length > 0) return exitCode.cloud;
	return errors.every(error => isUnused(error, options)) ? exitCode.done : exitCode.cloud;
}

/** A cloud without credentials is no failure when nobody asked for it by name; one that did not answer is. */
function isUnused(error: CloudError | UserError, options: StatusOptions): boolean {
	if (error instanceof UserError) return false;
	const {info} = error;
	const {cloud, region, awsProfile, tencentProfile} = options;
	const named = cloud ?? region ?? (info.cloud === 'aws' ? awsProfile : tencentProfile);
	return info.kind === 'credentials' && named === undefined;
}

function placesText(places: readonly Place[]): string {
	return places.map(place => `${cloudName(place.cloud)} ${printable(place.region)}`).join(' and ');
}

/** The ids that a place was asked for and does not have, or that its cloud knows as deleted. */
function missingOf(
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

async function ask(
	account: Account,
	place: Place,
	ids: readonly string[],
	signal: AbortSignal,
): Promise<{readonly connections: readonly ConnectionStatus[]} | {readonly error: CloudError | UserError}> {
	try {
		const cloud = await account.cloud(place.cloud, place.region);
		const all = await cloud.status(place.region, ids.length > 0 ? ids : undefined, signal);
		return {connections: all.filter(connection => ids.length === 0 || ids.includes(connection.id))};
	} catch (error) {
		if (isOfOnePlace(error)) return {error};
		throw error;
	}
}

/** Whether a failure is one place's own: a profile that one cloud does not have, say, keeps nothing of the other back. */
export function isOfOnePlace(error: unknown): error is CloudError | UserError {
	return error instanceof UserError || (error instanceof CloudError && error.info.kind !== 'aborted');
}

async function watchAll(
	account: Account,
	places: readonly Place[],
	ids: readonly string[],
	options: StatusOptions,
	signal: AbortSignal,
	io: CommandIo,
): Promise<ExitCode> {
	const stop = new AbortController();
	const either = AbortSignal.any([signal, stop.signal]);
	await Promise.all(
		places.map(async place => {
			const cloud = await account.cloud(place.cloud, place.region);
			await watchPlace(cloud, place, ids, options, either, io).catch((error: unknown) => {
				stop.abort();
				throw error;
			});
		}),
	);
	return exitCode.cancelled;
}

async function watchPlace(
	cloud: Cloud,
	place: Place,
	ids: readonly string[],
	options: StatusOptions,
	signal: AbortSignal,
	io: CommandIo,
): Promise<void> {
	let before: WatchSnapshot | undefined;
	const snapshots = watch(cloud, {
		region: place.region,
		...(ids.length > 0 ? {ids} : {}),
		signal,
		...(options.speed === undefined ? {} : {intervals: speedUp(options.speed)}),
	});
	for await (const snapshot of snapshots) {
		if (snapshot.polling) continue;
		const [missing] = before || snapshot.error ? [] : missingOf(ids, place, snapshot.connections);
		if (missing) throw missing;
		tell(snapshot, before, options, io);
		before = snapshot;
	}
}

/** JSON: one line a poll. Text: everything once, then what changed. */
function tell(snapshot: WatchSnapshot, before: WatchSnapshot | undefined, options: StatusOptions, io: CommandIo): void {
	const {cloud, region, connections, asOf, error} = snapshot;
	if (options.json) {
		const failure = error ? {error: failureHere(cloudFailure(error), options).json} : {};
		const at = asOf === undefined ? null : isoTime(asOf);
		io.out(jsonText({...failure, cloud, region, asOf: at, connections: connections.map(statusJson)}));
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
