import type {Environment} from '../connection/environment.ts';
import {jsonText} from '../connection/json-text.ts';
import {printable} from '../connection/printable.ts';
import {commandWords, programFile} from './command-words.ts';
import type {FleetNews} from './fleet-news.ts';
import {newsJson} from './news-json.ts';
import {type RunEnd, runWithInput} from './run-with-input.ts';

const option = '--exec';

/** At once, of all connections. */
const mostAtOnce = 4;
/** What waits beyond that is not told. */
const mostWaiting = 1000;
const limitMs = 30_000;
/** How often the same failure is told, ms. */
const toldEveryMs = 60_000;

interface OnChangeOptions {
	/** The program with its arguments, as one text. */
	readonly command: string;
	readonly env: Environment;
	/** Told where a program failed, or can't keep up: plain lines, never more than a few a minute. */
	readonly warn: (line: string) => void;
	/** How long a program may run, ms; tests shorten it. */
	readonly limitMs?: number;
}

/** A program that is run for each change. */
export interface OnChange {
	/** Runs it for these, in their order where they are of one connection. The state of all is no change. */
	tell(news: readonly FleetNews[]): void;
	/** Waits a little for what runs, then ends it. What waits is not run any more. */
	close(): Promise<void>;
}

/** One run that waits for its turn. */
interface Waiting {
	/** What it is about: runs of one thing come one after the other. */
	readonly about: string;
	readonly input: string;
}

/**
 * Runs a program for each change of a fleet, with the change as one line of JSON on its standard input. No shell reads its words. It gets no variable that could
 * be a secret. Its failure is told, and harms nothing.
 * @throws UserError where there is no such program
 */
export function runOnChange({command, env, warn, ...options}: OnChangeOptions): OnChange {
	const [program, ...args] = commandWords(command, option);
	const file = programFile(program, option, env);
	const name = printable(program, 60);
	const childEnv = safeEnvironment(env);
	const waiting: Waiting[] = [];
	const running = new Map<string, {readonly run: Promise<void>; stop(): void}>();
	let isClosed = false;
	let dropped = 0;
	let toldAt = Number.NEGATIVE_INFINITY;
	let untold = 0;

	const say = (line: string) => {
		if (performance.now() - toldAt < toldEveryMs) {
			untold += 1;
			return false;
		}

		toldAt = performance.now();
		warn(`${option} ${name}: ${line}${untold > 0 ? ` (and ${untold} more such since the last line)` : ''}`);
		untold = 0;
		return true;
	};
	const next = () => {
		for (let index = 0; index < waiting.length && running.size < mostAtOnce && !isClosed; ) {
			const turn = waiting[index];
			if (!turn || running.has(turn.about)) {
				index += 1;
				continue;
			}

			waiting.splice(index, 1);
			const {ended, stop} = runWithInput(file, args, {
				env: childEnv,
				input: turn.input,
				limitMs: options.limitMs ?? limitMs,
			});
			const run = ended.then(end => {
				running.delete(turn.about);
				const trouble = troubleOf(end);
				if (trouble !== undefined && !isClosed) say(trouble);
				next();
			});
			running.set(turn.about, {run, stop});
		}
	};
	return {
		tell(news) {
			if (isClosed) return;
			for (const each of news) {
				if (each.type === 'state') continue;
				if (waiting.length >= mostWaiting) dropped += 1;
				else waiting.push({about: aboutOf(each), input: `${jsonText(newsJson(each))}\n`});
			}

			if (dropped > 0 && say(`it can't keep up: ${dropped} changes were not given to it`)) dropped = 0;
			next();
		},
		async close() {
			isClosed = true;
			const runs = [...running.values()];
			const timer = setTimeout(() => runs.map(({stop}) => stop()), closeMs);
			await Promise.all(runs.map(({run}) => run));
			clearTimeout(timer);
		},
	};
}

/** How long what runs may go on once the watch is over, ms: within what a command that was told to stop has. */
const closeMs = 1000;

function aboutOf(news: Exclude<FleetNews, {type: 'state'}>): string {
	if (news.type === 'change') return news.change.connection;
	return news.type === 'place' ? `place ${news.state.place.key}` : 'clock';
}

function troubleOf({code, signal, error, isLate, said}: RunEnd): string | undefined {
	const words = said === '' ? '' : `: ${said}`;
	if (isLate) return `ended, as it took too long${words}`;
	if (error !== undefined) return `can't be run: ${error}`;
	if (signal !== null) return `ended by ${signal}${words}`;
	return code === 0 ? undefined : `failed with exit code ${code}${words}`;
}

/** What a program needs to find itself, its user's desktop and its language. No key, token or password of a cloud goes by it. */
const passedOn =
	/^(?:PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|LC_[A-Z]+|TZ|TMPDIR|TEMP|TMP|TERM|DISPLAY|WAYLAND_DISPLAY|DBUS_SESSION_BUS_ADDRESS|XDG_[A-Z_]+|SystemRoot|windir|PATHEXT|COMSPEC|USERPROFILE|APPDATA|LOCALAPPDATA)$/i;

function safeEnvironment(env: Environment): Record<string, string> {
	return Object.fromEntries(
		Object.entries(env).flatMap(([name, value]) => (value !== undefined && passedOn.test(name) ? [[name, value]] : [])),
	);
}
