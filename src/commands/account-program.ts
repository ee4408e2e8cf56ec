import {type Command, Option} from 'commander';
import {cloudModules} from '../clouds/registry.ts';
import {ownDevices} from '../handover/devices/registry.ts';
import {allFormats} from '../handover/formats/registry.ts';
import {duration} from './duration-option.ts';
import {fleetOptions} from './fleet-options.ts';
import {helpWords} from './help-words.ts';
import type {Carry} from './program.ts';
import {cloudOption, collect, commonOptions, siteOptions} from './shared-options.ts';

/** The commands for what stands in an account: to look at it, to hand it over, to take it down. */
export function accountCommands(program: Command, carry: Carry): void {
	const {first, second, connectionIds, regionVariables} = helpWords();
	const clouds = cloudModules();
	const last = clouds.at(-1);
	const devices = ownDevices().map(({id}) => id);
	const formats = allFormats();
	const ofLines = formats.filter(({readsAccount}) => readsAccount).map(({id}) => id);
	const declaring = formats.find(({readsAccount}) => !readsAccount)?.id;
	fleetOptions(program.command('status'))
		.description('connections and their tunnels as they are now')
		.argument('[id...]', `connections, as in ${connectionIds}; all of the regions in use by default`)
		.option('--json', 'one JSON document on standard output; everything else on standard error')
		.option(
			'--maintenance',
			"the clouds' own pending maintenance too: some calls for each connection (of named ones always)",
		)
		.option('--watch', 'go on and print every change until Ctrl-C; with --json one JSON line a poll')
		.option('--exit-code', 'one line for monitoring, and the exit code: 6 where a tunnel is DOWN or carries nothing')
		.option('--verbose', 'with --exit-code: the connections in trouble and what did not answer, on standard error')
		.option('--down-for <span>', 'with --exit-code: only where it is DOWN for so long, as in 5m', duration)
		.addHelpText(
			'after',
			`
With --exit-code: 0 every tunnel is UP and carries routes, as far as the cloud tells · 6 one is DOWN, or carries nothing · 4 of one nobody knows: a region does not answer, or no connection is there.
Tunnels of a connection that is being changed are told, and count for nothing.

Examples:
  tunnelwright status ${first.connectionId.example} --watch
  tunnelwright status --region ${second.region.example} --json
  tunnelwright status --all --exit-code --down-for 5m`,
		)
		.action(carry(async () => (await import('./status-command.ts')).statusCommand));

	commonOptions(program.command('why'))
		.description(
			'why a connection is down, or carries nothing: causes with their evidence, what mends and what proves each',
		)
		.argument('<id>', `the connection, as in ${connectionIds}`)
		.option(
			'--site-logs <file>',
			'a log or a state of the site’s device; - reads standard input; may be repeated',
			collect,
		)
		.addOption(cloudOption('its cloud, where the id does not say'))
		.option('--region <region>', `its region (default: ${regionVariables})`)
		.addHelpText(
			'after',
			`
It reads the cloud and what you give it, and changes nothing. docs/why.md says which logs to give. Keys are never shown.
Exit code 0 also where nothing is found: that is an answer.

Examples:
  tunnelwright why ${first.connectionId.example}
  journalctl -u strongswan --since -1h | tunnelwright why ${second.connectionId.example} --site-logs -`,
		)
		.action(carry(async () => (await import('./why-command.ts')).whyCommand));

	commonOptions(program.command('accounts'))
		.description('whose credentials each cloud would use, and what was tried where there are none')
		.addHelpText(
			'after',
			`\nKeys are shown by their ends only. Exit code 0 also where nothing was found.\n\nExample:\n  tunnelwright accounts --${first.id}-profile network`,
		)
		.action(carry(async () => (await import('./accounts-command.ts')).accountsCommand));

	siteOptions(
		commonOptions(program.command('config'))
			.description("the site's side of a connection, ready for a device")
			.argument('[id]', `the connection, as in ${connectionIds}`)
			.option('--device <device>', `${devices.join(', ')}, or one that --list-devices shows`)
			.option('--out <folder>', 'where the files go; nothing is overwritten')
			.option('--replace', 'but for files that were written there before, and not changed since')
			.option('--list-devices', 'say which devices there are, those of the clouds too')
			.option('--filter <words>', 'with --list-devices: only those that hold these words'),
	)
		.addOption(cloudOption('its cloud, where the id does not say'))
		.option('--region <region>', `its region (default: ${regionVariables})`)
		.addHelpText(
			'after',
			`
The files hold the pre-shared keys: they are for you alone (0600), in the folder that you name. STEPS.md says what to do, in order.

Examples:
  tunnelwright config ${first.connectionId.example} --device ${devices[0]} --nat no --out office
  tunnelwright config --list-devices --cloud ${first.id} --filter cisco
  tunnelwright config ${last?.connectionId.example} --device ${last?.id}:cisco-ios-v15-4 --out office`,
		)
		.action(carry(async () => (await import('./config-command.ts')).configCommand));

	commonOptions(program.command('export'))
		.description(
			`a connection as code: ${formats.map(({id, alsoFor}) => (alsoFor ? `${id} (${alsoFor} too)` : id)).join(', ')}`,
		)
		.argument(
			'[source]',
			`a connection document, - for standard input, or a connection, as in ${first.connectionId.example}`,
		)
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
  tunnelwright export ${first.connectionId.example} --format ${declaring} --out vpn
  tunnelwright export --profile berlin-office --format ${ofLines[0]}`,
		)
		.action(carry(async () => (await import('./export-command.ts')).exportCommand));

	const others = cloudModules().flatMap(({title, hasOwnAddresses}) => (hasOwnAddresses ? [title] : []));
	commonOptions(program.command('delete'))
		.description(
			'take a connection down: its routes, itself, and the gateways that only it used and that were made here',
		)
		.argument('<id>', `the connection, as in ${connectionIds}`)
		.option('--confirm <name>', 'the name of the connection, in place of typing it at a terminal')
		.addOption(cloudOption('its cloud, where the id does not say'))
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
		.action(carry(async () => (await import('./delete-command.ts')).deleteCommand));
}
