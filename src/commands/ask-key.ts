import {UserError} from '../connection/user-error.ts';
import type {AskKey} from '../session/keys.ts';
import type {CommandIo} from './command-io.ts';

/** Asks for the key of a field at the terminal. @throws UserError where nobody can be asked, or it is cancelled */
export function askKeyAt(io: CommandIo, signal: AbortSignal): AskKey {
	return async field => {
		if (!io.interactive)
			throw new UserError(`${field} is to be typed, but there is no terminal to ask at`, {
				field,
				mend: 'write {"from": "env", "name": "NAME"} there and set NAME, or {"from": "generated"}',
			});
		return io.askSecret(`Pre-shared key for ${field} (not shown): `, signal);
	};
}
