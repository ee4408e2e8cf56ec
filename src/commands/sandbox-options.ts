import {UserError} from '../connection/user-error.ts';
import type {CommandOptions} from './command-options.ts';

/**
 * Options that only the sandbox has: on an account of the user's own they would do nothing, while the user believes that they do.
 * @throws UserError that names the option
 */
export function refuseSandboxOptions({sandbox, speed, fault}: CommandOptions): void {
	if (sandbox) return;
	const given = [...(fault ? ['--fault'] : []), ...(speed === undefined ? [] : ['--speed'])];
	const [field] = given;
	if (field === undefined) return;
	const why =
		given.length > 1
			? '--fault and --speed belong to the sandbox: on an account of your own they would do nothing'
			: fault
				? '--fault belongs to the sandbox: on an account of your own nothing would be put in the way'
				: '--speed belongs to the sandbox: the clock of a cloud itself can’t be made faster';
	throw new UserError(why, {field, mend: `add --sandbox, or leave ${given.join(' and ')} out`});
}
