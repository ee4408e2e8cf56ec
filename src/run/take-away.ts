import type {Cloud, CloudErrorInfo, UndoContext, UndoEnd, UndoStep} from '../clouds/contract/cloud.ts';
import {CloudError} from '../clouds/contract/cloud-error.ts';
import {pause} from '../clouds/net/pause.ts';
import {usedByNow} from '../connection/take-down.ts';
import {beforeChange, beforeSameChange, trafficWait} from './around-change.ts';
import type {Journal} from './journal.ts';
import {lookUpWaitsMs} from './look-up.ts';
import {isAbort} from './run-errors.ts';
import type {InDoubt} from './run-event.ts';
import type {SeenBefore} from './seen-before.ts';
import type {TrafficTimes} from './traffic-times.ts';
import {waitUntilBack} from './traffic-waits.ts';

/** What an undo or a deletion tells while it goes on. */
export type UndoEvent =
	| {readonly type: 'undo-started'; readonly steps: readonly UndoStep[]}
	| {readonly type: 'step-started'; readonly step: UndoStep}
	| {readonly type: 'step-waiting'; readonly step: string; readonly why: string}
	| {readonly type: 'step-done'; readonly step: UndoStep; readonly how: UndoEnd}
	/** `inDoubt`: what may have been made or deleted, and nobody knows; left out where nothing is. */
	| {
			readonly type: 'undo-failed';
			readonly error: CloudErrorInfo;
			readonly left: readonly UndoStep[];
			readonly inDoubt?: readonly InDoubt[];
	  }
	| {readonly type: 'undo-stopped'; readonly left: readonly UndoStep[]; readonly inDoubt?: readonly InDoubt[]}
	/**
	 * `unsure`: what is there and may be the run's: its journal does not tell, and nothing at the cloud says whose it is. It stays.
	 * `asChanged`: what the run changed and nobody can put back, in words. Each is left out where there is none.
	 */
	| {readonly type: 'undo-finished'; readonly unsure?: readonly string[]; readonly asChanged?: readonly string[]};

export interface UndoOptions {
	/** Aborted: the step in flight is brought to its end as far as it can, then it stops. */
	readonly signal: AbortSignal;
	/** Where every step is written down before and after. */
	readonly journal: Journal;
	/** A tunnel is changed back though the other one is not UP. */
	readonly evenIfDown?: boolean;
	/** How long tunnels are waited for, where tests shorten it. */
	readonly times?: TrafficTimes;
	/** Waits; tests shorten it. Rejects when the signal is aborted. */
	readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

interface TakeAway {
	readonly region: string;
	/** Set where only what this run made may go. */
	readonly run?: UndoContext['run'];
	readonly deletion?: UndoContext['deletion'];
	/** The embedded clouds: nobody's traffic is at stake. */
	readonly sandbox?: boolean;
	/** Whether the call of a step that puts a change back has gone out before, as the journal tells. */
	readonly wasSent?: (step: UndoStep) => boolean;
	/** The tunnels that it takes down, as they were right before that. */
	readonly seen?: (step: UndoStep) => readonly SeenBefore[] | undefined;
	/** What the run changed and nobody can put back, in words; asked at the end. */
	readonly asChanged?: () => readonly string[];
	/** Whether what is to go was made a moment ago: it may not be listed yet. */
	readonly young?: boolean;
	/** The steps that are left, in order. `looking` names what is worked on, for errors. */
	readonly prepare: (looking: (what: string) => void) => Promise<readonly UndoStep[]>;
	/** Filled by `prepare` and `lastLook`: what is there, and may or may not be to go. */
	readonly unsure?: readonly string[];
	/**
	 * Whether the journal calls a step done; asked once they are prepared. A journal is a file: such a step is looked at once more, and
	 * told of only where something stands after all. It is none of `left`.
	 */
	readonly isToldDone: (step: UndoStep) => boolean;
	/** The look before the end is told. `stood`: whether something stood that the journal called gone. */
	readonly lastLook?: (stood: boolean) => Promise<void>;
	/** Actions of the run that may have been carried out and are not looked up yet. */
	readonly inDoubt?: () => readonly InDoubt[];
	/** The steps that are left of those that are not done, for messages. */
	readonly left: (done: ReadonlySet<string>) => readonly UndoStep[];
}

/**
 * Takes things away one by one, each looked for before and written down before and after, so that it can be stopped and begun
 * again at any point.
 * @throws UserError when the journal can't be written; anything else thrown is a bug of ours
 */
export async function takeAway(
	cloud: Pick<Cloud, 'id' | 'undo' | 'connections' | 'status'>,
	what: TakeAway,
	options: UndoOptions,
	emit: (event: UndoEvent) => void,
): Promise<void> {
	const {journal, signal, sleep = pause} = options;
	const {region, run, deletion, young = false, prepare, isToldDone, unsure = [], inDoubt = () => []} = what;
	let current = 'undo';
	let stood = false;
	/** A step that the journal calls done and whose thing stands. */
	let again: UndoStep | undefined;
	const done = new Set<string>();
	const left = (): readonly UndoStep[] => [...(again ? [again] : []), ...what.left(done)];
	/** A step whose call went out, as long as nobody knows what became of it. */
	let sent: UndoStep | undefined;
	/** Whether a tunnel was taken down here: from then on the other one is waited for, and not refused. */
	let interrupted = false;
	const doubts = (): readonly InDoubt[] | undefined => {
		const all = [...inDoubt(), ...(sent ? [{action: sent.id, title: sent.title, call: sent.call}] : [])];
		return all.length > 0 ? all : undefined;
	};
	/** Puts a change back: what carries the traffic is waited for only where there is anything to put back, and what was there once it is. */
	const putBack = async (step: UndoStep & Required<Pick<UndoStep, 'change'>>, context: UndoContext) => {
		const {change} = step;
		const {waiting} = context;
		const wait = trafficWait({
			...{cloud, region, signal, waiting, sleep, now: Date.now},
			...{times: options.times, sandbox: what.sandbox ?? false},
		});
		const around = {
			...{change, connectionId: run?.plan.exists?.id, evenIfDown: options.evenIfDown ?? false, wait},
			// the run has changed the tunnels a while ago: what they told then counts for nothing
			anew: true,
		};
		const wasSent = what.wasSent?.(step) === true;
		let seen = what.seen?.(step);
		let asked = false;
		const how = await cloud.undo(step, {
			...context,
			wasSent,
			async beforeSend() {
				if (asked) return beforeSameChange({...around, refuses: false});
				const told = await beforeChange({...around, refuses: !interrupted && !wasSent});
				seen ??= told;
				asked = true;
				const tunnels = seen?.length ? {tunnels: seen} : {};
				await journal.append({type: 'undo-intent', at: Date.now(), action: step.id, call: step.call, ...tunnels});
			},
		});
		if (how === 'put back' || (how === 'stood as before' && wasSent)) {
			interrupted ||= change.interrupts.kind !== 'nothing';
			await waitUntilBack(change, seen, wait);
		}

		return how;
	};
	try {
		const steps = await prepare(action => {
			current = action;
		});
		emit({type: 'undo-started', steps: steps.filter(step => !isToldDone(step))});
		for (const step of steps) {
			current = step.id;
			signal.throwIfAborted();
			const quiet = isToldDone(step);
			again = quiet ? step : undefined;
			if (!quiet) emit({type: 'step-started', step});
			const waiting = (why: string) => emit({type: 'step-waiting', step: step.id, why});
			const context: UndoContext = {region, signal, run, deletion, waiting};
			const {change} = step;
			const how = (await isUsed(cloud, step, context))
				? (`stays: ${usedByNow}` as const)
				: change
					? await putBack({...step, change}, context)
					: await send(cloud, step, context, {journal, sleep, young: young && !quiet});

			again = undefined;
			done.add(step.id);
			await journal.append({type: 'undone', at: Date.now(), action: step.id, how});
			if (quiet && how === 'was gone already') continue;
			stood ||= quiet;
			if (quiet) emit({type: 'step-started', step});
			emit({type: 'step-done', step, how});
		}

		current = 'last-look';
		await what.lastLook?.(stood);
	} catch (error) {
		if (error instanceof CloudError && error.info.ambiguous) sent = left().find(({id}) => id === current);
		if (signal.aborted && isAbort(error)) {
			await journal.append({type: 'stopped', at: Date.now()});
			emit({type: 'undo-stopped', left: left(), inDoubt: doubts()});
			return;
		}

		if (!(error instanceof CloudError)) throw error;
		await journal.append({type: 'undo-failed', at: Date.now(), action: current, error: error.info});
		emit({type: 'undo-failed', error: error.info, left: left(), inDoubt: doubts()});
		return;
	}

	await journal.append({type: 'undo-finished', at: Date.now()});
	const asChanged = what.asChanged?.() ?? [];
	emit({
		type: 'undo-finished',
		unsure: unsure.length > 0 ? unsure : undefined,
		...(asChanged.length > 0 ? {asChanged} : {}),
	});
}

async function send(
	cloud: Pick<Cloud, 'undo'>,
	step: UndoStep,
	context: UndoContext,
	{journal, sleep, young}: Required<Pick<UndoOptions, 'journal' | 'sleep'>> & {readonly young: boolean},
): Promise<UndoEnd> {
	await journal.append({type: 'undo-intent', at: Date.now(), action: step.id, call: step.call});
	let how = await cloud.undo(step, context);
	// what was made a moment ago may not be listed yet: taken for gone, it would stay and be billed
	for (const waitMs of young ? lookUpWaitsMs.slice(1) : []) {
		if (how !== 'was gone already') break;
		context.waiting?.(`${step.detail} is not listed: looking again`);
		await sleep(waitMs, context.signal);
		how = await cloud.undo(step, context);
	}

	return how;
}

/** Between the look that a deletion was planned on and now, somebody may have begun to use a gateway. */
async function isUsed(
	cloud: Pick<Cloud, 'connections'>,
	{unlessUsed}: UndoStep,
	{region, signal}: UndoContext,
): Promise<boolean> {
	if (!unlessUsed) return false;
	const {gateway, except} = unlessUsed;
	const standing = await cloud.connections(region, signal);
	return standing.some(
		({id, state, cloudGatewayId, siteGatewayId}) =>
			(cloudGatewayId === gateway || siteGatewayId === gateway) && !except.includes(id) && !/^delet/i.test(state),
	);
}
