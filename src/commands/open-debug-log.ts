import type {Command} from 'commander';
import type {DebugLog} from '../run/debug-log.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';

/** Opens the log before a command begins, if it is asked for, and hands it to the command among its options. @throws UserError */
export async function logRequests(command: Command, io: CommandIo, outcome: {debugLog?: DebugLog}): Promise<void> {
	const options: CommandOptions = command.optsWithGlobals();
	const {debugFile, sandbox = false} = options;
	if (!options.debug && debugFile === undefined) return;
	outcome.debugLog = await debugLogOf({command: nameOf(command), sandbox, env: io.env, file: debugFile});
	// what optsWithGlobals gives each command
	command.setOptionValue('debug', true).setOptionValue('requestLog', outcome.debugLog);
}

/** A log with the program's version in it. @throws UserError when there is no place for it */
export async function debugLogOf(about: {
	readonly command: string;
	readonly sandbox: boolean;
	readonly env: CommandIo['env'];
	readonly file: string | undefined;
}): Promise<DebugLog> {
	const [{openDebugLog}, {version}] = await Promise.all([import('../run/debug-log.ts'), import('../run/version.ts')]);
	return openDebugLog({...about, version});
}

/** `runs resume`, without what the user wrote behind it. */
function nameOf(command: Command): string {
	const parent = command.parent?.parent ? `${command.parent.name()} ` : '';
	return `${parent}${command.name()}`;
}
