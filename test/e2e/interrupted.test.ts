import path from 'node:path';
import {afterEach, beforeEach, describe, expect, onTestFinished, test} from 'vitest';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {freshMachine, type Machine, type Opened, open, root} from './program.ts';
import {asItWas} from './screen.ts';
import {questions, WizardUser} from './wizard-user.ts';

/*
 * Ctrl-C at a terminal while something is being made, on an account that outlives the program. What a user would lose: a connection that
 * they pay for and do not know of, or a second one after going on.
 */
let sandbox: Sandbox;
let machine: Machine;
beforeEach(async () => {
	sandbox = await startSandbox({speed: 50});
	machine = freshMachine(sandbox.env);
});
afterEach(async () => {
	machine.remove();
	await sandbox.close();
});

const isSent = (action: string) => sandbox.requests.some(request => request.action === action && !request.dryRun);

/** A create whose reply never came is looked for again and again before it is sent anew: `npm run interrupted` waits for that. */
const isWhole = process.env.LONG_TESTS === '1';

const created = (action: string) =>
	sandbox.requests.filter(request => request.action === action && !request.dryRun && request.code === '').length;

function program(...args: readonly string[]): Opened {
	const opened = open(args, {machine, columns: 120, rows: 40});
	onTestFinished(opened.close);
	return opened;
}

async function leftWith({screen, ended}: Opened, wanted: number): Promise<string> {
	const {code, before, after} = await ended();
	expect(code, screen.text()).toBe(wanted);
	expect(after).toBe(before);
	expect(await screen.state()).toEqual(asItWas);
	return screen.text();
}

/** Goes on with the one run that stopped, and sees that it ends with one connection. */
async function resumes(): Promise<void> {
	const listed = await leftWith(await ready(program('runs')), 0);
	const id = /\d{8}T\d{6}-[0-9a-f]{8}/.exec(listed)?.[0] ?? '';
	const text = await leftWith(program('runs', 'resume', id, '--yes', '--wait', 'available'), 0);
	expect(text).toMatch(/vpn-[0-9a-f]+/);
	expect(created('CreateCustomerGateway')).toBe(1);
	expect(created('CreateVpnConnection')).toBe(1);
	expect(await leftWith(program('runs'), 0)).not.toContain(id);
}

async function ready(opened: Opened): Promise<Opened> {
	await opened.screen.exited;
	return opened;
}

const example = path.join(root, 'examples/aws-vgw-bgp.json');

const sources = [
	{of: 'a profile', source: ['--profile', 'kept']},
	...(isWhole ? [{of: 'a file', source: [example]}] : []),
];

describe.each(sources)('apply of $of', ({source}) => {
	async function applying(): Promise<Opened> {
		if (source[0] === '--profile') await leftWith(program('profiles', 'save', 'kept', example), 0);
		const opened = program('apply', ...source, '--yes');
		await opened.screen.until(/2\/\d create VPN connection …/, 30_000);
		await opened.screen.until(() => isSent('CreateVpnConnection'));
		return opened;
	}

	test('stops after the action in flight, says what exists, and goes on later', {timeout: 60_000}, async () => {
		sandbox.addFault({kind: 'slow', action: 'CreateVpnConnection', delayMs: 1500});
		const opened = await applying();
		opened.screen.send('\u0003');
		await opened.screen.until(/stopping after the action in flight/);
		const text = await leftWith(opened, 130);
		expect(text).toMatch(/cgw-[0-9a-f]+/);
		expect(created('CreateVpnConnection')).toBe(1);
		expect(text).toMatch(/vpn-[0-9a-f]+/);
		expect(text).toMatch(/runs resume/);
		sandbox.clearFaults();
		await resumes();
	});

	test('leaves at once at the second, and goes on later', {timeout: 60_000}, async () => {
		sandbox.addFault({kind: 'hang', action: 'CreateVpnConnection'});
		const opened = await applying();
		opened.screen.send('\u0003');
		await opened.screen.until(/stopping after the action in flight/);
		opened.screen.send('\u0003');
		await leftWith(opened, 130);
		sandbox.clearFaults();
		expect(await leftWith(program('runs'), 0)).toMatch(/\d{8}T\d{6}-[0-9a-f]{8}/);
		if (isWhole) await resumes();
	});
});

test.skipIf(!isWhole)(
	'the wizard leaves at once at the second, and the next one goes on',
	{timeout: 90_000},
	async () => {
		sandbox.addFault({kind: 'hang', action: 'CreateVpnConnection'});
		const wizard = async () => {
			const user = new WizardUser([], {machine, columns: 120, rows: 40});
			onTestFinished(user.opened.close);
			await user.screen.ready(questions.home, 20_000);
			return user;
		};
		const user = await wizard();
		user.press('enter');
		await user.at(questions.cloud);
		await user.pick('AWS');
		await user.enterUntil(questions.dryRun);
		await user.at(/checked \d+ · /);
		user.press('right');
		await user.at(questions.confirm);
		await user.screen.type(/Type (\S+) and press/.exec(user.screen.text())?.[1] ?? '');
		await user.at('that is its name');
		user.press('enter');
		await user.at(/[^·] create VPN connection/);
		await user.at(() => isSent('CreateVpnConnection'));
		user.press('ctrlC');
		await user.at(/Stopping/);
		user.press('ctrlC');
		await leftWith(user.opened, 130);
		sandbox.clearFaults();
		const again = await wizard();
		await again.at(/Finish what was begun\s+1 run/);
		await again.at('Continue the draft');
		again.press('home', 'down', 'down', 'down', 'down');
		await again.at(/❯ Finish/);
		again.press('enter');
		await again.at('Runs that stopped half way');
		again.press('enter');
		await again.at(/go on from here/);
		await again.screen.type('r');
		await again.at(/It comes up once/, 30_000);
		await again.screen.type('q');
		await leftWith(again.opened, 0);
		expect(created('CreateVpnConnection')).toBe(1);
	},
);
