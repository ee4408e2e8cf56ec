import {InvalidArgumentError} from 'commander';

/*
 * What the values of options are held to, before a command sees them.
 */

export function positive(what: string): (text: string) => number {
	return text => {
		const value = Number(text);
		if (text.trim() !== '' && value > 0 && Number.isFinite(value)) return value;
		throw new InvalidArgumentError(`write ${what} as a number above 0`);
	};
}

/** An empty one comes from a variable of a script that is not set: another account would be used in its place. */
export function profileName(text: string): string {
	if (text !== '') return text;
	throw new InvalidArgumentError('write the name of a profile, or leave the option out');
}

export function port(text: string): number {
	if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
	throw new InvalidArgumentError('write a port as a number from 0 to 65535');
}

export function collect(text: string, earlier: readonly string[] | undefined): readonly string[] {
	return [...(earlier ?? []), text];
}
