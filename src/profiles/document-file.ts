import {writeFileSync} from 'node:fs';
import {parseDocument, problemLine} from '../clouds/document/schema-errors.ts';
import {readBounded} from '../clouds/sign-in/bounded-file.ts';
import type {ConnectionDocument} from '../connection/document.ts';
import {printable} from '../connection/printable.ts';
import {exitCode, UserError} from '../connection/user-error.ts';
import {codeOf, failsHere, isFull, reasonOf} from '../run/file-trouble.ts';
import {parseJson} from './parse-json.ts';
import {textOf} from './text-of.ts';

/** Far more than a connection can be. */
export const largestBytes = 1_000_000;

/** Reads a connection document from a file. @throws UserError that lists everything that is wrong with it */
export function readDocumentFile(path: string): ConnectionDocument {
	return documentOf(readBytes(path), path);
}

/** Reads the JSON of a file, whatever stands in it; comments are taken. @throws UserError */
export function readJsonFile(path: string): unknown {
	return jsonOf(readBytes(path), path);
}

/** Reads JSON, whatever stands in it; `source` names it in messages. @throws UserError */
export function jsonOf(bytes: Uint8Array, source: string): unknown {
	const shown = printable(source, 200);
	if (bytes.length > largestBytes) throw tooLarge(shown);
	return parseJson(textOf(bytes, shown), shown);
}

/** Reads a connection document; `source` names it in messages. @throws UserError */
export function documentOf(bytes: Uint8Array, source: string): ConnectionDocument {
	return documentFrom(jsonOf(bytes, source), source);
}

/** The same of JSON that is parsed already. @throws UserError */
export function documentFrom(value: unknown, source: string): ConnectionDocument {
	const parsed = parseDocument(value);
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
		writeFileSync(path, `${JSON.stringify(document, undefined, '\t')}\n`, {mode: 0o600, flag: overwrite ? 'w' : 'wx'});
	} catch (error) {
		const code = codeOf(error);
		if (code === 'EEXIST')
			throw new UserError(`${printable(path, 200)} exists already`, {
				mend: 'name another file',
				mendByOption: 'name another file, or replace it with --overwrite',
			});
		throw new UserError(`${printable(path, 200)} can't be written: ${reasonOf(error)}`, {
			mend: isFull(error) ? 'make room, or name another file' : 'name a file that you can write to',
			...(failsHere(error) ? {exit: exitCode.machine} : {}),
		});
	}
}

function readBytes(path: string): Buffer {
	const shown = path === '' ? 'a file without a name' : printable(path, 200);
	try {
		// a pipe is read too: a shell gives one for <(…)
		return readBounded(path, largestBytes, {streams: true});
	} catch (error) {
		const code = codeOf(error);
		if (code === 'EFBIG') throw tooLarge(shown);
		const why =
			code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : code || 'unknown reason';
		throw new UserError(`${shown} can't be read: ${why}`, {mend: 'name a file that holds a connection document'});
	}
}

function tooLarge(shown: string): UserError {
	return new UserError(`${shown} is larger than 1 MB, which no connection document is`, {
		mend: 'name a file that holds a connection document',
	});
}
