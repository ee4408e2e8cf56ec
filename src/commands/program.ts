import {Argument, Command, Option} from 'commander';
import {cloudIds, cloudModules} from '../clouds/registry.ts';
import type {ExitCode} from '../connection/user-error.ts';
import type {DebugLog} from '../run/debug-log.ts';
import {version} from '../run/version.ts';
import {wishes} from '../wizard/attention/wish.ts';
import {accountCommands} from './account-program.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';
import {convergeOptions} from './converge-option.ts';
import {accountWords} from './fleet-options.ts';
import {exitCodes, helpWords} from './help-words.ts';
import {keptCommands} from './kept-program.ts';
import {logRequests} from './open-debug-log.ts';
import {
	commonOptions,
	credentialOptions,
	debugOptions,
	makingOptions,
	port,
	positive,
	refuseSandboxOptions,
	sandboxOptions,
	simulationOptions,
} from './shared-options.ts';

import {upkeepCommands} from './upkeep-program.ts';
import {watchCommands} from './watch-program.ts';

/** Where a command's exit code is put. */
export interface Outcome {
	code: ExitCode;
	/** Open from the moment when the command is known, if --debug asked for it. */
	debugLog?: DebugLog;
	/** Of the command, from the moment when it is known: what it tells the user to run is run in the same account. */
	options?: CommandOptions;
}

/**
 * What commander calls when a command is given: its code is loaded by then only, and gets the command's words, its options and the world.
 * `load` gives the function that carries it out.
 */
function carryWith(io: CommandIo, outcome: Outcome) {
	return <Words extends unknown[], Options extends object>(
		load: () => Promise<(...given: [...Words, Options, CommandIo]) => ExitCode | Promise<ExitCode>>,
	) =>
		async function (this: Command) {
			const carryOut = await load();
			// cast: the words are what the command declares
			outcome.code = await carryOut(...(this.processedArgs as Words), this.optsWithGlobals<Options>(), io);
		};
}

export type Carry = ReturnType<typeof carryWith>;

/** The command line: every command loads its own code when it is called. */
export function createProgram(io: CommandIo, outcome: Outcome): Command {
	const {first, second, titles} = helpWords();
	const program = rootOptions(new Command('tunnelwright'))
		.description(`Joins a site to ${titles} over an IPsec VPN: check, dry-run, create, watch, hand over.`)
		.version(version, '-V, --version', 'print the version')
		.helpOption('-h, --help', 'print help')
		.exitOverride()
		.configureOutput({writeOut: text => io.out(text.trimEnd()), writeErr: () => {}})
		.usage('[options]            opens the wizard\n       tunnelwright COMMAND [options]');
	program.hook('preAction', (_program, command) => {
		outcome.options = accountWords(command.optsWithGlobals());
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

	const carry = carryWith(io, outcome);
	convergeOptions(
		documentCommand(
			program,
			'plan',
			'dry run: what would be made or changed, every check, what it costs. Makes nothing',
		),
	)
		.addOption(new Option('--markdown', 'a report for a change ticket').conflicts('json'))
		.option('--out <file>', 'save the plan: "apply FILE" carries out just that, as long as the account stays as it is')
		.option('--exit-code', 'end with 5 where something is to be made or changed (0: nothing is)')
		.addHelpText(
			'after',
			`
Examples:
  tunnelwright plan ${second.example?.file} --sandbox
  tunnelwright plan --profile berlin-office --markdown > change.md
  tunnelwright plan site.json --out plan.json               then: tunnelwright apply plan.json --yes
  tunnelwright plan sites/ --exit-code                      every document of a folder; 5: something differs
  cat site.json | tunnelwright plan - --json
${exitCodes}`,
		)
		.action(carry(async () => (await import('./plan-command.ts')).planCommand));

	convergeOptions(
		makingOptions(
			documentCommand(
				program,
				'apply',
				'make the connection, or change it in place to what the document says; what exists is never made twice',
			),
			'make and change it without asking again',
		),
	)
		.option('--keep-going', 'with several documents: go on with the others after one that failed')
		.addHelpText(
			'after',
			`
A change that takes a tunnel down is made on one tunnel, waited for until it is UP again, and then made on the other one.
A saved plan (plan --out) in place of FILE is carried out as it is; it is refused where the account is not as it was.
Keys: "env" in the document reads an environment variable, "prompt" asks at a terminal, "generated" makes a fresh one.
Ctrl-C stops after the action in flight and says what exists; a second one leaves at once.

Examples:
  tunnelwright apply ${first.example?.file} --sandbox --yes --wait up
  OFFICE_KEY=… tunnelwright apply --profile berlin-office --yes --json
  tunnelwright apply sites/ --yes --keep-going              every document of a folder, one after the other
${exitCodes}`,
		)
		.action(carry(async () => (await import('./apply-command.ts')).applyCommand));

	accountCommands(program, carry);

	watchCommands(program, carry);

	upkeepCommands(program, carry);

	keptCommands(program, carry);

	commonOptions(program.command('schema'))
		.description("print the connection document's JSON Schema")
		.action(carry(async () => (await import('./schema-command.ts')).schemaCommand));

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
		.action(carry(async () => (await import('./skeleton-command.ts')).skeletonCommand));

	debugOptions(simulationOptions(program.command('sandbox')))
		.description('run the sandbox clouds for other programs')
		.option('--port <number>', 'port on 127.0.0.1 (default: a free one)', port)
		.option(
			'--fleet <connections>',
			'a fleet of so many connections in the place of the usual inventory',
			positive('connections'),
		)
		.option('--accounts <number>', 'with --fleet: accounts of each cloud, up to 5 (default: 1)', positive('accounts'))
		.option('--regions <number>', 'with --fleet: regions of both clouds, up to 40 (default: 40)', positive('regions'))
		.option(
			'--write-profiles <folder>',
			'writes the profiles of all accounts there, as the clouds’ own tools keep them',
		)
		.option('--lab', 'tunnels are real: strongSwan plays the cloud’s ends, in network namespaces (Linux, root)')
		.option('--json', 'one line {"endpoints": {…}, "env": {…}} when it is ready; with --lab then a line for each news')
		.addHelpText(
			'after',
			`
It prints the environment lines to paste, and runs until Ctrl-C (exit code 130) or SIGTERM (0). Nothing is kept after it.

Examples:
  tunnelwright sandbox --port 4510
  tunnelwright sandbox --lab
  tunnelwright sandbox --fleet 1000 --accounts 5 --write-profiles ./fleet
  tunnelwright sandbox --speed 10 --fault throttle:CreateVpnConnection:2 --fault slow`,
		)
		.action(carry(async () => (await import('./sandbox-command.ts')).sandboxCommand));

	return program;
}

/** What may stand before a command, and opens the wizard where none is named. */
export function rootOptions(program: Command): Command {
	program
		.enablePositionalOptions()
		.option('--profile <name>', 'the wizard starts with a saved profile')
		.option('--no-mouse', 'the wizard takes no clicks: the terminal selects text as ever (TUNNELWRIGHT_NO_MOUSE=1)')
		.addOption(
			new Option(
				'--notify <how>',
				'what calls you in the wizard when a tunnel changes (title where nothing is said)',
			).choices([...wishes]),
		);
	return debugOptions(credentialOptions(sandboxOptions(program)));
}

function documentCommand(program: Command, name: string, description: string): Command {
	return commonOptions(program.command(name))
		.description(description)
		.argument('[files...]', 'connection documents in JSON, or folders of them; - reads standard input')
		.option('--profile <name>', 'a saved profile in place of FILE');
}

/** How failures are to be told: needed even when the arguments themselves are wrong. */
export function failureStyle(args: readonly string[]): Required<Pick<CommandOptions, 'json' | 'debug'>> {
	const options = args.slice(0, args.includes('--') ? args.indexOf('--') : args.length);
	return {json: options.includes('--json'), debug: options.some(option => /^--debug(?:-file(?:=|$)|$)/.test(option))};
}
