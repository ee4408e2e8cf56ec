import {printable} from '../connection/printable.ts';
import {type ExitCode, UserError} from '../connection/user-error.ts';
import {foldersOf} from '../run/folders.ts';
import {reopenRun} from '../run/journal.ts';
import {undoPreview, undoRun} from '../run/undo.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';
import {cloudOfRun, runToGoOn} from './run-of-journal.ts';
import {stepText, tellEnd, tellEvents} from './tell-taking-away.ts';
import {withSession} from './with-session.ts';

export interface UndoCommandOptions extends CommandOptions {
	readonly yes?: boolean;
}

const stopMessage = 'stopping after the call in flight; press Ctrl-C again to leave at once (undo can be called again)';

/** `runs undo ID`: deletes what the run made, and nothing that was there before. Without --yes it only says what that is. */
export async function undoCommand(runId: string, options: UndoCommandOptions, io: CommandIo): Promise<ExitCode> {
	const first = await runToGoOn(runId, io);
	const say = options.json ? io.err : io.out;
	const words = {
		result: 'undone',
		options,
		about: {runId},
		goesOn: `tunnelwright runs undo ${runId} --yes`,
	};
	return withSession({options, io, stopping: () => stopMessage}, async ({session, signal}) => {
		const {cloud} = await cloudOfRun(session, first, signal);
		if (!options.yes) {
			const {steps, inDoubt} = undoPreview(cloud, first);
			throw new UserError('undo deletes what the run made, so it needs --yes', {
				field: '--yes',
				items: [
					...steps.map(step => `would ${stepText(step)}`),
					...inDoubt.map(action => `would look whether ${printable(action)} was carried out, and take it back if so`),
					...(steps.length + inDoubt.length === 0
						? ['the journal tells of nothing that is left: it would be looked once more']
						: []),
				],
				mend: `tunnelwright runs undo ${runId} --yes`,
			});
		}

		const {journal, record} = await reopenRun(foldersOf(io.env).state, runId);
		try {
			const events = undoRun(cloud, record, {
				journal,
				signal,
				...(io.sleep ? {sleep: io.sleep} : {}),
			});
			const end = await tellEvents(events, say);
			if (end.result === 'whole' && !options.json)
				say(
					end.unsure.length + end.kept.length === 0
						? record.state === 'undone' && end.deleted.length === 0
							? `${runId} was undone already`
							: `undone: nothing of the run ${runId} is left`
						: end.kept.length > 0
							? `undone, but for what is not the run’s as it stands: ${end.kept.map(({step}) => step.detail).join(', ')}`
							: `undone: nothing is left of what the journal of the run ${runId} tells`,
				);
			return tellEnd(end, words, io);
		} finally {
			await journal.close();
		}
	});
}
