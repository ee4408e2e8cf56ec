import {printable} from '../../connection/printable.ts';
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
	return `the tag ${printable(key, 100)} holds characters that can’t be shown: it stays as it is`;
}

const odd = 'oddTags.';

/** A tag among what stands, by a name that tells what can be shown from what can't; `""` where it has no value, to tell it from none. */
export function tagSetting(key: string, value: string): readonly [string, string] {
	return [`${isShowable(key, value) ? 'tags.' : odd}${printable(key)}`, printable(value) || '""'];
}

/** The field of a document that a setting of a tag belongs to; undefined for a setting that is none. */
export function tagField(setting: string): string | undefined {
	if (setting.startsWith('tags.')) return setting;
	return setting.startsWith(odd) ? `tags.${setting.slice(odd.length)}` : undefined;
}

/** What stands of a tag, as it is shown; '' for none. @param key as the document spells it */
export function standingTag(settings: Settings, key: string): string {
	const shown = printable(key);
	return settings[`tags.${shown}`] ?? settings[`${odd}${shown}`] ?? '';
}

/** Those that stand and the document does not name. */
export function oddTagsLeft(settings: Settings, tags: Readonly<Record<string, string>>): readonly NotCompared[] {
	const named = new Set(Object.keys(tags).map(key => printable(key)));
	return Object.keys(settings).flatMap(setting => {
		const key = setting.startsWith(odd) ? setting.slice(odd.length) : undefined;
		if (key === undefined || named.has(key)) return [];
		return [{field: `tags.${key}`, why: 'it holds characters that can’t be shown: it is left as it is', read: true}];
	});
}
