import type {Cloud, Plan} from '../clouds/contract/cloud.ts';
import {CloudError} from '../clouds/contract/cloud-error.ts';
import type {ExportedFile, Standing} from '../clouds/export/exported.ts';
import type {CodeWriter} from '../clouds/export/exporters.ts';
import type {ConnectionDocument} from '../connection/document.ts';
import type {ConnectionPlace} from '../connection/place.ts';
import {exitCode, UserError} from '../connection/user-error.ts';
import {
	assumedFacts,
	type CodeSource,
	codePage,
	declaredBy,
	readStanding,
	standingPlan,
	unreadNote,
	writerFor,
} from '../handover/formats/code-source.ts';
import {type Folder, type HandedOver, writeInto} from './hand-over.ts';
import type {Clouds} from './open-session.ts';
import {planDocument} from './plan.ts';

export {readsAsId} from '../clouds/engine/read-back.ts';

/** A connection as code. */
interface Exported {
	/** What it is the code of: a connection's id, or a document by its name and region. */
	readonly of: string;
	/** The one that is read first comes first. */
	readonly files: readonly ExportedFile[];
	/** What to do with code of a connection that stands, as a page in Markdown. */
	readonly steps?: string;
}

/**
 * Writes a document, or what stands, as code. A document needs no credentials: only lines for the clouds' tools read the account, where there is one
 * to be read. @throws UserError, CloudError
 */
export async function exportCode(
	clouds: Clouds,
	what: {readonly document: ConnectionDocument} | {readonly place: ConnectionPlace},
	format: string,
	signal: AbortSignal,
): Promise<Exported> {
	if ('document' in what) {
		const {name, region} = what.document;
		const writer = await writerFor(format, what);
		return {of: `${name} in ${region}`, files: await filesOf(writer, what, clouds, signal)};
	}

	const {cloud, region, id} = what.place;
	const source = await readStanding(await clouds.cloud(cloud, region), what.place, signal);
	const writer = await writerFor(format, source);
	const files = await filesOf(writer, source, clouds, signal);
	return {of: id, files, steps: clouds.here(codePage(writer, what.place, files), cloud)};
}

/** Writes code into a folder, for its owner alone. @throws UserError */
export function writeCode({files, of}: Exported, folder: Folder): Promise<Pick<HandedOver, 'files' | 'left'>> {
	return writeInto(
		files.map(file => ({...file, what: 'holds no key'})),
		folder,
		of,
	);
}

async function filesOf(
	writer: CodeWriter,
	source: CodeSource,
	clouds: Clouds,
	signal: AbortSignal,
): Promise<readonly ExportedFile[]> {
	if (writer.needs === 'document') return declaredBy(writer, source);
	const {document, standing} = source;
	const cloud = await clouds.cloud(document.cloud, document.region);
	const lines = standing
		? {plan: await standingPlan(writer, cloud, document, signal), standing}
		: await plannedOrAssumed(cloud, document, signal);
	const leftByHand = lines.plan.leftByHand.map(line => clouds.here(line, cloud.id));
	return writer.files({...lines.plan, leftByHand}, cloud, lines.standing);
}

/**
 * What the account says of it; without credentials, what the document says of the account. The document is asked for as code, so all of its lines are
 * there where its connection stands too: a plan has only what is missing.
 */
async function plannedOrAssumed(
	cloud: Cloud,
	document: ConnectionDocument,
	signal: AbortSignal,
): Promise<{readonly plan: Plan; readonly standing?: Standing}> {
	try {
		const {plan, facts, refusals} = await planDocument(cloud, document, signal);
		const [refusal] = refusals;
		if (refusal) {
			const {title, field, mend} = refusal;
			throw new UserError(title, {field, mend, exit: exitCode.refused});
		}

		if (!plan.exists) return {plan};
		return {plan: cloud.plan(document, {...facts, connections: []}), standing: {id: plan.exists.id, leftOut: []}};
	} catch (error) {
		if (!(error instanceof CloudError) || error.info.kind !== 'credentials' || error.info.code !== '') throw error;
		const plan = cloud.plan(document, assumedFacts(document));
		return {plan: {...plan, notes: [...plan.notes, unreadNote]}};
	}
}
