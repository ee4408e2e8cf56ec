import {type Command, CommanderError} from 'commander';
import {inThisAccount} from '../clouds/sign-in/in-this-account.ts';
import {jsonText} from '../connection/json-text.ts';
import {printable} from '../connection/printable.ts';
import {type ExitCode, exitCode, UserError} from '../connection/user-error.ts';
import {endProcess, noteHangUp, saysHangUp} from '../run/process-end.ts';
import type {OpenWizardOptions} from '../ui/open-wizard-options.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';
import {failureHere, failureOf} from './failure.ts';
import {helpWords} from './help-words.ts';
import {noScreen} from './no-screen.ts';
import {deepest, withKnownCommand} from './other-names.ts';
import {processIo} from './process-io.ts';
import {createProgram, failureStyle, type Outcome} from './program.ts';
import {refuseSandboxOptions} from './shared-options.ts';

/** Runs a command of the real process and ends the process with its code, once all output is out. */
export async function runCommands(args: readonly string[], wizard: OpenWizardOptions | undefined): Promise<void> {
	const io = processIo();
	// a promise that nobody awaits ends the process too, with the same words
	process.on('uncaughtException', error => {
		if (saysHangUp(error)) noteHangUp();
		endProcess(saysHangUp(error) ? exitCode.cancelled : tellFailure(error, args, io));
	});
	const code = await runArguments(args, wizard, io);
	await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
	endProcess(code);
}

/** Tells a failure outside of any command, and ends the process. */
export async function leaveWith(error: unknown, args: readonly string[]): Promise<never> {
	endProcess(tellFailure(error, args, processIo()));
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
	return new Promise(resolve => {
		stream.write('', () => resolve());
	});
}

/**
 * Runs a command. Every failure is told, and the exit code says what kind it was.
 * @param wizard set when the arguments ask for the wizard, which needs a terminal that is not there
 */
export async function runArguments(
	args: readonly string[],
	wizard: OpenWizardOptions | undefined,
	io: CommandIo,
): Promise<ExitCode> {
	const outcome: Outcome = {code: exitCode.done};
	// standard error is for people alone: whatever command it names is one for them to run
	const here: CommandIo = {...io, err: text => io.err(inThisAccount(text, outcome.options ?? {}))};
	const program = createProgram(here, outcome);
	// a second Ctrl-C and a bug leave from where they are
	io.onLeave?.(code => tellDebugLog(outcome, code, io));
	try {
		if (wizard) outcome.code = await withoutTerminal(wizard, io, outcome);
		else await parsed(program, args);
	} catch (error) {
		outcome.code =
			error instanceof CommanderError && error.exitCode === 0
				? exitCode.done
				: tellFailure(
						error instanceof CommanderError ? usageError(error, program, args) : error,
						args,
						here,
						outcome.options,
					);
	}

	tellDebugLog(outcome, outcome.code, io);
	return outcome.code;
}

/** @throws UserError, CommanderError, and whatever the command throws */
async function parsed(program: Command, args: readonly string[]): Promise<void> {
	try {
		await program.parseAsync([...withKnownCommand(program, args)], {from: 'user'});
	} catch (error) {
		// the wizard's own arguments get here when it can't be opened with them: without a command, an option is what is wrong
		if (error instanceof CommanderError && error.code === 'commander.help') refuseSandboxOptions(program.opts());
		throw error;
	}
}

function tellDebugLog(outcome: Outcome, code: number, io: CommandIo): void {
	if (outcome.debugLog) io.err(outcome.debugLog.end(code));
	delete outcome.debugLog;
}

function tellFailure(error: unknown, args: readonly string[], io: CommandIo, options: CommandOptions = {}): ExitCode {
	const {json, debug} = failureStyle(args);
	const failure = failureHere(failureOf(error, debug, io.reportBug), options);
	if (json) io.out(jsonText({error: failure.json}, 2));
	io.err(failure.text);
	return failure.exit;
}

/** @param args of which the first words name a command (`profiles save`), as far as they do */
function usageError(error: CommanderError, program: Command, args: readonly string[]): UserError {
	const {command, at} = deepest(program, args);
	const name = [program.name(), ...args.slice(0, at)].join(' ');
	const next = args[at] ?? '';
	const knows = next === '' ? [] : command.commands.map(each => each.name());
	// commander shows the help and says nothing when a command is missing
	if (error.code === 'commander.help')
		return new UserError('a command is missing', {mend: 'tunnelwright --help lists the commands'});
	// where a command does something by itself, a word that is none of its commands is one argument too many to commander
	if (error.code === 'commander.excessArguments' && knows.length > 0 && !next.startsWith('-'))
		return new UserError(`${name} has no command "${printable(next, 60)}"`, {mend: `it has ${knows.join(', ')}`});
	// what follows the = of an option that is not there may be a key
	const told = error.message.replace(/^error: /, '').replace(/^(unknown option '[^'=]*)=[^\n]*'/, "$1=…'");
	const [message = '', ...hints] = told.split('\n');
	return new UserError(message, {items: hints.filter(Boolean), mend: `${name} --help shows how`});
}

/** Why a terminal that is there can't have the wizard; undefined where there is none. */
function noScreenFor({env, interactive}: CommandIo): string | undefined {
	if (!interactive) return undefined;
	const why = noScreen(env);
	if (why === 'dumb')
		return 'the wizard draws on a terminal that can move its cursor, and TERM=dumb says that this one can’t: where that is not so, set TERM to what it is, as in TERM=xterm-256color';
	if (why === 'reader')
		return 'INK_SCREEN_READER asks for lines that can be read aloud, and the wizard draws a grid: unset it to have the grid all the same';
	return undefined;
}

async function withoutTerminal(wizard: OpenWizardOptions, io: CommandIo, outcome: Outcome): Promise<ExitCode> {
	const why = noScreenFor(io);
	if (why !== undefined || !wizard.sandbox)
		throw new UserError(why ?? 'the wizard needs a terminal, and there is none here', {
			mend: wizard.sandbox
				? `as plain lines: "tunnelwright plan ${helpWords().first.example?.file} --sandbox", then "apply" in its place with --yes; --help shows all commands`
				: 'as plain lines: "tunnelwright plan FILE" for a dry run, "tunnelwright apply FILE --yes" to create; --help shows all commands',
		});
	const {demoCommand} = await import('./demo-command.ts');
	if (wizard.debug) {
		const {debugLogOf} = await import('./open-debug-log.ts');
		outcome.debugLog = await debugLogOf({command: 'wizard', sandbox: true, env: io.env, file: wizard.debugFile});
	}

	return demoCommand(wizard, io, outcome.debugLog);
}
