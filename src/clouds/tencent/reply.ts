import {printable} from '../../connection/printable.ts';
import {CloudError} from '../cloud-error.ts';

/*
 * Readers for what Tencent Cloud answers. The SDK's types are a promise of the other side, not a fact: members may be
 * missing, null, or of another type (lifetimes have come as strings), and text may hold anything.
 */

/** Text, safe to draw; '' for what is not text. */
export function text(value: unknown): string {
	if (typeof value === 'string') return printable(value, 256);
	return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** A number, also where it came as a string; undefined for what is none. */
export function number(value: unknown): number | undefined {
	if (typeof value === 'string' && value.trim() === '') return undefined;
	const found = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
	return Number.isFinite(found) ? found : undefined;
}

/** The objects of a list; empty for what is no list. */
export function list<T>(value: readonly T[] | null | undefined): readonly NonNullable<T>[] {
	return Array.isArray(value) ? value.filter(item => typeof item === 'object' && item !== null) : [];
}

/** The texts of a list, safe to draw. */
export function texts(value: readonly string[] | null | undefined): readonly string[] {
	return Array.isArray(value) ? value.map(text).filter(Boolean) : [];
}

const pageSize = 100;
/** 100 pages of 100 are far over every quota: more means a total that never gets smaller. */
const mostPages = 100;
const mostItems = pageSize * mostPages;

/**
 * All items of a paged list. A reply without its list is an error, also where it says that the total is 0: it may be another call's,
 * and taken for "nothing there" it would let the same thing be made twice.
 * @throws CloudError when a page is no list, or the list has no end
 */
export async function allPages<T>(
	call: string,
	page: (
		offset: number,
		limit: number,
	) => Promise<{
		readonly items: readonly T[] | null | undefined;
		readonly total: unknown;
	}>,
): Promise<readonly NonNullable<T>[]> {
	const found: NonNullable<T>[] = [];
	for (let count = 0; count < mostPages; count++) {
		const {items, total} = await page(count * pageSize, pageSize);
		const size = number(total);
		if (!Array.isArray(items) && !(items === null && size === 0))
			throw broken(call, 'The reply lacks the list that was asked for');
		for (const item of list(items)) found.push(item);
		if (found.length > mostItems) break;
		const length = Array.isArray(items) ? items.length : 0;
		if (length === 0 || (size === undefined ? length < pageSize : (count + 1) * pageSize >= size)) return found;
	}

	throw broken(call, `The list goes on after ${mostItems} entries`);
}

function broken(call: string, message: string): CloudError {
	return new CloudError({
		cloud: 'tencent',
		kind: 'protocol',
		code: '',
		call,
		message,
		retryable: true,
		ambiguous: false,
		mend: 'Check TENCENTCLOUD_DOMAIN and any proxy on the way; try again later',
	});
}
