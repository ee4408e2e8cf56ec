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

/** The commands that read an account, or act on one. */
const accountCommands =
	/\btunnelwright (?:accounts|apply|config|delete|export|plan|profiles import|runs (?:resume|undo)|status)\b/g;

/**
 * A text with the commands that it names, each with the options that name the account of this one: without them it would act on another.
 * A text that has them already stays as it is.
 */
export function inThisAccount(text: string, options: CommandOptions): string {
	const {sandbox, awsProfile, tencentProfile, instanceRole} = options;
	const words = [
		...(sandbox ? ['--sandbox'] : []),
		...(awsProfile ? [optionWords('--aws-profile', awsProfile)] : []),
		...(tencentProfile ? [optionWords('--tencent-profile', tencentProfile)] : []),
		...(instanceRole ? ['--instance-role'] : []),
	]
		.map(word => ` ${word}`)
		.join('');
	return text.replace(accountCommands, (command, at: number) =>
		text.startsWith(words, at + command.length) ? command : `${command}${words}`,
	);
}
