import type {Cloud} from '../clouds/contract/cloud.ts';
import type {CommandIo} from './command-io.ts';

/** How long nothing is said while a cloud is waited for, ms. */
const quietMs = 5000;

/** What a cloud is asked for; a wait that grows long is said on standard error. */
export async function saidWhileWaiting<Answer>(
	{title}: Pick<Cloud, 'title'>,
	io: CommandIo,
	answer: Promise<Answer>,
): Promise<Answer> {
	const timer = setTimeout(() => io.err(`still waiting for ${title} to answer; Ctrl-C gives up`), quietMs);
	try {
		return await answer;
	} finally {
		clearTimeout(timer);
	}
}
