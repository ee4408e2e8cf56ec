import {printable} from '../../connection/printable.ts';
import {visible} from '../../connection/visible.ts';
import type {NotCompared, Settings} from '../contract/comparison.ts';

/*
 * Tags that hold what no screen shows: zero-width spaces, bidi marks, tabs. Nobody can read one or type it again, so no import gives one to a document. What
 * stands of them is told, and left as it is.
 */

/** Whether it can be shown as it stands. */
export function isShowable(key: string, value: string): boolean {
	return printable(key) === key && printable(value) === value;
}

/** Why an import leaves one out. */
export function whyLeftOut(key: string): string {
	return `the tag ${visible(key).slice(0, 100)} holds characters that can’t be shown: it stays as it is`;
}

/**
 * Those that stand and the document does not name.
 * @param isOwn whether a tag is told of elsewhere: nobody's to change whatever it holds
 */
export function oddTagsLeft(
	settings: Settings,
	tags: Readonly<Record<string, string>>,
	isOwn: (key: string) => boolean,
): readonly NotCompared[] {
	return Object.entries(settings).flatMap(([field, value]) => {
		const key = field.slice('tags.'.length);
		if (!field.startsWith('tags.') || isShowable(key, value) || isOwn(key) || Object.hasOwn(tags, key)) return [];
		return [
			{
				field: `tags.${visible(key)}`,
				why: 'it holds characters that can’t be shown: it is left as it is',
				read: true as const,
			},
		];
	});
}
