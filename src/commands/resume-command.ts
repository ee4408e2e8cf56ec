import {printable} from '../connection/printable.ts';
import {type ExitCode, UserError} from '../connection/user-error.ts';
import {begunWork} from '../session/begun-work.ts';
import {isDelete} from '../session/list-runs.ts';
import {actionsLeft, refuseEnded, resumeRun} from '../session/resume.ts';
import type {Goal} from '../session/wait-for.ts';
import {stopMessage} from './apply-command.ts';
import {limitOf, reportEnd} from './apply-report.ts';
import {askKeyAt} from './ask-key.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';
import {deleteStopMessage} from './delete-command.ts';
import {keepingOf} from './keeping.ts';
import {resumeDelete} from './resume-delete.ts';
import {tellRun} from './tell-run.ts';
import {withSession} from './with-session.ts';

interface ResumeOptions extends CommandOptions {
	readonly yes?: boolean;
	readonly wait?: Goal;
	readonly timeout?: number;
}

/** `runs resume ID`: goes on where a run stopped. What was made is taken over; what is in doubt is looked up first. */
export async function resumeCommand(runId: string, options: ResumeOptions, io: CommandIo): Promise<ExitCode> {
	const limit = limitOf(options);
	let stopping = stopMessage;
	return withSession({options, io, stopping: () => stopping}, async ({session, signal}) => {
		const record = await begunWork(session, runId);
		if (isDelete(record)) {
			stopping = deleteStopMessage;
			return resumeDelete(session, record, options, signal, io);
		}

		refuseEnded(record);
		if (!options.yes)
			throw new UserError('resuming makes things that may cost money, so it needs --yes', {
				field: '--yes',
				items: actionsLeft(record).map(
					({title, detail}) => `would go on with: ${printable(title)}, ${printable(detail)}`,
				),
				mend: `tunnelwright runs resume ${runId} --yes`,
			});
		const {plan} = record;
		const limits = {signal, ...(limit ? {limit} : {}), ...(io.sleep ? {sleep: io.sleep} : {})};
		const events = resumeRun(session, runId, {...limits, askKey: askKeyAt(io, signal)});
		const end = await tellRun(plan, events, options.json ? io.err : io.out);
		if (end.result === 'made') await dropDraft(runId, io);
		const cloud = await session.cloud(plan.cloud, plan.region);
		return reportEnd(cloud, plan, end, {...options, signal, limit}, io);
	});
}

/** The wizard's draft that the run was begun from asks for nothing any more. What was made is made, whether the draft can go or not. */
async function dropDraft(runId: string, io: CommandIo): Promise<void> {
	try {
		const {dropDraftOf} = await import('../session/drafts.ts');
		await dropDraftOf(runId, keepingOf(io));
	} catch (error) {
		io.err(`the draft of this run could not be deleted: ${error instanceof UserError ? error.message : 'unknown'}`);
	}
}
