import type {ConnectionDocument} from '../connection/document.ts';
import type {DocumentSource} from '../session/document.ts';
import type {readDocuments} from '../session/documents.ts';
import type {Keeping} from '../session/profiles.ts';
import type {CommandIo} from './command-io.ts';

/** What the commands tell of the files of this machine stands on standard error. */
export function keepingOf(io: Pick<CommandIo, 'env' | 'err'>): Keeping {
	return {env: io.env, tell: notice => io.err(notice)};
}

/** Loads and checks the document. @throws UserError */
export async function loadDocument(source: DocumentSource, io: CommandIo): Promise<ConnectionDocument> {
	const {readDocument} = await import('../session/document.ts');
	return readDocument(source, keepingOf(io), largestBytes => io.readInput(largestBytes));
}

/** Loads and checks every document that is named, those of folders too. @throws UserError */
export async function loadDocuments(
	named: Parameters<typeof readDocuments>[0],
	io: CommandIo,
): ReturnType<typeof readDocuments> {
	const {readDocuments: read} = await import('../session/documents.ts');
	return read(named, keepingOf(io), largestBytes => io.readInput(largestBytes));
}
