import * as z from 'zod';
import {connectionDocument} from '../clouds/document/documents.ts';
import type {ExitCode} from '../connection/user-error.ts';
import {answer} from './answer.ts';
import type {CommandIo} from './command-io.ts';

/** `schema`: prints the connection document's JSON Schema, made from the schema that the wizard uses; it is JSON with and without `--json`. */
export function schemaCommand(_options: object, io: CommandIo): ExitCode {
	const schema = z.toJSONSchema(connectionDocument, {io: 'input'});
	return answer({json: true}, io, {title: 'tunnelwright connection', ...schema}, []);
}
