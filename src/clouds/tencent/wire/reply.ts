import {printable} from '../../../connection/printable.ts';
import {type CloudError, cloudError} from '../../contract/cloud-error.ts';
import {type Asked, believeList} from '../../net/believed-list.ts';
import {NotAReply} from '../../net/call-end.ts';

/*
 * Readers for what Tencent Cloud answers. The SDK's types are a promise of the other side, not a fact: members may be
 * missing, null, or of another type (lifetimes have come as strings), and text may hold anything.
 */

/** Text, safe to draw; '' for what is not text. */
export function text(value: unknown): string {
	if (typeof value === 'string') return printable(value, 256);
	return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** Text as it came, of what is compared and sent again: to be shown, it is made `visible`. '' for what is not text. */
export function rawText(value: unknown): string {
	return typeof value === 'string' ? value : text(value);
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

/** What a paged list is of. */
interface Listed {
	readonly call: string;
	/** The member that holds an item's id; left out where an item may have none. */
	readonly id?: string;
	/** What was asked for by ids. */
	readonly asked?: Asked;
}

/**
 * All items of a paged list. A reply without its list is an error, also where it says that the total is 0: it may be another call's,
 * and taken for "nothing there" it would let the same thing be made twice. So is one whose items lack their ids or are not what was asked
 * for, and a list that ends before its total. An item that moved to a later page meanwhile counts once.
 * @throws CloudError when a page is no list, or the list has no end or not all that it counts
 */
export async function allPages<T>(
	{call, id, asked}: Listed,
	page: (
		offset: number,
		limit: number,
	) => Promise<{
		readonly items: readonly T[] | null | undefined;
		readonly total: unknown;
	}>,
): Promise<readonly NonNullable<T>[]> {
	const found = new Map<unknown, NonNullable<T>>();
	let read = 0;
	for (let count = 0; count < mostPages; count++) {
		const {items, total} = await page(count * pageSize, pageSize);
		const size = number(total);
		if (!Array.isArray(items) && !(items === null && size === 0))
			throw broken(call, 'The reply lacks the list that was asked for');
		try {
			if (id !== undefined) believeList(items ?? [], id, asked);
		} catch (error) {
			throw error instanceof NotAReply ? broken(call, error.message) : error;
		}

		for (const item of list(items)) found.set(id === undefined ? item : Reflect.get(item, id), item);
		const length = items?.length ?? 0;
		read += length;
		if (read > mostItems) break;
		if (length === 0 || (size === undefined ? length < pageSize : (count + 1) * pageSize >= size)) {
			if (size !== undefined && read < size) throw broken(call, `The list ends after ${read} of ${size} entries`);
			return [...found.values()];
		}
	}

	throw broken(call, `The list goes on after ${mostItems} entries`);
}

function broken(call: string, message: string): CloudError {
	return cloudError('tencent', {
		kind: 'protocol',
		call,
		message,
		retryable: true,
		mend: 'Check TENCENTCLOUD_DOMAIN and any proxy on the way; try again later',
	});
}
