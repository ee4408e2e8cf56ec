import type {ConnectionDocument} from '../connection/document.ts';
import type {DocumentSource} from '../session/document.ts';
import type {CommandIo} from './command-io.ts';
import {keepingOf} from './keeping.ts';

/** Loads and checks the document. @throws UserError */
export async function loadDocument(source: DocumentSource, io: CommandIo): Promise<ConnectionDocument> {
	const {readDocument} = await import('../session/document.ts');
	return readDocument(source, keepingOf(io), largestBytes => io.readInput(largestBytes));
}
