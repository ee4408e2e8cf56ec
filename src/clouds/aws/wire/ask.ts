import type {
	$Command,
	EC2Client,
	EC2ClientResolvedConfig,
	ServiceInputTypes,
	ServiceOutputTypes,
} from '@aws-sdk/client-ec2';
import {NotAReply} from '../../net/call-end.ts';
import type {AwsClients, SendOptions} from './client.ts';

/** Whom to ask, where, and until when. */
export interface AwsReach {
	readonly clients: AwsClients;
	readonly region: string;
	readonly signal: AbortSignal;
}

export type Ec2Command<Input extends ServiceInputTypes, Reply extends ServiceOutputTypes> = $Command<
	Input,
	Reply,
	EC2ClientResolvedConfig,
	ServiceInputTypes,
	ServiceOutputTypes
>;

/** Makes one call that changes nothing. @param call the API's action name, for errors @throws CloudError */
export function ask<Input extends ServiceInputTypes, Reply extends ServiceOutputTypes>(
	{clients, region, signal}: AwsReach,
	call: string,
	command: Ec2Command<Input, Reply>,
): Promise<Reply> {
	return clients.call({call, region, purpose: 'read', signal}, (client, options) => client.send(command, options));
}

/** Makes one list call, however many pages it has. @param paginate the SDK's paginator @param entriesOf what of a page is listed @throws CloudError */
export function askAll<Input, Page, Entry>(
	{clients, region, signal}: AwsReach,
	call: string,
	paginate: (config: {client: EC2Client}, input: Input, options: SendOptions) => AsyncIterable<Page>,
	input: Input,
	entriesOf: (page: Page) => readonly Entry[] | undefined,
): Promise<readonly Entry[]> {
	return clients.call({call, region, purpose: 'read', signal}, async (client, options) => {
		const all: Entry[] = [];
		for await (const page of pagesOf(paginate({client}, input, options))) all.push(...(entriesOf(page) ?? []));
		return all;
	});
}

/** A page has up to 1000 entries: far over every quota of an account. */
const mostPages = 100;
/** As many as all pages of a list may hold: gateways and connections come without pages. */
const mostEntries = 100_000;

/** The pages that an SDK's paginator gives, as far as an account can have them. @throws NotAReply when there is no end to them */
async function* pagesOf<Page>(pages: AsyncIterable<Page>): AsyncGenerator<Page> {
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
