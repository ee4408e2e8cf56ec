import {execFile, spawnSync} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'vitest';
import type {Sandbox, SandboxOptions} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';

export const hasAws = spawnSync('aws', ['--version']).status === 0;

interface Outcome {
	readonly status: number;
	readonly stdout: string;
	readonly stderr: string;
}

/** The sandbox, and a shell with the real `aws` in it. */
export interface AwsShell {
	readonly sandbox: Sandbox;
	/** Where the shell is. */
	readonly folder: string;
	/** Runs a line as a person pastes it into a shell. */
	shell(line: string, env?: Readonly<Record<string, string>>): Promise<Outcome>;
	/** What a line that goes well prints, read; undefined for nothing. */
	// biome-ignore lint/suspicious/noExplicitAny: the CLI's own JSON, which the tests look into
	json(line: string): Promise<any>;
	/** The code of the error that a line ends with. */
	code(line: string): Promise<string>;
	close(): Promise<void>;
}

export async function openAwsShell(options: SandboxOptions): Promise<AwsShell> {
	const sandbox = await startSandbox(options);
	const folder = await mkdtemp(join(tmpdir(), 'tunnelwright-aws-'));
	const shell = (line: string, env: Readonly<Record<string, string>> = {}): Promise<Outcome> => {
		const own = {PATH: process.env.PATH ?? '', HOME: folder, AWS_PAGER: '', ...sandbox.env, ...env};
		return new Promise(resolve => {
			execFile('sh', ['-c', line], {env: own, cwd: folder}, (error, stdout, stderr) => {
				resolve({status: typeof error?.code === 'number' ? error.code : 0, stdout, stderr});
			});
		});
	};
	return {
		sandbox,
		folder,
		shell,
		async json(line) {
			const {status, stdout, stderr} = await shell(line);
			expect([line, stderr, status]).toEqual([line, '', 0]);
			return stdout.trim() === '' ? undefined : JSON.parse(stdout);
		},
		async code(line) {
			const {stderr} = await shell(line);
			return /An error occurred \(([^)]+)\)/.exec(stderr)?.[1] ?? stderr;
		},
		async close() {
			await sandbox.close();
			await rm(folder, {recursive: true});
		},
	};
}
