import type {CommandIo, InterruptSignal} from '../../src/commands/command-io.ts';
import {Secret} from '../../src/connection/secret.ts';

export interface FakeIo extends CommandIo {
	readonly stdout: () => string;
	readonly stderr: () => string;
	/** Sends a signal to whatever listens. */
	readonly interrupt: (signal?: InterruptSignal) => void;
	readonly left: number[];
}

export function fakeIo(
	given: Partial<CommandIo> & {readonly input?: string; readonly key?: string; readonly typed?: string} = {},
): FakeIo {
	const out: string[] = [];
	const err: string[] = [];
	const listeners = new Set<(signal: InterruptSignal) => void>();
	const left: number[] = [];
	return {
		env: {},
		interactive: false,
		out: text => out.push(text),
		err: text => err.push(text),
		readInput: async () => Buffer.from(given.input ?? ''),
		askSecret: async () => new Secret(given.key ?? ''),
		ask: async () => given.typed ?? '',
		onInterrupt(callback) {
			listeners.add(callback);
			return () => listeners.delete(callback);
		},
		leave: code => left.push(code),
		stdout: () => out.join('\n'),
		stderr: () => err.join('\n'),
		interrupt: (signal = 'SIGINT') => {
			for (const listener of listeners) listener(signal);
		},
		left,
		...given,
	};
}
