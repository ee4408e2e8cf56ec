import type {Cloud, Plan} from '../clouds/contract/cloud.ts';
import {CloudError} from '../clouds/contract/cloud-error.ts';
import {type Comparison, differenceText, isWhole, needsNew, newMend} from '../clouds/contract/comparison.ts';
import {inThisAccount} from '../clouds/sign-in/in-this-account.ts';
import {type FailureJson, failureJson, failureText} from '../connection/failure-json.ts';
import {jsonText} from '../connection/json-text.ts';
import type {ConnectionPlace} from '../connection/place.ts';
import {printable} from '../connection/printable.ts';
import {times} from '../connection/times.ts';
import {type ExitCode, exitCode, UserError} from '../connection/user-error.ts';
import {leftOnceMade} from '../session/plan.ts';
import type {InDoubt} from '../session/run.ts';
import {type Goal, isUp, type WaitResult, waitFor} from '../session/watch.ts';
import type {CommandOptions} from './command-options.ts';
import type {DocumentEnd} from './each-document.ts';
import {cloudFailure, failureHere, failureOf} from './failure.ts';
import {newsLine, statusJson, statusText} from './status-text.ts';
import {type RunEnd, trafficOffText} from './tell-run.ts';
import type {CommandWork} from './with-session.ts';

const defaultTimeoutSeconds = 2400;

/** What commands that make something are told. */
export interface MakingOptions extends CommandOptions {
	readonly yes?: boolean;
	readonly wait?: Goal;
	/** Seconds. */
	readonly timeout?: number;
}

/** The same options for several connections, made one after the other: each may take as long as one alone, where no time was given. */
export function forSeveral<Options extends MakingOptions>(options: Options, connections: number): Options {
	const {wait, timeout} = options;
	return wait === undefined || timeout !== undefined
		? options
		: {...options, timeout: defaultTimeoutSeconds * connections};
}

/** The time limit of a whole command: that of --timeout, or what --wait waits at most. Undefined where neither was given. */
export function limitOf({wait, timeout}: MakingOptions): AbortSignal | undefined {
	if (wait === undefined && timeout === undefined) return undefined;
	return AbortSignal.timeout((timeout ?? defaultTimeoutSeconds) * 1000);
}

/** A command that makes something, once its run has ended. */
interface MakingWork extends CommandWork<MakingOptions> {
	/** Of the command as a whole. */
	readonly limit: AbortSignal | undefined;
	/** Plans anew, for a connection that stood before: how it compares in the end. */
	readonly again?: () => Promise<Plan>;
}

/** Tells how a run ended, waits for the connection if asked to, and gives the exit code. */
export async function reportEnd(cloud: Cloud, plan: Plan, end: RunEnd, work: MakingWork): Promise<ExitCode> {
	const {exit, json} = await tellRunEnd(cloud, plan, end, work);
	if (work.options.json) work.io.out(jsonText(json, 2));
	return exit;
}

/** The same, with what JSON tells of it left to whoever calls. */
export async function tellRunEnd(cloud: Cloud, plan: Plan, end: RunEnd, work: MakingWork): Promise<DocumentEnd> {
	const {options, io, say} = work;
	const changed = changedOf(plan, end);
	const result = end.result === 'made' && plan.exists ? (changed.length > 0 ? 'changed' : 'completed') : end.result;
	const json = {
		result,
		runId: end.runId ?? null,
		connectionId: end.connectionId,
		made: end.made,
		changed: changed.map(({id, title, change}) => ({action: id, title, values: change?.values ?? []})),
		inDoubt: end.inDoubt ?? [],
		...(end.trafficOff ? {trafficOff: end.trafficOff} : {}),
	};
	if (end.result === 'failed' || end.result === 'stopped') {
		const failure = failureHere(end.error ? cloudFailure(end.error) : stopped, options);
		io.err(`${failure.text}\n${madeText(end, plan, options.sandbox ?? false)}`);
		return {exit: failure.exit, json: {error: failure.json, ...json}, says: failure.json.message};
	}

	if (end.result === 'made' && !plan.exists) say(`made: ${printable(end.connectionId)}`);
	// told before, where the plan knew of it
	if (end.result === 'exists' && end.runId !== undefined)
		say(`made meanwhile, and not by this run: ${printable(end.connectionId)}`);
	const waited =
		options.wait === undefined
			? undefined
			: await waitFor(cloud, {
					region: plan.region,
					id: end.connectionId,
					goal: options.wait,
					// there is one where --wait was given
					limit: work.limit ?? work.signal,
					signal: work.signal,
					speed: options.speed ?? work.io.clockFactor,
					tell: news => say(newsLine(news)),
				});
	const isOver = waited?.end === 'gone' || waited?.end === 'cancelled';
	const comparison = isOver || !work.again ? undefined : await compareAgain(work.again, end);
	const waiting =
		waited && waited.end !== 'reached'
			? waitFailure(waited, waited.end, {id: end.connectionId, region: plan.region}, options)
			: undefined;
	const error = waiting ?? (comparison && !isWhole(comparison) ? partFailure(end.connectionId, comparison) : undefined);
	// said only once it has been looked at
	if (!error && end.result === 'made' && plan.exists)
		say(wholeText(end.connectionId, changed.length > 0, work.again !== undefined));
	if (!options.json) {
		if (waited?.status) io.out(statusText(waited.status));
		// of a connection that is not whole this would be read as "all is well"
		if (!error && waited?.status && isUp(waited.status)) io.out('every tunnel is UP');
		for (const {message, mend = ''} of comparison?.warnings ?? [])
			io.out(`look at it: ${printable(message, 400)}${mend && `. ${printable(mend, 400)}`}`);
		for (const {field, why} of comparison?.notCompared ?? [])
			io.out(`not compared: ${printable(field)} (${printable(why)})`);
		for (const left of end.result === 'made' ? leftNow(plan, end.connectionId, options) : [])
			io.out(`left to you: ${printable(left)}`);
	}

	const status = waited?.status ? statusJson(waited.status) : null;
	const told = {error: error?.json, ...json, comparison: comparison ?? null, status};
	if (!error) return {exit: exitCode.done, json: told, says: endWords[result]};
	if (waited?.error) io.err(cloudFailure(waited.error).text);
	io.err(failureText(error.json));
	return {exit: error.exit, json: told, says: error.json.message};
}

/** For the summary of several. */
const endWords = {
	made: 'made',
	completed: 'what was missing is made',
	changed: 'changed, and stands as the document says',
	exists: 'stands as the document says, nothing was made or changed',
	failed: 'failed',
	stopped: 'stopped',
};

/** What a run did to a connection that stood before it. @param looked whether it was compared once more */
function wholeText(id: string, isChanged: boolean, looked: boolean): string {
	if (!isChanged) return `made: what was missing of ${printable(id)}`;
	return `changed: ${printable(id)}${looked ? ' stands as the document says' : ''}`;
}

/** The changes that a run carried out. */
function changedOf({actions}: Plan, {changed = []}: RunEnd): Plan['actions'] {
	return actions.filter(({id}) => changed.includes(id));
}

/** The embedded sandbox ends with the command: nothing can be read of the connection any more. */
function leftNow({leftByHand, cloud, region}: Plan, id: string, options: CommandOptions): readonly string[] {
	if (options.sandbox) return leftByHand;
	return leftOnceMade(leftByHand, {id: printable(id), cloud, region}).map(line => inThisAccount(line, options));
}

const stopped = failureOf(new UserError('stopped: no further action was begun', {exit: exitCode.cancelled}));

function madeText(end: RunEnd, plan: Plan, sandbox: boolean): string {
	const changes = changedOf(plan, end);
	const run =
		end.runId && !sandbox ? ` The run's journal: ${end.runId}\n  → ${waysOn(end.runId, end, changes.length)}` : '';
	const made = end.made.map(item => printable(item.id)).join(', ');
	const off = trafficOffText(end, plan, sandbox);
	const done = [
		...(off === '' ? [] : [off]),
		...(made === '' ? [] : [`Made so far, and still there: ${made}.`]),
		...(changes.length === 0 ? [] : [`Changed so far: ${changes.map(actionText).join('; ')}.`]),
	];
	if (end.inDoubt?.length)
		return [
			...done,
			`Not known whether it was carried out: ${doubtText(end.inDoubt)}.${run}`,
			...(sandbox
				? []
				: [`Both look for it first; until then it may stand${mayCost(end.inDoubt, plan) ? ', and cost money' : ''}.`]),
		].join('\n');
	return `${done.length === 0 ? 'Nothing was made or changed.' : done.join('\n')}${run}`;
}

/** What can be done about a run that did not reach its end. */
function waysOn(runId: string, {error, made}: RunEnd, changes: number): string {
	const undo = `tunnelwright runs undo ${runId} --yes takes back what was made, and puts back what was changed`;
	if (!error?.gone) return `tunnelwright runs resume ${runId} --yes goes on; ${undo}`;
	return [
		`${forgetText(runId)}: what it was about is gone, and it can't go on`,
		...(made.length + changes > 0 ? [`${undo}, as far as it is there`] : []),
	].join('; ');
}

/** What is left to do about a run whose connection is gone. */
export function forgetText(runId: string): string {
	return `tunnelwright runs forget ${runId} takes it off the list`;
}

/** A change of what stands makes nothing that is charged. */
function mayCost(inDoubt: readonly InDoubt[], {actions}: Plan): boolean {
	return inDoubt.some(({action}) => !actions.some(({id, change}) => id === action && change));
}

function actionText({title, detail}: Plan['actions'][number]): string {
	return `${printable(title)}, ${printable(detail, 400)}`;
}

/** What may have been made: `create VPN connection (CreateVpnConnection)`. */
export function doubtText(inDoubt: readonly InDoubt[]): string {
	return inDoubt.map(({title, call}) => `${printable(title)} (${printable(call)})`).join(', ');
}

/** How the connection compares now. What this run made is not called missing: a cloud may take a while to list it. */
async function compareAgain(again: () => Promise<Plan>, {result, connectionId}: RunEnd): Promise<Comparison> {
	const nothing = {equal: 0, differences: [], missing: [], notCompared: [], unread: []};
	const gone = {...nothing, missing: [`the connection ${connectionId} itself`]};
	try {
		const {exists, comparison} = await again();
		if (!exists || !comparison) return gone;
		return result === 'made' ? {...comparison, missing: []} : comparison;
	} catch (error) {
		// it was asked for by its id
		if (error instanceof UserError && error.exit === exitCode.cloud) return gone;
		if (!(error instanceof CloudError) || error.info.kind === 'aborted') throw error;
		return {...nothing, unread: [{field: '', why: error.message}]};
	}
}

/** An end that is none of success. */
interface Ended {
	readonly exit: ExitCode;
	readonly json: FailureJson;
}

/** A connection that stands and is not all that the document says, or of which a part is not known. */
function partFailure(id: string, {differences, missing, unread}: Comparison): Ended {
	const items = [
		...differences.map(difference => `${difference.what} ${differenceText(difference)}`),
		...missing.map(part => `missing: ${part}`),
		...unread.map(({why}) => why),
	].map(item => printable(item, 400));
	const isKnown = differences.length + missing.length > 0;
	const message = isKnown
		? `${printable(id)} is there, and it is not what the document says`
		: `${printable(id)} is there; whether it is whole is not known`;
	const mend = differences.some(needsNew) ? newMend : 'plan shows what is left, apply again does it';
	const json = failureJson({kind: isKnown ? 'refused' : 'api', message, mend, items});
	return {exit: isKnown ? exitCode.refused : exitCode.cloud, json};
}

function waitFailure(
	{error, tries}: WaitResult,
	end: 'gone' | 'timeout' | 'cancelled',
	{id, region}: Pick<ConnectionPlace, 'id' | 'region'>,
	options: MakingOptions,
): Ended {
	const seconds = options.timeout ?? defaultTimeoutSeconds;
	const goal = options.wait === 'up' ? 'every tunnel UP' : 'available';
	const why = error ? `: ${printable(error.code || error.message)}, tried ${times(tries)}` : '';
	const [exit, kind, message] = {
		gone: [exitCode.cloud, 'api', 'the connection was deleted, or the cloud could not make it'] as const,
		timeout: [
			exitCode.cloud,
			'timeout',
			`the connection exists, but was not seen to be ${goal} within ${seconds} s${why}`,
		] as const,
		cancelled: [exitCode.cancelled, 'aborted', 'cancelled while waiting: the connection exists'] as const,
	}[end];
	const look = `tunnelwright status ${printable(id)} --region ${region} shows how it stands`;
	const shows = options.sandbox ? '' : `${inThisAccount(look, options)}; `;
	const mend = end === 'timeout' ? `${shows}--timeout waits longer` : '';
	return {exit, json: failureJson({kind, message, mend})};
}
