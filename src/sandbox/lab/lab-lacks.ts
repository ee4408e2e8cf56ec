/** This machine can't carry the lab. */
export class LabLacks extends Error {
	/** What to be, have or install. */
	readonly lacks: readonly string[];

	constructor(lacks: readonly string[]) {
		super(`this machine lacks ${lacks.join(', ')}`);
		this.lacks = lacks;
	}
}
