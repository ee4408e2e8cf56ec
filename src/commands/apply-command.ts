import {optionWords, shellWord} from '../connection/shell-word.ts';
import {type ExitCode, UserError} from '../connection/user-error.ts';
import type {NamedDocument} from '../session/documents.ts';
import {refuseElsewhere} from '../session/saved-plan.ts';
import {type ApplyOptions, applyOne} from './apply-one.ts';
import {forSeveral, limitOf} from './apply-report.ts';
import type {CommandIo} from './command-io.ts';
import {refuseConnection} from './converge-option.ts';
import {eachDocument} from './each-document.ts';
import {loadDocuments} from './keeping.ts';
import {withSession} from './with-session.ts';

/** What the first Ctrl-C says while something is being made. */
export const stopMessage =
	'stopping after the action in flight; press Ctrl-C again to leave at once (what was made stays, and its run is journalled)';

/**
 * `apply`: makes the connection that a document describes, or what is missing of it, and changes what differs; of several, one after the other. A saved
 * plan is carried out as it is, or not at all. 0: it is there, as the document says. 3: a check refuses, only a new connection would be as the document
 * says, or the account is not as it was when the plan was saved. 4: the cloud refused, or did not tell. 130: cancelled.
 */
export async function applyCommand(files: readonly string[], given: ApplyOptions, io: CommandIo): Promise<ExitCode> {
	const found = await loadDocuments({files, profile: given.profile}, io);
	const {documents, several} = found;
	const options = forSeveral(given, documents.length);
	if (!options.yes) throw withoutYes(documents, several, options);
	if (several) refuseConnection(options.connection);
	for (const {saved} of documents) if (saved) refuseElsewhere(saved, {sandbox: options.sandbox ?? false});
	const limit = limitOf(options);
	const begun = {any: false, connections: new Map<string, string>()};
	const stopping = () => (begun.any ? stopMessage : 'stopped: nothing was made');
	return withSession(
		options,
		io,
		at =>
			eachDocument(found, at, named => applyOne(named, {...at, limit, begun}), {
				goesOn: options.keepGoing ?? false,
				limit,
			}),
		stopping,
	);
}

function withoutYes(documents: readonly NamedDocument[], several: boolean, {profile}: ApplyOptions): UserError {
	const [first] = documents;
	const words = profile === undefined ? shellWord(first?.source ?? '') : optionWords('--profile', profile);
	const isInput = first?.source === 'standard input' && profile === undefined;
	const look = several ? 'FILE …' : isInput ? '-' : words;
	return new UserError(
		'apply makes and changes things, which may cost money and interrupt tunnels, so it needs --yes',
		{
			field: '--yes',
			mend: first?.saved
				? `tunnelwright apply ${words} --yes carries the plan out`
				: `look at the dry run first: tunnelwright plan ${look}; then apply with --yes`,
		},
	);
}
