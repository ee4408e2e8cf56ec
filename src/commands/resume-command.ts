import {printable} from '../connection/printable.ts';
import {type ExitCode, exitCode, UserError} from '../connection/user-error.ts';
import {foldersOf} from '../run/folders.ts';
import {reopenRun} from '../run/journal.ts';
import {isDelete, type RunRecord} from '../run/run-record.ts';
import type {Goal} from '../session/wait-for.ts';
import {stopMessage} from './apply-command.ts';
import {limitOf, reportEnd} from './apply-report.ts';
import {collectSecrets} from './ask-secrets.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';
import {resumeDelete} from './resume-delete.ts';
import {cloudOfRun, journalToGoOn} from './run-of-journal.ts';
import {runPlan} from './run-plan.ts';
import {withSession} from './with-session.ts';

export interface ResumeOptions extends CommandOptions {
	readonly yes?: boolean;
	readonly wait?: Goal;
	readonly timeout?: number;
}

/** `runs resume ID`: goes on where a run stopped. What was made is taken over; what is in doubt is looked up first. */
export async function resumeCommand(runId: string, options: ResumeOptions, io: CommandIo): Promise<ExitCode> {
	const first = await journalToGoOn(runId, io);
	if (isDelete(first)) return resumeDelete(first, options, io);
	refuseIfOver(first);
	if (!options.yes)
		throw new UserError('resuming makes things that may cost money, so it needs --yes', {
			field: '--yes',
			items: first.plan.actions
				.filter(({id}) => !first.results.has(id))
				.map(({title, detail}) => `would go on with: ${printable(title)}, ${printable(detail)}`),
			mend: `tunnelwright runs resume ${runId} --yes`,
		});
	const limit = limitOf(options);
	return withSession({options, io, stopping: () => stopMessage}, async ({session, signal}) => {
		const {cloud, identity} = await cloudOfRun(session, first, signal);
		const secrets = needsSecrets(first) ? await collectSecrets(cloud, first.plan.document, io, signal) : new Map();
		const {journal, record} = await reopenRun(foldersOf(io.env).state, runId);
		try {
			refuseIfOver(record);
			const end = await runPlan(cloud, record.plan, {
				secrets,
				identity,
				journal,
				earlier: record,
				sandbox: record.sandbox,
				signal,
				...(limit ? {limit} : {}),
				say: options.json ? io.err : io.out,
				...(io.sleep ? {sleep: io.sleep} : {}),
			});
			if (end.result === 'made') await dropDraftOf(runId, io);
			const report = {...options, signal, limit};
			return await reportEnd(cloud, record.plan, end, report, io);
		} finally {
			await journal.close();
		}
	});
}

/** The wizard's draft that the run was begun from asks for nothing any more. What was made is made, whether the draft can go or not. */
async function dropDraftOf(runId: string, {env, err}: CommandIo): Promise<void> {
	try {
		const {openDrafts} = await import('../profiles/drafts.ts');
		(await openDrafts(foldersOf(env).config)).dropOf(runId);
	} catch (error) {
		err(`the draft of this run could not be deleted: ${error instanceof UserError ? error.message : 'unknown'}`);
	}
}

function refuseIfOver({state, runId, connectionId = '', plan}: RunRecord): void {
	if (state === 'finished')
		throw new UserError(`the run ${runId} reached its end: ${connectionId || 'the connection'} was made`, {
			mend: `tunnelwright status ${connectionId} --region ${plan.region} shows it`,
		});
	if (state !== 'unfinished')
		throw new UserError(`the run ${runId} ${state === 'undone' ? 'was undone' : 'is being undone'}`, {
			mend: state === 'undone' ? 'apply the document again' : `tunnelwright runs undo ${runId} --yes`,
			exit: exitCode.refused,
		});
}

/** Whether a call that carries a key is still to be made. */
function needsSecrets({plan, results}: RunRecord): boolean {
	return plan.actions.some(({id, parameters}) => !results.has(id) && JSON.stringify(parameters).includes('"$secret"'));
}
