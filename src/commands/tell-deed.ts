import type {Check, Plan} from '../clouds/contract/cloud.ts';
import {jsonText} from '../connection/json-text.ts';
import {printable} from '../connection/printable.ts';
import {type ExitCode, exitCode, UserError} from '../connection/user-error.ts';
import {identityOf} from '../session/identity.ts';
import {reportOf, verdictOf} from '../session/plan.ts';
import {deedChecks, type PlannedDeed} from '../session/plan-deed.ts';
import {doubtText, forgetText} from './apply-report.ts';
import type {CommandOptions} from './command-options.ts';
import {cloudFailure, failureHere, failureOf} from './failure.ts';
import {filesAheadText, type RunEnd, trafficOffText} from './tell-run.ts';
import {type CommandWork, saidWhileWaiting} from './with-session.ts';

/** What the first Ctrl-C says while something is being done to a connection that stands. */
export const deedStopMessage =
	'stopping after the call in flight; press Ctrl-C again to leave at once (runs resume goes on)';

/** Options of every command that does something to a connection that stands. */
export interface DeedOptions extends CommandOptions {
	readonly yes?: boolean;
	/** Seconds. */
	readonly timeout?: number;
	readonly evenIfDown?: boolean;
}

/** What ends the whole command, where that was asked for: its waits have limits of their own. */
export function deedLimit({timeout}: DeedOptions): AbortSignal | undefined {
	return timeout === undefined ? undefined : AbortSignal.timeout(timeout * 1000);
}

/**
 * Makes the dry run of a deed. Without `--yes` it is what the command says, and its end.
 * @returns undefined where it may go on, else the exit code of what was told
 */
export async function dryRunOfDeed(
	planned: PlannedDeed,
	{session, options, io, signal, say}: CommandWork<DeedOptions>,
	again: string,
): Promise<ExitCode | undefined> {
	const {cloud, plan, commandLines} = planned;
	const checks: Check[] = [];
	const read = async () => {
		for await (const check of deedChecks(planned, signal)) checks.push(check);
	};
	await saidWhileWaiting(cloud, io, read());
	const isRefused = verdictOf(plan, checks) === 'refused';
	if (!options.yes || isRefused) {
		const identity = await identityOf(cloud, signal);
		io.out(reportOf(session, {plan, checks, commandLines, identity}, options.json ? 'json' : 'text'));
		if (isRefused) return exitCode.refused;
		// with --json the report alone is on standard output
		io.err(
			failureHere(failureOf(new UserError('nothing was done: this was the dry run', {mend: again})), options).text,
		);
		return exitCode.usage;
	}

	for (const check of checks.filter(({result, unanswered}) => result === 'warn' || unanswered))
		say(`! ${printable(check.title)}   ${printable(check.detail)}`);
	return undefined;
}

interface EndOfDeed {
	/** What was done, in lines for people: told where it came to its end. */
	readonly done: readonly string[];
	/** Further members of the JSON document. */
	readonly about?: Readonly<Record<string, unknown>>;
}

/** Tells how a deed ended, and gives the exit code. */
export function reportDeed(
	plan: Pick<Plan, 'exists' | 'deed' | 'actions'>,
	end: RunEnd,
	{done, about = {}}: EndOfDeed,
	{options, io}: CommandWork<CommandOptions>,
): ExitCode {
	const isDone = end.result === 'made' || end.result === 'exists';
	const failure = isDone ? undefined : failureHere(end.error ? cloudFailure(end.error) : stopped, options);
	const {runId, inDoubt = [], unlike = []} = end;
	if (options.json)
		io.out(
			jsonText(
				{
					error: failure?.json,
					result: isDone ? 'done' : end.result,
					runId: runId ?? null,
					connectionId: plan.exists?.id ?? '',
					inDoubt,
					...(unlike.length > 0 ? {unlike} : {}),
					...(end.trafficOff ? {trafficOff: end.trafficOff} : {}),
					...(end.filesAhead?.length ? {filesAhead: end.filesAhead} : {}),
					...(end.unseen?.length ? {unseen: end.unseen} : {}),
					...about,
				},
				2,
			),
		);
	else if (isDone) for (const line of [...done, ...(end.unseen ?? []).map(what => printable(what))]) io.out(line);
	for (const line of unlike) io.err(`! not as it was before: ${printable(line, 2000)}`);
	if (!failure) return exitCode.done;
	const doubt = inDoubt.length > 0 ? `\nNot known whether it was carried out: ${doubtText(inDoubt)}.` : '';
	const way = end.error?.gone
		? `${forgetText(runId ?? '')}: its connection is gone, and it can't go on`
		: `tunnelwright runs resume ${runId} --yes goes on`;
	const goesOn = runId && !options.sandbox ? `\nThe run's journal: ${runId}\n  → ${way}` : '';
	const off = trafficOffText(end, plan, options.sandbox === true);
	const ahead = filesAheadText(end);
	io.err(`${failure.text}${off && `\n${off}`}${ahead && `\n${ahead}`}${doubt}${goesOn}`);
	return failure.exit;
}

const stopped = failureOf(new UserError('stopped: no further call was made', {exit: exitCode.cancelled}));
