import {NotAReply} from '../../net/call-end.ts';

/** A page has up to 1000 entries: far over every quota of an account. */
const mostPages = 100;
/** As many as all pages of a list may hold: gateways and connections come without pages. */
const mostEntries = 100_000;

/** The pages that an SDK's paginator gives, as far as an account can have them. @throws NotAReply when there is no end to them */
export async function* pagesOf<Page>(pages: AsyncIterable<Page>): AsyncGenerator<Page> {
	let count = 0;
	for await (const page of pages) {
		count += 1;
		if (count > mostPages) throw new NotAReply(`It goes on after ${mostPages} pages`, {lasting: true});
		refuseLongLists(page);
		yield page;
	}
}

/** @throws NotAReply when a list of the reply is longer than any account's */
export function refuseLongLists(reply: unknown): void {
	for (const list of Array.isArray(reply) ? [reply] : Object.values(Object(reply)))
		if (Array.isArray(list) && list.length > mostEntries)
			throw new NotAReply(`It holds more than ${mostEntries} entries`, {lasting: true});
}
