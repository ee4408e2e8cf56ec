import {createHash} from 'node:crypto';
import type {View} from './account-view.ts';
import type {Reference} from './reference.ts';
import {type World, writtenKey} from './world.ts';

/** How a run goes on after it was broken off; a deletion is only finished. */
export type Then = 'resume' | 'undo' | 'delete';

/**
 * Many kills leave the same behind: one during each of a dozen reads in a row finds the same files and the same account. What comes
 * after depends on nothing else, so that each state is gone on from once in either way, and the others share how that ended.
 */
export class Ends {
	readonly #known = new Map<string, Promise<readonly string[]>>();

	/** Whether this state has not been gone on from in this way. */
	isNew(state: string, then: Then): boolean {
		return !this.#known.has(`${then} ${state}`);
	}

	/** Goes on, unless somebody has: what was wrong with the end, and where it was found. */
	once(state: string, then: Then, what: string, work: (wrong: string[]) => Promise<void>): Promise<readonly string[]> {
		const key = `${then} ${state}`;
		const known = this.#known.get(key);
		if (known) return known;
		const wrong: string[] = [];
		const end = work(wrong)
			.catch((error: unknown) => {
				wrong.push(`it threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
			})
			.then(() => wrong.map(line => `${what}, then ${then}: ${line}`));
		this.#known.set(key, end);
		return end;
	}

	/** How many different ends were played to the end. */
	get size(): number {
		return this.#known.size;
	}
}

/** What the next command of the program will find, less what differs from one world to the next: ids, times, ports, process ids, keys. */
export function stateOf(world: World, {before}: Reference, {things}: View): string {
	const names = new Map<string, string>();
	const plain = (text: string) =>
		text
			.replace(/\d{8}T\d{6}-[0-9a-f]{8}/g, 'run')
			.replace(/"at":\d+/g, '"at":0')
			.replace(/"(pid|started)":"?\d+"?/g, '"$1":0')
			.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22,}/g, 'request')
			// which keys of the files stand at the cloud, the view of the account tells
			.replace(writtenKey, 'a key')
			.replace(/"key:[^"]*"/g, '"key:mark"')
			.replace(/127\.0\.0\.1:\d+|localhost:\d+/g, 'here')
			.replace(/\b[a-z][a-z-]*-[0-9a-z]{8,}\b/g, id => {
				if (before.ids.has(id)) return id;
				const name = names.get(id) ?? `made-${names.size}`;
				names.set(id, name);
				return name;
			});
	const hash = createHash('sha256');
	for (const [path, text] of world.files()) hash.update(`${plain(path)}\0${plain(text)}\0`);
	return hash.update(things.join('\n')).digest('hex');
}
