import type {KeySource} from '../../connection/document.ts';
import type {CloudId} from '../../connection/finding.ts';
import {moduleOf} from '../registry.ts';

/** What to do about a key that can't be used: what one may be, and where this one came from. */
export function keyMend(cloud: CloudId, source: KeySource | undefined): string {
	const {form, made} = moduleOf(cloud).key;
	const give = source?.from === 'env' ? `Set ${source.name} to another key` : 'Type another key';
	return `${give}: ${form}; or ${made}`;
}
