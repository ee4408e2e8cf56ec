import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {freshMachine, type Machine, type Opened, open, root} from './program.ts';

/*
 * What a user would lose: keys in a core file, because closing a terminal made the program abort; a terminal without echo; an ending.
 */

const example = path.join(root, 'examples/tencent-ccn-static.json');
/** What a shell says of a process that SIGHUP ended. */
const byHangUp = 129;

function opened(args: readonly string[], machine?: Machine): Opened {
	const program = open(args, {columns: 120, rows: 50, ...(machine ? {machine} : {})});
	onTestFinished(program.close);
	return program;
}

/** `apply` at its prompt for a key. */
async function atKeyPrompt(): Promise<Opened> {
	const machine = freshMachine();
	onTestFinished(machine.remove);
	const file = path.join(machine.home, 'typed.json');
	writeFileSync(file, JSON.stringify({...JSON.parse(readFileSync(example, 'utf8')), presharedKey: {from: 'prompt'}}));
	const applying = opened(['apply', file, '--sandbox', '--yes'], machine);
	await applying.screen.until('not shown', 20_000);
	return applying;
}

/** A shell passes on to its jobs that their terminal is gone. */
function closeTerminal(program: Opened): void {
	program.screen.hangUp();
	try {
		program.signal('SIGHUP');
	} catch {
		// it has noticed by itself
	}
}

const reports = ({machine}: Opened) => existsSync(path.join(machine.home, 'state/tunnelwright/reports'));

describe('a terminal that is closed ends a command by SIGHUP itself, without an abort or a report', () => {
	test.each([
		['the sandbox', ['sandbox'], 'runs until'],
		['a status that goes on', ['status', '--watch', '--sandbox'], 'vpn-40f41529'],
		['a deletion that asks for a name', ['delete', 'vpn-40f41529', '--sandbox'], /type/i],
	])('%s', {timeout: 60_000}, async (_name, args, shown) => {
		const program = opened(args);
		await program.screen.until(shown, 20_000);
		closeTerminal(program);
		expect(await program.gone()).toBe(byHangUp);
		expect(reports(program)).toBe(false);
	});

	test('a prompt for a key', {timeout: 60_000}, async () => {
		const program = await atKeyPrompt();
		closeTerminal(program);
		expect(await program.gone()).toBe(byHangUp);
		expect(reports(program)).toBe(false);
	});
});

describe('at a prompt for a key', () => {
	test.each([
		['SIGTERM', 130],
		['SIGHUP', byHangUp],
		['SIGQUIT', 130],
	] as const)('%s ends it at once, and the terminal is as it was', {timeout: 60_000}, async (signal, wanted) => {
		const program = await atKeyPrompt();
		program.signal(signal);
		const {code, before, after} = await program.ended();
		expect(code).toBe(wanted);
		expect(before).not.toBe('');
		expect(after).toBe(before);
		expect(program.screen.text()).toContain('nothing has been made');
	});
});

test.runIf(process.platform === 'linux')('no memory would stand in a core', {timeout: 60_000}, async () => {
	const program = await atKeyPrompt();
	const filter = readFileSync(`/proc/${program.pid()}/coredump_filter`, 'utf8');
	expect(Number.parseInt(filter, 16)).toBe(0);
});
