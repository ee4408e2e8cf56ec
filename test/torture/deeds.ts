import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {renewsKeys} from './renews-keys.ts';
import type {World} from './world.ts';

/** What is done to a connection, broken off anywhere, and gone on with. */
export interface Deed {
	readonly what: 'makes' | 'changes' | 'renews keys';
	/** Whether an undo puts back all that stood before. */
	readonly canBeUndone: boolean;
	/** What stands before: no part of the case. */
	prepare(world: World): Promise<void>;
	/** The command that does it. */
	args(world: World): Promise<readonly string[]>;
	/** What has to be so once it has come to its end, beside what the account holds; what is not so goes to `wrong`. */
	ended?(world: World, wrong: string[]): Promise<void>;
}

/** The deeds by their names on the command line. */
export const deeds = ['makes', 'changes', 'keys'] as const;

/** @throws Error for a name that is none of `deeds` */
export function deedOf(name: string, file: string): Deed {
	switch (name) {
		case 'makes':
			return makes(file);
		case 'changes':
			return changes(file);
		case 'keys':
			return renewsKeys(file, world => standing(world, file));
		default:
			throw new Error(`no deed is called ${name}`);
	}
}

/** A document is applied where nothing stands. */
export function makes(file: string): Deed {
	return {what: 'makes', canBeUndone: true, prepare: async () => {}, args: async () => ['apply', file, '--yes']};
}

/** The connection of a document stands; another document of it is applied: options, tags and routes differ. */
export function changes(file: string): Deed {
	const changed = changedFile(file);
	return {
		what: 'changes',
		canBeUndone: true,
		prepare: world => standing(world, file),
		args: async () => ['apply', changed, '--yes', '--prune'],
	};
}

async function standing(world: World, file: string): Promise<void> {
	const {code, text} = await world.run('apply', file, '--yes', '--wait', 'up');
	if (code !== 0) throw new Error(`${file} can't be applied: ${text}`);
	await world.forget();
}

/** Another document of the same connection, in a file of its own. */
function changedFile(file: string): string {
	const document = JSON.parse(readFileSync(file, 'utf8'));
	const {tags = {}, routing, security = {preset: 'strong'}, dpd} = document;
	const prefixes = routing.mode === 'static' ? [...routing.prefixes.slice(1), '192.168.211.0/24'] : undefined;
	const changed = {
		...document,
		tags: {...tags, changed: 'yes'},
		...(prefixes ? {routing: {...routing, prefixes}} : {}),
		...(document.cloud === 'aws'
			? {security: {...security, options: {...security.options, dpdTimeoutSeconds: 45}}}
			: {dpd: {enabled: true, action: 'restart', ...dpd, timeoutSeconds: 45}}),
	};
	const folder = mkdtempSync(path.join(tmpdir(), 'tunnelwright-changed-'));
	const written = path.join(folder, path.basename(file));
	writeFileSync(written, JSON.stringify({...changed, $schema: undefined}));
	return written;
}
