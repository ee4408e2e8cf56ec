import {markText, valueText} from '../clouds/contract/change-words.ts';
import type {UndoStep} from '../clouds/contract/cloud.ts';
import {printable} from '../connection/printable.ts';
import {keptText} from '../connection/take-down.ts';
import {type ExitCode, UserError} from '../connection/user-error.ts';
import {begunRun} from '../session/begun-work.ts';
import {previewUndo, takeBack} from '../session/undo.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';
import {stepText, type TakenAway, tellEnd, tellEvents} from './tell-taking-away.ts';
import {type CommandWork, withSession} from './with-session.ts';

interface UndoCommandOptions extends CommandOptions {
	readonly yes?: boolean;
	/** A tunnel is changed back though the other one is not UP. */
	readonly evenIfDown?: boolean;
}

const stopMessage = 'stopping after the call in flight; press Ctrl-C again to leave at once (undo can be called again)';

/** `runs undo ID`: deletes what the run made, puts back what it changed, and touches nothing else. Without --yes it only says what that is. */
export async function undoCommand(runId: string, options: UndoCommandOptions, io: CommandIo): Promise<ExitCode> {
	const goesOn = `tunnelwright runs undo ${runId} --yes`;
	const work = async ({session, signal, say}: CommandWork) => {
		if (!options.yes) {
			const {steps, inDoubt, asChanged} = await previewUndo(session, runId, signal);
			throw new UserError('undo deletes what the run made and puts back what it changed, so it needs --yes', {
				field: '--yes',
				items: [
					...steps.flatMap(step => [`would ${stepText(step)}`, ...changeLines(step)]),
					...inDoubt.map(action => `would look whether ${stepText(action)} was carried out, and take it back if so`),
					...asChanged.map(what => printable(what, 400)),
					...(steps.length + inDoubt.length + asChanged.length === 0
						? ['the journal tells of nothing that is left: it would be looked once more']
						: []),
				],
				mend: goesOn,
			});
		}

		const {state} = await begunRun(session, runId);
		const events = takeBack(session, runId, {signal, sleep: io.sleep, evenIfDown: options.evenIfDown});
		const end = await tellEvents(events, say);
		if (end.result === 'whole' && !options.json) say(wholeText(runId, end, state === 'undone'));
		return tellEnd(end, {result: 'undone', options, about: {runId}, goesOn}, io);
	};
	return withSession(options, io, work, () => stopMessage);
}

/** What a step puts back, a line each. */
function changeLines({change}: UndoStep): readonly string[] {
	if (!change) return [];
	return [
		...change.values.map(value => `  ${value.what}: ${valueText(value)}`),
		`  ${markText(change.interrupts)}`,
	].map(line => printable(line, 2000));
}

/** @param before whether the journal said so already */
function wholeText(runId: string, end: TakenAway, before: boolean): string {
	const {unsure, kept, deleted, putBack, asChanged} = end;
	if (kept.length > 0) return keptText(kept.map(({step}) => step.detail));
	if (asChanged.length > 0) return `undone, but for what of the run ${runId} has no way back`;
	if (unsure.length > 0) return `undone: nothing is left of what the journal of the run ${runId} tells`;
	if (before && deleted.length + putBack.length === 0) return `${runId} was undone already`;
	if (putBack.length === 0) return `undone: nothing of the run ${runId} is left`;
	return deleted.length === 0
		? `undone: what the run ${runId} changed is as before`
		: `undone: nothing of the run ${runId} is left, and what it changed is as before`;
}
