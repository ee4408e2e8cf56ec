import {Argument, Command, Option} from 'commander';
import type {CloudId} from '../clouds/contract/cloud.ts';
import {cloudIds, cloudModules} from '../clouds/registry.ts';
import type {ExitCode} from '../connection/user-error.ts';
import type {DebugLog} from '../run/debug-log.ts';
import {version} from '../run/version.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';
import {debugOptions, logRequests} from './debug-options.ts';
import {deleteProgram} from './delete-program.ts';
import {handoverCommands} from './handover-program.ts';
import {helpWords} from './help-words.ts';
import {collect, port, positive, profileName} from './option-values.ts';
import {profileCommands} from './profiles-program.ts';
import {refuseSandboxOptions} from './sandbox-options.ts';

/** Where a command's exit code is put. */
export interface Outcome {
	code: ExitCode;
	/** Open from the moment when the command is known, if --debug asked for it. */
	debugLog?: DebugLog;
	/** Of the command, from the moment when it is known: what it tells the user to run is run in the same account. */
	options?: CommandOptions;
}

const exitCodes = `
Exit codes: 0 done · 1 a bug of tunnelwright · 2 usage or an invalid document · 3 a check refuses
            4 the cloud refused or failed · 5 this machine failed: a full disk · 130 cancelled`;

/** The command line: every command loads its own code when it is called. */
export function createProgram(io: CommandIo, outcome: Outcome): Command {
	const {first, second, titles, connectionIds, regionVariables} = helpWords();
	const program = new Command('tunnelwright')
		.description(`Joins a site to ${titles} over an IPsec VPN: check, dry-run, create, watch, hand over.`)
		.version(version, '-V, --version', 'print the version')
		.helpOption('-h, --help', 'print help')
		.enablePositionalOptions()
		.exitOverride()
		.configureOutput({writeOut: text => io.out(text.trimEnd()), writeErr: () => {}})
		.usage('[options]            opens the wizard\n       tunnelwright COMMAND [options]')
		.option('--profile <name>', 'the wizard starts with a saved profile')
		.option('--no-mouse', 'the wizard takes no clicks: the terminal selects text as ever (TUNNELWRIGHT_NO_MOUSE=1)');
	debugOptions(credentialOptions(sandboxOptions(program)));
	program.hook('preAction', (_program, command) => {
		outcome.options = command.optsWithGlobals();
		if (command.name() !== 'sandbox') refuseSandboxOptions(outcome.options);
		return logRequests(command, io, outcome);
	});
	program.addHelpText(
		'after',
		`
Examples:
  tunnelwright --sandbox                                    the wizard, on the embedded sandbox clouds
  tunnelwright plan ${first.example?.file} --sandbox     a dry run in plain lines
  tunnelwright apply site.json --yes --wait up              makes it, and waits for the tunnels
  tunnelwright status --cloud ${first.id} --region ${first.region.example} --watch
${exitCodes}`,
	);

	const ends = (work: Promise<ExitCode>) =>
		work.then(code => {
			outcome.code = code;
		});

	documentCommand(program, 'plan', 'dry run: what would be made, every check, what it costs. Makes nothing')
		.addOption(new Option('--markdown', 'a report for a change ticket').conflicts('json'))
		.addHelpText(
			'after',
			`
Examples:
  tunnelwright plan ${second.example?.file} --sandbox
  tunnelwright plan --profile berlin-office --markdown > change.md
  cat site.json | tunnelwright plan - --json
${exitCodes}`,
		)
		.action(async (file: string | undefined, _options: unknown, command: Command) => {
			const {planCommand} = await import('./plan-command.ts');
			await ends(planCommand(file, command.optsWithGlobals(), io));
		});

	documentCommand(program, 'apply', 'make the connection; what exists is never made twice')
		.option('--yes', 'make it without asking again')
		.addOption(waitOption())
		.option('--timeout <seconds>', 'how long it may take in all (2400 with --wait)', positive('seconds'))
		.addHelpText(
			'after',
			`
Keys: "env" in the document reads an environment variable, "prompt" asks at a terminal, "generated" makes a fresh one.
Ctrl-C stops after the action in flight and says what exists; a second one leaves at once.

Examples:
  tunnelwright apply ${first.example?.file} --sandbox --yes --wait up
  OFFICE_KEY=… tunnelwright apply --profile berlin-office --yes --json
${exitCodes}`,
		)
		.action(async (file: string | undefined, _options: unknown, command: Command) => {
			const {applyCommand} = await import('./apply-command.ts');
			await ends(applyCommand(file, command.optsWithGlobals(), io));
		});

	commonOptions(program.command('status'))
		.description('connections and their tunnels as they are now')
		.argument('[id...]', `connections, as in ${connectionIds}; all of the region by default`)
		.addOption(new Option('--cloud <cloud>', 'one cloud only').choices(cloudIds()))
		.option('--region <region>', `the region (default: ${regionVariables})`)
		.option('--watch', 'go on and print every change until Ctrl-C; with --json one JSON line a poll')
		.addHelpText(
			'after',
			`\nExamples:\n  tunnelwright status ${first.connectionId.example} --watch\n  tunnelwright status --region ${second.region.example} --json`,
		)
		.action(async (ids: readonly string[], _options: unknown, command: Command) => {
			const {statusCommand} = await import('./status-command.ts');
			await ends(statusCommand(ids, command.optsWithGlobals(), io));
		});

	commonOptions(program.command('accounts'))
		.description('whose credentials each cloud would use, and what was tried where there are none')
		.addHelpText(
			'after',
			`\nKeys are shown by their ends only. Exit code 0 also where nothing was found.\n\nExample:\n  tunnelwright accounts --${first.id}-profile network`,
		)
		.action(async (_options: unknown, command: Command) => {
			const {accountsCommand} = await import('./accounts-command.ts');
			await ends(accountsCommand(command.optsWithGlobals(), io));
		});

	handoverCommands(program, io, commonOptions, ends);

	deleteProgram(program, io, commonOptions, ends);

	profileCommands(program, io, commonOptions, ends);

	runCommands(program, io, ends);

	commonOptions(program.command('schema'))
		.description("print the connection document's JSON Schema")
		.action(async () => {
			const {schemaCommand} = await import('./schema-command.ts');
			outcome.code = schemaCommand(io);
		});

	const usualModes = cloudModules().map(({id, routingModes}) => `${routingModes[0].mode} for ${id}`);
	debugOptions(program.command('skeleton'))
		.description('print an annotated connection document to fill in')
		.addArgument(new Argument('<cloud>', 'whose connection').choices(cloudIds()))
		.addOption(
			new Option('--mode <mode>', `how routes are learned (default: ${usualModes.join(', ')})`).choices([
				'bgp',
				'static',
				'policy',
			]),
		)
		.option('--json', 'plain JSON: what is required, without the annotations')
		.addHelpText(
			'after',
			`\nExamples:\n  tunnelwright skeleton ${first.id} > site.json\n  tunnelwright skeleton ${second.id} --mode static > site.json`,
		)
		.action(async (cloud: CloudId, _options: unknown, command: Command) => {
			const {skeletonCommand} = await import('./skeleton-command.ts');
			outcome.code = skeletonCommand(cloud, command.opts(), io);
		});

	debugOptions(simulationOptions(program.command('sandbox')))
		.description('run the sandbox clouds for other programs')
		.option('--port <number>', 'port on 127.0.0.1 (default: a free one)', port)
		.option('--lab', 'tunnels are real: strongSwan plays the cloud’s ends, in network namespaces (Linux, root)')
		.option('--json', 'one line {"endpoints": {…}, "env": {…}} when it is ready; with --lab then a line for each news')
		.addHelpText(
			'after',
			`
It prints the environment lines to paste, and runs until Ctrl-C (exit code 130) or SIGTERM (0). Nothing is kept after it.

Examples:
  tunnelwright sandbox --port 4510
  tunnelwright sandbox --lab
  tunnelwright sandbox --speed 10 --fault throttle:CreateVpnConnection:2 --fault slow`,
		)
		.action(async (_options: unknown, command: Command) => {
			const {sandboxCommand} = await import('./sandbox-command.ts');
			await ends(sandboxCommand(command.optsWithGlobals(), io));
		});

	return program;
}

function documentCommand(program: Command, name: string, description: string): Command {
	return commonOptions(program.command(name))
		.description(description)
		.argument('[file]', 'connection document in JSON; - reads standard input')
		.option('--profile <name>', 'a saved profile in place of FILE');
}

function waitOption(): Option {
	const says = 'wait until it is available, or until every tunnel is up';
	return new Option('--wait <goal>', says).choices(['available', 'up']);
}

function runCommands(program: Command, io: CommandIo, ends: (work: Promise<ExitCode>) => Promise<void>): void {
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
		.action(async (_options: unknown, command: Command) => {
			const {runsCommand} = await import('./runs-command.ts');
			await ends(runsCommand(command.optsWithGlobals(), io));
		});
	const add = (name: string, description: string) => commonOptions(runs.command(name)).description(description);

	add('list', 'those that did not reach their end, as without a command')
		.option('--all', 'finished and undone ones too')
		.action(async (_options: unknown, command: Command) => {
			const {runsCommand} = await import('./runs-command.ts');
			await ends(runsCommand(command.optsWithGlobals(), io));
		});
	add('show <id>', 'what a run made, action by action').action(
		async (id: string, _options: unknown, command: Command) => {
			const {showRun} = await import('./runs-command.ts');
			await ends(showRun(id, command.optsWithGlobals(), io));
		},
	);
	add('resume <id>', 'go on where it stopped; what exists is never made twice')
		.option('--yes', 'make what is missing without asking again')
		.addOption(waitOption())
		.option('--timeout <seconds>', 'how long it may take in all (2400 with --wait)', positive('seconds'))
		.action(async (id: string, _options: unknown, command: Command) => {
			const {resumeCommand} = await import('./resume-command.ts');
			await ends(resumeCommand(id, command.optsWithGlobals(), io));
		});
	add('undo <id>', 'delete what it made, and nothing that was there before')
		.option('--yes', 'delete without asking again; without it, what would be deleted is listed')
		.action(async (id: string, _options: unknown, command: Command) => {
			const {undoCommand} = await import('./undo-command.ts');
			await ends(undoCommand(id, command.optsWithGlobals(), io));
		});
	add('forget <id>', 'take it off the list; what it made stays').action(
		async (id: string, _options: unknown, command: Command) => {
			const {forgetCommand} = await import('./runs-command.ts');
			await ends(forgetCommand(id, command.optsWithGlobals(), io));
		},
	);
}

function commonOptions(command: Command): Command {
	return debugOptions(
		credentialOptions(sandboxOptions(command)).option(
			'--json',
			'one JSON document on standard output; everything else on standard error',
		),
	);
}

function credentialOptions(command: Command): Command {
	for (const {id, title, profilesIn} of cloudModules())
		command.option(`--${id}-profile <name>`, `sign in to ${title} with this profile of ${profilesIn}`, profileName);
	return command.option('--instance-role', 'sign in as the role of the machine this runs on (EC2, CVM)');
}

function sandboxOptions(command: Command): Command {
	return simulationOptions(
		command.option('--sandbox', 'work on the embedded sandbox clouds; they end with the command'),
	);
}

function simulationOptions(command: Command): Command {
	return command
		.option('--speed <factor>', "the sandbox's clock: 10 is ten times as fast", positive('a factor'))
		.option('--fault <fault>', 'a fault of the sandbox: KIND[:ACTION][:TIMES or N%]; may be repeated', collect);
}

/** How failures are to be told: needed even when the arguments themselves are wrong. */
export function failureStyle(args: readonly string[]): Required<Pick<CommandOptions, 'json' | 'debug'>> {
	const options = args.slice(0, args.includes('--') ? args.indexOf('--') : args.length);
	return {json: options.includes('--json'), debug: options.some(option => /^--debug(?:-file(?:=|$)|$)/.test(option))};
}
