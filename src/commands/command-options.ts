import type {AccountOptions} from '../clouds/sign-in/in-this-account.ts';
import type {RequestLog} from '../session/open-session.ts';

/** Options that commands share, as commander hands them over. */
export interface CommandOptions extends AccountOptions {
	readonly speed?: number;
	readonly fault?: readonly string[];
	readonly json?: boolean;
	readonly debug?: boolean;
	readonly debugFile?: string;
	/** The log that --debug asked for, once it is open. */
	readonly requestLog?: RequestLog;
}

export interface DocumentOptions extends CommandOptions {
	readonly profile?: string;
}
