import type {Tag} from '@aws-sdk/client-ec2';
import {printable} from '../../../connection/printable.ts';

/** The tag that marks what a run made, so that it is found again when a reply was lost. */
export const runTag = 'tunnelwright:run';

const longestName = 256;
/** Longer than any device name (255), certificate's ARN or tag's value (256): what is compared must not be cut. */
export const longestText = 2048;

/** The Name tag, safe to draw; '' when there is none. */
export function nameOf(tags: readonly Tag[] | undefined): string {
	return printable(tags?.find(tag => tag.Key === 'Name')?.Value ?? '', longestName);
}

/** An id or word from AWS, safe to draw. */
export function word(text: string | undefined): string {
	return printable(text ?? '', 100);
}

/** What a tag says, safe to draw and whole. */
export function tagText(text: string | undefined): string {
	return printable(text ?? '', longestText);
}

/** Every tag as it is, by its key: to be compared, not to be drawn. */
export function tagsOf(tags: readonly Tag[] | undefined): Readonly<Record<string, string>> {
	return Object.fromEntries((tags ?? []).map(({Key = '', Value = ''}) => [Key, Value]));
}
