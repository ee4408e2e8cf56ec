import {describe, expect, test} from 'vitest';
import {runArguments} from '../../src/commands/run-commands.ts';
import {fakeIo} from './fake-io.ts';

/** What a bare `tunnelwright`, or one with `--sandbox`, says at a terminal that can't show the wizard. */
async function opened(env: Readonly<Record<string, string>>, sandbox: boolean) {
	const io = fakeIo({env, interactive: true});
	const code = await runArguments(sandbox ? ['--sandbox'] : [], {sandbox, env}, io);
	return {code, out: io.stdout(), err: io.stderr()};
}

describe.each([true, false])('at a terminal that is there, with the sandbox: %s', sandbox => {
	test.each([
		[{TERM: 'dumb'}, 'TERM=dumb says that this one can’t', 'TERM=xterm-256color'],
		[{TERM: 'xterm', INK_SCREEN_READER: 'true'}, 'the wizard draws a grid', 'unset it'],
		[{TERM: 'xterm', INK_SCREEN_READER: '1'}, 'the wizard draws a grid', 'unset it'],
	])('%j: it is said what is so and what to do, and no demo is played', async (env, so, mend) => {
		const {code, out, err} = await opened(env, sandbox);
		expect(code).toBe(2);
		expect(out).toBe('');
		for (const text of [so, mend, 'tunnelwright plan']) expect(err).toContain(text);
		expect(err).not.toMatch(/there is no(ne)? /i);
	});
});

test('where there is no terminal at all, that is what is said', async () => {
	const io = fakeIo({env: {TERM: 'dumb'}});
	expect(await runArguments([], {sandbox: false, env: io.env}, io)).toBe(2);
	expect(io.stderr()).toContain('there is none here');
});
