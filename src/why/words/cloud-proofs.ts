import {optionWords} from '../../connection/shell-word.ts';
import type {Known, Proof} from '../why.ts';

/** What proves a cause by the cloud's own tool, of each tunnel that is asked about. */
export function cloudProofs({connection, cloudWhy, tunnels, sight, profile}: Known, cause: string): readonly Proof[] {
	const account = profile === undefined ? '' : ` ${optionWords('--profile', profile)}`;
	const proofs = tunnels.flatMap(number => cloudWhy?.proofs?.(cause, connection, number, sight) ?? []);
	const commands = proofs.map(({command}) => command);
	return proofs
		.filter(({command}, index) => commands.indexOf(command) === index)
		.map(({command, shows}) => ({where: 'here', command: `${command}${account}`, shows}));
}
