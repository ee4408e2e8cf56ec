import type {Environment} from '../connection/environment.ts';
import {UserError} from '../connection/user-error.ts';
import type {LabNews} from '../sandbox/line.ts';
import type {Fault, Sandbox, SandboxOptions} from '../sandbox/sandbox.ts';
import {cloudModules} from './registry.ts';

interface EmbeddedOptions {
	/** 0 or nothing: a free one. */
	readonly port?: number;
	/** The sandbox's clock factor. */
	readonly speed?: number;
	/** Faults as written after `--fault`: `KIND[@PLACE][:ACTION][:TIMES]`. */
	readonly fault?: readonly string[];
	/** A fleet of connections in the place of the usual inventory. */
	readonly fleet?: SandboxOptions['fleet'];
	/** Real strongSwan plays the cloud's ends; what there is to say of them is said here. */
	readonly lab?: (news: LabNews) => void;
}

/** Starts the sandbox clouds with what the command line says. @throws UserError for a bad fault, a port that is taken, or a lab that can't be */
export async function startEmbedded(options: EmbeddedOptions): Promise<Sandbox> {
	const faults = await readFaults(options.fault ?? []);
	const {startSandbox} = await import('../sandbox/start.ts');
	try {
		return await startSandbox({
			port: options.port,
			speed: options.speed,
			faults,
			...(options.fleet ? {fleet: options.fleet} : {}),
			lab: options.lab,
			keepRequests: false,
		});
	} catch (error) {
		if (error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES'))
			throw new UserError(`port ${options.port ?? 0} can't be used (${error.code})`, {
				field: '--port',
				mend: 'choose another port, or leave --port out for a free one',
			});
		if (error instanceof RangeError && options.fleet) throw new UserError(error.message, {field: '--fleet'});
		await refuseLab(error);
		throw error;
	}
}

/** @throws UserError when the error says that this machine can't carry the lab */
async function refuseLab(error: unknown): Promise<void> {
	const {LabLacks} = await import('../sandbox/lab/missing.ts');
	if (!(error instanceof LabLacks)) return;
	throw new UserError(`--lab: ${error.message}`, {
		field: '--lab',
		mend: 'run it as root on Linux, with Debian’s packages strongswan-swanctl, charon-systemd, libcharon-extra-plugins, libstrongswan-standard-plugins, frr and iproute2',
	});
}

/** Reads faults as written after `--fault`. @throws UserError for one that the sandbox does not know */
export async function readFaults(texts: readonly string[]): Promise<readonly Fault[]> {
	if (texts.length === 0) return [];
	const {parseFault} = await import('../sandbox/parse-fault.ts');
	return texts.map(text => {
		try {
			return parseFault(text);
		} catch (error) {
			throw new UserError(error instanceof Error ? error.message : String(error), {field: '--fault'});
		}
	});
}

const proxySettings = /^(https?|all|no)_proxy$/i;

/** The environment of work on the sandbox: the user's own keys, endpoints and proxies must not meet it. */
export function sandboxEnv(env: Environment, own: Sandbox['env']): Environment {
	const isUsers = (name: string) =>
		proxySettings.test(name) || cloudModules().some(({variables}) => variables.test(name));
	return {...Object.fromEntries(Object.entries(env).filter(([name]) => !isUsers(name))), ...own};
}
