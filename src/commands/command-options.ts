import type {AccountOptions} from '../clouds/sign-in/in-this-account.ts';
import type {RequestLog} from '../session/open-session.ts';

/** Whose credentials are used, as commander hands it over. */
export type CredentialOptions = Omit<AccountOptions, 'sandbox'>;

/** Options that commands share, as commander hands them over. */
export interface CommandOptions extends CredentialOptions {
	readonly sandbox?: boolean;
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
