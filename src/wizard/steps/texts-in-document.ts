import type {ConnectionDraft} from '../../connection/document.ts';
import {readPath, writePath} from '../../connection/document-path.ts';
import type {CloudAnswers} from '../answers/answers.ts';
import type {Field, TextField} from './field.ts';

const textFields = (fields: readonly Field[], draft: ConnectionDraft) =>
	fields.filter((field): field is TextField => field.kind === 'text' && (field.cloud ?? draft.cloud) === draft.cloud);

/** Puts what is typed in fields where it stands in the document: without outer spaces, unless the document has it just so. */
export function putTexts(fields: readonly Field[], draft: ConnectionDraft, answers: CloudAnswers): void {
	for (const {id, path, toValue, isPart} of textFields(fields, draft)) {
		if (isPart?.(answers) === false) continue;
		const place = path(draft.cloud);
		const typed = answers.texts[id];
		if (typed !== undefined && typed === readPath(draft, place)) continue;
		const text = typed?.trim() ?? '';
		writePath(draft, place, toValue ? toValue(text) : text || undefined);
	}
}

/** What fields hold of a document. */
export function textsIn(fields: readonly Field[], draft: ConnectionDraft): CloudAnswers['texts'] {
	return Object.fromEntries(
		textFields(fields, draft).flatMap(({id, path, fromValue = asText}): readonly (readonly [string, string])[] => {
			const text = fromValue(readPath(draft, path(draft.cloud)));
			return text === undefined ? [] : [[id, text]];
		}),
	);
}

const asText = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** How a number is typed. */
export const asNumber = {
	toValue: (text: string) => (/^\d+$/.test(text) ? Number(text) : undefined),
	fromValue: (value: unknown) => (typeof value === 'number' ? String(value) : undefined),
} as const satisfies Pick<TextField, 'toValue' | 'fromValue'>;
