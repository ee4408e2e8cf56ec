import {type Key, keyName} from './key.ts';

/** What a key of a late screen does now. The keys that work, the footer and the help are all read from one list of these. */
export interface LateBinding<Command extends string> {
	/** Names as `keyName` gives them; the footer shows the first unless `shown` says otherwise. */
	readonly keys: readonly string[];
	readonly command: Command;
	readonly label: string;
	/** '' keeps it for the help alone. */
	readonly shown?: string;
}

export interface KeyHint {
	readonly key: string;
	readonly label: string;
}

/** The command that a key gives, or undefined when it gives none. */
export function commandFor<Command extends string>(
	bindings: readonly LateBinding<Command>[],
	key: Key,
): Command | undefined {
	const name = keyName(key);
	return bindings.find(({keys}) => keys.includes(name))?.command;
}

/** What the footer shows, the most useful first. */
export function hintsFor(bindings: readonly LateBinding<string>[]): readonly KeyHint[] {
	return bindings.flatMap(({keys, shown, label}) => (shown === '' ? [] : [{key: shown ?? keys[0] ?? '', label}]));
}

/** A row that the keys up, down, page-up, page-down, home and end lead to, or undefined for another key. */
export function movedTo(key: Key, from: number, total: number, page = 10): number | undefined {
	const last = Math.max(0, total - 1);
	const clamp = (row: number) => Math.max(0, Math.min(last, row));
	switch (key.name) {
		case 'up':
			return clamp(from - 1);
		case 'down':
			return clamp(from + 1);
		case 'page-up':
			return clamp(from - page);
		case 'page-down':
			return clamp(from + page);
		case 'home':
			return 0;
		case 'end':
			return last;
		default:
			return undefined;
	}
}

/**
 * The first line of a text after one of the same keys. How many lines a text has is known only where it is wrapped and drawn: below its
 * last page the screen tells where that begins (`scroll-ended`).
 */
export function scrolledTo(key: Key, from: number, page = 10): number | undefined {
	return movedTo(key, from, Number.MAX_SAFE_INTEGER, page);
}
