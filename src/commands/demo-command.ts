import {parseDocument} from '../clouds/document/schema-errors.ts';
import {type ExitCode, exitCode} from '../connection/user-error.ts';
import type {RequestLog} from '../session/open-session.ts';
import type {OpenWizardOptions} from '../ui/open-wizard-options.ts';
import {applyCommand} from './apply-command.ts';
import type {CommandIo} from './command-io.ts';
import {helpWords} from './help-words.ts';
import {planCommand} from './plan-command.ts';

/**
 * The wizard's job in plain lines, for `--sandbox` where there is no terminal: dry run, create, wait until every tunnel is UP,
 * print the status. The document is the profile's if one is named, else an example's.
 */
export async function demoCommand(
	wizard: OpenWizardOptions,
	io: CommandIo,
	requestLog?: RequestLog,
): Promise<ExitCode> {
	io.out('There is no terminal here, so the wizard’s job is played in plain lines, on the embedded sandbox clouds.');
	io.out('');
	const options = {
		sandbox: true,
		speed: wizard.speed,
		fault: wizard.faults,
		profile: wizard.profile,
		requestLog,
	};
	const files = wizard.profile === undefined ? ['-'] : [];
	const example = async () => Buffer.from(JSON.stringify(await exampleDocument()));
	const exampleIo = wizard.profile === undefined ? {...io, readInput: example} : io;
	const planned = await planCommand(files, options, exampleIo);
	if (planned !== exitCode.done) return planned;
	io.out('');
	io.out('CREATE');
	return applyCommand(files, {...options, yes: true, wait: 'up', timeout: 120}, exampleIo);
}

async function exampleDocument(): Promise<unknown> {
	const {document} = parseDocument(await helpWords().first.example?.document());
	if (!document) throw new Error('the built-in example does not keep the schema');
	return document;
}
