import {type Command, InvalidArgumentError, Option} from 'commander';
import {ownDevices} from '../handover/devices/registry.ts';
import {exitCodes, helpWords} from './help-words.ts';
import {keyWords} from './key-option.ts';
import type {Carry} from './program.ts';
import {cloudOption, collect, commonOptions, positive, siteOptions} from './shared-options.ts';

/** The commands that do something to a connection that stands, beside making it as its document says. */
export function upkeepCommands(program: Command, carry: Carry): void {
	const {first, connectionIds, regionVariables} = helpWords();
	const device = ownDevices()[0]?.id;
	const upkeep = (name: string) =>
		commonOptions(program.command(name)).argument('<id>', `the connection, as in ${connectionIds}`);
	const placed = (command: Command) =>
		command
			.addOption(cloudOption('its cloud, where the id does not say'))
			.option('--region <region>', `its region (default: ${regionVariables})`)
			.option('--even-if-down', 'also while the other tunnel is not UP: the site is cut off meanwhile')
			.option(
				'--timeout <seconds>',
				'how long it may take in all (each wait ends after 30 minutes)',
				positive('seconds'),
			);

	placed(
		siteOptions(
			upkeep('rotate-keys')
				.description('new keys for a connection, one tunnel after the other, without cutting it off')
				.addOption(new Option('--tunnel <number>', 'that one only (default: one after the other)').argParser(tunnel))
				.option(
					'--key <source>',
					`where new keys come from: ${keyWords} (default: generated); repeated, one for each tunnel in their order`,
					collect,
				)
				.option('--device <device>', "write the device's new files, for each tunnel before the cloud gets its key")
				.option('--out <folder>', 'where they go; nothing is overwritten')
				.option('--replace', 'but for files that were written there before, and not changed since'),
		).option('--no-drain', 'do not wait until a tunnel carries nothing: what it carries is lost'),
	)
		.option('--yes', 'do it (default: a dry run)')
		.addHelpText(
			'after',
			`
Each tunnel in turn: its new key, the device's files for it with what to do there, the wait until it carries nothing, the change at the cloud, the wait
until it is UP again with its routes. It begins only while the other tunnel is UP. Ctrl-C stops it after the call in flight; "tunnelwright runs resume"
goes on. No key is ever printed, and the old keys are not known: there is no undo.

Examples:
  tunnelwright rotate-keys ${first.connectionId.example}                                        says what would be done
  tunnelwright rotate-keys ${first.connectionId.example} --device ${device} --out office --yes
  tunnelwright rotate-keys ${first.connectionId.example} --key env:OFFICE_VPN_KEY_1 --key env:OFFICE_VPN_KEY_2 --yes
${exitCodes}`,
		)
		.action(carry(async () => (await import('./rotate-keys-command.ts')).rotateKeysCommand));

	placed(
		upkeep('replace-tunnel')
			.description('another endpoint for one tunnel now, and the maintenance that is pending for it')
			.argument('<number>', 'the tunnel, as status counts them', tunnel)
			.option('--apply-maintenance', 'do the pending maintenance with it')
			.option('--drain', 'wait until the tunnel carries nothing'),
	)
		.option('--yes', 'do it (default: a dry run)')
		.addHelpText(
			'after',
			`
The tunnel is down for minutes, and the device has to start it again; its addresses and keys stay. "tunnelwright status ID" tells what is pending.

Examples:
  tunnelwright replace-tunnel ${first.connectionId.example} 1
  tunnelwright replace-tunnel ${first.connectionId.example} 2 --apply-maintenance --yes
${exitCodes}`,
		)
		.action(carry(async () => (await import('./replace-tunnel-command.ts')).replaceTunnelCommand));

	placed(upkeep('reset').description('have the cloud reset a connection, where it can: its traffic is interrupted'))
		.option('--confirm <name>', 'the name of the connection, in place of typing it at a terminal')
		.addHelpText(
			'after',
			`
No plan ever does this by itself. What the cloud clears with it is not documented well: it says what is known, then asks for the connection's name.
${exitCodes}`,
		)
		.action(carry(async () => (await import('./reset-command.ts')).resetCommand));
}

function tunnel(text: string): number {
	if (/^[1-9]$/.test(text)) return Number(text);
	throw new InvalidArgumentError('write the number of a tunnel, as in 1');
}
