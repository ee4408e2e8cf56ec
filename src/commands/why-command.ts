import {printable} from '../connection/printable.ts';
import type {ExitCode} from '../connection/user-error.ts';
import {changesSeen} from '../session/changes-seen.ts';
import {type PlaceWords, placeOf} from '../session/places.ts';
import {mostPiped, readSiteLog, siteLogOf} from '../session/site-logs.ts';
import {readWhy} from '../session/why.ts';
import {answer} from './answer.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';
import {whyJson, whyText} from './why-text.ts';
import {withSession} from './with-session.ts';

interface WhyOptions extends CommandOptions, PlaceWords {
	/** Files with logs and states of the site's device; `-`: standard input. */
	readonly siteLogs?: readonly string[];
}

/**
 * `why ID`: why its tunnels are down, or carry nothing, from what the cloud says and from the site's own logs. An answer is an answer, "not known" too: 0.
 * Reads only. @throws UserError, CloudError
 */
export function whyCommand(id: string, options: WhyOptions, io: CommandIo): Promise<ExitCode> {
	return withSession(options, io, async ({session, signal}) => {
		const place = await placeOf(id, options, session);
		const site = await readSite(options.siteLogs ?? [], io, signal);
		const changes = await changesSeen(session, place, id, signal);
		const given = {...(site === undefined ? {} : {site}), ...(changes?.length ? {changes} : {})};
		const answered = await readWhy(session, place, id, {signal, ...given});
		const here = (text: string) => session.here(text, place.cloud);
		return answer(options, io, whyJson(answered, here), [whyText(answered, here)]);
	});
}

/** All that was given, one after the other; undefined where nothing was. */
async function readSite(files: readonly string[], io: CommandIo, signal: AbortSignal): Promise<string | undefined> {
	if (files.length === 0) return undefined;
	const texts: string[] = [];
	for (const file of files) {
		const source = file === '-' ? 'what came on standard input' : printable(file, 200);
		const text = file === '-' ? siteLogOf(await io.readInput(mostPiped), source) : await readSiteLog(file, {signal});
		// else it looks as if the device had nothing to say
		if (text.trim() === '') io.err(`${source} is empty: nothing is known from it`);
		texts.push(text);
	}

	return texts.join('\n');
}
