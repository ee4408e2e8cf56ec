import type fc from 'fast-check';

/**
 * A place where text of others comes in. Each case is one input; `check` throws where a user would be harmed: an exception that is
 * none of the documented ones, an escape sequence in what is drawn, a file that does not say what it should.
 */
export interface Target<Input = unknown> {
	readonly name: string;
	/** What comes in there, in words. */
	readonly what: string;
	readonly input: fc.Arbitrary<Input>;
	/** Inputs of the committed corpus, tried before the random ones: by file name. */
	readonly corpus?: ReadonlyMap<string, Input>;
	check(input: Input): Promise<void> | void;
	/** Share of the time that all targets have together; 1 where nothing is said. */
	readonly weight?: number;
	close?(): Promise<void> | void;
}

/** A target as the runner knows it, opened when its turn comes. */
export type OpenTarget = () => Promise<Target> | Target;

/** Keeps the input's type together with the check's, then forgets it: a list holds targets of all kinds. */
export function target<Input>(own: Target<Input>): Target {
	return {
		...own,
		// the runner hands `check` nothing but what `input` or `corpus` made
		check: input => own.check(input as Input),
	} as Target;
}
