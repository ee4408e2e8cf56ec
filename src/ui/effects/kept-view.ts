import type {Environment} from '../../connection/environment.ts';
import type {OpenWizardOptions} from '../open-wizard-options.ts';
import {troubleOf} from '../trouble.ts';
import type {Dispatch, EffectOf} from './carriers.ts';

/** How long nothing may have been picked before it is written down, ms: a file and its folder are synced for it, and no key waits for the disk. */
const restMs = 1000;

/** How the list of a fleet looks and what is watched, from one start to the next. */
export class KeptView {
	readonly #env: Environment;
	/** The name of the setting in the file: the sandbox has other places than the user's accounts. */
	readonly #setting: string;
	readonly #dispatch: Dispatch;
	/** Not written down yet. */
	#waiting: {readonly text: string; readonly timer: NodeJS.Timeout} | undefined;
	#last: Promise<void> = Promise.resolve();

	constructor({env, sandbox}: Pick<OpenWizardOptions, 'env' | 'sandbox'>, dispatch: Dispatch) {
		this.#env = env;
		this.#setting = sandbox ? 'watch sandbox' : 'watch';
		this.#dispatch = dispatch;
	}

	/** How it was the last time; where that can't be read it is as if nothing had been kept. */
	async read(): Promise<void> {
		let text: string | undefined;
		try {
			text = (await this.#settings()).read(this.#setting);
		} catch {
			// what is wrong with the folder is told by those who keep more there
		}

		this.#dispatch({type: 'view-kept', text: text ?? ''});
	}

	/** Once nothing newer has been asked for in a while. */
	keep({text}: EffectOf<'keep-view'>): void {
		clearTimeout(this.#waiting?.timer);
		this.#waiting = {text, timer: setTimeout(() => this.#write(), restMs).unref()};
	}

	/** Resolves when all that was asked for is on the disk. */
	async flush(): Promise<void> {
		this.#write();
		await this.#last;
	}

	#write(): void {
		if (!this.#waiting) return;
		const {text, timer} = this.#waiting;
		clearTimeout(timer);
		this.#waiting = undefined;
		// one after the other, in the order asked for
		this.#last = this.#last.then(async () => {
			try {
				(await this.#settings()).keep(this.#setting, text);
			} catch (error) {
				const told = `how the list looks is not kept for the next time: ${troubleOf(error).message}`;
				this.#dispatch({type: 'notice', notice: {tone: 'look', text: told}});
			}
		});
	}

	async #settings() {
		const {openKeptSettings} = await import('../../session/settings.ts');
		const tell = (text: string) => this.#dispatch({type: 'notice', notice: {tone: 'look', text}});
		return openKeptSettings({env: this.#env, tell});
	}
}
