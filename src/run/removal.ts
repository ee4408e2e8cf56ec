import type {Cloud, CloudId, UndoStep} from '../clouds/contract/cloud.ts';
import type {Dependent, Dependents} from '../clouds/contract/dependents.ts';
import {moduleOf} from '../clouds/registry.ts';
import {isGone} from '../connection/take-down.ts';
import {asCalled} from './as-called.ts';
import {isRunId} from './run-id.ts';
import {type DeleteRecord, isDelete, type RunRecord} from './run-record.ts';

/** Something that is told of, with the reason for what becomes of it. */
interface Told {
	readonly title: string;
	readonly detail: string;
	readonly why: string;
}

/** A deletion as data: it can be printed, saved and carried out. */
export interface Removal {
	readonly cloud: CloudId;
	readonly region: string;
	readonly connection: Dependents['connection'];
	/** The calls, in order. */
	readonly steps: readonly UndoStep[];
	/** What goes by itself. */
	readonly goesWith: readonly Told[];
	/** What hangs on the connection and stays. */
	readonly stays: readonly Told[];
	/** What is to be known before. */
	readonly notes: readonly string[];
}

/** Which run of ours made what a step would take away; undefined when none did, as far as is known here. */
export type Maker = (step: UndoStep) => string | undefined;

/**
 * Decides what is deleted with a connection: what leads into it alone, and what a run of ours made and nothing else uses; never
 * anything else. Pure.
 */
export function planRemoval(dependents: Dependents, madeBy: Maker): Removal {
	const {cloud, region, connection, parts, unread} = dependents;
	const gone = new Set<string>();
	// what is part of another is judged after it, and yet taken away before it
	for (const part of parts.toSorted((a, b) => Number(a.partOf !== undefined) - Number(b.partOf !== undefined)))
		if (reasonToStay(part, madeBy, gone) === undefined) gone.add(part.id);
	const goes = parts.filter(({id}) => gone.has(id));
	const stays = parts.flatMap(part => {
		const why = reasonToStay(part, madeBy, gone);
		return why === undefined ? [] : [told(part, why)];
	});
	return {
		cloud,
		region,
		connection,
		steps: inBatches(
			cloud,
			goes.flatMap(({steps}) => steps),
		),
		goesWith: goes
			.filter(({going}) => going === 'with')
			.map(part => told(part, part.note ?? 'goes with the connection')),
		stays,
		notes: [
			...goes.flatMap(({going, note}) => (going !== 'with' && note ? [note] : [])),
			...unread.map(what => `could not be read, and is left as it is: ${what}`),
		],
	};
}

function reasonToStay(part: Dependent, madeBy: Maker, gone: ReadonlySet<string>): string | undefined {
	if (part.going === 'with' || part.going === 'alone') return undefined;
	if (part.going === 'never') return part.note ?? 'tunnelwright makes none, so it deletes none';
	if (part.usedBy.length > 0) return `used by ${part.usedBy.join(', ')}`;
	if (part.partOf !== undefined && gone.has(part.partOf)) return undefined;
	const ours =
		part.steps.every(step => madeBy(step) !== undefined) || (part.madeBy !== undefined && isRunId(part.madeBy));
	return ours ? undefined : 'no run of tunnelwright made it, as far as is known here';
}

function told({title, detail}: Dependent, why: string): Told {
	return {title, detail, why};
}

/** Things that go with the same call from the same place are taken away together. */
function inBatches(cloud: CloudId, steps: readonly UndoStep[]): readonly UndoStep[] {
	const batches: UndoStep[] = [];
	for (const step of steps) {
		const last = batches.at(-1);
		const together = last && joined(cloud, last, step);
		if (together) batches[batches.length - 1] = together;
		else batches.push(step);
	}

	return batches;
}

function joined(cloud: CloudId, first: UndoStep, second: UndoStep): UndoStep | undefined {
	const several = severalIn(cloud, first);
	const added = listOf(cloud, second);
	const all = [...listOf(cloud, first), ...added];
	if (!several || added.length === 0 || all.length > several.most) return undefined;
	if (keyOf(cloud, first) !== keyOf(cloud, second)) return undefined;
	return {
		...first,
		detail: `${first.detail}, ${added.join(', ')}`,
		parameters: {...first.parameters, [several.parameter]: all},
	};
}

const severalIn = (cloud: CloudId, {call}: UndoStep) => moduleOf(cloud).deletions[call]?.several;

/** All that a step says but the several things that go with it. */
function keyOf(cloud: CloudId, step: UndoStep): string {
	const {call, parameters, unlessUsed} = step;
	const several = severalIn(cloud, step)?.parameter;
	const rest = Object.entries(parameters).filter(([name]) => name !== several);
	const sorted = rest.sort(([a], [b]) => (a < b ? -1 : 1));
	return JSON.stringify([call, sorted, unlessUsed ?? null]);
}

function listOf(cloud: CloudId, step: UndoStep): readonly string[] {
	const several = severalIn(cloud, step);
	const list = several && step.parameters[several.parameter];
	return typeof list === 'object' ? list : [];
}

/** Where a deletion works: the journals of other places say nothing about it. */
export interface Where {
	readonly cloud: CloudId;
	readonly region: string;
	readonly sandbox: boolean;
	readonly account: string | undefined;
}

/**
 * What the journals say that runs of ours made: whatever an undo of theirs would take away, less what was taken away since.
 * Ids of accounts that are not known are compared all the same: they are unique.
 */
export function makerFrom(
	cloud: Pick<Cloud, 'undoSteps'>,
	journals: {readonly runs: readonly RunRecord[]; readonly deletes: readonly DeleteRecord[]},
	where: Where,
): Maker {
	const made = new Map<string, string>();
	const history = [...journals.runs, ...journals.deletes].sort((a, b) => a.startedAt - b.startedAt);
	for (const record of history) {
		const {cloud: cloudId, region} = isDelete(record) ? record.removal : record.plan;
		const elsewhere = record.account !== undefined && where.account !== undefined && record.account !== where.account;
		if (elsewhere || cloudId !== where.cloud || region !== where.region || record.sandbox !== where.sandbox) continue;
		const steps = isDelete(record) ? record.removal.steps : cloud.undoSteps(record);
		for (const step of steps) {
			// what a run put other values into it has not made
			if (step.change) continue;
			const gone = isGone(record.undone.get(step.id));
			for (const part of partsOf(cloudId, step)) {
				if (gone) made.delete(part);
				else if (!isDelete(record)) made.set(part, record.runId);
			}
		}
	}

	return step => {
		const runs = partsOf(where.cloud, step).map(part => made.get(part));
		return runs.every(run => run !== undefined) ? runs[0] : undefined;
	};
}

/** A step, or each of the things that go with it, told from every other: by its call and what the call names. */
export function partsOf(cloud: CloudId, step: UndoStep): readonly string[] {
	const {unlessUsed: _, ...bare} = step;
	const key = keyOf(cloud, bare);
	const several = listOf(cloud, step);
	return several.length === 0 ? [key] : several.map(one => `${key} ${one}`);
}

/** A step with those of its parts alone that are wanted; undefined where none is. */
export function withParts(cloud: CloudId, step: UndoStep, isWanted: (part: string) => boolean): UndoStep | undefined {
	const wanted = partsOf(cloud, step).map(isWanted);
	if (!wanted.includes(true)) return undefined;
	const several = severalIn(cloud, step);
	if (!several || !wanted.includes(false)) return step;
	const left = listOf(cloud, step).filter((_, index) => wanted[index]);
	return asCalled(cloud, {...step, parameters: {...step.parameters, [several.parameter]: left}});
}
