import type {Cloud, Plan} from '../clouds/cloud.ts';
import {times} from '../clouds/tries.ts';
import {jsonText} from '../connection/json-text.ts';
import {printable} from '../connection/printable.ts';
import {type ExitCode, exitCode, UserError} from '../connection/user-error.ts';
import type {InDoubt} from '../run/run-event.ts';
import type {WatchIntervals} from '../watch/update-snapshot.ts';
import type {CommandIo} from './command-io.ts';
import {cloudFailure, type FailureJson, failureOf} from './failure.ts';
import type {RunEnd} from './run-plan.ts';
import {isUp, statusJson, statusText} from './status-text.ts';
import {type Goal, type WaitResult, waitFor} from './wait-for.ts';

const defaultTimeoutSeconds = 2400;

/** The time limit of a whole command: that of --timeout, or what --wait waits at most. Undefined where neither was given. */
export function limitOf({wait, timeout}: {readonly wait?: Goal; readonly timeout?: number}): AbortSignal | undefined {
	if (wait === undefined && timeout === undefined) return undefined;
	return AbortSignal.timeout((timeout ?? defaultTimeoutSeconds) * 1000);
}

export interface ReportOptions {
	readonly json?: boolean;
	/** The embedded sandbox, which ends with the command: nothing can go on later. */
	readonly sandbox?: boolean;
	readonly wait?: Goal;
	/** Seconds. */
	readonly timeout?: number;
	readonly signal: AbortSignal;
	/** Of the command as a whole. */
	readonly limit?: AbortSignal | undefined;
	readonly intervals: Partial<WatchIntervals>;
}

/** Tells how a run ended, waits for the connection if asked to, and gives the exit code. */
export async function reportEnd(
	cloud: Cloud,
	plan: Plan,
	end: RunEnd,
	options: ReportOptions,
	io: CommandIo,
): Promise<ExitCode> {
	const say = options.json ? io.err : io.out;
	const json = {
		result: end.result,
		runId: end.runId ?? null,
		connectionId: end.connectionId,
		made: end.made,
		inDoubt: end.inDoubt ?? [],
	};
	if (end.result === 'failed' || end.result === 'stopped') {
		const failure = end.error ? cloudFailure(end.error) : stopped;
		if (options.json) io.out(jsonText({error: failure.json, ...json}, 2));
		io.err(`${failure.text}\n${madeText(end, options.sandbox ?? false)}`);
		return failure.exit;
	}

	if (end.result === 'made') say(`made: ${printable(end.connectionId)}`);
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
					limit: options.limit ?? AbortSignal.timeout((options.timeout ?? defaultTimeoutSeconds) * 1000),
					signal: options.signal,
					intervals: options.intervals,
					say,
				});
	const error = waited && waited.end !== 'reached' ? waitFailure(waited, waited.end, options) : undefined;
	if (options.json) {
		const status = waited?.status ? statusJson(waited.status) : null;
		io.out(jsonText({...(error ? {error: error.json} : {}), ...json, status}, 2));
	} else {
		if (waited?.status) io.out(statusText(waited.status));
		if (waited?.status && isUp(waited.status)) io.out('every tunnel is UP');
		for (const left of end.result === 'made' ? plan.leftByHand : []) io.out(`left to you: ${printable(left)}`);
	}

	if (!error) return exitCode.done;
	if (waited?.error) io.err(cloudFailure(waited.error).text);
	io.err([error.json.message, error.json.mend].filter(Boolean).join('\n  → '));
	return error.exit;
}

const stopped = failureOf(new UserError('stopped: no further action was begun', {exit: exitCode.cancelled}));

function madeText(end: RunEnd, sandbox: boolean): string {
	const run =
		end.runId && !sandbox
			? ` The run's journal: ${end.runId}\n  → tunnelwright runs resume ${end.runId} --yes goes on; runs undo ${end.runId} takes back what was made`
			: '';
	const made = end.made.map(item => printable(item.id)).join(', ');
	if (end.inDoubt?.length)
		return [
			...(made === '' ? [] : [`Made so far, and still there: ${made}.`]),
			`Not known whether it was made: ${doubtText(end.inDoubt)}.${run}`,
			...(sandbox ? [] : ['Both look for it first; until then it may stand, and cost money.']),
		].join('\n');
	return made === '' ? `Nothing was made.${run}` : `Made so far, and still there: ${made}.${run}`;
}

/** What may have been made: `create VPN connection (CreateVpnConnection)`. */
export function doubtText(inDoubt: readonly InDoubt[]): string {
	return inDoubt.map(({title, call}) => `${printable(title)} (${printable(call)})`).join(', ');
}

function waitFailure(
	{error, tries}: WaitResult,
	end: 'gone' | 'timeout' | 'cancelled',
	options: ReportOptions,
): {readonly exit: ExitCode; readonly json: FailureJson} {
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
	const mend = end === 'timeout' ? 'tunnelwright status shows how it stands; --timeout waits longer' : '';
	return {exit, json: {kind, code: '', field: '', message, mend, requestId: '', items: []}};
}
