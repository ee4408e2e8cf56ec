import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {rmSync} from 'node:fs';
import path from 'node:path';
import {createInterface} from 'node:readline';
import {freshMachine, launcher, type Machine} from '../../e2e/program.ts';

/** The sandbox with a fleet, in a process of its own: what it does costs the measured program nothing. */
export interface FleetSandbox {
	/** The environment of somebody who has a profile for each account. */
	readonly machine: Machine;
	readonly port: number;
	/** One of its own calls, as in docs/sandbox.md. */
	control(name: string, form?: Readonly<Record<string, string>>): Promise<string>;
	close(): Promise<void>;
}

export interface FleetShape {
	/** 2: both of one cloud. */
	readonly regions?: number;
	readonly accounts?: number;
	/** Nobody is signed in to the cloud that keeps its profiles in the home folder. */
	readonly oneCloud?: boolean;
}

export async function openFleet(
	connections: number,
	{regions = 40, accounts = 1, oneCloud = false}: FleetShape = {},
): Promise<FleetSandbox> {
	const machine = freshMachine();
	const folder = path.join(machine.home, 'fleet');
	const size = ['--fleet', connections, '--regions', regions, '--accounts', accounts].map(String);
	const child = spawn(process.execPath, [launcher, 'sandbox', '--json', ...size, '--write-profiles', folder], {
		env: machine.env,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const end = () => child.kill('SIGKILL');
	process.once('exit', end);
	const [line] = await once(createInterface(child.stdout), 'line');
	// what `sandbox --json` prints
	const {endpoints, env}: {endpoints: {ec2: string}; env: Record<string, string>} = JSON.parse(String(line));
	if (oneCloud) rmSync(path.join(folder, '.tccli'), {recursive: true});
	const control = async (name: string, form: Readonly<Record<string, string>> = {}) => {
		const answer = await fetch(`${endpoints.ec2}/sandbox/${name}`, {method: 'POST', body: new URLSearchParams(form)});
		const text = (await answer.text()).trim();
		if (!answer.ok) throw new Error(`${name}: ${text}`);
		return text;
	};
	return {
		machine: {...machine, env: {...machine.env, ...env}},
		port: Number(new URL(endpoints.ec2).port),
		control,
		async close() {
			process.off('exit', end);
			end();
			await once(child, 'exit');
			machine.remove();
		},
	};
}
