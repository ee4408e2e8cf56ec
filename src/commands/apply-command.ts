import type {Check} from '../clouds/contract/cloud.ts';
import {printable} from '../connection/printable.ts';
import {optionWords, shellWord} from '../connection/shell-word.ts';
import {type ExitCode, exitCode, UserError} from '../connection/user-error.ts';
import {besideIdentity} from '../session/identity.ts';
import {keysForRun, noKeys} from '../session/keys.ts';
import {checksOf, isThere, planConnection, planDocument, reportOf, verdictOf} from '../session/plan.ts';
import {runPlan} from '../session/run.ts';
import {limitOf, type MakingOptions, reportEnd} from './apply-report.ts';
import type {CommandIo} from './command-io.ts';
import type {DocumentOptions} from './command-options.ts';
import {loadDocument} from './keeping.ts';
import {type RunEnd, tellRun} from './tell-run.ts';
import {askKeyAt, type CommandWork, saidWhileWaiting, withSession} from './with-session.ts';

interface ApplyOptions extends DocumentOptions, MakingOptions {}

/** What the first Ctrl-C says while something is being made. */
export const stopMessage =
	'stopping after the action in flight; press Ctrl-C again to leave at once (what was made stays, and its run is journalled)';

/**
 * `apply`: makes the connection that a document describes, or what is missing of it. 0: it is there, as the document says. 3: a check refuses,
 * or it stands and differs. 4: the cloud refused, or did not tell. 130: cancelled.
 */
export async function applyCommand(file: string | undefined, options: ApplyOptions, io: CommandIo): Promise<ExitCode> {
	const document = await loadDocument({file, profile: options.profile}, io);
	if (!options.yes)
		throw new UserError('apply makes things that may cost money, so it needs --yes', {
			field: '--yes',
			mend: `look at the dry run first: tunnelwright plan ${file === undefined ? optionWords('--profile', options.profile ?? '') : shellWord(file)}; then apply with --yes`,
		});
	let begun = false;
	const limit = limitOf(options);
	const stopping = () => (begun ? stopMessage : 'stopped: nothing was made');
	const work = async (at: CommandWork<ApplyOptions>) => {
		const {session, signal: stopped, say} = at;
		const signal = limit ? AbortSignal.any([stopped, limit]) : stopped;
		const cloud = await session.cloud(document.cloud, document.region);
		const asked = besideIdentity(cloud, both => planConnection(session, document, both), signal);
		const {identity, found: planned} = await saidWhileWaiting(cloud, io, asked);
		const {plan} = planned;
		const again = async () => (await planDocument(cloud, document, signal)).plan;
		const finish = (end: RunEnd) => reportEnd(cloud, plan, end, {...at, limit, again: plan.exists ? again : undefined});
		const refuse = (checks: readonly Check[]) => {
			io.out(reportOf(session, {...planned, checks, identity}, options.json ? 'json' : 'text'));
			return exitCode.refused;
		};
		const isNew = !plan.exists && !planned.refused;
		const keys = isNew ? await keysForRun(cloud, document, session, askKeyAt(io, signal)) : noKeys;
		const secrets = 'secrets' in keys ? keys.secrets : noKeys.secrets;
		const checks: Check[] = [];
		for await (const check of checksOf(planned, secrets, signal)) checks.push(check);
		if (isThere(plan)) {
			if (verdictOf(plan, checks) === 'differs') return refuse(checks);
			say(`exists already: ${printable(plan.exists.id)}, ${printable(plan.exists.state)}. Nothing new is made.`);
			return finish({result: 'exists', connectionId: plan.exists.id, made: []});
		}

		if (verdictOf(plan, checks) === 'refused') return refuse(checks);
		for (const check of checks.filter(({result, unanswered}) => result === 'warn' || unanswered))
			say(`! ${printable(check.title)}   ${printable(check.detail)}`);
		for (const part of plan.comparison?.missing ?? [])
			say(`${printable(plan.exists?.id ?? '')} is there; missing, and made now: ${printable(part)}`);
		begun = true;
		const limits = {signal: stopped, limit, sleep: io.sleep};
		const events = runPlan(session, {plan, secrets, account: identity?.account}, limits);
		return finish(await tellRun(plan, events, say));
	};
	return withSession(options, io, work, stopping);
}
