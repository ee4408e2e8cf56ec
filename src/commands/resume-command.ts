import {printable} from '../connection/printable.ts';
import {type ExitCode, UserError} from '../connection/user-error.ts';
import {begunWork} from '../session/begun-work.ts';
import {deleteStepsLeft, finishDeletion, readBegunDeletion} from '../session/delete.ts';
import {type DeleteRecord, isDelete} from '../session/list-runs.ts';
import {planDocument} from '../session/plan.ts';
import {actionsLeft, actionsWaitedFor, refuseEnded, resumeRun} from '../session/resume.ts';
import {stopMessage} from './apply-command.ts';
import {limitOf, type MakingOptions, reportEnd} from './apply-report.ts';
import type {CommandIo} from './command-io.ts';
import {deleteStopMessage, removalLines, tellDeletion} from './delete-command.ts';
import {keepingOf} from './keeping.ts';
import {reportDeed} from './tell-deed.ts';
import {tellRun} from './tell-run.ts';
import {askKeyAt, type CommandWork, saidWhileWaiting, withSession} from './with-session.ts';

interface ResumeOptions extends MakingOptions {
	/** A tunnel is changed though the other one is not UP. */
	readonly evenIfDown?: boolean;
}

/** `runs resume ID`: goes on where a run stopped. What was made is taken over; what is in doubt is looked up first. */
export async function resumeCommand(runId: string, options: ResumeOptions, io: CommandIo): Promise<ExitCode> {
	const limit = limitOf(options);
	let stopping = stopMessage;
	const work = async (at: CommandWork<ResumeOptions>) => {
		const {session, signal} = at;
		const record = await begunWork(session, runId);
		if (isDelete(record)) {
			stopping = deleteStopMessage;
			return resumeDelete(record, at);
		}

		refuseEnded(record);
		if (!options.yes)
			throw new UserError(
				record.plan.exists
					? 'resuming goes on changing what stands, so it needs --yes'
					: 'resuming makes things that may cost money, so it needs --yes',
				{
					field: '--yes',
					items: [
						...actionsWaitedFor(record).map(
							({title, detail}) => `would wait until it is done: ${printable(title)}, ${printable(detail)}`,
						),
						...actionsLeft(record).map(
							({title, detail}) => `would go on with: ${printable(title)}, ${printable(detail)}`,
						),
					],
					mend: `tunnelwright runs resume ${runId} --yes`,
				},
			);
		const {plan} = record;
		const {evenIfDown} = options;
		const askKey = askKeyAt(io, signal);
		const events = resumeRun(session, runId, {
			signal,
			limit,
			sleep: io.sleep,
			askKey,
			evenIfDown,
			compares: plan.deed !== undefined,
		});
		const end = await tellRun(plan, events, at.say);
		if (plan.deed) return reportDeed(plan, end, {done: [`done: ${printable(plan.exists?.id ?? '')}`]}, at);
		if (end.result === 'made') await dropDraft(runId, io);
		const cloud = await session.cloud(plan.cloud, plan.region);
		const again = async () => (await planDocument(cloud, plan.document, signal, plan.converge)).plan;
		return reportEnd(cloud, plan, end, {...at, limit, again: plan.exists ? again : undefined});
	};
	return withSession(options, io, work, () => stopping);
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

/** The same for a deletion. Each step is looked for before. @throws UserError, CloudError */
async function resumeDelete(record: DeleteRecord, at: CommandWork<MakingOptions>): Promise<ExitCode> {
	const {session, options, io, signal} = at;
	const {runId, removal} = record;
	if (!options.yes) {
		const cloud = await session.cloud(removal.cloud, removal.region);
		const now = await saidWhileWaiting(cloud, io, readBegunDeletion(session, runId, signal));
		throw new UserError('resuming goes on deleting, so it needs --yes', {
			field: '--yes',
			items: removalLines({...now.removal, steps: deleteStepsLeft(now)}),
			mend: `tunnelwright runs resume ${runId} --yes`,
		});
	}

	return tellDeletion(record, finishDeletion(session, runId, {signal, sleep: io.sleep}), at);
}
