import type {Drafts} from '../../session/drafts.ts';
import type {Clouds} from '../../session/open-session.ts';
import type {Keeping, Profiles} from '../../session/profiles.ts';
import type {Notice, Trouble} from '../../wizard/core/state.ts';
import type {OpenWizardOptions} from '../open-wizard-options.ts';
import {troubleOf} from '../trouble.ts';
import {type Carriers, carry, type Dispatch, type EffectOf} from './carriers.ts';
import {type DraftWork, draftCarriers} from './drafts.ts';
import {type ProfileWork, profileCarriers} from './profiles.ts';

export type FileWork = DraftWork | ProfileWork;

/** What the user's machine keeps: profiles and drafts. The stores are loaded on first use. */
export class Files {
	readonly #keeping: Keeping;
	readonly #dispatch: Dispatch;
	#profiles: Promise<Profiles> | undefined;
	#drafts: Promise<Drafts> | undefined;
	readonly #carriers: Carriers<FileWork>;
	#last: Promise<void> = Promise.resolve();
	/** What there was to say of the files when they were first read; told together, for a notice takes the place of another. */
	#first: Notice[] = [];
	readonly #unread = new Set<FileWork>(['list-profiles', 'list-drafts']);
	#setAside: readonly string[] = [];
	#draftTrouble: Trouble | undefined;

	constructor(env: OpenWizardOptions['env'], clouds: Clouds, dispatch: Dispatch) {
		this.#keeping = {env, tell: notice => this.#tellSetAside(notice)};
		this.#dispatch = dispatch;
		this.#carriers = {
			...draftCarriers(() => this.#openDrafts(), dispatch),
			...profileCarriers(() => this.#openProfiles(), {clouds, keeping: this.#keeping}, dispatch),
		};
	}

	/** One after the other, in the order asked for. */
	run(effect: EffectOf<FileWork>): void {
		this.#last = this.#last.then(async () => {
			const keeps = effect.type === 'save-draft' || effect.type === 'park-draft';
			if (keeps) this.#draftTrouble = undefined;
			try {
				await carry(this.#carriers, effect);
			} catch (error) {
				const trouble = troubleOf(error);
				const text = [trouble.message, trouble.mend].filter(Boolean).join(' · ');
				if (keeps) this.#draftTrouble = trouble;
				if (this.#unread.has(effect.type)) this.#tell({tone: 'bad', text});
				// nobody asked for it at a prompt: one that is open meanwhile is about something else
				else if (keeps) this.#dispatch({type: 'notice', notice: {tone: 'bad', text}});
				else this.#dispatch({type: 'prompt-failed', message: text});
			}

			this.#unread.delete(effect.type);
		});
	}

	/** What is said on the normal screen at the end: where files were set aside, and whether the draft is kept, if there is one. */
	lastWords(draft: boolean): readonly string[] {
		if (!draft) return this.#setAside;
		const trouble = this.#draftTrouble;
		if (!trouble)
			return [...this.#setAside, 'The draft is kept: tunnelwright offers it on the first screen next time.'];
		return [
			...this.#setAside,
			`The draft could not be kept: ${trouble.message}`,
			...(trouble.mend === undefined ? [] : [`  → ${trouble.mend}`]),
		];
	}

	/** Resolves when all that was asked for is on the disk. */
	async flush(): Promise<void> {
		await this.#last;
	}

	#tellSetAside(notice: string): void {
		if (this.#setAside.includes(notice)) return;
		this.#setAside = [...this.#setAside, notice];
		this.#tell({tone: 'look', text: notice});
	}

	#tell(notice: Notice): void {
		if (this.#unread.size === 0) this.#first = [];
		// both files can have the same trouble, as a folder that can’t be made: it is told once
		this.#first = [...this.#first.filter(({text}) => text !== notice.text), notice];
		const tone = this.#first.some(each => each.tone === 'bad') ? 'bad' : notice.tone;
		this.#dispatch({type: 'notice', notice: {tone, text: this.#first.map(({text}) => text).join(' · ')}});
	}

	async #openProfiles(): Promise<Profiles> {
		this.#profiles ??= import('../../session/profiles.ts').then(async ({openSavedProfiles}) =>
			openSavedProfiles(this.#keeping),
		);
		return this.#profiles;
	}

	async #openDrafts(): Promise<Drafts> {
		this.#drafts ??= import('../../session/drafts.ts').then(async ({openSavedDrafts}) =>
			openSavedDrafts(this.#keeping),
		);
		return this.#drafts;
	}
}
