import {cloudModules} from '../clouds/registry.ts';
import {jsonText} from '../connection/json-text.ts';
import {printable} from '../connection/printable.ts';
import {stepLines} from '../connection/steps-page.ts';
import {type ExitCode, exitCode, UserError} from '../connection/user-error.ts';
import {allFormats} from '../handover/formats/registry.ts';
import {exportCode, readsAsId, writeCode} from '../session/export.ts';
import {leftLine} from '../session/hand-over.ts';
import type {Session} from '../session/open-session.ts';
import {placeOf} from '../session/places.ts';
import type {CommandIo} from './command-io.ts';
import type {DocumentOptions} from './command-options.ts';
import {loadDocument} from './load-document.ts';
import {withSession} from './with-session.ts';

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
	return withSession({options, io}, async ({session, signal}) => {
		const exported = await exportCode(session, await sourceOf(source, session, options, io), options.format, signal);
		// a dash is standard output, as it is standard input for a document
		if (options.out === undefined || options.out === '-') {
			const {files} = exported;
			const [first] = files;
			io.out(options.json ? jsonText({format: options.format, files}, 2) : (first?.content ?? '').trimEnd());
			return exitCode.done;
		}

		const {files, left} = await writeCode(exported, {folder: options.out, replace: options.replace ?? false});
		const paths = files.map(({path}) => path);
		if (options.json) io.out(jsonText({format: options.format, files: paths, left}, 2));
		else
			for (const line of [
				...paths.map(path => printable(path)),
				...left.map(leftLine),
				...stepLines(exported.steps ?? ''),
			])
				io.out(line);
		return exitCode.done;
	});
}

async function sourceOf(
	source: string | undefined,
	session: Session,
	options: ExportOptions,
	io: CommandIo,
): Promise<Parameters<typeof exportCode>[1]> {
	if ((source === undefined) === (options.profile === undefined))
		throw new UserError('name one: a FILE (or - for standard input), a connection, or --profile NAME', {
			mend: `as in: tunnelwright export ${cloudModules()[0]?.connectionId.example} --format ${allFormats()[0]?.id}`,
		});
	if (source === undefined || !readsAsId(source))
		return {document: await loadDocument({file: source, profile: options.profile}, io)};
	return {place: {...(await placeOf(source, options, session)), id: source}};
}
