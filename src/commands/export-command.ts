import type {Cloud} from '../clouds/contract/cloud.ts';
import {CloudError} from '../clouds/contract/cloud-error.ts';
import {readsAsId} from '../clouds/engine/read-back.ts';
import type {ExportedFile, Standing} from '../clouds/export/exported.ts';
import {cloudModules} from '../clouds/registry.ts';
import {inThisAccount} from '../clouds/sign-in/in-this-account.ts';
import type {ConnectionDocument} from '../connection/document.ts';
import {jsonText} from '../connection/json-text.ts';
import {printable} from '../connection/printable.ts';
import {type ExitCode, exitCode, UserError} from '../connection/user-error.ts';
import {leftLine, writeFiles} from '../handover/folder/write-files.ts';
import {assumedFacts, unreadNote} from '../handover/formats/assumed-facts.ts';
import {type CodeSource, declaredBy, readStanding, standingLines, writerFor} from '../handover/formats/code-source.ts';
import {allFormats} from '../handover/formats/registry.ts';
import type {Session} from '../session/open-session.ts';
import {placeOf} from '../session/places.ts';
import {type Planned, planDocument} from '../session/plan.ts';
import type {CommandIo} from './command-io.ts';
import type {DocumentOptions} from './command-options.ts';
import {loadDocument} from './load-document.ts';
import {withSession} from './with-session.ts';

export interface ExportOptions extends DocumentOptions {
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
		const exported = await read(source, session, options, signal, io);
		const files = await filesOf(exported, session, options, signal);
		// a dash is standard output, as it is standard input for a document
		if (options.out === undefined || options.out === '-') {
			const [first] = files;
			io.out(options.json ? jsonText({format: options.format, files}, 2) : (first?.content ?? '').trimEnd());
			return exitCode.done;
		}

		const {name, region} = exported.document;
		const {paths, left} = await writeFiles(
			options.out,
			files.map(file => ({...file, what: ''})),
			{of: exported.standing?.id ?? `${name} in ${region}`, replace: options.replace ?? false},
		);
		if (options.json) io.out(jsonText({format: options.format, files: paths, left}, 2));
		else for (const line of [...paths.map(path => printable(path)), ...left.map(leftLine)]) io.out(line);
		return exitCode.done;
	});
}

async function read(
	source: string | undefined,
	session: Session,
	options: ExportOptions,
	signal: AbortSignal,
	io: CommandIo,
): Promise<CodeSource> {
	if ((source === undefined) === (options.profile === undefined))
		throw new UserError('name one: a FILE (or - for standard input), a connection, or --profile NAME', {
			mend: `as in: tunnelwright export ${cloudModules()[0]?.connectionId.example} --format ${allFormats()[0]?.id}`,
		});
	if (source === undefined || !readsAsId(source))
		return {document: await loadDocument({file: source, profile: options.profile}, io)};
	const place = await placeOf(source, options, session);
	return readStanding(await session.cloud(place.cloud, place.region), {region: place.region, id: source}, signal);
}

async function filesOf(
	source: CodeSource,
	session: Session,
	options: ExportOptions,
	signal: AbortSignal,
): Promise<readonly ExportedFile[]> {
	const {document, standing} = source;
	const writer = await writerFor(options.format, source);
	if (writer.needs === 'document') return declaredBy(writer, source);
	const cloud = await session.cloud(document.cloud, document.region);
	if (standing) return standingLines(writer, cloud, {document, standing}, signal);
	const prepared = await preparedOrAssumed(cloud, document, signal);
	const [refusal] = prepared.refusals;
	if (refusal)
		throw new UserError(refusal.detail, {
			...(refusal.field === undefined ? {} : {field: refusal.field}),
			...(refusal.mend === undefined ? {} : {mend: refusal.mend}),
			exit: exitCode.refused,
		});
	const leftByHand = prepared.plan.leftByHand.map(line => inThisAccount(line, options));
	return writer.files({...prepared.plan, leftByHand}, cloud, prepared.standing);
}

/**
 * What the account says of it; without credentials, what the document says of the account. The document is asked for as code, so all of its lines are
 * there where its connection stands too: a plan has only what is missing.
 */
async function preparedOrAssumed(
	cloud: Cloud,
	document: ConnectionDocument,
	signal: AbortSignal,
): Promise<Pick<Planned, 'plan' | 'refusals'> & {readonly standing?: Standing}> {
	try {
		const {plan, facts, refusals} = await planDocument(cloud, document, signal);
		if (!plan.exists) return {plan, refusals};
		return {
			plan: cloud.plan(document, {...facts, connections: []}),
			refusals,
			standing: {id: plan.exists.id, leftOut: []},
		};
	} catch (error) {
		if (!(error instanceof CloudError) || error.info.kind !== 'credentials' || error.info.code !== '') throw error;
		const plan = cloud.plan(document, assumedFacts(document));
		return {plan: {...plan, notes: [...plan.notes, unreadNote]}, refusals: []};
	}
}
