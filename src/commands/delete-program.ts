import {type Command, Option} from 'commander';
import {cloudIds, cloudModules} from '../clouds/registry.ts';
import type {ExitCode} from '../connection/user-error.ts';
import type {CommandIo} from './command-io.ts';
import {helpWords} from './help-words.ts';

/** The command that takes a connection down. */
export function deleteProgram(
	program: Command,
	io: CommandIo,
	common: (command: Command) => Command,
	ends: (work: Promise<ExitCode>) => Promise<void>,
): void {
	const {first, second, connectionIds, regionVariables} = helpWords();
	const others = cloudModules().flatMap(({title, hasOwnAddresses}) => (hasOwnAddresses ? [title] : []));
	common(program.command('delete'))
		.description(
			'take a connection down: its routes, itself, and the gateways that only it used and that were made here',
		)
		.argument('<id>', `the connection, as in ${connectionIds}`)
		.option('--confirm <name>', 'the name of the connection, in place of typing it at a terminal')
		.addOption(new Option('--cloud <cloud>', 'its cloud, where the id does not say').choices(cloudIds()))
		.option('--region <region>', `its region (default: ${regionVariables})`)
		.addHelpText(
			'after',
			`
It says what goes, what stays and why, then asks for the connection's name. Nothing that another connection uses goes, and no
gateway that no run of tunnelwright made. There is no way back: a new connection has new keys, on ${others.join(' and ')} new addresses as well, so its device
needs a new configuration. A deletion that broke off is finished by "tunnelwright runs resume".

Examples:
  tunnelwright delete ${first.connectionId.example}                          says what would go, and asks
  tunnelwright delete ${second.connectionId.example} --confirm shanghai-idc --json
Exit codes: 0 done · 1 a bug of ours · 2 usage, a name that does not match, nothing of this id · 3 another process is at it
            4 the cloud refused or failed · 130 cancelled`,
		)
		.action(async (id: string, _options: unknown, command: Command) => {
			const {deleteCommand} = await import('./delete-command.ts');
			await ends(deleteCommand(id, command.optsWithGlobals(), io));
		});
}
