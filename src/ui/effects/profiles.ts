import {cloudName} from '../../clouds/registry.ts';
import {printable} from '../../connection/printable.ts';
import type {Clouds} from '../../session/open-session.ts';
import type {Keeping, NameTaken, Profiles} from '../../session/profiles.ts';
import {typedPath} from '../../session/typed-path.ts';
import type {Effect} from '../../wizard/core/effect.ts';
import {whenInWords} from '../when.ts';
import type {Dispatch} from './loads.ts';

export type ProfileEffect = Extract<
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

/** The saved profiles: listed, loaded, and changed as the user saw them. */
export class ProfileKeeper {
	readonly #open: () => Promise<Profiles>;
	readonly #use: {readonly clouds: Clouds; readonly keeping: Keeping};
	readonly #dispatch: Dispatch;
	/** When the profiles that were shown had been saved: none that another terminal saved since is deleted in their place. */
	#shown: ReadonlyMap<string, number> = new Map();
	/** The profile that the user was told would be replaced. */
	#told: NameTaken | undefined;

	constructor(
		open: () => Promise<Profiles>,
		use: {readonly clouds: Clouds; readonly keeping: Keeping},
		dispatch: Dispatch,
	) {
		this.#open = open;
		this.#use = use;
		this.#dispatch = dispatch;
	}

	async carryOut(effect: ProfileEffect): Promise<void> {
		switch (effect.type) {
			case 'list-profiles':
				return this.#list();
			case 'load-profile': {
				const {name, document, madeUp} = (await this.#open()).get(effect.name);
				this.#dispatch({type: 'profile-loaded', name, draft: document, ...(madeUp ? {madeUp} : {})});
				return;
			}
			case 'save-profile':
				return this.#save(effect);
			case 'rename-profile':
				(await this.#open()).rename(effect.name, effect.to);
				return this.#done(`profile ${effect.name} renamed to ${effect.to}`);
			case 'delete-profile':
				return this.#delete(effect.name);
			case 'export-profile':
				(await this.#open()).exportTo(effect.name, typedPath(effect.path, this.#use.keeping.env));
				return this.#done(`written to ${effect.path}`);
			case 'import-profile':
				return this.#import(effect.path);
		}
	}

	/** Our own documents, requests of the aws CLI and of tccli: what could not come along is said, as on the command line. */
	async #import(path: string): Promise<void> {
		const {importProfiles} = await import('../../session/import.ts');
		const {signal} = new AbortController();
		const imported = await importProfiles({file: typedPath(path, this.#use.keeping.env)}, this.#use, {signal});
		const left = imported.flatMap(({leftOut}) => leftOut.map(({field}) => printable(field)));
		const names = imported.map(({profile}) => profile.name).join(', ');
		const assumed = imported.flatMap(({assumed}) => assumed.map(each => ` · ${printable(each)}`));
		await this.#done(
			`imported as ${names}${left.length > 0 ? ` · left out: ${left.join(', ')}` : ''}${assumed.join('')}`,
		);
	}

	async #save({name, draft, again, madeUp}: Extract<ProfileEffect, {type: 'save-profile'}>): Promise<void> {
		const {NameTaken, saveDraft} = await import('../../session/profiles.ts');
		try {
			const replaces = again ? this.#told?.savedAt : undefined;
			saveDraft(await this.#open(), {name, draft}, {replaces, madeUp});
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
		const profiles = await this.#open();
		try {
			profiles.remove(name, this.#shown.get(name));
		} catch (error) {
			await this.#list();
			throw error;
		}

		return this.#done(`profile ${name} deleted`);
	}

	async #list(): Promise<void> {
		const {profiles, bad} = (await this.#open()).list();
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
}
