import type {CloudErrorInfo, UndoStep} from '../clouds/cloud.ts';
import {jsonText} from '../connection/json-text.ts';
import {printable} from '../connection/printable.ts';
import {stepEnd, unsureLines} from '../connection/take-down.ts';
import {type ExitCode, exitCode, UserError} from '../connection/user-error.ts';
import type {UndoEvent} from '../run/take-away.ts';
import type {CommandIo} from './command-io.ts';
import {cloudFailure, failureOf} from './failure.ts';

/** How an undo or a deletion ended. */
export interface TakenAway {
	readonly result: 'whole' | 'failed' | 'stopped';
	readonly deleted: readonly UndoStep[];
	/** Steps whose thing another connection has begun to use: it was left. */
	readonly kept: readonly UndoStep[];
	readonly left: readonly UndoStep[];
	/** What is there and may be the run's: the journal has a gap. It was left. */
	readonly unsure: readonly string[];
	readonly error?: CloudErrorInfo;
}

/** Tells each step as a line while it goes on. */
export async function tellEvents(events: AsyncIterable<UndoEvent>, say: (line: string) => void): Promise<TakenAway> {
	const deleted: UndoStep[] = [];
	const kept: UndoStep[] = [];
	let waiting: string | undefined;
	let unsure: readonly string[] = [];
	for await (const event of events) {
		if (event.type === 'step-started') say(`${stepText(event.step)} …`);
		if (event.type === 'step-waiting' && event.why !== waiting) {
			waiting = event.why;
			say(`  waiting: ${printable(event.why)}`);
		}

		if (event.type === 'step-done') {
			(event.how === 'stays: another connection uses it now' ? kept : deleted).push(event.step);
			say(`  ${stepEnd(event.step, event.how)}`);
		}

		if (event.type === 'undo-finished') unsure = event.unsure ?? [];
		if (event.type === 'undo-failed')
			return {result: 'failed', deleted, kept, left: event.left, unsure: [], error: event.error};
		if (event.type === 'undo-stopped') return {result: 'stopped', deleted, kept, left: event.left, unsure: []};
	}

	return {result: 'whole', deleted, kept, left: [], unsure};
}

export interface EndWords {
	/** What the end is called when it is whole: `undone`, `deleted`. */
	readonly result: string;
	readonly json: boolean | undefined;
	/** Further members of the JSON document. */
	readonly about: {readonly [member: string]: unknown};
	/** The command that goes on. */
	readonly goesOn: string;
}

/** Tells how it ended, and gives the exit code that goes with it. */
export function tellEnd(end: TakenAway, words: EndWords, io: CommandIo): ExitCode {
	const {result, deleted, kept, left, error} = end;
	const failure =
		result === 'failed' && error
			? cloudFailure(error)
			: result === 'stopped'
				? failureOf(new UserError('stopped: nothing further was deleted', {exit: exitCode.cancelled}))
				: undefined;
	if (words.json)
		io.out(
			jsonText(
				{
					...(failure ? {error: failure.json} : {}),
					result: result === 'whole' ? words.result : result,
					...words.about,
					deleted: deleted.map(stepJson),
					...(kept.length > 0 ? {kept: kept.map(stepJson)} : {}),
					left: left.map(stepJson),
					...(end.unsure.length > 0 ? {unsure: end.unsure} : {}),
				},
				2,
			),
		);
	for (const line of unsureLines(end.unsure)) io.err(line);
	if (!failure) return exitCode.done;
	io.err(failure.text);
	for (const step of left) io.err(`not yet done: ${stepText(step)}`);
	io.err(`${words.goesOn} goes on`);
	return failure.exit;
}

export function stepText({title, detail}: Pick<UndoStep, 'title' | 'detail'>): string {
	return `${printable(title)}: ${printable(detail, 2000)}`;
}

export function stepJson({id, call, detail}: UndoStep) {
	return {action: id, call, detail};
}
