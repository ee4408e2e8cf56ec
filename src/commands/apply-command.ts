import type {Check, Cloud, Identity, Plan} from '../clouds/contract/cloud.ts';
import {comparisonChecks} from '../clouds/contract/comparison.ts';
import {printable} from '../connection/printable.ts';
import {optionWords, shellWord} from '../connection/shell-word.ts';
import {type ExitCode, exitCode, UserError} from '../connection/user-error.ts';
import {planReport} from '../handover/report/report.ts';
import {verdictOf} from '../handover/report/verdict.ts';
import {foldersOf} from '../run/folders.ts';
import {createJournal} from '../run/journal.ts';
import {refuseWhileUnderWay} from '../run/under-way.ts';
import type {Goal} from '../session/wait-for.ts';
import {limitOf, reportEnd} from './apply-report.ts';
import {collectSecrets} from './ask-secrets.ts';
import type {CommandIo} from './command-io.ts';
import type {DocumentOptions} from './command-options.ts';
import {allChecks, loadDocument, prepare, readWithIdentity} from './prepare.ts';
import {type RunEnd, runPlan} from './run-plan.ts';
import {withSession} from './with-session.ts';

export interface ApplyOptions extends DocumentOptions {
	readonly yes?: boolean;
	readonly wait?: Goal;
	readonly timeout?: number;
}

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
	const say = options.json ? io.err : io.out;
	const limit = limitOf(options);
	return withSession(
		{options, io, stopping: () => (begun ? stopMessage : 'stopped: nothing was made')},
		async ({session, signal: asked}) => {
			const signal = limit ? AbortSignal.any([asked, limit]) : asked;
			const cloud = await session.cloud(document.cloud, document.region);
			const {identity, found: prepared} = await readWithIdentity(cloud, until => prepare(cloud, document, until), {
				signal,
				io,
			});
			const {plan} = prepared;
			await refuseWhileUnderWay(foldersOf(io.env).state, plan, session.sandbox);
			if (plan.exists && plan.actions.length === 0) {
				const checks = comparisonChecks(plan);
				if (verdictOf(plan, checks) === 'differs') return refuse(cloud, plan, checks, identity, options, io);
				say(`exists already: ${printable(plan.exists.id)}, ${printable(plan.exists.state)}. Nothing new is made.`);
				return await finish({result: 'exists', connectionId: plan.exists.id, made: []});
			}

			const isNew = !plan.exists && prepared.refusals.length === 0;
			const secrets = isNew ? await collectSecrets(cloud, document, io, signal) : new Map();
			const checks = await allChecks(prepared, secrets, signal);
			if (verdictOf(plan, checks) === 'refused') return refuse(cloud, plan, checks, identity, options, io);
			for (const check of checks.filter(({result, unanswered}) => result === 'warn' || unanswered))
				say(`! ${printable(check.title)}   ${printable(check.detail)}`);
			for (const part of plan.comparison?.missing ?? [])
				say(`${printable(plan.exists?.id ?? '')} is there; missing, and made now: ${printable(part)}`);
			begun = true;
			const journal = await createJournal(foldersOf(io.env).state);
			try {
				const end = await runPlan(cloud, plan, {
					secrets,
					identity,
					journal,
					sandbox: session.sandbox,
					signal: asked,
					...(limit ? {limit} : {}),
					say,
					...(io.sleep ? {sleep: io.sleep} : {}),
				});
				return await finish(end);
			} finally {
				await journal.close();
			}

			async function finish(end: RunEnd): Promise<ExitCode> {
				const again = async () => (await prepare(cloud, document, signal)).plan;
				const report = {...options, signal: asked, limit};
				return reportEnd(cloud, plan, end, plan.exists ? {...report, again} : report, io);
			}
		},
	);
}

function refuse(
	cloud: Cloud,
	plan: Plan,
	checks: readonly Check[],
	identity: Identity | undefined,
	options: ApplyOptions,
	io: CommandIo,
): ExitCode {
	const lines = plan.actions.map(action => cloud.commandLine(action, plan));
	io.out(planReport(plan, checks, lines, options.json ? 'json' : 'text', identity));
	return exitCode.refused;
}
