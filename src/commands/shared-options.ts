import {type Command, InvalidArgumentError, Option} from 'commander';
import {cloudIds, cloudModules} from '../clouds/registry.ts';
import {UserError} from '../connection/user-error.ts';
import type {CommandOptions} from './command-options.ts';

/*
 * Options that several commands have, and what the values of options are held to before a command sees them.
 */

export function commonOptions(command: Command): Command {
	return debugOptions(
		credentialOptions(sandboxOptions(command)).option(
			'--json',
			'one JSON document on standard output; everything else on standard error',
		),
	);
}

/** What every command has for a bug report. */
export function debugOptions(command: Command): Command {
	return command
		.option('--debug', 'for a bug report: write every call down in a file, without keys, and show where a bug happened')
		.option('--debug-file <file>', 'write it there, in a new file (default: in the state folder)');
}

export function credentialOptions(command: Command): Command {
	for (const {id, title, profilesIn} of cloudModules())
		command.option(`--${id}-profile <name>`, `sign in to ${title} with this profile of ${profilesIn}`, profileName);
	return command.option('--instance-role', 'sign in as the role of the machine this runs on (EC2, CVM)');
}

export function sandboxOptions(command: Command): Command {
	return simulationOptions(
		command.option('--sandbox', 'work on the embedded sandbox clouds; they end with the command'),
	);
}

export function simulationOptions(command: Command): Command {
	return command
		.option('--speed <factor>', "the sandbox's clock: 10 is ten times as fast", positive('a factor'))
		.option(
			'--fault <fault>',
			'a fault of the sandbox: KIND[@PLACE][:ACTION][:TIMES or N%], or NAME=VALUE; may be repeated',
			collect,
		);
}

/** Of what makes something. @param yes what `--yes` does */
export function makingOptions(command: Command, yes: string): Command {
	const says = 'wait until it is available, or until every tunnel is up';
	return command
		.option('--yes', yes)
		.addOption(new Option('--wait <goal>', says).choices(['available', 'up']))
		.option('--timeout <seconds>', 'how long it may take in all (2400 with --wait)', positive('seconds'));
}

/** What the device's owner says of the site. */
export function siteOptions(command: Command): Command {
	return command
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
		.option('--cloud-range <cidr>', "a range at the cloud's side, where it is not known; may be repeated", collect);
}

export function cloudOption(says: string): Option {
	return new Option('--cloud <cloud>', says).choices(cloudIds());
}

export function positive(what: string): (text: string) => number {
	return text => {
		const value = Number(text);
		if (text.trim() !== '' && value > 0 && Number.isFinite(value)) return value;
		throw new InvalidArgumentError(`write ${what} as a number above 0`);
	};
}

/** An empty one comes from a variable of a script that is not set: another account would be used in its place. */
export function profileName(text: string): string {
	if (text !== '') return text;
	throw new InvalidArgumentError('write the name of a profile, or leave the option out');
}

export function port(text: string): number {
	if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
	throw new InvalidArgumentError('write a port as a number from 0 to 65535');
}

export function collect(text: string, earlier: readonly string[] | undefined): readonly string[] {
	return [...(earlier ?? []), text];
}

/**
 * Options that only the sandbox has: on an account of the user's own they would do nothing, while the user believes that they do.
 * @throws UserError that names the option
 */
export function refuseSandboxOptions({sandbox, speed, fault}: CommandOptions): void {
	if (sandbox) return;
	const given = [...(fault ? ['--fault'] : []), ...(speed === undefined ? [] : ['--speed'])];
	const [field] = given;
	if (field === undefined) return;
	const why =
		given.length > 1
			? '--fault and --speed belong to the sandbox: on an account of your own they would do nothing'
			: fault
				? '--fault belongs to the sandbox: on an account of your own nothing would be put in the way'
				: '--speed belongs to the sandbox: the clock of a cloud itself can’t be made faster';
	throw new UserError(why, {field, mend: `add --sandbox, or leave ${given.join(' and ')} out`});
}
