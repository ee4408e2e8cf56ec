import type {CloudId} from '../../connection/finding.ts';
import {optionWords} from '../../connection/shell-word.ts';
import {byCloud, cloudIds} from '../registry.ts';

/** The profile of each cloud's own tools that is named, as in `--aws-profile`: an option for every cloud there is. */
export interface ProfileOptions {
	readonly [option: `${string}Profile`]: string | undefined;
}

/** Whose account is used, as the options of a command name it. */
export interface AccountOptions extends ProfileOptions {
	readonly sandbox?: boolean;
	readonly instanceRole?: boolean;
}

/** How each cloud's account is reached: by a profile, by the machine's role, or as it is found without either. */
export type AccountsInUse = Readonly<Record<CloudId, {readonly profile?: string; readonly instanceRole?: true}>>;

/** As the command line says. */
export function accountsOf({instanceRole, ...options}: AccountOptions): AccountsInUse {
	const role = instanceRole ? ({instanceRole: true} as const) : {};
	return byCloud(({id}) => {
		const profile = options[`${id}Profile`];
		return {...(profile ? {profile} : {}), ...role};
	});
}

/** With a profile that was picked for a cloud since; '' for what is found without one. */
export function withPicked(accounts: AccountsInUse, cloud: CloudId, profile: string): AccountsInUse {
	return {...accounts, [cloud]: profile === '' ? {} : {profile}};
}

/**
 * The options of a command that acts on the same accounts.
 * @param cloud the one that the command is about: of the others nothing is told. Left out: all of them; the option for the machine's role counts for all, so it is
 * told where each uses it
 */
export function accountOptions(accounts: AccountsInUse, cloud?: CloudId): AccountOptions {
	const about = cloud === undefined ? cloudIds() : [cloud];
	const profiles = about.flatMap(id => {
		const profile = accounts[id]?.profile;
		return profile ? [[`${id}Profile`, profile]] : [];
	});
	return {
		...Object.fromEntries(profiles),
		...(about.every(id => accounts[id]?.instanceRole) ? {instanceRole: true} : {}),
	};
}

/** The commands that read an account, or act on one, and the wizard where a text says to start it. */
const accountCommands =
	/\b(?:start tunnelwright|tunnelwright (?:accounts|apply|config|delete|export|plan|profiles import|replace-tunnel|reset|rotate-keys|runs (?:resume|undo)|status|watch|why))\b/g;

/**
 * A text with the commands that it names, each with the options that name the account of this one: without them it would act on another.
 * A text that has them already stays as it is.
 */
export function inThisAccount(text: string, options: AccountOptions): string {
	const {sandbox, instanceRole, ...profiles} = options;
	const words = [
		...(sandbox ? ['--sandbox'] : []),
		...cloudIds().flatMap(id => {
			const profile = profiles[`${id}Profile`];
			return profile ? [optionWords(`--${id}-profile`, profile)] : [];
		}),
		...(instanceRole ? ['--instance-role'] : []),
	]
		.map(word => ` ${word}`)
		.join('');
	return text.replace(accountCommands, (command, at: number) =>
		text.startsWith(words, at + command.length) ? command : `${command}${words}`,
	);
}
