import type {RequestLog} from '../clouds/request-log.ts';
import {optionWords} from '../connection/shell-word.ts';

/** Whose credentials are used, as commander hands it over. */
export interface CredentialOptions {
	readonly awsProfile?: string;
	readonly tencentProfile?: string;
	readonly instanceRole?: boolean;
}

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

/** A command to paste, for the account of this one: without the options that name it, it would act on another. */
export function inThisAccount(line: string, options: CommandOptions): string {
	const {sandbox, awsProfile, tencentProfile, instanceRole} = options;
	return [
		line,
		...(sandbox ? ['--sandbox'] : []),
		...(awsProfile ? [optionWords('--aws-profile', awsProfile)] : []),
		...(tencentProfile ? [optionWords('--tencent-profile', tencentProfile)] : []),
		...(instanceRole ? ['--instance-role'] : []),
	].join(' ');
}
