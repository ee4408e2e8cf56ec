import {type ExitCode, UserError} from '../connection/user-error.ts';
import {begunRun} from '../session/begun-work.ts';
import {previewUndo, takeBack} from '../session/undo.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';
import {stepText, type TakenAway, tellEnd, tellEvents} from './tell-taking-away.ts';
import {type CommandWork, withSession} from './with-session.ts';

interface UndoCommandOptions extends CommandOptions {
	readonly yes?: boolean;
}

const stopMessage = 'stopping after the call in flight; press Ctrl-C again to leave at once (undo can be called again)';

/** `runs undo ID`: deletes what the run made, and nothing that was there before. Without --yes it only says what that is. */
export async function undoCommand(runId: string, options: UndoCommandOptions, io: CommandIo): Promise<ExitCode> {
	const goesOn = `tunnelwright runs undo ${runId} --yes`;
	const work = async ({session, signal, say}: CommandWork) => {
		if (!options.yes) {
			const {steps, inDoubt} = await previewUndo(session, runId, signal);
			throw new UserError('undo deletes what the run made, so it needs --yes', {
				field: '--yes',
				items: [
					...steps.map(step => `would ${stepText(step)}`),
					...inDoubt.map(action => `would look whether ${stepText(action)} was carried out, and take it back if so`),
					...(steps.length + inDoubt.length === 0
						? ['the journal tells of nothing that is left: it would be looked once more']
						: []),
				],
				mend: goesOn,
			});
		}

		const {state} = await begunRun(session, runId);
		const events = takeBack(session, runId, {signal, sleep: io.sleep});
		const end = await tellEvents(events, say);
		if (end.result === 'whole' && !options.json) say(wholeText(runId, end, state === 'undone'));
		return tellEnd(end, {result: 'undone', options, about: {runId}, goesOn}, io);
	};
	return withSession(options, io, work, () => stopMessage);
}

/** @param before whether the journal said so already */
function wholeText(runId: string, {unsure, kept, deleted}: TakenAway, before: boolean): string {
	if (kept.length > 0)
		return `undone, but for what is not the run’s as it stands: ${kept.map(({step}) => step.detail).join(', ')}`;
	if (unsure.length > 0) return `undone: nothing is left of what the journal of the run ${runId} tells`;
	return before && deleted.length === 0 ? `${runId} was undone already` : `undone: nothing of the run ${runId} is left`;
}
