import {type Command, InvalidArgumentError, Option} from 'commander';
import type {ListenAddress} from '../session/serve-metrics.ts';
import type {CommandOptions} from './command-options.ts';
import {type FleetOptions, fleetOptions} from './fleet-options.ts';
import {helpWords} from './help-words.ts';
import type {Carry} from './program.ts';

/** What `watch` is given beside the connections that it is about. */
export interface WatchOptions extends FleetOptions, Pick<CommandOptions, 'json'> {
	/** As written: the library for it is not needed to read it. */
	readonly metrics?: string;
	readonly metricsOnly?: boolean;
	readonly exec?: string;
	readonly notify?: string | true;
	readonly bell?: boolean;
	readonly title?: boolean;
	readonly readOnly?: boolean;
}

/** The command that watches connections of any number of accounts and regions. */
export function watchCommands(program: Command, carry: Carry): void {
	declareWatch(program).action(carry(async () => (await import('./watch-command.ts')).watchCommand));
}

/** The same, with nothing that carries it out: its arguments are read for the wizard too. */
export function declareWatch(program: Command): Command {
	const {first, second, connectionIds} = helpWords();
	return fleetOptions(program.command('watch'))
		.description('the live panel of one tunnel or a thousand, of any number of accounts and regions')
		.argument('[id...]', `connections, as in ${connectionIds}; all of the accounts and regions in use by default`)
		.option('--json', 'no screen: one line of JSON for the state of all, then one a change')
		.option(
			'--metrics <[address:]port>',
			'serve metrics for Prometheus there, on this machine alone unless told otherwise',
		)
		.option('--metrics-only', 'with --metrics: no screen, and no line a change')
		.option(
			'--exec <command>',
			'run this program for each change, with the change as JSON on its standard input; no shell reads its words',
		)
		.addOption(
			new Option(
				'--notify [form]',
				'on the screen: a desktop notification where a tunnel changes (auto, 9, 777, 99, bell, title, off)',
			).argParser(notifyForm),
		)
		.option('--bell', 'on the screen: the terminal’s bell where a tunnel changes')
		.option('--title', 'on the screen: how many are down stands in the window’s title')
		.option('--read-only', 'on the screen: look, and change nothing')
		.addHelpText(
			'after',
			`
At a terminal it opens the wizard at the list. Elsewhere, and with --json, it goes on in lines until Ctrl-C (130).

Examples:
  tunnelwright watch --all
  tunnelwright watch --${first.id}-profile network --${first.id}-profile lab --region all --tag env=prod
  tunnelwright watch ${first.connectionId.example} ${second.connectionId.example} --json | jq -c 'select(.type == "tunnel")'
  tunnelwright watch --all --metrics 9850 --metrics-only
  tunnelwright watch --all --exec '/usr/local/bin/call-somebody --urgent'`,
		);
}

const forms = ['auto', '9', '777', '99', 'bell', 'title', 'off'];

function notifyForm(text: string): string {
	if (forms.includes(text)) return text;
	throw new InvalidArgumentError(`there are ${forms.join(', ')}`);
}

/** What was asked for beside the watch. @throws UserError */
export async function metricsAddress(text: string | undefined): Promise<ListenAddress | undefined> {
	if (text === undefined) return undefined;
	const {readListenAddress} = await import('../session/serve-metrics.ts');
	return readListenAddress(text);
}
