import type {KeySource} from '../../connection/document.ts';
import type {CloudId} from '../../connection/finding.ts';

/** What a key may be, and who makes one. Source: `key-rules.ts`. */
const words: Readonly<Record<CloudId, {readonly form: string; readonly made: string}>> = {
	aws: {form: '8 to 64 letters, digits, periods and underscores, not beginning with 0', made: 'let AWS make it'},
	tencent: {form: '8 to 128 printable ASCII characters without white space', made: 'let it be generated'},
};

/** What to do about a key that can't be used: what one may be, and where this one came from. */
export function keyMend(cloud: CloudId, source: KeySource | undefined): string {
	const {form, made} = words[cloud];
	const give = source?.from === 'env' ? `Set ${source.name} to another key` : 'Type another key';
	return `${give}: ${form}; or ${made}`;
}
