import type {Cloud, CloudId} from '../../../src/clouds/contract/cloud.ts';
import {checkTexts} from '../../../src/clouds/export/check-texts.ts';
import type {ExportedFile} from '../../../src/clouds/export/exported.ts';
import type {CodeWriter} from '../../../src/clouds/export/exporters.ts';
import {
	type CodeSource,
	codePage,
	declaredBy,
	type LinesWriter,
	standingPlan,
} from '../../../src/handover/formats/code-source.ts';
import {formatsOf} from '../../../src/handover/formats/registry.ts';

/* What writes code, loaded before the tests begin. */

const clouds = ['aws', 'tencent'] as const;
const writers = new Map<string, CodeWriter>();
for (const cloud of clouds) for (const {id, load} of formatsOf(cloud)) writers.set(`${cloud} ${id}`, await load());

export function writerOf(cloud: CloudId, format: string): CodeWriter {
	const writer = writers.get(`${cloud} ${format}`);
	if (!writer) throw new Error(`${cloud} has no ${format}`);
	return writer;
}

/** The code of a format that says what is to be there. */
export function declaredIn(format: string, source: CodeSource): readonly ExportedFile[] {
	checkTexts(source.document);
	const writer = writerOf(source.document.cloud, format);
	if (writer.needs !== 'document') throw new Error(`${format} needs a plan`);
	return declaredBy(writer, source);
}

/** The writer of a cloud's lines for its own tool. */
export function linesWriter(cloud: CloudId): LinesWriter {
	for (const {id} of formatsOf(cloud)) {
		const writer = writerOf(cloud, id);
		if (writer.needs === 'plan') return writer;
	}

	throw new Error(`${cloud} has no lines`);
}

/** The lines that would make a connection like one that stands. */
export async function standingLines(
	writer: LinesWriter,
	cloud: Cloud,
	{document, standing}: Required<CodeSource>,
	signal: AbortSignal,
): Promise<readonly ExportedFile[]> {
	return writer.files(await standingPlan(writer, cloud, document, signal), cloud, standing);
}

/** What to do with the code of a connection that stands. */
export function codeSteps(
	cloud: CloudId,
	format: string,
	{files, ...place}: {readonly id: string; readonly region: string; readonly files: readonly ExportedFile[]},
): string {
	return codePage(writerOf(cloud, format), place, files);
}
