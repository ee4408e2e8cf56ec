import {jsonText} from '../connection/json-text.ts';
import {printable} from '../connection/printable.ts';
import {type ExitCode, exitCode, UserError} from '../connection/user-error.ts';
import {watchFleet} from '../session/fleet.ts';
import {FleetNewsFeed} from '../session/fleet-news.ts';
import {followFleet} from '../session/follow-fleet.ts';
import {newsJson} from '../session/news-json.ts';
import {CallCounts} from '../session/serve-metrics.ts';
import type {FleetSnapshot} from '../watch/fleet/fleet.ts';
import type {CommandIo} from './command-io.ts';
import {readFleetOptions} from './fleet-options.ts';
import {metricsAddress, type WatchOptions} from './watch-program.ts';
import {newsLines} from './watch-text.ts';
import {withSession} from './with-session.ts';

/** `watch` without a screen: the state of all, then a line a change, until Ctrl-C (130). The screen is opened before any command is. */
export async function watchCommand(ids: readonly string[], given: WatchOptions, io: CommandIo): Promise<ExitCode> {
	const {json = false, metricsOnly, exec} = given;
	if (metricsOnly && given.metrics === undefined)
		throw new UserError('--metrics-only is said, and not where: --metrics is missing', {
			field: '--metrics-only',
			mend: 'add --metrics 9850, or another port',
		});
	const {choice, options} = readFleetOptions(ids, given);
	const metrics = await metricsAddress(given.metrics);
	tellWithoutScreen(given, io);
	const calls = new CallCounts(options.requestLog);
	return withSession({...options, requestLog: calls}, io, async ({session, signal}) => {
		const followers = await followFleet({
			...(exec === undefined ? {} : {exec}),
			...(metrics ? {metrics} : {}),
			env: io.env,
			calls,
			warn: line => io.err(line),
		});
		try {
			if (followers.metrics) {
				if (followers.metrics.warning) io.err(`--metrics: ${followers.metrics.warning}`);
				io.err(`metrics: ${followers.metrics.url}`);
			}

			const follower = followers.begin();
			const teller = metricsOnly ? undefined : new Teller(json, io, signal);
			let notice: string | undefined;
			for await (const snapshot of watchFleet(session, choice, {signal, speed: options.speed ?? io.clockFactor})) {
				// until all places are known it grows with each of them
				if (!snapshot.isFinding && snapshot.notice !== notice) {
					if (snapshot.notice !== undefined) io.err(printable(snapshot.notice));
					notice = snapshot.notice;
				}

				follower.see(snapshot);
				teller?.tell(snapshot);
			}

			return exitCode.cancelled;
		} finally {
			await followers.close();
		}
	});
}

/** What only the screen has would do nothing here, while the user believes that it does. */
function tellWithoutScreen({notify, bell, title, readOnly}: WatchOptions, io: CommandIo): void {
	const named = [notify && '--notify', bell && '--bell', title && '--title', readOnly && '--read-only'].filter(Boolean);
	if (named.length > 0)
		io.err(`${named.join(', ')}: only on the screen, and there is none here; --exec runs a program for each change`);
}

/** Tells what is new, as fast as it is read: who reads slowly is told the newest, and how much went by. */
class Teller {
	readonly #feed = new FleetNewsFeed();
	#next: FleetSnapshot | undefined;
	#isTelling = false;

	constructor(
		private readonly json: boolean,
		private readonly io: CommandIo,
		private readonly signal: AbortSignal,
	) {}

	tell(snapshot: FleetSnapshot): void {
		this.#next = snapshot;
		if (!this.#isTelling) void this.#go();
	}

	async #go(): Promise<void> {
		this.#isTelling = true;
		while (this.#next && !this.signal.aborted) {
			const news = this.#feed.take(this.#next);
			this.#next = undefined;
			const lines = this.json ? news.map(each => jsonText(newsJson(each))) : newsLines(news);
			for (const line of lines) this.io.out(line);
			await this.io.drained?.();
		}

		this.#isTelling = false;
	}
}
