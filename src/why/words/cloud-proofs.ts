import {optionWords} from '../../connection/shell-word.ts';
import type {Known, Proof} from '../why.ts';

/** What proves a cause by the cloud's own tool, of each tunnel that is asked about. */
export function cloudProofs(known: Known, cause: string): readonly Proof[] {
	const {connection, cloudWhy, tunnels, sight} = known;
	const account = toolAccount(known);
	const proofs = tunnels.flatMap(number => cloudWhy?.proofs?.(cause, connection, number, sight) ?? []);
	const commands = proofs.map(({command}) => command);
	return proofs
		.filter(({command}, index) => commands.indexOf(command) === index)
		.map(({command, shows}) => ({where: 'here', command: `${command}${account}`, shows}));
}

/** What a command of the cloud's own tool ends with, so that it reaches the same account; '' where none was named. */
export function toolAccount({profile}: Pick<Known, 'profile'>): string {
	return profile === undefined ? '' : ` ${optionWords('--profile', profile)}`;
}
