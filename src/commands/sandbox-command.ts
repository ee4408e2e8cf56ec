import {jsonText} from '../connection/json-text.ts';
import {printable} from '../connection/printable.ts';
import {shellWord} from '../connection/shell-word.ts';
import {type ExitCode, exitCode, UserError} from '../connection/user-error.ts';
import type {LabNews} from '../sandbox/line.ts';
import type {Sandbox} from '../sandbox/sandbox.ts';
import {startEmbedded} from '../session/open-session.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';

interface SandboxCommandOptions extends CommandOptions {
	readonly port?: number;
	/** Tunnels are real. */
	readonly lab?: boolean;
	/** Connections of a fleet. */
	readonly fleet?: number;
	readonly accounts?: number;
	readonly regions?: number;
	/** A folder. */
	readonly writeProfiles?: string;
}

/** `sandbox`: runs the sandbox clouds for other programs until a signal. SIGINT: 130. SIGTERM: 0, the ordinary end of a service. */
export async function sandboxCommand(options: SandboxCommandOptions, io: CommandIo): Promise<ExitCode> {
	const {lab, fleet: connections, accounts, regions, writeProfiles: folder, ...rest} = options;
	if (connections === undefined && (accounts ?? regions) !== undefined)
		throw new UserError('--accounts and --regions are of a fleet', {
			field: accounts === undefined ? '--regions' : '--accounts',
			mend: 'add --fleet and how many connections it has',
		});
	const sandbox = await startEmbedded({
		...rest,
		...(connections === undefined ? {} : {fleet: {connections, accounts, regions}}),
		lab: lab ? news => tell(news, options, io) : undefined,
	});
	const ended = new Promise<ExitCode>(resolve => {
		io.onInterrupt(signal => resolve(signal === 'SIGTERM' ? exitCode.done : exitCode.cancelled));
	});
	const {endpoints, services} = sandbox;
	const env = folder === undefined ? sandbox.env : await written(sandbox, folder);
	if (options.json) {
		io.out(jsonText({endpoints, env}));
	} else {
		for (const {title, url} of services) io.out(`# ${title.padEnd(13)}  ${url}`);
		for (const [name, value] of Object.entries(env)) io.out(`export ${name}=${shellWord(value)}`);
		io.err('The sandbox runs until Ctrl-C; nothing is kept after it. Paste the lines above into another terminal.');
		if (lab) io.err('Tunnels are real here: where a site can be put is told for each connection that is made.');
	}

	const code = await ended;
	await sandbox.close();
	return code;
}

/** @throws UserError where the folder can't be written; the sandbox is ended then */
async function written(sandbox: Sandbox, folder: string): Promise<Sandbox['env']> {
	try {
		return await sandbox.writeProfiles(folder);
	} catch (error) {
		await sandbox.close();
		throw new UserError(`${printable(folder, 100)} can't be written (${errorCode(error)})`, {
			field: '--write-profiles',
			mend: 'name a folder that can be written',
		});
	}
}

const errorCode = (error: unknown): string =>
	error instanceof Error && 'code' in error ? String(error.code) : String(error);

function tell(news: LabNews, {json}: SandboxCommandOptions, io: CommandIo): void {
	if (json) io.out(jsonText({lab: news}));
	else for (const line of labLines(news)) io.out(printable(line));
}

/** The lab's news in plain lines. What is to be pasted stands in lines of its own. */
function labLines(news: LabNews): readonly string[] {
	const {connection} = news;
	switch (news.kind) {
		case 'ready': {
			const {site, tunnels, hosts} = news;
			return [
				`# ${connection}: the cloud's ends run. The site's end has the address ${site.address}:`,
				`ip netns exec ${site.namespace} bash`,
				...tunnels.map(
					({tunnel, cloud, device, inside}) =>
						`#   tunnel ${tunnel + 1}: ${cloud} over ${device}${inside ? `; inside, cloud ${inside.cloud}, site ${inside.site}/${inside.prefixLength}` : ''}`,
				),
				...(hosts.length > 0 ? [`#   hosts that answer at the cloud: ${hosts.join(', ')}`] : []),
			];
		}

		case 'line':
			return [`# ${connection}: tunnel ${news.tunnel + 1} is ${news.says}`];
		case 'trouble':
			return [`# ${connection}: ${news.says}`];
		case 'gone':
			return [`# ${connection}: its ends are gone`];
	}
}
