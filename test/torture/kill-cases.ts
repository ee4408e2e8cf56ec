import {checkJournal, expectCode, finish, sentAgain, takeBack} from './checks.ts';
import type {Reference} from './reference.ts';
import {type Ends, stateOf, type Then} from './same-state.ts';
import {type Ended, openWorld, type World} from './world.ts';

/** One way in which a run was disturbed, and everything that was not as it must be after it; empty when all was. */
export interface Outcome {
	readonly what: string;
	readonly wrong: readonly string[];
}

/** The reference of an example and the ends that its cases share. */
export interface Example {
	readonly reference: Reference;
	readonly ends: Ends;
}

export type AtRequest = 'before' | 'after';
export type AtLine = 'before' | 'torn' | 'after';

/** `apply` is killed at its nth request, before the cloud gets it or before its answer comes back; then resumed, and undone. */
export function killAtRequest(example: Example, count: number, when: AtRequest): Promise<Outcome> {
	return brokenOff(`killed ${when} request ${count}`, example, async (world, wrong) => {
		const killed = await killedAt(world, await example.reference.args(world), count, when);
		if (killed.code !== null && killed.code !== 0) wrong.push(`it ended with ${killed.code}: ${killed.text}`);
	});
}

/** `apply` is killed at the nth line of its journal; then resumed, and undone. */
export function killAtLine(example: Example, count: number, when: AtLine): Promise<Outcome> {
	return brokenOff(`killed ${when} journal line ${count}`, example, async (world, wrong) =>
		killedAtLine(world, await example.reference.args(world), `${count}:${when}`, wrong),
	);
}

/** `apply` is killed at a line of its journal, and what resumes it at a request, wherever that run has got by then. */
export function killTwice(example: Example, line: number, request: number, when: AtRequest): Promise<Outcome> {
	const what = `killed after journal line ${line}, resuming killed ${when} request ${request}`;
	return brokenOff(what, example, async (world, wrong) => {
		await killedAtLine(world, await example.reference.args(world), `${line}:after`, wrong);
		const [run] = await world.runs();
		if (!run) return;
		const {code, text} = await killedAt(world, ['runs', 'resume', run.runId, '--yes'], request, when);
		// the rest of the run may need fewer requests
		if (code !== null && code !== 0) wrong.push(`resuming ended with ${code}: ${text}`);
	});
}

/** `runs undo` is killed at its nth request, and called again. */
export function killUndoAtRequest(example: Example, count: number, when: AtRequest): Promise<Outcome> {
	return undoBrokenOff(`undo killed ${when} request ${count}`, example, async (world, args) => {
		await killedAt(world, args, count, when);
	});
}

/** `runs undo` is killed at the nth line that it writes, and called again. */
export function killUndoAtLine(example: Example, count: number, when: AtLine): Promise<Outcome> {
	return undoBrokenOff(`undo killed ${when} journal line ${count}`, example, (world, args, wrong) =>
		killedAtLine(world, args, `${count}:${when}`, wrong),
	);
}

/** Breaks a run off and goes on from there in both ways; the break is made again for the second one. */
export async function brokenOff(
	what: string,
	{reference, ends}: Example,
	breakOff: (world: World, wrong: string[]) => Promise<void>,
): Promise<Outcome> {
	const wrong: string[] = [];
	const open = new Set<Then>(['resume', 'undo']);
	while (open.size > 0 && wrong.length === 0) {
		await inWorld(reference, wrong, async world => {
			await breakOff(world, wrong);
			const view = await world.view();
			await checkJournal(world, reference, view, wrong);
			const state = stateOf(world, reference, view);
			// those that others play are only waited for
			for (const then of [...open].filter(one => !ends.isNew(state, one))) {
				open.delete(then);
				wrong.push(...(await ends.once(state, then, what, async () => {})));
			}

			const [then] = open;
			if (!then) return;
			open.delete(then);
			wrong.push(
				...(await ends.once(state, then, what, async found => {
					if (then === 'resume') {
						await finish(world, reference, found);
						found.push(...sentAgain(world, reference));
					}

					await takeBack(world, reference, found);
				})),
			);
		});
	}

	return {what, wrong};
}

export async function undoBrokenOff(
	what: string,
	{reference, ends}: Example,
	breakOff: (world: World, args: readonly string[], wrong: string[]) => Promise<void>,
): Promise<Outcome> {
	const wrong: string[] = [];
	await inWorld(reference, wrong, async world => {
		expectCode(await world.run(...(await reference.args(world))), [0], wrong);
		const [run] = await world.runs();
		await breakOff(world, ['runs', 'undo', run?.runId ?? '', '--yes'], wrong);
		const view = await world.view();
		await checkJournal(world, reference, view, wrong);
		const state = stateOf(world, reference, view);
		wrong.push(...(await ends.once(state, 'undo', what, found => takeBack(world, reference, found))));
	});
	return {what, wrong};
}

/** Opens a world for one case; what the case throws is wrong with it. */
export async function inWorld(
	{file, prepare}: Pick<Reference, 'file' | 'prepare'>,
	wrong: string[],
	work: (world: World) => Promise<void>,
): Promise<void> {
	const world = await openWorld(file);
	try {
		await prepare(world);
		await work(world);
		wrong.push(...world.outages());
	} catch (error) {
		wrong.push(`it threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
	} finally {
		await world.close();
	}
}

/** Runs the program and kills it at its nth request. */
export async function killedAt(world: World, args: readonly string[], count: number, when: AtRequest): Promise<Ended> {
	const strike = (number: number) => {
		if (number < count) return 'pass';
		child.kill();
		return 'swallow';
	};
	world.gate.set(when === 'before' ? {before: strike} : {after: strike});
	const child = world.start(args);
	const ended = await child.ended;
	world.gate.set({});
	return ended;
}

/** Runs the program and kills it at a line that it writes: see kill-writes.mjs. */
export async function killedAtLine(world: World, args: readonly string[], at: string, wrong: string[]): Promise<void> {
	const {code, text} = await world.start(args, at).ended;
	if (code !== null) wrong.push(`it was not killed, but ended with ${code}: ${text}`);
}
