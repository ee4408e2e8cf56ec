import {valueText} from '../clouds/contract/change-words.ts';
import type {CloudErrorInfo, UndoStep} from '../clouds/contract/cloud.ts';
import {jsonText} from '../connection/json-text.ts';
import {printable} from '../connection/printable.ts';
import {asChangedLines, isLeft, stepEnd, unsureLines, usedByNow} from '../connection/take-down.ts';
import {type ExitCode, exitCode, UserError} from '../connection/user-error.ts';
import type {DeleteEvent} from '../session/delete.ts';
import type {InDoubt} from '../session/run.ts';
import {doubtText} from './apply-report.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';
import {cloudFailure, failureHere, failureOf} from './failure.ts';

/** A step whose thing was left where it is, and why. */
interface KeptStep {
	readonly step: UndoStep;
	/** `another connection uses it now`. */
	readonly why: string;
}

/** How an undo or a deletion ended. */
export interface TakenAway {
	readonly result: 'whole' | 'failed' | 'stopped';
	readonly deleted: readonly UndoStep[];
	/** Steps that put back what was changed, or found it as before. */
	readonly putBack: readonly UndoStep[];
	/** What stays as it was changed, in words: nobody knows what it was. */
	readonly asChanged: readonly string[];
	/** Steps whose thing was left: another connection has begun to use it, or it is not the run's. */
	readonly kept: readonly KeptStep[];
	readonly left: readonly UndoStep[];
	/** What is there and may be the run's: its journal does not tell. It was left. */
	readonly unsure: readonly string[];
	/** What may have been made or deleted, and nobody knows. */
	readonly inDoubt?: readonly InDoubt[];
	readonly error?: CloudErrorInfo;
}

/** Tells each step as a line while it goes on. @param onBegun called with the id of the journal that tells of a deletion */
export async function tellEvents(
	events: AsyncIterable<DeleteEvent>,
	say: (line: string) => void,
	onBegun: (runId: string) => void = () => {},
): Promise<TakenAway> {
	const deleted: UndoStep[] = [];
	const putBack: UndoStep[] = [];
	const kept: KeptStep[] = [];
	let asChanged: readonly string[] = [];
	let waiting: string | undefined;
	let unsure: readonly string[] = [];
	const ended = {deleted, putBack, kept, unsure: [], asChanged};
	for await (const event of events) {
		if (event.type === 'begun') onBegun(event.runId);
		if (event.type === 'step-started') {
			say(`${stepText(event.step)} …`);
			for (const value of event.step.change?.values ?? [])
				say(`  ${printable(`${value.what}: ${valueText(value)}`, 2000)}`);
		}

		if (event.type === 'step-waiting' && event.why !== waiting) {
			waiting = event.why;
			say(`  waiting: ${printable(event.why)}`);
		}

		if (event.type === 'step-done') {
			if (isLeft(event.how)) kept.push({step: event.step, why: printable(event.how.slice('stays: '.length), 400)});
			else if (event.step.change) putBack.push(event.step);
			else deleted.push(event.step);
			say(`  ${stepEnd(event.step, event.how)}`);
		}

		if (event.type === 'undo-finished') {
			unsure = event.unsure ?? [];
			asChanged = ('asChanged' in event && event.asChanged) || [];
		}

		if (event.type === 'undo-failed' || event.type === 'undo-stopped') {
			const {left, inDoubt} = event;
			return event.type === 'undo-failed'
				? {...ended, result: 'failed', left, inDoubt, error: event.error}
				: {...ended, result: 'stopped', left, inDoubt};
		}
	}

	return {...ended, result: 'whole', left: [], unsure, asChanged};
}

interface EndWords {
	/** What the end is called when it is whole: `undone`, `deleted`. */
	readonly result: string;
	readonly options: CommandOptions;
	/** Further members of the JSON document. */
	readonly about: {readonly [member: string]: unknown};
	/** The command that goes on. */
	readonly goesOn: string;
}

/** Tells how it ended, and gives the exit code that goes with it. */
export function tellEnd(end: TakenAway, words: EndWords, io: CommandIo): ExitCode {
	const {result, deleted, putBack, asChanged, kept, left, error} = end;
	const ended =
		result === 'failed' && error
			? cloudFailure(error)
			: result === 'stopped'
				? failureOf(new UserError('stopped: nothing further was deleted', {exit: exitCode.cancelled}))
				: undefined;
	const failure = ended && failureHere(ended, words.options);
	if (words.options.json)
		io.out(
			jsonText(
				{
					error: failure?.json,
					result: result === 'whole' ? (end.unsure.length > 0 ? 'not known' : words.result) : result,
					...words.about,
					deleted: deleted.map(stepJson),
					putBack: putBack.length > 0 ? putBack.map(stepJson) : undefined,
					asChanged: asChanged.length > 0 ? asChanged : undefined,
					kept: kept.length > 0 ? kept.map(({step, why}) => ({...stepJson(step), why})) : undefined,
					left: left.map(stepJson),
					inDoubt: end.inDoubt,
					unsure: end.unsure.length > 0 ? end.unsure : undefined,
				},
				2,
			),
		);
	for (const line of unsureLines(end.unsure)) io.err(line);
	for (const line of asChangedLines(asChanged)) io.err(line);
	// what the journal calls the run's and is not, or what has no way back: whoever asked for it must look
	if (!failure && (asChanged.length > 0 || kept.some(({why}) => why !== usedByNow))) return exitCode.refused;
	if (!failure) return end.unsure.length > 0 ? exitCode.cloud : exitCode.done;
	io.err(failure.text);
	const doubted = new Set(end.inDoubt?.map(({action}) => action));
	for (const step of left)
		io.err(`${doubted.has(step.id) ? 'not known whether it is done' : 'not yet done'}: ${stepText(step)}`);
	const beside = (end.inDoubt ?? []).filter(({action}) => !left.some(({id}) => id === action));
	if (beside.length > 0) io.err(`not known whether it was made, so not taken back: ${doubtText(beside)}`);
	io.err(`${words.goesOn} goes on`);
	return failure.exit;
}

export function stepText({title, detail}: Pick<UndoStep, 'title' | 'detail'>): string {
	return `${printable(title)}: ${printable(detail, 2000)}`;
}

export function stepJson({id, call, detail, change}: UndoStep) {
	return {action: id, call, detail, values: change?.values};
}
