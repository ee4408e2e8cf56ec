import {cloudName} from '../../clouds/registry.ts';
import {printable} from '../../connection/printable.ts';
import type {Clouds} from '../../session/clouds.ts';
import type {Drafts} from '../../session/drafts.ts';
import type {Keeping, NameTaken, Profiles} from '../../session/profiles.ts';
import {typedPath} from '../../session/typed-path.ts';
import type {Effect} from '../../wizard/core/effect.ts';
import type {Notice, Trouble} from '../../wizard/core/state.ts';
import type {OpenWizardOptions} from '../open-wizard-options.ts';
import {troubleOf} from '../trouble.ts';
import {whenInWords} from '../when.ts';
import {type DraftEffect, DraftKeeper} from './drafts.ts';
import type {Dispatch} from './loads.ts';

type FileEffect =
	| DraftEffect
	| Extract<
			Effect,
			{
				type:
					| 'list-profiles'
					| 'load-profile'
					| 'save-profile'
					| 'rename-profile'
					| 'delete-profile'
					| 'export-profile'
					| 'import-profile';
			}
	  >;

/** What the user's machine keeps: profiles and drafts. The stores are loaded on first use. */
export class Files {
	readonly #clouds: Clouds;
	readonly #keeping: Keeping;
	readonly #dispatch: Dispatch;
	#profiles: Promise<Profiles> | undefined;
	#drafts: Promise<Drafts> | undefined;
	readonly #keeper: DraftKeeper;
	#last: Promise<void> = Promise.resolve();
	/** What there was to say of the files when they were first read; told together, for a notice takes the place of another. */
	#first: Notice[] = [];
	readonly #unread = new Set<FileEffect['type']>(['list-profiles', 'list-drafts']);
	#setAside: readonly string[] = [];
	#draftTrouble: Trouble | undefined;
	/** When the profiles that were shown had been saved: none that another terminal saved since is deleted in their place. */
	#shown: ReadonlyMap<string, number> = new Map();
	/** The profile that the user was told would be replaced. */
	#told: NameTaken | undefined;

	constructor(env: OpenWizardOptions['env'], clouds: Clouds, dispatch: Dispatch) {
		this.#keeping = {env, tell: notice => this.#tellSetAside(notice)};
		this.#clouds = clouds;
		this.#dispatch = dispatch;
		this.#keeper = new DraftKeeper(() => this.#openDrafts(), dispatch);
	}

	/** One after the other, in the order asked for. */
	run(effect: FileEffect): void {
		this.#last = this.#last.then(async () => {
			const keeps = effect.type === 'save-draft' || effect.type === 'park-draft';
			if (keeps) this.#draftTrouble = undefined;
			try {
				await this.#carryOut(effect);
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

	async #carryOut(effect: FileEffect): Promise<void> {
		switch (effect.type) {
			case 'list-profiles':
				return this.#list();
			case 'load-profile': {
				const {name, document, madeUp} = (await this.#openProfiles()).get(effect.name);
				this.#dispatch({type: 'profile-loaded', name, draft: document, ...(madeUp ? {madeUp} : {})});
				return;
			}
			case 'save-profile':
				return this.#save(effect);
			case 'rename-profile':
				(await this.#openProfiles()).rename(effect.name, effect.to);
				return this.#done(`profile ${effect.name} renamed to ${effect.to}`);
			case 'delete-profile':
				return this.#delete(effect.name);
			case 'export-profile':
				(await this.#openProfiles()).exportTo(effect.name, typedPath(effect.path, this.#keeping.env));
				return this.#done(`written to ${effect.path}`);
			case 'import-profile':
				return this.#import(effect.path);
			default:
				return this.#keeper.carryOut(effect);
		}
	}

	/** Our own documents, requests of the aws CLI and of tccli: what could not come along is said, as on the command line. */
	async #import(path: string): Promise<void> {
		const {importProfiles} = await import('../../session/import.ts');
		const use = {clouds: this.#clouds, keeping: this.#keeping};
		const {signal} = new AbortController();
		const imported = await importProfiles({file: typedPath(path, this.#keeping.env)}, use, {signal});
		const left = imported.flatMap(({leftOut}) => leftOut.map(({field}) => printable(field)));
		const names = imported.map(({profile}) => profile.name).join(', ');
		const assumed = imported.flatMap(({assumed}) => assumed.map(each => ` · ${printable(each)}`));
		await this.#done(
			`imported as ${names}${left.length > 0 ? ` · left out: ${left.join(', ')}` : ''}${assumed.join('')}`,
		);
	}

	async #save({name, draft, again, madeUp}: Extract<FileEffect, {type: 'save-profile'}>): Promise<void> {
		const {NameTaken, saveDraft} = await import('../../session/profiles.ts');
		try {
			const replaces = again ? this.#told?.savedAt : undefined;
			saveDraft(await this.#openProfiles(), {name, draft}, {replaces, madeUp});
		} catch (error) {
			if (!(error instanceof NameTaken)) throw error;
			this.#told = error;
			const when = whenInWords(error.savedAt, Date.now());
			this.#dispatch({type: 'prompt-failed', message: `${error.message}, saved ${when}: enter once more replaces it`});
			return;
		}

		this.#told = undefined;
		this.#dispatch({type: 'profile-saved', name});
	}

	async #delete(name: string): Promise<void> {
		const profiles = await this.#openProfiles();
		try {
			profiles.remove(name, this.#shown.get(name));
		} catch (error) {
			await this.#list();
			throw error;
		}

		return this.#done(`profile ${name} deleted`);
	}

	async #list(): Promise<void> {
		const {profiles, bad} = (await this.#openProfiles()).list();
		this.#shown = new Map(profiles.map(({name, savedAt}) => [name, savedAt]));
		this.#dispatch({
			type: 'profiles',
			profiles: [
				...profiles.map(({name, document, savedAt}) => ({
					name,
					where: `${cloudName(document.cloud)} · ${document.region}`,
					detail: whenInWords(savedAt, Date.now()),
					usable: true,
				})),
				...bad.map(({name, problems}) => ({
					name,
					where: '',
					detail: `damaged: ${printable(problems[0]?.problem ?? 'it can’t be read', 80)}`,
					usable: false,
				})),
			],
		});
	}

	async #done(message: string): Promise<void> {
		this.#dispatch({type: 'prompt-done', message});
		await this.#list();
	}

	#tellSetAside(notice: string): void {
		if (this.#setAside.includes(notice)) return;
		this.#setAside = [...this.#setAside, notice];
		this.#tell({tone: 'look', text: notice});
	}

	#tell(notice: Notice): void {
		if (this.#unread.size === 0) this.#first = [];
		// both files can have the same trouble: no home for them
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
