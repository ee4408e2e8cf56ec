import {jsonText} from '../connection/json-text.ts';
import {type ExitCode, exitCode} from '../connection/user-error.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';

/** Prints what a command was asked for: one JSON document, or lines. */
export function answer({json}: CommandOptions, io: CommandIo, value: unknown, lines: readonly string[]): ExitCode {
	if (json) io.out(jsonText(value, 2));
	else for (const line of lines) io.out(line);
	return exitCode.done;
}
