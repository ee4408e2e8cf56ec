import {printable} from '../../connection/printable.ts';
import {visible} from '../../connection/visible.ts';
import type {NotCompared, Settings} from '../contract/comparison.ts';

/*
 * Tags that hold what no screen shows: zero-width spaces, bidi marks, tabs. Nobody can read one or type it again, so no document has one. What stands of them
 * is told, and left as it is.
 */

/** Whether it can be shown as it stands. */
export function isShowable(key: string, value: string): boolean {
	return printable(key) === key && printable(value) === value;
}

/** Why an import leaves one out. */
export function whyLeftOut(key: string): string {
	return `the tag ${visible(key)} holds characters that can’t be shown: it stays as it is`;
}

/** Those that stand and the document does not name. @param settings each tag under `tags.` and its key, as it is */
export function oddTagsLeft(settings: Settings, tags: Readonly<Record<string, string>>): readonly NotCompared[] {
	return Object.entries(settings).flatMap(([field, value]) => {
		const key = field.startsWith('tags.') ? field.slice('tags.'.length) : undefined;
		if (key === undefined || isShowable(key, value) || Object.hasOwn(tags, key)) return [];
		const why = 'it holds characters that can’t be shown: it is left as it is';
		return [{field: printable(field), why, read: true}];
	});
}
