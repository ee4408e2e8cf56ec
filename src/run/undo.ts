import type {Action, ActionResult, Cloud, RunContext, UndoStep} from '../clouds/contract/cloud.ts';
import {CloudError} from '../clouds/contract/cloud-error.ts';
import {refersTo} from '../clouds/engine/refers-to.ts';
import {pause} from '../clouds/net/pause.ts';
import {moduleOf} from '../clouds/registry.ts';
import {isGone} from '../connection/take-down.ts';
import {channel} from './channel.ts';
import {lookUp} from './look-up.ts';
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
): {
	readonly steps: readonly UndoStep[];
	readonly inDoubt: readonly string[];
	/** What stays as the run changed it, in words: nobody knows what it was. */
	readonly asChanged: readonly string[];
} {
	return {
		steps: stepsLeft(cloud, record, record.results),
		inDoubt: doubtedActions(record),
		asChanged: asChangedBy(record, record.results),
	};
}

/** What the run changed and has no way back, as of a key: it stays as it is. */
function asChangedBy({plan}: RunRecord, results: RunRecord['results']): readonly string[] {
	return plan.actions.flatMap(({id, change}) =>
		change && !change.back && results.get(id)?.existed === false
			? change.values.map(({what, wanted}) => `${what} stays ${wanted || 'away'}: what it was is not known`)
			: [],
	);
}

/**
 * Takes back what a run made and puts back what it changed, last done first, and touches nothing that was there before it otherwise. Can be stopped and begun again at any point.
 * @throws UserError when the journal can't be written; anything else thrown is a bug of ours
 */
export function undoRun(cloud: Cloud, record: RunRecord, options: UndoOptions): AsyncIterable<UndoEvent> {
	const {plan, runId} = record;
	const {journal, signal, sleep = pause} = options;
	const results = new Map(record.results);
	const unsure: string[] = [];
	const open = new Set(record.sent);
	/** What the journal calls gone is looked at once more where nothing else can have the same name. */
	const stepsToMake = () =>
		cloud
			.undoSteps({...record, results})
			.filter(({id}) => !isGone(record.undone.get(id)) || isOnlyOurs(record, results, id));
	return channel<UndoEvent>(emit => {
		const context = (about: string): RunContext => ({
			plan,
			runId,
			results,
			signal,
			secrets: new Map(),
			sent: record.sent,
			standing: record.standing,
			waiting: why => emit({type: 'step-waiting', step: about, why}),
		});
		return takeAway(
			cloud,
			{
				region: plan.region,
				run: {runId, plan, results},
				sandbox: record.sandbox,
				wasSent: ({id}) => record.undoSent.has(id),
				seen: ({id}) => record.undoSeen.get(id),
				asChanged: () => asChangedBy(record, results),
				inDoubt: () => doubtsOf(plan, open, results),
				// a clock that was set back must not make what is young look old
				young: Date.now() - record.updatedAt < listedAfterMs,
				async prepare(looking) {
					await journal.append({type: 'undo', at: Date.now()});
					for (const action of plan.actions.filter(({id}) => record.sent.has(id) && !results.has(id))) {
						looking(action.id);
						const found =
							(await lookUp(cloud, action, context(action.id), {sleep})) ??
							(await partOf(cloud, action, context(action.id), record));
						open.delete(action.id);
						if (!found) continue;
						results.set(action.id, found);
						await journal.append({type: 'done', at: Date.now(), action: action.id, result: found});
					}

					for (const action of untold(cloud, record, results)) {
						looking(action.id);
						const found = await cloud.find(action, {...context(action.id), sent: new Set([...record.sent, action.id])});
						if (!found) continue;
						if (action.change) {
							unsure.push(`${action.title}, ${action.detail}`);
							continue;
						}

						const hangs = hangsOnOwn(plan, action, results);
						// whoever it is of, its id or name says that the run did not make it
						const foreign = found.id !== '' && (found.existed || moduleOf(cloud.id).readingCalls.test(action.call));
						const own = !foreign && (found.id === '' ? hangs : moduleOf(cloud.id).marksRuns);
						results.set(action.id, {...found, existed: !own});
						if (own)
							await journal.append({
								type: 'done',
								at: Date.now(),
								action: action.id,
								result: {...found, existed: false},
							});
						else if (!foreign) unsure.push(named(action, found));
					}

					return stepsToMake();
				},
				// what stayed is looked at once more: it is said again, or goes now
				isToldDone: ({id}) => isGone(record.undone.get(id)),
				async lastLook(stood) {
					// an undo that has ended says nothing of what others made since
					if (record.state === 'undone' && !stood) return;
					const told = new Set(stepsToMake().map(({id}) => id));
					const gone = plan.actions.filter(({id, change}) => !change && isGone(record.undone.get(id)) && !told.has(id));
					for (const action of gone) {
						const standing = await stillThere(cloud, action, context(action.id), record);
						if (standing) unsure.push(named(action, standing));
					}
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
 * Actions that may have been carried out, by id: looked up before anything else. A journal with a gap says nothing of some, which is told before an undo.
 */
export function doubtedActions(record: RunRecord): readonly string[] {
	const unheardOf = record.hasGap ? withoutEnd(record, record.results) : [];
	return [...record.sent, ...unheardOf.map(({id}) => id)];
}

/** The actions that the journal does not tell an end of, nor that they were sent. */
function withoutEnd({plan, sent, undone}: RunRecord, results: RunRecord['results']): readonly Action[] {
	return plan.actions.filter(({id}) => !results.has(id) && !sent.has(id) && !undone.has(id));
}

/**
 * The actions that the journal does not tell an end of. It may have been cut between two lines, so that they are looked for before an
 * undo says that nothing is left. Where there are no tags, a refusal is believed: what stands then is likely to be another's.
 */
function untold(cloud: Pick<Cloud, 'id'>, record: RunRecord, results: RunRecord['results']): readonly Action[] {
	const {refused, hasGap} = record;
	const {marksRuns} = moduleOf(cloud.id);
	// that values stand as a change wanted them tells nothing of who changed them, and each call was written down before
	return withoutEnd(record, results).filter(({id, change}) =>
		change ? hasGap : marksRuns || hasGap || !refused.has(id),
	);
}

/** Whether what an action makes is part of something that the run made, so that it is the run's as well. */
function hangsOnOwn({actions}: RunRecord['plan'], {parameters}: Action, results: RunRecord['results']): boolean {
	return actions.some(({id}) => results.get(id)?.existed === false && refersTo(parameters, id));
}

/** Whether what a step takes away has an id of its own, or hangs on what has: nobody else can have made the same since. */
function isOnlyOurs({plan, undone}: RunRecord, results: RunRecord['results'], id: string): boolean {
	const action = plan.actions.find(one => one.id === id);
	if (!action || action.change || !isGone(undone.get(id))) return false;
	return (results.get(id)?.id ?? '') !== '' || hangsOnOwn(plan, action, results);
}

/** What stands of an action though the journal calls it gone. */
async function stillThere(
	cloud: Cloud,
	action: Action,
	context: RunContext,
	record: RunRecord,
): Promise<ActionResult | undefined> {
	try {
		return (await partOf(cloud, action, context, record)) ?? (await cloud.find(action, context));
	} catch (error) {
		// its table is gone, and so is what stood in it
		if (error instanceof CloudError && /NotFound$/.test(error.info.code)) return undefined;
		throw error;
	}
}

function named({makes, title}: Action, {id, detail}: ActionResult): string {
	return `${makes || title} ${id || detail}`.trim();
}

/** What a batch in doubt made in part: its result is not there as a whole, and yet something of it is to be taken back. */
async function partOf(
	cloud: Cloud,
	action: Action,
	context: RunContext,
	{standing}: RunRecord,
): Promise<ActionResult | undefined> {
	// of a change it is whole, or nothing
	if (action.change) return undefined;
	const before = standing.get(action.id) ?? [];
	const added = (await cloud.standing(action, context))?.filter(part => !before.includes(part)) ?? [];
	return added.length > 0 ? {id: '', existed: false, detail: `in part: ${added.join(', ')}`} : undefined;
}

function stepsLeft(
	cloud: Pick<Cloud, 'undoSteps'>,
	{plan, standing, undone}: RunRecord,
	results: RunRecord['results'],
): readonly UndoStep[] {
	return cloud.undoSteps({plan, results, standing}).filter(({id}) => !isGone(undone.get(id)));
}
