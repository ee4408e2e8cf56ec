import type {ConnectionDocument} from '../connection/document.ts';
import {UserError} from '../connection/user-error.ts';
import {documentOf, largestBytes, readDocumentFile} from '../profiles/document-file.ts';
import {type Keeping, openSavedProfiles} from './profiles.ts';

/** Where a document comes from. */
export interface DocumentSource {
	/** A path, or `-` for standard input. */
	readonly file?: string;
	readonly profile?: string;
}

/** Standard input, up to a little more than `largestBytes`. */
type ReadInput = (largestBytes: number) => Promise<Uint8Array>;

/** Reads a document from where it is said to be, and holds it to the schema. @throws UserError */
export async function readDocument(
	{file, profile}: DocumentSource,
	keeping: Keeping,
	readInput: ReadInput,
): Promise<ConnectionDocument> {
	if ((file === undefined) === (profile === undefined))
		throw new UserError('name one document: a FILE (or - for standard input), or --profile NAME', {
			mend: 'as in: tunnelwright plan site.json',
		});
	if (profile !== undefined) return (await openSavedProfiles(keeping)).get(profile).document;
	return file === undefined || file === '-'
		? documentOf(await readInput(largestBytes), 'standard input')
		: readDocumentFile(file);
}
