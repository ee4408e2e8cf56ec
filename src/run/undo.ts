import type {Action, ActionResult, Cloud, RunContext, UndoStep} from '../clouds/cloud.ts';
import {channel} from './channel.ts';
import {lookUp} from './look-up.ts';
import {pause} from './pause.ts';
import {doubtsOf} from './run-errors.ts';
import type {RunRecord} from './run-record.ts';
import {takeAway, type UndoEvent, type UndoOptions} from './take-away.ts';

/** What is older, ms, is listed: when it is not there, it is gone. */
const listedAfterMs = 60_000;

/**
 * What an undo of this run would delete, as far as its journal tells, in order. Actions in doubt are looked up when it is carried
 * out, so that it can be more: `inDoubt` names them.
 */
export function undoPreview(
	cloud: Pick<Cloud, 'undoSteps'>,
	record: RunRecord,
): {readonly steps: readonly UndoStep[]; readonly inDoubt: readonly string[]} {
	return {
		steps: stepsLeft(cloud, record, record.results),
		inDoubt: [...record.sent, ...unheardOf(record).map(({id}) => id)],
	};
}

/**
 * Takes back what a run made, last made first, and nothing that was there before it. Can be stopped and begun again at any point.
 * @throws UserError when the journal can't be written; anything else thrown is a bug of ours
 */
export function undoRun(cloud: Cloud, record: RunRecord, options: UndoOptions): AsyncIterable<UndoEvent> {
	const {plan, runId} = record;
	const {journal, signal, now = Date.now, sleep = pause} = options;
	const results = new Map(record.results);
	const unsure: string[] = [];
	const open = new Set(record.sent);
	return channel<UndoEvent>(emit => {
		const context = (about: string): RunContext => ({
			plan,
			runId,
			results,
			signal,
			secrets: new Map(),
			sent: record.sent,
			waiting: why => emit({type: 'step-waiting', step: about, why}),
		});
		return takeAway(
			cloud,
			{
				region: plan.region,
				run: {runId, plan, results},
				inDoubt: () => doubtsOf(plan, open, results),
				// a clock that was set back must not make what is young look old
				young: now() - record.updatedAt < listedAfterMs,
				async prepare(looking) {
					await journal.append({type: 'undo', at: now()});
					for (const action of plan.actions.filter(({id}) => record.sent.has(id) && !results.has(id))) {
						looking(action.id);
						const found =
							(await lookUp(cloud, action, context(action.id), {sleep})) ??
							(await partOf(cloud, action, context(action.id), record));
						open.delete(action.id);
						if (!found) continue;
						results.set(action.id, found);
						await journal.append({type: 'done', at: now(), action: action.id, result: found});
					}

					for (const action of unheardOf(record).filter(({id}) => !results.has(id))) {
						looking(action.id);
						const found = await cloud.find(action, context(action.id));
						// what comes later in the plan stands on it
						if (!found) break;
						results.set(action.id, found);
						if (found.existed) unsure.push(`${action.makes || action.title} ${found.id}`.trim());
						else await journal.append({type: 'done', at: now(), action: action.id, result: found});
					}

					return stepsLeft(cloud, record, results);
				},
				left: done => stepsLeft(cloud, record, results).filter(({id}) => !done.has(id)),
				unsure,
			},
			options,
			emit,
		);
	});
}

/**
 * The actions that a journal with a gap says nothing of: they may have been carried out. An undo takes back those whose tag says
 * that they are the run's; where there are no tags, only the user can tell.
 */
export function unheardOf({plan, hasGap, results, sent, undone}: RunRecord): readonly Action[] {
	if (!hasGap) return [];
	return plan.actions.filter(({id}) => !results.has(id) && !sent.has(id) && !undone.has(id));
}

/** What a batch in doubt made in part: its result is not there as a whole, and yet something of it is to be taken back. */
async function partOf(
	cloud: Cloud,
	action: Action,
	context: RunContext,
	{standing}: RunRecord,
): Promise<ActionResult | undefined> {
	const before = standing.get(action.id) ?? [];
	const added = (await cloud.standing(action, context))?.filter(part => !before.includes(part)) ?? [];
	return added.length > 0 ? {id: '', existed: false, detail: `in part: ${added.join(', ')}`} : undefined;
}

function stepsLeft(
	cloud: Pick<Cloud, 'undoSteps'>,
	{plan, standing, undone}: RunRecord,
	results: RunRecord['results'],
): readonly UndoStep[] {
	return cloud.undoSteps({plan, results, standing}).filter(({id}) => !undone.has(id));
}
