import {jsonText} from '../connection/json-text.ts';
import {printable} from '../connection/printable.ts';
import {type ExitCode, exitCode} from '../connection/user-error.ts';
import type {LabNews} from '../sandbox/line.ts';
import {startEmbedded} from '../session/open-session.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';
import {labLines} from './lab-news.ts';

interface SandboxCommandOptions extends CommandOptions {
	readonly port?: number;
	/** Tunnels are real. */
	readonly lab?: boolean;
}

/** `sandbox`: runs the sandbox clouds for other programs until a signal. SIGINT: 130. SIGTERM: 0, the ordinary end of a service. */
export async function sandboxCommand(options: SandboxCommandOptions, io: CommandIo): Promise<ExitCode> {
	const {lab, ...rest} = options;
	const sandbox = await startEmbedded({...rest, lab: lab ? news => tell(news, options, io) : undefined});
	const ended = new Promise<ExitCode>(resolve => {
		io.onInterrupt(signal => resolve(signal === 'SIGTERM' ? exitCode.done : exitCode.cancelled));
	});
	const {endpoints, services, env} = sandbox;
	if (options.json) {
		io.out(jsonText({endpoints, env}));
	} else {
		for (const {title, url} of services) io.out(`# ${title.padEnd(13)}  ${url}`);
		for (const [name, value] of Object.entries(env)) io.out(`export ${name}=${value}`);
		io.err('The sandbox runs until Ctrl-C; nothing is kept after it. Paste the lines above into another terminal.');
		if (lab) io.err('Tunnels are real here: where a site can be put is told for each connection that is made.');
	}

	const code = await ended;
	await sandbox.close();
	return code;
}

function tell(news: LabNews, {json}: SandboxCommandOptions, io: CommandIo): void {
	if (json) io.out(jsonText({lab: news}));
	else for (const line of labLines(news)) io.out(printable(line));
}
