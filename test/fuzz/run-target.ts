import fc from 'fast-check';
import type {Target} from './target.ts';

/** How a target is run: for a time, for a number of runs, or one case of before. */
export interface RunOptions {
	readonly seed: number;
	/** No case begins after this many ms. */
	readonly forMs?: number;
	readonly runs?: number;
	/** The one case to try again, as a failure names it. */
	readonly path?: string;
	/** Told of each case before it begins, for a watchdog. */
	readonly began?: (index: number) => void;
}

export interface Ran {
	readonly runs: number;
	readonly seconds: number;
	/** What was wrong, in words, with what shows it again; empty when nothing was. */
	readonly failures: readonly {readonly says: string; readonly again: string}[];
}

/** One case may take this long, ms, with all that it waits for. */
export const longestCaseMs = 20_000;

/** Tries the target's corpus, then what its generator makes. @returns the failures; never throws for one */
export async function runTarget(target: Target, options: RunOptions): Promise<Ran> {
	const begun = Date.now();
	const failures: {says: string; again: string}[] = [];
	const corpus = options.path === undefined ? [...(target.corpus ?? [])] : [];
	for (const [file, input] of corpus)
		await bounded(target, input).catch(error => {
			const says = `corpus/${target.name}/${file}: ${wordsOf(error)}`;
			failures.push({says, again: `npm run fuzz -- ${target.name} --seconds 1`});
		});
	let runs = 0;
	const tried = async (input: unknown) => {
		options.began?.(runs);
		runs += 1;
		await bounded(target, input);
	};
	const left = options.forMs === undefined ? undefined : Math.max(1, options.forMs - (Date.now() - begun));
	const result = await fc.check(fc.asyncProperty(target.input, tried), {
		seed: options.seed,
		...(options.path === undefined ? {} : {path: options.path, endOnFailure: true}),
		numRuns: options.path === undefined ? (options.runs ?? 1_000_000_000) : 1,
		...(left === undefined ? {} : {interruptAfterTimeLimit: left, markInterruptAsFailure: false}),
	});
	if (result.failed && result.counterexample !== null)
		failures.push({
			says: `${wordsOf(result.errorInstance)}\n    input: ${shown(result.counterexample[0])}`,
			again: `npm run fuzz -- ${target.name} --seed ${options.seed} --path ${result.counterexamplePath}`,
		});
	return {runs: runs + corpus.length, seconds: (Date.now() - begun) / 1000, failures};
}

async function bounded(target: Target, input: unknown): Promise<void> {
	const begun = Date.now();
	let timer: NodeJS.Timeout | undefined;
	const hang = new Promise<never>((_resolve, reject) => {
		timer = setTimeout(() => reject(new Error(`a hang: no end after ${longestCaseMs / 1000} s`)), longestCaseMs);
	});
	try {
		await Promise.race([Promise.resolve(target.check(input)), hang]);
	} finally {
		clearTimeout(timer);
	}

	const took = Date.now() - begun;
	if (took > longestCaseMs) throw new Error(`a hang: it took ${Math.round(took / 1000)} s`);
}

function wordsOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const frames = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line) && !line.includes('node_modules'));
	return [`${error.name}: ${JSON.stringify(error.message.slice(0, 1500))}`, ...frames.slice(0, 6)].join('\n');
}

function shown(input: unknown): string {
	const text = fc.stringify(input);
	return text.length > 700 ? `${text.slice(0, 700)}… (${text.length} characters)` : text;
}
