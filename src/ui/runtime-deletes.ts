import type {Cloud} from '../clouds/contract/cloud.ts';
import {UserError} from '../connection/user-error.ts';
import type {BegunDeletion} from '../run/delete.ts';
import {foldersOf} from '../run/folders.ts';
import type {Journal} from '../run/journal.ts';
import type {DeleteRecord} from '../run/run-record.ts';
import type {Effect} from '../wizard/core/effect.ts';
import {cloudOfRun, identityOf} from './cloud-of-run.ts';
import type {Dispatch} from './effects/loads.ts';
import type {OpenWizardOptions} from './open-wizard-options.ts';
import type {Session} from './session.ts';
import {isAborted, troubleOf} from './trouble.ts';

type Of<Type extends Effect['type']> = Extract<Effect, {type: Type}>;

/** What was shown and is deleted when its name is typed; without `runId` it has not been begun. */
interface Shown extends Pick<DeleteRecord, 'removal' | 'undone'> {
	readonly cloud: Cloud;
	readonly account: string | undefined;
	readonly runId?: string;
}

/** Takes connections down: exactly what the latest preview showed. */
export class Deletes {
	readonly #options: OpenWizardOptions;
	readonly #session: Session;
	readonly #dispatch: Dispatch;
	#reading = new AbortController();
	#work: AbortController | undefined;
	#shown: Shown | undefined;

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
		this.#shown = undefined;
		try {
			const shown = await this.#read(what, controller.signal);
			const {deleteStepsLeft} = await import('../run/delete.ts');
			if (controller.signal.aborted) return;
			this.#shown = shown;
			const {removal, runId = ''} = shown;
			this.#dispatch({type: 'delete-read', request, runId, steps: deleteStepsLeft(shown), told: removal});
		} catch (error) {
			if (controller.signal.aborted || isAborted(error)) return;
			this.#dispatch({type: 'undo-broke', request, trouble: troubleOf(error)});
		}
	}

	async #read(what: Of<'preview-delete'>['what'], signal: AbortSignal): Promise<Shown> {
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
			const {cloud, identity} = await cloudOfRun(this.#session, record, signal);
			const {removalNow} = await import('../run/delete.ts');
			const removal = await removalNow(cloud, record.removal, signal);
			return {cloud, account: identity?.account, removal, undone: record.undone, runId: what.runId};
		}

		const {readRemoval} = await import('../run/delete.ts');
		const cloud = await this.#session.cloud(what.cloud);
		const asked = identityOf(cloud, signal);
		const account = async () => (await asked)?.account;
		const removal = await readRemoval(cloud, {...what, sandbox, account, stateFolder}, signal);
		return {cloud, account: await account(), removal, undone: new Map()};
	}

	/** Deletes what was shown, journalled. */
	async carryOut({request}: Of<'delete-connection'>): Promise<void> {
		const shown = this.#shown;
		if (this.#work || !shown) return;
		this.#shown = undefined;
		const controller = new AbortController();
		this.#work = controller;
		try {
			const {deleteConnection} = await import('../run/delete.ts');
			const {journal, begun} = await this.#journalOf(shown, controller.signal);
			try {
				this.#dispatch({type: 'delete-begun', request, runId: journal.runId});
				for await (const event of deleteConnection(shown.cloud, begun, {journal, signal: controller.signal}))
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
		{cloud, removal, undone, account, runId}: Shown,
		signal: AbortSignal,
	): Promise<{readonly journal: Journal; readonly begun: BegunDeletion}> {
		const stateFolder = foldersOf(this.#options.env).state;
		if (runId === undefined) {
			const {beginDelete} = await import('../run/delete.ts');
			const {sandbox} = this.#options;
			const journal = await beginDelete(cloud, removal, {stateFolder, sandbox, account}, signal);
			return {journal, begun: {removal, undone}};
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
