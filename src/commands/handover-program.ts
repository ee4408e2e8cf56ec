import {type Command, Option} from 'commander';
import {cloudIds, cloudModules} from '../clouds/registry.ts';
import type {ExitCode} from '../connection/user-error.ts';
import {ownDevices} from '../handover/devices/registry.ts';
import {allFormats} from '../handover/formats/registry.ts';
import type {CommandIo} from './command-io.ts';
import {collect} from './option-values.ts';

/** The commands that hand something over: the site's side as files, the connection as code. */
export function handoverCommands(
	program: Command,
	io: CommandIo,
	common: (command: Command) => Command,
	ends: (work: Promise<ExitCode>) => Promise<void>,
): void {
	const devices = ownDevices().map(({id}) => id);
	const formats = allFormats();
	const ofLines = formats.filter(({readsAccount}) => readsAccount).map(({id}) => id);
	const declaring = formats.find(({readsAccount}) => !readsAccount)?.id;
	const clouds = cloudModules();
	const [connection, other] = [clouds[0], clouds.at(-1)].map(cloud => cloud?.connectionId.example);
	const regionVariables = clouds.map(({region}) => region.variables[0]).join(', ');
	common(program.command('config'))
		.description("the site's side of a connection, ready for a device")
		.argument('[id]', `the connection, as in ${clouds.map(({connectionId}) => connectionId.example).join(' or ')}`)
		.option('--device <device>', `${devices.join(', ')}, or one that --list-devices shows`)
		.option('--out <folder>', 'where the files go; nothing is overwritten')
		.option('--replace', 'but for files that were written there before, and not changed since')
		.option('--list-devices', 'say which devices there are, those of the clouds too')
		.option('--filter <words>', 'with --list-devices: only those that hold these words')
		.addOption(
			new Option('--nat <answer>', 'whether the device is behind NAT (default: works either way)').choices([
				'yes',
				'no',
			]),
		)
		.addOption(
			new Option(
				'--prefer <which>',
				'with BGP over two tunnels: equal lets the cloud steer, first keeps both directions in the first (default: equal)',
			).choices(['equal', 'first']),
		)
		.option('--site-range <cidr>', 'a range of the site, where the connection names none; may be repeated', collect)
		.option('--cloud-range <cidr>', "a range at the cloud's side, where it is not known; may be repeated", collect)
		.addOption(cloudOption())
		.option('--region <region>', `its region (default: ${regionVariables})`)
		.addHelpText(
			'after',
			`
The files hold the pre-shared keys: they are for you alone (0600), in the folder that you name. STEPS.md says what to do, in order.

Examples:
  tunnelwright config ${connection} --device ${devices[0]} --nat no --out office
  tunnelwright config --list-devices --cloud ${clouds[0]?.id} --filter cisco
  tunnelwright config ${other} --device ${clouds.at(-1)?.id}:cisco-ios-v15-4 --out office`,
		)
		.action(async (id: string | undefined, _options: unknown, command: Command) => {
			const {configCommand} = await import('./config-command.ts');
			await ends(configCommand(id, command.optsWithGlobals(), io));
		});

	common(program.command('export'))
		.description(
			`a connection as code: ${formats.map(({id, alsoFor}) => (alsoFor ? `${id} (${alsoFor} too)` : id)).join(', ')}`,
		)
		.argument('[source]', `a connection document, - for standard input, or a connection, as in ${connection}`)
		.option('--profile <name>', 'a saved profile in place of it')
		.addOption(
			new Option('--format <format>', 'what to write').choices(formats.map(({id}) => id)).makeOptionMandatory(),
		)
		.option('--out <folder>', 'write files there; nothing is overwritten (default, and -: standard output)')
		.option('--replace', 'but for files that were written there before, and not changed since')
		.option('--region <region>', `of a connection that stands (default: ${regionVariables})`)
		.addHelpText(
			'after',
			`
Keys become variables, never text. ${ofLines.join(' and ')} read the account, as a plan does, where there are credentials; the JSON for --cli-input-json comes with --out.

Examples:
  tunnelwright export site.json --format ${declaring} > vpn.tf
  tunnelwright export ${connection} --format ${declaring} --out vpn
  tunnelwright export --profile berlin-office --format ${ofLines[0]}`,
		)
		.action(async (source: string | undefined, _options: unknown, command: Command) => {
			const {exportCommand} = await import('./export-command.ts');
			await ends(exportCommand(source, command.optsWithGlobals(), io));
		});
}

function cloudOption(): Option {
	return new Option('--cloud <cloud>', 'its cloud, where the id does not say').choices(cloudIds());
}
