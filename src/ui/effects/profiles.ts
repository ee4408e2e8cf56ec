import {cloudName} from '../../clouds/registry.ts';
import {printable} from '../../connection/printable.ts';
import type {Clouds} from '../../session/open-session.ts';
import type {Keeping, NameTaken, Profiles} from '../../session/profiles.ts';
import {typedPath} from '../../session/typed-path.ts';
import type {Effect} from '../../wizard/core/effect.ts';
import {whenInWords} from '../when.ts';
import type {Carriers, Dispatch} from './carriers.ts';

export type ProfileWork = Exclude<Extract<Effect['type'], `${string}-profile${string}`>, 'use-profile'>;

/** The saved profiles: listed, loaded, and changed as the user saw them. */
export function profileCarriers(
	open: () => Promise<Profiles>,
	use: {readonly clouds: Clouds; readonly keeping: Keeping},
	dispatch: Dispatch,
): Carriers<ProfileWork> {
	/** When the profiles that were shown had been saved: none that another terminal saved since is deleted in their place. */
	let shown: ReadonlyMap<string, number> = new Map();
	/** The profile that the user was told would be replaced. */
	let told: NameTaken | undefined;
	const list = async () => {
		const {profiles, bad} = (await open()).list();
		shown = new Map(profiles.map(({name, savedAt}) => [name, savedAt]));
		dispatch({
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
	};
	const done = async (message: string) => {
		dispatch({type: 'prompt-done', message});
		await list();
	};
	return {
		'list-profiles': list,
		async 'load-profile'(effect) {
			const {name, document, madeUp} = (await open()).get(effect.name);
			dispatch({type: 'profile-loaded', name, draft: document, ...(madeUp ? {madeUp} : {})});
		},
		async 'save-profile'({name, draft, again, madeUp}) {
			const {NameTaken, saveDraft} = await import('../../session/profiles.ts');
			try {
				saveDraft(await open(), {name, draft}, {replaces: again ? told?.savedAt : undefined, madeUp});
			} catch (error) {
				if (!(error instanceof NameTaken)) throw error;
				told = error;
				const when = whenInWords(error.savedAt, Date.now());
				dispatch({type: 'prompt-failed', message: `${error.message}, saved ${when}: enter once more replaces it`});
				return;
			}

			told = undefined;
			dispatch({type: 'profile-saved', name});
		},
		async 'rename-profile'({name, to}) {
			(await open()).rename(name, to);
			await done(`profile ${name} renamed to ${to}`);
		},
		async 'delete-profile'({name}) {
			const profiles = await open();
			try {
				profiles.remove(name, shown.get(name));
			} catch (error) {
				await list();
				throw error;
			}

			await done(`profile ${name} deleted`);
		},
		async 'export-profile'({name, path}) {
			(await open()).exportTo(name, typedPath(path, use.keeping.env));
			await done(`written to ${path}`);
		},
		/** Our own documents, requests of the aws CLI and of tccli: what could not come along is said, as on the command line. */
		async 'import-profile'({path}) {
			const {importProfiles} = await import('../../session/import.ts');
			const {signal} = new AbortController();
			const imported = await importProfiles({file: typedPath(path, use.keeping.env)}, use, {signal});
			const left = imported.flatMap(({leftOut}) => leftOut.map(({field}) => printable(field)));
			const names = imported.map(({profile}) => profile.name).join(', ');
			const assumed = imported.flatMap(({assumed}) => assumed.map(each => ` · ${printable(each)}`));
			await done(`imported as ${names}${left.length > 0 ? ` · left out: ${left.join(', ')}` : ''}${assumed.join('')}`);
		},
	};
}
