import type {CloudId} from './finding.ts';
import {optionWords} from './shell-word.ts';

/** Whose account is used, as the options of a command name it. */
export interface AccountOptions {
	readonly sandbox?: boolean;
	readonly awsProfile?: string;
	readonly tencentProfile?: string;
	readonly instanceRole?: boolean;
}

/** How each cloud's account is reached: by a profile, by the machine's role, or as it is found without either. */
export type AccountsInUse = Readonly<Record<CloudId, {readonly profile?: string; readonly instanceRole?: true}>>;

/** As the command line says. */
export function accountsOf({awsProfile, tencentProfile, instanceRole}: AccountOptions): AccountsInUse {
	const role = instanceRole ? ({instanceRole: true} as const) : {};
	return {
		aws: {...(awsProfile ? {profile: awsProfile} : {}), ...role},
		tencent: {...(tencentProfile ? {profile: tencentProfile} : {}), ...role},
	};
}

/** With a profile that was picked for a cloud since; '' for what is found without one. */
export function withPicked(accounts: AccountsInUse, cloud: CloudId, profile: string): AccountsInUse {
	return {...accounts, [cloud]: profile === '' ? {} : {profile}};
}

/**
 * The options of a command that acts on the same accounts.
 * @param cloud the one that the command is about: the option for the machine's role counts for both, so it is told where this one uses it
 */
export function accountOptions({aws, tencent}: AccountsInUse, cloud?: CloudId): AccountOptions {
	const isRole = cloud ? {aws, tencent}[cloud].instanceRole : aws.instanceRole && tencent.instanceRole;
	return {
		...(aws.profile ? {awsProfile: aws.profile} : {}),
		...(tencent.profile ? {tencentProfile: tencent.profile} : {}),
		...(isRole ? {instanceRole: true} : {}),
	};
}

/** The commands that read an account, or act on one, and the wizard where a text says to start it. */
const accountCommands =
	/\b(?:start tunnelwright|tunnelwright (?:accounts|apply|config|delete|export|plan|profiles import|runs (?:resume|undo)|status))\b/g;

/**
 * A text with the commands that it names, each with the options that name the account of this one: without them it would act on another.
 * A text that has them already stays as it is.
 */
export function inThisAccount(text: string, options: AccountOptions): string {
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
