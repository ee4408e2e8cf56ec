import type {Command} from 'commander';
import {UserError} from '../connection/user-error.ts';

/** What a first word is looked for under, where it is no command itself. */
const elsewhere: Readonly<Record<string, readonly string[]>> = {
	import: ['profiles', 'import'],
	list: ['profiles', 'list'],
	save: ['profiles', 'save'],
	resume: ['runs', 'resume'],
	undo: ['runs', 'undo'],
	forget: ['runs', 'forget'],
	create: ['apply'],
	rotate: ['rotate-keys'],
	'renew-keys': ['rotate-keys'],
	devices: ['config', '--list-devices'],
};

/**
 * The arguments as they are to be read: help on a word that is a command elsewhere is the help of that command. commander prints the
 * general help for any word that it does not know.
 * @throws UserError for a word that is no command: it says where the command is, or what there is
 */
export function withKnownCommand(program: Command, args: readonly string[]): readonly string[] {
	const {command, at} = deepest(program, args);
	const word = args[at];
	if (word === undefined || word.startsWith('-') || command.commands.length === 0) return args;
	const isRoot = command === program;
	const meant = isRoot && Object.hasOwn(elsewhere, word) ? elsewhere[word] : undefined;
	const asksHelp = args.slice(at + 1).some(each => each === '--help' || each === '-h');
	if (meant && asksHelp) return [...meant.filter(each => !each.startsWith('-')), '--help'];
	if (meant)
		throw new UserError(`tunnelwright has no command "${word}"`, {mend: `write tunnelwright ${meant.join(' ')}`});
	if (!asksHelp) return args;
	const names = command.commands.map(each => each.name()).join(', ');
	throw new UserError(
		`${isRoot ? program.name() : `${program.name()} ${command.name()}`} has no command of that name`,
		{
			mend: `it has ${names}`,
		},
	);
}

/** The command that the first words name, and where they end. */
export function deepest(program: Command, args: readonly string[]): {readonly command: Command; readonly at: number} {
	let command = program;
	for (const [at, word] of args.entries()) {
		const next = command.commands.find(each => each.name() === word);
		if (!next) return {command, at};
		command = next;
	}

	return {command, at: args.length};
}
