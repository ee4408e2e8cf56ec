import {readFileSync, statSync, writeFileSync} from 'node:fs';
import type {ConnectionDocument} from '../connection/document.ts';
import {printable} from '../connection/printable.ts';
import {parseDocument, problemLine} from '../connection/schema-errors.ts';
import {UserError} from '../connection/user-error.ts';
import {parseJson} from './parse-json.ts';

/** Far more than a connection can be. */
const largestBytes = 1_000_000;

/** Reads a connection document from a file. @throws UserError that lists everything that is wrong with it */
export function readDocumentFile(path: string): ConnectionDocument {
	return documentOf(readText(path), path);
}

/** Reads the JSON of a file, whatever stands in it; comments are taken. @throws UserError */
export function readJsonFile(path: string): unknown {
	return jsonOf(readText(path), path);
}

/** Reads JSON from text, whatever stands in it; `source` names it in messages. @throws UserError */
export function jsonOf(text: string, source: string): unknown {
	const shown = printable(source, 200);
	if (Buffer.byteLength(text) > largestBytes) throw tooLarge(shown);
	return parseJson(text, shown);
}

/** Reads a connection document from text; `source` names it in messages. @throws UserError */
export function documentOf(text: string, source: string): ConnectionDocument {
	const parsed = parseDocument(jsonOf(text, source));
	if (parsed.document) return parsed.document;
	throw new UserError(`${printable(source, 200)} is not a connection document`, {
		field: parsed.problems[0]?.field ?? '',
		items: parsed.problems.map(problemLine),
		mend: 'tunnelwright schema prints what a document may hold; examples/ has one for each mode',
	});
}

/** Writes a document as a file for `plan`, `apply` and `import`. @throws UserError when it exists and may not be overwritten */
export function writeDocumentFile(path: string, document: ConnectionDocument, overwrite: boolean): void {
	try {
		writeFileSync(path, `${JSON.stringify(document, undefined, '\t')}\n`, {mode: 0o644, flag: overwrite ? 'w' : 'wx'});
	} catch (error) {
		const code = codeOf(error);
		if (code === 'EEXIST')
			throw new UserError(`${printable(path, 200)} exists already`, {
				mend: 'name another file; on the command line --overwrite replaces it',
			});
		throw new UserError(`${printable(path, 200)} can't be written (${code})`, {
			mend: 'name a file that you can write to',
		});
	}
}

function readText(path: string): string {
	const shown = printable(path, 200);
	try {
		if (statSync(path).size > largestBytes) throw tooLarge(shown);
		return readFileSync(path, 'utf8');
	} catch (error) {
		if (error instanceof UserError) throw error;
		const code = codeOf(error);
		const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : code;
		throw new UserError(`${shown} can't be read: ${why}`, {mend: 'name a file that holds a connection document'});
	}
}

function tooLarge(shown: string): UserError {
	return new UserError(`${shown} is larger than 1 MB, which no connection document is`, {
		mend: 'name a file that holds a connection document',
	});
}

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
}
