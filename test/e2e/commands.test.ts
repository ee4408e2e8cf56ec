import {type ChildProcessByStdio, execFile, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {createInterface} from 'node:readline';
import type {Readable} from 'node:stream';
import {describe, expect, onTestFinished, test} from 'vitest';
import {freshMachine, launcher, type Machine, root} from './program.ts';

type Applying = ChildProcessByStdio<null, Readable, null>;

interface Ended {
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
}

function machineOfTest(env: Readonly<Record<string, string>> = {}): Machine {
	const machine = freshMachine(env);
	onTestFinished(machine.remove);
	return machine;
}

/** Runs the built program as a script would, without a terminal. */
function tunnelwright(args: readonly string[], machine = machineOfTest(), script = launcher): Promise<Ended> {
	return new Promise(resolve => {
		execFile(
			process.execPath,
			[script, ...args],
			{cwd: machine.home, env: machine.env, timeout: 60_000},
			(error, stdout, stderr) =>
				resolve({code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr}),
		);
	});
}

const example = (name: string) => path.join(root, 'examples', `${name}.json`);

/** A document of the examples with something changed, as a file of this test. */
function changed(name: string, change: (document: Record<string, unknown>) => void): string {
	const folder = mkdtempSync(path.join(machineOfTest().home, 'document-'));
	const document = JSON.parse(readFileSync(example(name), 'utf8'));
	change(document);
	const file = path.join(folder, 'changed.json');
	writeFileSync(file, JSON.stringify(document));
	return file;
}

/** `tunnelwright sandbox` as a server of its own, for commands that are to find what an earlier one made. */
async function sandboxMachine(...options: readonly string[]): Promise<Machine> {
	const machine = freshMachine();
	const child = spawn(process.execPath, [launcher, 'sandbox', '--json', '--speed', '20', ...options], {
		env: machine.env,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	onTestFinished(async () => {
		if (child.exitCode === null) {
			child.kill('SIGKILL');
			await once(child, 'exit');
		}

		machine.remove();
	});
	const [line] = await once(createInterface(child.stdout), 'line');
	const ready: unknown = JSON.parse(String(line));
	expect(ready).toMatchObject({endpoints: {ec2: expect.any(String)}, env: {AWS_ENDPOINT_URL_EC2: expect.any(String)}});
	// just asserted: `sandbox --json` prints the environment as strings
	const {env} = ready as {env: Record<string, string>};
	return {...machine, env: {...machine.env, ...env}};
}

describe('without a terminal', () => {
	test('the wizard says what to use instead, and exits 2', async () => {
		const {code, stdout, stderr} = await tunnelwright([]);
		expect(code).toBe(2);
		expect(stdout).toBe('');
		expect(stderr).toMatch(/tunnelwright plan/);
		expect(stderr).toMatch(/tunnelwright apply/);
	});

	test('npm start plays the job on the sandbox: dry run, create, tunnels UP', async () => {
		const {code, stdout, stderr} = await tunnelwright(
			['--speed', '20'],
			machineOfTest(),
			path.join(root, 'src/build/start.mjs'),
		);
		const unexpected = stderr.replace('Building tunnelwright …\n', ''); // where sources changed since the last build
		expect({code, unexpected}).toEqual({code: 0, unexpected: ''});
		expect(stdout).toMatch(/no terminal/);
		expect(stdout).toMatch(/CREATE/);
		expect(stdout).toMatch(/vpn-[0-9a-f]+/);
	});

	test('npm start passes arguments on', async () => {
		const {code, stdout} = await tunnelwright(
			['plan', example('tencent-vpc-policy')],
			machineOfTest(),
			path.join(root, 'src/build/start.mjs'),
		);
		expect(code).toBe(0);
		expect(stdout).toMatch(/CreateVpnConnection/);
	});
});

describe('exit codes', () => {
	test('0: a dry run that nothing refuses', async () => {
		expect((await tunnelwright(['plan', example('aws-vgw-bgp'), '--sandbox'])).code).toBe(0);
	});

	test('2: a command that is not there, a document that is not one', async () => {
		expect((await tunnelwright(['frobnicate'])).code).toBe(2);
		const file = changed('aws-vgw-bgp', document => {
			delete document.site;
		});
		const {code, stderr} = await tunnelwright(['plan', file, '--sandbox']);
		expect(code).toBe(2);
		expect(stderr).toMatch(/site/);
	});

	test('3: a check refuses, and nothing is made', async () => {
		const machine = await sandboxMachine();
		const file = changed('aws-vgw-bgp', document => {
			document.cloudGateway = {kind: 'vgw', id: 'vgw-00000000'};
		});
		const {code} = await tunnelwright(['apply', file, '--yes'], machine);
		expect(code).toBe(3);
		const status = await tunnelwright(['status', '--cloud', 'aws', '--region', 'eu-central-1', '--json'], machine);
		expect(status.stdout).not.toContain('berlin-office');
	});

	test('4: the cloud turns the keys away', async () => {
		const machine = await sandboxMachine();
		const wrong = {...machine, env: {...machine.env, AWS_SECRET_ACCESS_KEY: 'of-somebody-else'}};
		const {code, stderr} = await tunnelwright(['plan', example('aws-vgw-bgp')], wrong);
		expect(code).toBe(4);
		expect(stderr).not.toContain('of-somebody-else');
	});

	test('130: interrupted; what a run had made by then is said', async () => {
		const machine = await sandboxMachine();
		const child = spawn(process.execPath, [launcher, 'apply', example('aws-vgw-bgp'), '--yes', '--wait', 'up'], {
			env: machine.env,
			stdio: ['ignore', 'pipe', 'ignore'],
		});
		let stdout = '';
		for await (const line of createInterface(child.stdout)) {
			stdout += `${line}\n`;
			if (/vpn-[0-9a-f]{4,}/.test(line)) child.kill('SIGINT');
		}

		if (child.exitCode === null) await once(child, 'exit');
		expect(child.exitCode).toBe(130);
		expect(stdout).toMatch(/vpn-[0-9a-f]{4,}/);
	});
});

describe('a run that is told to end, or whose terminal or reader goes away', () => {
	test.each([
		['SIGTERM', (child: Applying) => child.kill('SIGTERM')],
		['SIGQUIT', (child: Applying) => child.kill('SIGQUIT')],
		['the terminal', (child: Applying) => child.kill('SIGHUP')],
		['the reader', (child: Applying) => child.stdout.destroy()],
	])('%s: the action in flight is brought to its end, and what is left can go on', async (what, goAway) => {
		// time for the news to arrive before the run is over
		const machine = await sandboxMachine('--fault', 'slow:CreateVpnConnection');
		const child: Applying = spawn(process.execPath, [launcher, 'apply', example('aws-vgw-bgp'), '--yes'], {
			env: machine.env,
			stdio: ['ignore', 'pipe', 'ignore'],
		});
		const ended = once(child, 'exit');
		child.stdout.on('data', (data: Buffer) => {
			if (String(data).includes('create customer gateway')) goAway(child);
		});
		expect(await ended).toEqual(what === 'the terminal' ? [null, 'SIGHUP'] : [130, null]);
		const {stdout} = await tunnelwright(['runs'], machine);
		expect(stdout).toContain('unfinished after');
		expect(stdout).not.toContain('may or may not');
	});
});

describe('apply', () => {
	for (const name of ['aws-vgw-bgp', 'tencent-vpc-policy']) {
		test(`${name}: makes the connection once; the second time it says that it exists and exits 0`, async () => {
			const machine = await sandboxMachine();
			const first = await tunnelwright(['apply', example(name), '--yes', '--wait', 'up', '--json'], machine);
			expect(first.code, first.stderr).toBe(0);
			const made = JSON.parse(first.stdout);
			const second = await tunnelwright(['apply', example(name), '--yes', '--json'], machine);
			expect(second.code, second.stderr).toBe(0);
			expect(JSON.parse(second.stdout)).toMatchObject({result: 'exists', connectionId: made.connectionId});
		});
	}
});

test('the sandbox command ends on SIGTERM as a service does, with 0', async () => {
	const machine = machineOfTest();
	const child = spawn(process.execPath, [launcher, 'sandbox', '--json'], {
		env: machine.env,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	await once(createInterface(child.stdout), 'line');
	child.kill('SIGTERM');
	const [code] = await once(child, 'exit');
	expect(code).toBe(0);
});
