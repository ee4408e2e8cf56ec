import {attentionBytes} from '../attention-bytes.ts';
import type {OpenWizardOptions} from '../open-wizard-options.ts';
import {troubleOf} from '../trouble.ts';
import type {Dispatch, EffectOf} from './carriers.ts';

/** The name of the setting in the file. */
const setting = 'notify';

/** Calls somebody to the screen, and keeps how they want to be called. */
export class Attention {
	readonly #options: Pick<OpenWizardOptions, 'env' | 'notify'>;
	readonly #terminal: {write(sequence: string): void};
	readonly #dispatch: Dispatch;

	constructor(
		options: Pick<OpenWizardOptions, 'env' | 'notify'>,
		terminal: {write(sequence: string): void},
		dispatch: Dispatch,
	) {
		this.#options = options;
		this.#terminal = terminal;
		this.#dispatch = dispatch;
	}

	/** Past what is drawn, as a whole: between two frames. */
	call({message, wish}: EffectOf<'call-attention'>): void {
		const bytes = attentionBytes(message, wish, this.#options.env);
		if (bytes !== '') this.#terminal.write(bytes);
	}

	/** How it was the last time; what can't be read is told by those who keep more there. */
	async readKept(): Promise<void> {
		if (this.#options.notify !== undefined) return;
		try {
			const wish = (await this.#settings()).read(setting);
			if (wish !== undefined) this.#dispatch({type: 'wish-kept', wish});
		} catch {
			// nothing is lost by it but this: it is as if nobody had said anything
		}
	}

	async keep({wish}: EffectOf<'keep-wish'>): Promise<void> {
		try {
			(await this.#settings()).keep(setting, wish);
		} catch (error) {
			const text = `not kept for the next time: ${troubleOf(error).message}`;
			this.#dispatch({type: 'notice', notice: {tone: 'look', text}});
		}
	}

	async #settings() {
		const {openKeptSettings} = await import('../../session/settings.ts');
		const tell = (text: string) => this.#dispatch({type: 'notice', notice: {tone: 'look', text}});
		return openKeptSettings({env: this.#options.env, tell});
	}
}
