import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {createInterface} from 'node:readline';
import {describe, expect, onTestFinished, test} from 'vitest';
import {freshMachine, launcher, open, root} from '../e2e/program.ts';

/*
 * What only a real process shows: what a terminal echoes, what a signal does, what a broken pipe does.
 */
const example = path.join(root, 'examples/tencent-ccn-static.json');

/** An example whose key is typed. */
function typedKey(home: string): string {
	const file = path.join(home, 'typed.json');
	writeFileSync(file, JSON.stringify({...JSON.parse(readFileSync(example, 'utf8')), presharedKey: {from: 'prompt'}}));
	return file;
}

describe('a key that is typed', () => {
	const key = 'Zx9_typed.Key.4711';

	test('is not echoed, and makes the connection', async () => {
		const machine = freshMachine();
		onTestFinished(machine.remove);
		const args = ['apply', typedKey(machine.home), '--sandbox', '--speed', '30', '--yes'];
		const {screen, ended, close} = open(args, {machine, columns: 120, rows: 50});
		onTestFinished(close);
		await screen.until('not shown', 20_000);
		await screen.type(`${key}\r`);
		await screen.until(/made: vpnx-/, 20_000);
		const {code, before, after} = await ended();
		expect(code).toBe(0);
		expect(after).toBe(before);
		expect(screen.text()).not.toContain(key);
	});

	test('can be left with Ctrl-C: 130, nothing made, the terminal as it was', async () => {
		const machine = freshMachine();
		onTestFinished(machine.remove);
		const {screen, ended, close} = open(['apply', typedKey(machine.home), '--sandbox', '--yes'], {machine});
		onTestFinished(close);
		await screen.until('not shown', 20_000);
		screen.send('\u0003');
		const {code, before, after} = await ended();
		expect(code).toBe(130);
		expect(after).toBe(before);
		expect(screen.text()).toContain('nothing has been made');
	});
});

describe('signals', () => {
	test('the second Ctrl-C leaves a hanging call at once', async () => {
		const machine = freshMachine();
		onTestFinished(machine.remove);
		const args = [launcher, 'apply', example, '--sandbox', '--yes', '--fault', 'hang:CreateCustomerGateway'];
		const child = spawn(process.execPath, args, {
			cwd: machine.home,
			env: machine.env,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		onTestFinished(() => {
			child.kill('SIGKILL');
		});
		const [lines, errors] = [createInterface(child.stdout), createInterface(child.stderr)];
		for await (const line of lines) if (/create customer gateway …/.test(line)) break;
		child.kill('SIGINT');
		const [said] = await once(errors, 'line');
		expect(said).toMatch(/stopping after the action in flight/);
		child.kill('SIGINT');
		const [code] = await once(child, 'exit');
		expect(code).toBe(130);
	});

	test('the sandbox ends on Ctrl-C with 130, after one line of JSON', async () => {
		const machine = freshMachine();
		onTestFinished(machine.remove);
		const child = spawn(process.execPath, [launcher, 'sandbox', '--json'], {
			env: machine.env,
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		let output = '';
		child.stdout.setEncoding('utf8').on('data', text => {
			output += text;
		});
		await once(child.stdout, 'data');
		child.kill('SIGINT');
		const [code] = await once(child, 'exit');
		expect(code).toBe(130);
		expect(output.trim().split('\n')).toHaveLength(1);
		const {endpoints, env} = JSON.parse(output);
		expect(endpoints.ec2).toMatch(/^http:\/\/127\.0\.0\.1:/);
		expect(env).toMatchObject({AWS_ENDPOINT_URL_EC2: endpoints.ec2, TENCENTCLOUD_PROTOCOL: 'HTTP'});
	});
});

test('a reader that has seen enough (| head -1) is no error', async () => {
	const machine = freshMachine();
	onTestFinished(machine.remove);
	const command = `"${process.execPath}" "${launcher}" status --watch --json --sandbox --speed 100 | head -1; exit "\${PIPESTATUS[0]}"`;
	const child = spawn('bash', ['-c', command], {env: machine.env, stdio: ['ignore', 'pipe', 'pipe']});
	let errors = '';
	child.stderr.on('data', text => {
		errors += text;
	});
	const [code] = await once(child, 'exit');
	expect({code, errors}).toEqual({code: 0, errors: ''});
});

test('what is read on a pipe is text: no escape sequence, whatever the environment says of colour', async () => {
	const machine = freshMachine({FORCE_COLOR: '1', TERM: 'xterm-256color'});
	onTestFinished(machine.remove);
	const child = spawn(process.execPath, [launcher, 'plan', example, '--sandbox'], {
		env: machine.env,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	let output = '';
	for await (const text of child.stdout.setEncoding('utf8')) output += text;
	expect(output).toContain('CHECKS');
	expect(output).not.toContain('\u001B');
});

test.runIf(process.platform === 'linux')(
	'a full disk under standard output is said, with a code of its own',
	async () => {
		const machine = freshMachine();
		onTestFinished(machine.remove);
		const command = `"${process.execPath}" "${launcher}" skeleton aws > /dev/full`;
		const child = spawn('bash', ['-c', command], {env: machine.env, stdio: ['ignore', 'ignore', 'pipe']});
		let errors = '';
		child.stderr.on('data', text => {
			errors += text;
		});
		const [code] = await once(child, 'close');
		expect([code, errors]).toEqual([5, "standard output can't be written: the disk is full (ENOSPC)\n"]);
	},
);
