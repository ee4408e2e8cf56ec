import * as z from 'zod';
import {connectionDocument} from '../clouds/document/documents.ts';
import {jsonText} from '../connection/json-text.ts';
import {type ExitCode, exitCode} from '../connection/user-error.ts';
import type {CommandIo} from './command-io.ts';

/** The connection document's JSON Schema, made from the schema that the wizard uses. */
function documentSchema(): Readonly<Record<string, unknown>> {
	return {title: 'tunnelwright connection', ...z.toJSONSchema(connectionDocument, {io: 'input'})};
}

/** `schema`: prints the JSON Schema; it is JSON with and without `--json`. */
export function schemaCommand(_options: object, io: CommandIo): ExitCode {
	io.out(jsonText(documentSchema(), 2));
	return exitCode.done;
}
