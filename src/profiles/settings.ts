import {openStoreFile} from './store-file.ts';

/** What was picked on the screens and is to be so the next time: short words by their names. It holds no secret. */
export interface Settings {
	/** Set when a damaged file was set aside on opening: say it to the user. */
	readonly notice: string | undefined;
	/** Undefined where nothing was picked yet. */
	read(name: string): string | undefined;
	/** @throws UserError when it can't be written */
	keep(name: string, value: string): void;
}

/** Opens the settings of a config folder. @throws UserError */
export async function openSettings(folder: string): Promise<Settings> {
	const {file, notice} = await openStoreFile(folder, 'settings', ({settings}) => isWords(settings));
	const words = (settings: unknown) => (isWords(settings) ? settings : {});
	return {
		notice,
		read(name) {
			const settings = words(file.read().settings);
			const value = Object.hasOwn(settings, name) ? settings[name] : undefined;
			return typeof value === 'string' ? value : undefined;
		},
		keep(name, value) {
			file.update(content => ({...content, settings: {...words(content.settings), [name]: value}}));
		},
	};
}

function isWords(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
