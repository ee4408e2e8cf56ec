import {cloudModules} from '../clouds/registry.ts';
import {printable} from '../connection/printable.ts';
import {stepLines} from '../connection/steps-page.ts';
import {type ExitCode, UserError} from '../connection/user-error.ts';
import {leftNote} from '../handover/folder/left-note.ts';
import {allFormats} from '../handover/formats/registry.ts';
import {exportCode, readsAsId, writeCode} from '../session/export.ts';
import {placeOf} from '../session/places.ts';
import {answer} from './answer.ts';
import type {CommandIo} from './command-io.ts';
import type {DocumentOptions} from './command-options.ts';
import {loadDocument} from './keeping.ts';
import {type CommandWork, withSession} from './with-session.ts';

interface ExportOptions extends DocumentOptions {
	readonly format: string;
	readonly out?: string;
	/** Takes the place of files that were written there before, and not changed since. */
	readonly replace?: boolean;
	readonly region?: string;
}

/**
 * `export`: a connection as code, from a document, a profile or what stands in a cloud. Prints it, or writes files that are there for nobody else.
 * A document needs no credentials: only lines for the clouds' tools read the account, where there is one to be read. @throws UserError, CloudError
 */
export async function exportCommand(
	source: string | undefined,
	options: ExportOptions,
	io: CommandIo,
): Promise<ExitCode> {
	if (options.out === '')
		throw new UserError('which folder the files go to is not said', {
			field: '--out',
			mend: 'name one, as in --out office, or leave --out out: the code is printed then',
		});
	return withSession(options, io, async at => {
		const {format, out, replace = false} = options;
		const exported = await exportCode(at.session, await sourceOf(source, at), format, at.signal);
		// a dash is standard output, as it is standard input for a document
		if (out === undefined || out === '-') {
			const {files} = exported;
			return answer(options, io, {format, files}, [(files[0]?.content ?? '').trimEnd()]);
		}

		const {files, left} = await writeCode(exported, {folder: out, replace});
		const paths = files.map(({path}) => path);
		return answer(options, io, {format, files: paths, left: left.map(({path}) => path)}, [
			...paths.map(path => printable(path)),
			...leftNote(out, left),
			...stepLines(exported.steps ?? ''),
		]);
	});
}

async function sourceOf(
	source: string | undefined,
	{session, options, io}: CommandWork<ExportOptions>,
): Promise<Parameters<typeof exportCode>[1]> {
	if ((source === undefined) === (options.profile === undefined))
		throw new UserError('name one: a FILE (or - for standard input), a connection, or --profile NAME', {
			mend: `as in: tunnelwright export ${cloudModules()[0]?.connectionId.example} --format ${allFormats()[0]?.id}`,
		});
	if (source === undefined || !readsAsId(source))
		return {document: await loadDocument({file: source, profile: options.profile}, io)};
	return {place: {...(await placeOf(source, options, session)), id: source}};
}
