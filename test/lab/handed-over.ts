import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {runArguments} from '../../src/commands/run-commands.ts';
import {makeFolder, removeFolder} from '../../src/sandbox/lab/belongings.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {fakeIo} from '../commands/fake-io.ts';

/** A connection of the sandbox and the files for its site, both made by the program's own commands. */
export interface HandedOver {
	readonly id: string;
	/** The folder of the files. */
	readonly folder: string;
	readonly read: (name: string) => string;
	readonly has: (name: string) => boolean;
	/** Takes the files and everything else of the run away. */
	readonly remove: () => void;
}

/** @param key what the document's `env` keys hold */
export async function handOver(
	sandbox: Sandbox,
	document: object,
	{
		key = '',
		device = 'strongswan',
		options = [],
	}: {readonly key?: string; readonly device?: 'strongswan' | 'libreswan'; readonly options?: readonly string[]} = {},
): Promise<HandedOver> {
	const home = makeFolder();
	const file = join(home, 'document.json');
	writeFileSync(file, JSON.stringify(document));
	const env = {...sandbox.env, TUNNELWRIGHT_HOME: home, LAB_KEY: key};
	const command = async (args: readonly string[]) => {
		const io = fakeIo({env});
		const code = await runArguments(args, undefined, io);
		if (code !== 0) throw new Error(`${args[0]} ended with ${code}: ${io.stderr()} ${io.stdout()}`);
		return io.stdout();
	};
	const applied = await command(['apply', file, '--yes', '--wait', 'available', '--json']);
	const id = /"(vpnx?-[a-z0-9]+)"/.exec(applied)?.[1];
	if (id === undefined) throw new Error(`apply named no connection: ${applied}`);
	const folder = join(home, 'site');
	await command(['config', id, '--device', device, '--out', folder, ...options]);
	const read = (name: string) => readFileSync(join(folder, name), 'utf8');
	return {
		id,
		folder,
		read,
		remove: () => removeFolder(home),
		has(name) {
			try {
				return read(name) !== '';
			} catch {
				return false;
			}
		},
	};
}
