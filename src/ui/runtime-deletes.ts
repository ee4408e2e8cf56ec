import type {Cloud} from '../clouds/contract/cloud.ts';
import {UserError} from '../connection/user-error.ts';
import type {BegunDeletion} from '../run/delete.ts';
import {foldersOf} from '../run/folders.ts';
import type {Journal} from '../run/journal.ts';
import type {Session} from '../session/open-session.ts';
import type {Effect} from '../wizard/core/effect.ts';
import {cloudOfRun, identityOf} from './cloud-of-run.ts';
import type {Dispatch} from './effects/loads.ts';
import type {OpenWizardOptions} from './open-wizard-options.ts';
import {isAborted, troubleOf} from './trouble.ts';

type Of<Type extends Effect['type']> = Extract<Effect, {type: Type}>;

/** Takes connections down: exactly what was shown. */
export class Deletes {
	readonly #options: OpenWizardOptions;
	readonly #session: Session;
	readonly #dispatch: Dispatch;
	#reading = new AbortController();
	#work: AbortController | undefined;

	constructor(options: OpenWizardOptions, session: Session, dispatch: Dispatch) {
		this.#options = options;
		this.#session = session;
		this.#dispatch = dispatch;
	}

	/** Reads what would go and what would stay. Changes nothing. */
	async preview({request, what}: Of<'preview-delete'>): Promise<void> {
		this.#reading.abort();
		const controller = new AbortController();
		this.#reading = controller;
		try {
			const begun = await this.#read(what, controller.signal);
			const {deleteStepsLeft} = await import('../run/delete.ts');
			if (controller.signal.aborted) return;
			const runId = 'runId' in what ? what.runId : '';
			this.#dispatch({type: 'delete-read', request, runId, steps: deleteStepsLeft(begun), told: begun.removal});
		} catch (error) {
			if (controller.signal.aborted || isAborted(error)) return;
			this.#dispatch({type: 'undo-broke', request, trouble: troubleOf(error)});
		}
	}

	async #read(what: Of<'preview-delete'>['what'], signal: AbortSignal): Promise<BegunDeletion> {
		const stateFolder = foldersOf(this.#options.env).state;
		const {sandbox} = this.#options;
		if ('runId' in what) {
			const [{readAnyJournal}, {isDelete}] = await Promise.all([
				import('../run/journal.ts'),
				import('../run/run-record.ts'),
			]);
			const record = await readAnyJournal(stateFolder, what.runId);
			if (!isDelete(record)) throw new UserError(`${what.runId} is no deletion`);
			if (record.state === 'deleted') throw new UserError(`the deletion ${what.runId} has reached its end already`);
			const {cloud} = await cloudOfRun(this.#session, record, signal);
			const {removalNow} = await import('../run/delete.ts');
			const removal = await removalNow(cloud, record.removal, signal);
			return {removal, undone: record.undone};
		}

		const {readRemoval} = await import('../run/delete.ts');
		const cloud = await this.#session.cloud(what.cloud);
		const account = async () => (await identityOf(cloud, signal))?.account;
		return {removal: await readRemoval(cloud, {...what, sandbox, account, stateFolder}, signal), undone: new Map()};
	}

	/** Deletes what was shown, journalled. */
	async carryOut(effect: Of<'delete-connection'>): Promise<void> {
		if (this.#work) return;
		const {request} = effect;
		const controller = new AbortController();
		this.#work = controller;
		try {
			const {deleteConnection} = await import('../run/delete.ts');
			const cloud = await this.#session.cloud(effect.removal.cloud);
			const {journal, begun} = await this.#journalOf(cloud, effect, controller.signal);
			try {
				this.#dispatch({type: 'delete-begun', request, runId: journal.runId});
				for await (const event of deleteConnection(cloud, begun, {journal, signal: controller.signal}))
					this.#dispatch({type: 'undo', request, event});
			} finally {
				await journal.close();
			}
		} catch (error) {
			this.#dispatch({type: 'undo-broke', request, trouble: troubleOf(error)});
		} finally {
			this.#work = undefined;
		}
	}

	/** A fresh journal, or that of the deletion that is to be finished, as it is now. */
	async #journalOf(
		cloud: Cloud,
		{removal, account: shown, runId}: Of<'delete-connection'>,
		signal: AbortSignal,
	): Promise<{readonly journal: Journal; readonly begun: BegunDeletion}> {
		const stateFolder = foldersOf(this.#options.env).state;
		if (runId === '') {
			const {beginDelete} = await import('../run/delete.ts');
			const {sandbox} = this.#options;
			const account = shown ?? (await identityOf(cloud, signal))?.account;
			const journal = await beginDelete(cloud, removal, {stateFolder, sandbox, account}, signal);
			return {journal, begun: {removal, undone: new Map()}};
		}

		const {reopenDelete} = await import('../run/journal.ts');
		const {journal, record} = await reopenDelete(stateFolder, runId);
		return {journal, begun: {...record, from: {stateFolder, sandbox: record.sandbox, account: record.account}}};
	}

	/** Stops reading, and what is being deleted after the call in flight. */
	stop(): void {
		this.#reading.abort();
		this.#work?.abort();
	}
}
