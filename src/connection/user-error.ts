/** Exit codes, everywhere the same. `down`: a tunnel that should be UP is not, where that was asked for. */
export const exitCode = {
	done: 0,
	bug: 1,
	usage: 2,
	refused: 3,
	cloud: 4,
	machine: 5,
	down: 6,
	cancelled: 130,
} as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/**
 * Something that the user can mend: the message names the field, the value and the mend. Never a stack on the screen.
 * `exit` is `usage` (bad arguments, invalid document), `refused` (a check says no), `machine` (a full disk) or `cancelled`.
 */
export class UserError extends Error {
	override readonly name = 'UserError';

	constructor(
		message: string,
		readonly details: {
			readonly field?: string;
			readonly mend?: string;
			/** What a command says in its place, where an option of its own is a way out: the wizard has none. */
			readonly mendByOption?: string;
			readonly exit?: ExitCode;
			readonly items?: readonly string[];
			/** It is about what signs in: another account may be picked. */
			readonly credentials?: true;
			/** It is about a run or a deletion that was brought further elsewhere: its journal tells how it stands. */
			readonly changedElsewhere?: true;
		} = {},
	) {
		super(message);
	}

	get exit(): ExitCode {
		return this.details.exit ?? exitCode.usage;
	}
}
