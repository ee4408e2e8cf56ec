import {printable} from '../connection/printable.ts';
import {UserError} from '../connection/user-error.ts';

const longestName = 64;

/** Why a profile can't have this name, or undefined. `taken` holds the names in use. */
export function checkProfileName(name: string, taken: readonly string[] = []): string | undefined {
	if (name.trim() === '') return 'a profile needs a name';
	if (name !== name.trim()) return 'a name does not begin or end with a space';
	if ([...name].length > longestName)
		return `the name has ${[...name].length} characters, at most ${longestName} are possible`;
	if (printable(name) !== name) return 'the name holds characters that can’t be shown';
	const other = taken.find(known => sameName(known, name));
	return other === undefined ? undefined : isTaken(other);
}

function isTaken(other: string): string {
	return `there is a profile "${other}" already`;
}

/** A profile has the name that another was to get. */
export class NameTaken extends UserError {
	constructor(
		readonly standing: string,
		/** When the one that has it was saved, in milliseconds since the epoch. */
		readonly savedAt: number,
	) {
		super(isTaken(printable(standing, longestName)), {
			field: 'name',
			mend: 'choose another name',
			mendByOption: 'choose another name, or replace it with --overwrite',
		});
	}
}

/** Names in use, to be asked about often. */
export class TakenNames {
	readonly #names = new Map<string, string>();

	add(name: string): void {
		this.#names.set(fold(name), name);
	}

	/** Why a name can't be used beside these, or undefined. */
	problem(name: string): string | undefined {
		const other = this.#names.get(fold(name));
		return other === undefined ? undefined : isTaken(other);
	}
}

/** Names that differ in case alone are one name: files are exported under them, and people mix them up. */
export function sameName(a: string, b: string): boolean {
	return fold(a) === fold(b);
}

function fold(name: string): string {
	return name.normalize('NFKC').toLowerCase();
}
