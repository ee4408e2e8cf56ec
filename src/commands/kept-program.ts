import {type Command, Option} from 'commander';
import {cloudIds} from '../clouds/registry.ts';
import {exitCodes, helpWords} from './help-words.ts';
import type {Carry} from './program.ts';
import {commonOptions, makingOptions} from './shared-options.ts';

/** The commands for what this machine keeps: profiles, and the journals of runs. */
export function keptCommands(program: Command, carry: Carry): void {
	profileCommands(program, carry);
	runCommands(program, carry);
}

function profileCommands(program: Command, carry: Carry): void {
	const profiles = commonOptions(program.command('profiles'))
		.description('saved connections: list, show, save, rename, delete, export, import')
		.enablePositionalOptions()
		.addHelpText(
			'after',
			'\nWithout a command it lists them. A profile holds no key. `show` and `export` give the document that `plan` and `apply` read.',
		)
		.action(carry(async () => (await load()).listProfiles));
	const load = () => import('./profiles-command.ts');
	const add = (name: string, description: string) => commonOptions(profiles.command(name)).description(description);
	const overwriting = (command: Command) => command.option('--overwrite', 'replace what is there');

	add('list', 'list them').action(carry(async () => (await load()).listProfiles));
	add('show <name>', 'print its document').action(carry(async () => (await load()).showProfile));
	overwriting(add('save <name> <file>', 'save a document')).action(carry(async () => (await load()).saveProfile));
	add('rename <from> <to>', 'rename it').action(carry(async () => (await load()).renameProfile));
	add('delete <name>', 'delete it; what it made in a cloud stays').action(
		carry(async () => (await load()).deleteProfile),
	);
	overwriting(add('export <name> <file>', 'write its document to a file, for you alone; - is standard output')).action(
		carry(async () => (await load()).exportProfile),
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
		.action(carry(async () => (await import('./import-command.ts')).importProfile));
}

const evenIfDown = 'a tunnel is changed though the other one is not UP: the site may be cut off meanwhile';

function runCommands(program: Command, carry: Carry): void {
	const runs = commonOptions(program.command('runs'))
		.description('runs that did not reach their end: list, show, resume, undo, forget')
		.enablePositionalOptions()
		.option('--all', 'finished and undone ones too')
		.addHelpText(
			'after',
			`
Every run that makes something is journalled, so that it can be finished or taken back whatever ended it.

Examples:
  tunnelwright runs
  tunnelwright runs resume 20261121T223100-9f86d081 --yes --wait up
  tunnelwright runs undo 20261121T223100-9f86d081          says what would be deleted
${exitCodes}`,
		)
		.action(carry(async () => (await load()).runsCommand));
	const load = () => import('./runs-command.ts');
	const add = (name: string, description: string) => commonOptions(runs.command(name)).description(description);

	add('list', 'those that did not reach their end, as without a command')
		.option('--all', 'finished and undone ones too')
		.action(carry(async () => (await load()).runsCommand));
	add('show <id>', 'what a run made, action by action').action(carry(async () => (await load()).showRun));
	makingOptions(
		add('resume <id>', 'go on where it stopped; what exists is never made twice'),
		'make what is missing without asking again',
	)
		.option('--even-if-down', evenIfDown)
		.action(carry(async () => (await import('./resume-command.ts')).resumeCommand));
	add('undo <id>', 'delete what it made, put back what it changed, and touch nothing else')
		.option('--yes', 'do it without asking again; without it, what would be done is listed')
		.option('--even-if-down', evenIfDown)
		.action(carry(async () => (await import('./undo-command.ts')).undoCommand));
	add('forget <id>', 'take it off the list; what it made stays').action(
		carry(async () => (await load()).forgetCommand),
	);
}
