import type {Command} from 'commander';
import type {ConvergeOptions} from '../clouds/contract/cloud.ts';
import {UserError} from '../connection/user-error.ts';
import type {NamedDocument} from '../session/documents.ts';

/** How documents are held against what stands, as it is asked for on the command line. */
export interface ConvergeWords {
	readonly prune?: boolean;
	readonly evenIfDown?: boolean;
	readonly keepEndpoints?: boolean;
	readonly connection?: string;
}

export function convergeOptions(command: Command): Command {
	return command
		.option('--prune', 'what stands and the document does not speak of goes too: tags, routes, options')
		.option('--even-if-down', 'a tunnel is changed though the other one is not UP: the site may be cut off meanwhile')
		.option(
			'--keep-endpoints',
			'lifecycle control is turned on or off without another endpoint, where the cloud can do so: no tunnel goes down for it',
		)
		.option(
			'--connection <id>',
			'the connection that the document is of, where its gateways do not tell: it is moved to them',
		);
}

/** @throws UserError where the options are of another document than the one that is named */
export function convergeOf(
	{saved}: Pick<NamedDocument, 'saved'>,
	{prune, evenIfDown, keepEndpoints, connection}: ConvergeWords,
): ConvergeOptions | undefined {
	const given = {
		...(prune ? {prune} : {}),
		...(evenIfDown ? {evenIfDown} : {}),
		...(keepEndpoints ? {keepEndpoints} : {}),
		...(connection === undefined ? {} : {connectionId: connection}),
	};
	const isGiven = Object.keys(given).length > 0;
	if (saved && isGiven)
		throw new UserError('a saved plan has its options in it', {
			field: prune ? '--prune' : evenIfDown ? '--even-if-down' : keepEndpoints ? '--keep-endpoints' : '--connection',
			mend: 'leave them out, or plan again with them and --out',
		});
	return saved ? saved.plan.converge : isGiven ? given : undefined;
}

/** @throws UserError where one connection is named for several documents */
export function refuseConnection(connection: string | undefined): void {
	if (connection === undefined) return;
	throw new UserError('one connection is named for several documents', {
		field: '--connection',
		mend: 'name one document with it',
	});
}
