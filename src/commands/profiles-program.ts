import {type Command, Option} from 'commander';
import {cloudIds} from '../clouds/registry.ts';
import type {ExitCode} from '../connection/user-error.ts';
import type {CommandIo} from './command-io.ts';
import {helpWords} from './help-words.ts';

/** `profiles` and what can be done with them. */
export function profileCommands(
	program: Command,
	io: CommandIo,
	common: (command: Command) => Command,
	ends: (work: Promise<ExitCode>) => Promise<void>,
): void {
	const profiles = common(program.command('profiles'))
		.description('saved connections: list, show, save, rename, delete, export, import')
		.enablePositionalOptions()
		.addHelpText(
			'after',
			'\nWithout a command it lists them. A profile holds no key. `show` and `export` give the document that `plan` and `apply` read.',
		)
		.action(async (_options: unknown, command: Command) =>
			ends((await load()).listProfiles(command.optsWithGlobals(), io)),
		);
	const load = () => import('./profiles-command.ts');
	const add = (name: string, description: string) => common(profiles.command(name)).description(description);
	const overwriting = (command: Command) => command.option('--overwrite', 'replace what is there');

	add('list', 'list them').action(async (_options: unknown, command: Command) =>
		ends((await load()).listProfiles(command.optsWithGlobals(), io)),
	);
	add('show <name>', 'print its document').action(async (name: string, _options: unknown, command: Command) =>
		ends((await load()).showProfile(name, command.optsWithGlobals(), io)),
	);
	overwriting(add('save <name> <file>', 'save a document')).action(
		async (name: string, file: string, _options: unknown, command: Command) =>
			ends((await load()).saveProfile(name, file, command.optsWithGlobals(), io)),
	);
	add('rename <from> <to>', 'rename it').action(async (from: string, to: string, _options: unknown, command: Command) =>
		ends((await load()).renameProfile(from, to, command.optsWithGlobals(), io)),
	);
	add('delete <name>', 'delete it; what it made in a cloud stays').action(
		async (name: string, _options: unknown, command: Command) =>
			ends((await load()).deleteProfile(name, command.optsWithGlobals(), io)),
	);
	overwriting(add('export <name> <file>', 'write its document to a file, for you alone; - is standard output')).action(
		async (name: string, file: string, _options: unknown, command: Command) =>
			ends((await load()).exportProfile(name, file, command.optsWithGlobals(), io)),
	);
	const {first, second, regionVariables} = helpWords();
	overwriting(add('import [file]', "save a file's connection, or one that stands in a cloud"))
		.option('--name <name>', 'under this name (default: the name in the document)')
		.option('--region <region>', `its region, where the file does not say (default: ${regionVariables})`)
		.addOption(new Option('--from <cloud>', 'read a connection back from this cloud').choices(cloudIds()))
		.option('--id <id>', `which one: ${first.connectionId.example}, ${second.connectionId.example}`)
		.addHelpText(
			'after',
			`
FILE is a document of tunnelwright or several, a request of ${first.requests.command}, or one of
${second.requests.command}. Keys in it are never kept. What could not be taken over is said line by line.

Examples:
  tunnelwright profiles import request.json --region ${first.region.example}
  tunnelwright profiles import --from ${second.id} --id ${second.connectionId.example} --region ${second.region.example} --name another-like-it`,
		)
		.action(async (file: string | undefined, _options: unknown, command: Command) => {
			const {importProfile} = await import('./import-command.ts');
			await ends(importProfile(file, command.optsWithGlobals(), io));
		});
}
