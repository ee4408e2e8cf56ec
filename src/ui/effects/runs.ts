import {UserError} from '../../connection/user-error.ts';
import {
	type DeleteEvent,
	deleteShown,
	deleteStepsLeft,
	finishDeletion,
	readBegunDeletion,
	readDeletion,
} from '../../session/delete.ts';
import type {Session} from '../../session/open-session.ts';
import {type ResumeEvent, resumeRun} from '../../session/resume.ts';
import {rotateKeys} from '../../session/rotate-keys.ts';
import type {RotationEvent} from '../../session/rotation.ts';
import {isKeyField} from '../../session/rotation-keys.ts';
import {runPlan} from '../../session/run.ts';
import {runPlans} from '../../session/run-many.ts';
import {previewUndo, takeBack} from '../../session/undo.ts';
import type {WizardEvent} from '../../wizard/core/event.ts';
import type {ManyHeard} from '../../wizard/screens/many/model.ts';
import {isAborted, troubleOf} from '../trouble.ts';
import type {Carriers, Dispatch, EffectOf} from './carriers.ts';
import {Rotations} from './rotations.ts';
import {listRuns} from './run-list.ts';

type Told<Type extends WizardEvent['type']> = Type extends Type
	? Omit<Extract<WizardEvent, {type: Type}>, 'request'>
	: never;

/** What makes or deletes something, or reads what would be deleted. */
export type RunWork =
	| 'run'
	| 'run-many'
	| 'read-side'
	| 'read-rotation'
	| 'rotate-keys'
	| 'resume-rotation'
	| 'stop-rotation'
	| 'resume-run'
	| 'preview-undo'
	| 'undo-run'
	| 'preview-delete'
	| 'delete-connection'
	| 'stop-run';

type Last = (ResumeEvent | DeleteEvent)['type'];
/** Nothing is in flight any more once one of them is told. */
const last: ReadonlySet<Last> = new Set<Last>([
	'finished',
	'stopped',
	'key-wanted',
	'undo-finished',
	'undo-failed',
	'undo-stopped',
]);

/** Makes, goes on, takes back and deletes: one piece of work at a time. */
export class Runs {
	readonly #session: Session;
	readonly #dispatch: Dispatch;
	readonly #rotations: Rotations;
	#reading = new AbortController();
	#work: AbortController | undefined;

	constructor(session: Session, dispatch: Dispatch) {
		this.#session = session;
		this.#dispatch = dispatch;
		this.#rotations = new Rotations(session, dispatch);
	}

	get isBusy(): boolean {
		return this.#work !== undefined;
	}

	readonly carriers: Carriers<RunWork> = {
		run: effect => this.#make(effect, signal => runPlan(this.#session, effect, {signal})),
		'run-many': effect => this.#makeMany(effect),
		'read-side': effect => this.#rotations.readSide(effect),
		'read-rotation': effect => this.#rotations.read(effect),
		'rotate-keys': effect => {
			const askKey = async (field: string) => effect.keys[field];
			const {replaces} = effect;
			return this.#renew(effect, signal =>
				rotateKeys(this.#session, this.#rotations.shown, {signal, askKey, replaces}),
			);
		},
		'resume-rotation': effect => {
			const askKey = async (field: string) => effect.keys[field];
			return this.#renew(effect, signal => resumeRun(this.#session, effect.runId, {signal, askKey}));
		},
		'stop-rotation': () => this.#rotations.stop(),
		'resume-run': effect => {
			const askKey = async (field: string) => effect.keys[field];
			return this.#make(effect, signal =>
				resumeRun(this.#session, effect.runId, {signal, askKey, evenIfDown: effect.evenIfDown}),
			);
		},
		'undo-run': effect =>
			this.#takeAway(effect, signal => takeBack(this.#session, effect.runId, {signal, evenIfDown: effect.evenIfDown})),
		'delete-connection': effect =>
			this.#takeAway(effect, signal =>
				effect.runId === ''
					? deleteShown(this.#session, effect, {signal})
					: finishDeletion(this.#session, effect.runId, {signal}),
			),
		'preview-undo': effect =>
			this.#read(effect, async signal => {
				const {steps, inDoubt} = await previewUndo(this.#session, effect.runId, signal);
				return {type: 'undo-previewed', steps, inDoubt: inDoubt.map(({title, detail}) => `${title} ${detail}`)};
			}),
		'preview-delete': effect =>
			this.#read(effect, async signal => {
				const {what} = effect;
				const begun = 'runId' in what;
				const shown = begun
					? await readBegunDeletion(this.#session, what.runId, signal)
					: {...(await readDeletion(this.#session, what, signal)), undone: new Map()};
				const runId = begun ? what.runId : '';
				return {type: 'delete-read', runId, steps: deleteStepsLeft(shown), told: shown.removal};
			}),
		'stop-run': () => {
			this.#reading.abort();
			this.#work?.abort();
		},
	};

	async #make(
		{request}: EffectOf<'run' | 'resume-run'>,
		work: (signal: AbortSignal) => AsyncIterable<ResumeEvent>,
	): Promise<void> {
		try {
			for await (const event of this.#alone(work)) {
				if (event.type === 'key-ready' || event.type === 'files-written')
					this.#dispatch({type: 'run-key-ready', request, told: event});
				if (event.type === 'key-wanted') this.#dispatch({type: 'run-key-wanted', request, field: event.field});
				else if (event.type === 'files-written') this.#dispatch({type: 'run', request, event: asWait(event)});
				else if (event.type !== 'key-ready') this.#dispatch({type: 'run', request, event});
			}
		} catch (error) {
			this.#dispatch({type: 'run-failed', request, trouble: troubleOf(error)});
		}
	}

	async #renew(
		{request}: EffectOf<'rotate-keys' | 'resume-rotation'>,
		work: (signal: AbortSignal) => AsyncIterable<RotationEvent>,
	): Promise<void> {
		try {
			for await (const event of this.#alone(work)) this.#dispatch({type: 'rotation', request, event});
		} catch (error) {
			const keyFor = keyForOf(error);
			this.#dispatch({
				...{type: 'rotation-failed', request, trouble: troubleOf(error)},
				...(keyFor === undefined ? {} : {keyFor}),
			});
		}
	}

	/** Several runs are one piece of work: nothing else begins between two of them. */
	async #makeMany({request, plans}: EffectOf<'run-many'>): Promise<void> {
		if (this.#work) return;
		const controller = new AbortController();
		this.#work = controller;
		try {
			for await (const one of runPlans(this.#session, plans, {signal: controller.signal})) {
				const event: ManyHeard =
					'event' in one ? {heard: 'run', event: one.event} : {heard: 'failed', trouble: troubleOf(one.error)};
				this.#dispatch({type: 'many', request, id: plans[one.index]?.id ?? '', event});
			}
		} finally {
			this.#work = undefined;
		}

		this.#dispatch({type: 'many-ended', request});
	}

	async #takeAway(
		{request}: EffectOf<'undo-run' | 'delete-connection'>,
		work: (signal: AbortSignal) => AsyncIterable<DeleteEvent>,
	): Promise<void> {
		try {
			for await (const event of this.#alone(work)) {
				if (event.type === 'begun') this.#dispatch({type: 'delete-begun', request, runId: event.runId});
				else this.#dispatch({type: 'undo', request, event});
			}
		} catch (error) {
			this.#dispatch({type: 'undo-broke', request, trouble: troubleOf(error)});
		}

		await listRuns(this.#session, {hidesOwn: this.isBusy}, this.#dispatch).catch(() => {});
	}

	/** While something is at work, nothing else begins. */
	async *#alone<Event extends {readonly type: Last}>(
		work: (signal: AbortSignal) => AsyncIterable<Event>,
	): AsyncGenerator<Event, void, undefined> {
		if (this.#work) return;
		const controller = new AbortController();
		this.#work = controller;
		try {
			for await (const event of work(controller.signal)) {
				if (last.has(event.type)) this.#work = undefined;
				yield event;
			}
		} finally {
			this.#work = undefined;
		}
	}

	/** Reads what would be deleted; what was being read before is wanted no more. */
	async #read(
		{request}: EffectOf<'preview-undo' | 'preview-delete'>,
		read: (signal: AbortSignal) => Promise<Told<'undo-previewed' | 'delete-read'>>,
	): Promise<void> {
		this.#reading.abort();
		const controller = new AbortController();
		this.#reading = controller;
		const {signal} = controller;
		try {
			const told = await read(signal);
			if (!signal.aborted) this.#dispatch({...told, request});
		} catch (error) {
			if (!signal.aborted && !isAborted(error))
				this.#dispatch({type: 'undo-broke', request, trouble: troubleOf(error)});
		}
	}
}

/** What a key is for that can't be used, where an error says so. */
function keyForOf(error: unknown): string | undefined {
	const field = error instanceof UserError ? error.details.field : undefined;
	return field !== undefined && isKeyField(field) ? field : undefined;
}

/** Where a device's new files stand, in the place where a run says what it waits for: a run that goes on has no screen of its own for them. */
function asWait({action, files: {files}}: Extract<ResumeEvent, {type: 'files-written'}>) {
	const page = files.at(-1)?.path ?? '';
	return {type: 'action-waiting', action, why: `the device’s new files are written: see ${page}`} as const;
}
