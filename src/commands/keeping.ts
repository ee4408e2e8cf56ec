import type {Keeping} from '../session/profiles.ts';
import type {CommandIo} from './command-io.ts';

/** What the commands tell of the files of this machine stands on standard error. */
export function keepingOf(io: Pick<CommandIo, 'env' | 'err'>): Keeping {
	return {env: io.env, tell: notice => io.err(notice)};
}
