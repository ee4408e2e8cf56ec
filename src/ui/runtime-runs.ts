import type {Cloud, Plan} from '../clouds/contract/cloud.ts';
import {keyMend} from '../clouds/engine/key-mend.ts';
import {cloudName} from '../clouds/registry.ts';
import {printable} from '../connection/printable.ts';
import {Secret, type SecretStore} from '../connection/secret.ts';
import {nameToType} from '../connection/take-down.ts';
import {UserError} from '../connection/user-error.ts';
import {foldersOf} from '../run/folders.ts';
import type {DeleteRecord, RunRecord} from '../run/run-record.ts';
import type {Session} from '../session/open-session.ts';
import type {Effect, KeysByField} from '../wizard/core/effect.ts';
import type {RunLine} from '../wizard/core/state.ts';
import {cloudOfRun} from './cloud-of-run.ts';
import type {Dispatch} from './effects/loads.ts';
import type {OpenWizardOptions} from './open-wizard-options.ts';
import {troubleOf} from './trouble.ts';
import {whenInWords} from './when.ts';

type Of<Type extends Effect['type']> = Extract<Effect, {type: Type}>;

/** Runs that were begun: listed, gone on with, taken back, forgotten. Their journals are the only truth. */
export class Runs {
	readonly #options: OpenWizardOptions;
	readonly #session: Session;
	readonly #dispatch: Dispatch;
	/** Runs of this very program: only their sandbox is still there. */
	readonly #own: ReadonlySet<string>;
	#work: AbortController | undefined;

	constructor(options: OpenWizardOptions, session: Session, dispatch: Dispatch, own: ReadonlySet<string>) {
		this.#options = options;
		this.#session = session;
		this.#dispatch = dispatch;
		this.#own = own;
	}

	get #state(): string {
		return foldersOf(this.#options.env).state;
	}

	/** Those of this mode: a run on the sandbox can't be finished in an account, nor the other way round. */
	async list(): Promise<void> {
		const {listRuns, workingOn} = await import('../run/journal.ts');
		const {runs, deletes, unreadable} = await listRuns(this.#state);
		const open = [...runs, ...deletes]
			.filter(({state}) => state === 'unfinished' || state === 'undoing' || state === 'deleting')
			.filter(({sandbox}) => sandbox === this.#options.sandbox)
			.filter(({runId}) => this.#work === undefined || !this.#own.has(runId))
			.sort((a, b) => (a.runId < b.runId ? 1 : -1))
			.map(run => this.#line(run, workingOn(this.#state, run.runId)?.pid));
		const bad = unreadable.map(
			({runId, reason}): RunLine => ({
				id: runId,
				title: 'a journal that can’t be read',
				detail: printable(reason, 120),
				usable: false,
				reason: `${printable(reason, 120)}; f forgets it`,
			}),
		);
		this.#dispatch({type: 'runs', runs: [...open, ...bad]});
	}

	#line(record: RunRecord | DeleteRecord, worker: number | undefined): RunLine {
		const {runId, updatedAt, sandbox} = record;
		const {far, ...about} = 'removal' in record ? aboutDelete(record) : aboutRun(record);
		const line = {id: runId, ...about, detail: `${far} · ${whenInWords(updatedAt, Date.now())}`};
		if (worker !== undefined && worker !== process.pid)
			return {...line, usable: false, reason: `another tunnelwright (process ${worker}) is working on it`};
		if (sandbox && !this.#own.has(runId))
			return {
				...line,
				usable: false,
				reason: 'its sandbox ended with the program, nothing of it is left: f forgets it',
			};
		return {...line, usable: true};
	}

	/** How far a run came, as its journal tells. Reads files only. */
	async open({request, runId}: Of<'open-run'>): Promise<void> {
		try {
			const [{readJournal}, {unheardOf}] = await Promise.all([import('../run/journal.ts'), import('../run/undo.ts')]);
			const record = await readJournal(this.#state, runId);
			const {plan, results, lastError, state, sent} = record;
			this.#dispatch({
				type: 'run-opened',
				request,
				opened: {
					runId,
					plan,
					results: [...results].map(([action, result]) => ({action, ...result})),
					inDoubt: [...sent, ...unheardOf(record).map(({id}) => id)],
					undoing: state === 'undoing',
					...(lastError ? {error: lastError} : {}),
				},
			});
		} catch (error) {
			this.#dispatch({type: 'run-failed', request, trouble: troubleOf(error)});
		}
	}

	/** Goes on where a run stopped, continuing its journal. A key that has to be typed is asked for first. */
	async resume({request, runId, keys}: Of<'resume-run'>): Promise<void> {
		await this.#working(request, 'run-failed', async signal => {
			const [{executePlan}, {readJournal, reopenRun}] = await Promise.all([
				import('../run/engine.ts'),
				import('../run/journal.ts'),
			]);
			const {cloud, identity} = await cloudOfRun(this.#session, await readJournal(this.#state, runId), signal);
			const {journal, record} = await reopenRun(this.#state, runId);
			try {
				if (record.state !== 'unfinished') throw new UserError(`the run ${runId} is ${record.state}: it can’t go on`);
				const missing = needsSecrets(record) ? this.#missingKey(cloud, record.plan, keys) : undefined;
				if (missing !== undefined) {
					this.#dispatch({type: 'run-key-wanted', request, field: missing});
					return;
				}

				const secrets = needsSecrets(record) ? this.#secretsOf(cloud, record.plan, keys) : new Map<string, Secret>();
				const account = identity?.account;
				const events = executePlan(cloud, record.plan, {
					secrets,
					signal,
					journal,
					sandbox: record.sandbox,
					earlier: record,
					...(account === undefined ? {} : {account}),
				});
				for await (const event of events) this.#dispatch({type: 'run', request, event});
			} finally {
				await journal.close();
			}
		});
	}

	/** What an undo would delete. Changes nothing. */
	async preview({request, runId}: Of<'preview-undo'>): Promise<void> {
		await this.#working(request, 'undo-broke', async signal => {
			const [{undoPreview}, {readJournal}] = await Promise.all([import('../run/undo.ts'), import('../run/journal.ts')]);
			const record = await readJournal(this.#state, runId);
			const {cloud} = await cloudOfRun(this.#session, record, signal);
			const {steps, inDoubt} = undoPreview(cloud, record);
			const titles = inDoubt.map(id => record.plan.actions.find(action => action.id === id)?.title ?? id);
			this.#dispatch({type: 'undo-previewed', request, steps, inDoubt: titles});
		});
	}

	/** Deletes what a run made, and nothing that was there before it. */
	async undo({request, runId}: Of<'undo-run'>): Promise<void> {
		await this.#working(request, 'undo-broke', async signal => {
			const [{undoRun}, {readJournal, reopenRun}] = await Promise.all([
				import('../run/undo.ts'),
				import('../run/journal.ts'),
			]);
			const {cloud} = await cloudOfRun(this.#session, await readJournal(this.#state, runId), signal);
			const {journal, record} = await reopenRun(this.#state, runId);
			try {
				for await (const event of undoRun(cloud, record, {journal, signal}))
					this.#dispatch({type: 'undo', request, event});
			} finally {
				await journal.close();
			}
		});
		await this.list().catch(() => {});
	}

	async forget({runId}: Of<'forget-run'>): Promise<void> {
		try {
			const {forgetRun} = await import('../run/journal.ts');
			const kept = await forgetRun(this.#state, runId);
			this.#dispatch({
				type: 'prompt-done',
				message: `${runId} is forgotten; its journal is kept as ${printable(kept)}`,
			});
			await this.list();
		} catch (error) {
			const {message, mend} = troubleOf(error);
			this.#dispatch({type: 'prompt-failed', message: [message, mend].filter(Boolean).join(' · ')});
		}
	}

	/** Stops what goes on after the call in flight. */
	stop(): void {
		this.#work?.abort();
	}

	/** One piece of work at a time; its failure is told to the screen that asked. */
	async #working(
		request: number,
		failure: 'run-failed' | 'undo-broke',
		work: (signal: AbortSignal) => Promise<void>,
	): Promise<void> {
		if (this.#work) return;
		const controller = new AbortController();
		this.#work = controller;
		try {
			await work(controller.signal);
		} catch (error) {
			this.#dispatch({type: failure, request, trouble: troubleOf(error)});
		} finally {
			this.#work = undefined;
		}
	}

	#missingKey(cloud: Cloud, plan: Plan, keys: KeysByField): string | undefined {
		return cloud
			.secretsOf(plan.document)
			.find(({field, source}) => source.from === 'prompt' && (keys[field]?.length ?? 0) === 0)?.field;
	}

	#secretsOf(cloud: Cloud, plan: Plan, keys: KeysByField): SecretStore {
		const secrets = new Map<string, Secret>();
		for (const {name, field, source} of cloud.secretsOf(plan.document)) {
			const own = source.from === 'env' ? this.#options.env[source.name] : undefined;
			const key = source.from === 'generated' ? cloud.generatePresharedKey() : own ? new Secret(own) : keys[field];
			const from = source.from === 'env' ? source.name : 'the key';
			if (!key) throw new UserError(`${from} is not set where tunnelwright was started`, {field});
			const problem = cloud.checkPresharedKey(key);
			if (problem)
				throw new UserError(`the pre-shared key can’t be used: ${problem}`, {field, mend: keyMend(cloud.id, source)});
			secrets.set(name, key);
		}

		return secrets;
	}
}

function aboutRun({plan, results, state}: RunRecord) {
	return {
		title: printable(`${plan.name} · ${cloudName(plan.cloud)} ${plan.region}`),
		about: {name: plan.name, cloud: plan.cloud, region: plan.region},
		far: `${state === 'undoing' ? 'while being taken back, ' : ''}after ${results.size} of ${plan.actions.length} actions`,
	};
}

function aboutDelete({removal: {cloud, region, connection, steps}, undone}: DeleteRecord) {
	return {
		title: printable(`delete ${nameToType(connection)} · ${cloudName(cloud)} ${region}`),
		about: {name: nameToType(connection), cloud, region},
		far: `while being deleted, after ${undone.size} of ${steps.length} steps`,
		deletes: true as const,
	};
}

/** Whether a call that carries a key is still to be made. */
function needsSecrets({plan, results}: RunRecord): boolean {
	return plan.actions.some(({id, parameters}) => !results.has(id) && JSON.stringify(parameters).includes('"$secret"'));
}
