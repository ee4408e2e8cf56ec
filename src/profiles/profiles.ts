import {type DocumentProblem, parseDocument} from '../clouds/document/schema-errors.ts';
import type {ConnectionDocument} from '../connection/document.ts';
import {printable} from '../connection/printable.ts';
import {UserError} from '../connection/user-error.ts';
import {writeDocumentFile} from './document-file.ts';
import {checkProfileName, NameTaken, sameName, TakenNames} from './profile-names.ts';
import {openStoreFile, type StoredFile, type StoreFile} from './store-file.ts';

/** A saved connection. It holds no secret: the document's schema has no place for one. */
export interface Profile {
	readonly name: string;
	/** Milliseconds since the epoch. */
	readonly savedAt: number;
	readonly document: ConnectionDocument;
	/** What of its site the sandbox made up, by the wizard's names of the answers; left out where nothing is. */
	readonly madeUp?: Readonly<Record<string, string>>;
}

/** A profile that is in the file but can't be used; it stays there as it is. */
interface BadProfile {
	readonly name: string;
	readonly problems: readonly DocumentProblem[];
}

interface ProfileList {
	/** By name. */
	readonly profiles: readonly Profile[];
	readonly bad: readonly BadProfile[];
}

/** The saved connections. Every method reads the file afresh, so that two terminals see each other's changes. */
export interface Profiles {
	readonly path: string;
	/** Set when a damaged file was set aside on opening: say it to the user. */
	readonly notice: string | undefined;
	list(): ProfileList;
	/** @throws UserError when there is none of that name, or it is a bad one */
	get(name: string): Profile;
	/**
	 * @param options.overwrite replaces whatever has the name
	 * @param options.replaces replaces only the one that was saved at that time: another terminal may have saved another one since
	 * @throws UserError when the name can't be used; NameTaken when it is taken and may not be replaced
	 */
	save(
		name: string,
		document: ConnectionDocument,
		options?: {
			readonly overwrite?: boolean;
			readonly replaces?: number | undefined;
			readonly madeUp?: Readonly<Record<string, string>>;
		},
	): Profile;
	/** @throws UserError */
	rename(from: string, to: string): Profile;
	/**
	 * Removes a profile, a bad one too.
	 * @param savedAt of the one that is meant; left out: whatever has the name
	 * @throws UserError when there is none, or it was saved anew since
	 */
	remove(name: string, savedAt?: number): void;
	/** Writes the profile's document to a file that `plan` and `import` read. @throws UserError when the file exists and `overwrite` is not set */
	exportTo(name: string, file: string, options?: {readonly overwrite?: boolean}): void;
}

/** Opens the profile store of a config folder. @throws UserError */
export async function openProfiles(folder: string, now: () => number = Date.now): Promise<Profiles> {
	const {file, notice} = await openStoreFile(folder, 'profiles', content => Array.isArray(content.profiles));

	const find = (name: string): Profile => {
		const {profiles, bad} = readAll(file);
		const profile = profiles.find(candidate => sameName(candidate.name, name));
		if (profile) return profile;
		if (bad.some(candidate => sameName(candidate.name, name)))
			throw new UserError(`the profile "${printable(name, 64)}" is damaged and can't be used`, {
				mend: `see tunnelwright profiles list; it stands in ${file.path}`,
			});
		throw noSuch(name, profiles);
	};

	const save: Profiles['save'] = (name, document, options) => {
		const {madeUp = {}} = options ?? {};
		const marked = Object.keys(madeUp).length > 0 ? {madeUp} : {};
		const profile = {name, savedAt: now(), document: withoutStrangers(document), ...marked};
		file.update(content => {
			const entries = entriesOf(content);
			const others = entries.filter(entry => !sameName(nameOf(entry), name));
			const problem = checkProfileName(name);
			if (problem) throw new UserError(problem, {field: 'name', mend: 'choose another name'});
			const standing = entries
				.filter(entry => !others.includes(entry))
				.find(entry => !options?.overwrite && savedAtOf(entry) !== options?.replaces);
			if (standing) throw new NameTaken(nameOf(standing), savedAtOf(standing));
			return {...content, profiles: [...others, profile]};
		});
		return profile;
	};

	return {
		path: file.path,
		notice,
		list: () => readAll(file),
		get: find,
		save,
		rename(from, to) {
			let renamed = {...find(from), name: to};
			file.update(content => {
				// read again under the lock: another terminal may have saved it anew
				renamed = {...find(from), name: to};
				const entries = entriesOf(content).filter(entry => !sameName(nameOf(entry), from));
				const problem = checkProfileName(to, entries.map(nameOf));
				if (problem) throw new UserError(problem, {field: 'name', mend: 'choose another name'});
				return {...content, profiles: [...entries, renamed]};
			});
			return renamed;
		},
		remove(name, savedAt) {
			file.update(content => {
				const entries = entriesOf(content);
				const gone = entries.filter(entry => sameName(nameOf(entry), name));
				if (gone.length === 0) throw noSuch(name, readAll(file).profiles);
				if (savedAt !== undefined && gone.some(entry => savedAtOf(entry) !== savedAt))
					throw new UserError(`the profile "${printable(name, 64)}" was saved anew in another terminal`, {
						mend: 'look at it before it is deleted',
					});
				const kept = entries.filter(entry => !gone.includes(entry));
				return {...content, profiles: kept};
			});
		},
		exportTo: (name, target, options) => writeDocumentFile(target, find(name).document, options?.overwrite ?? false),
	};
}

function noSuch(name: string, profiles: readonly Profile[]): UserError {
	const names = profiles.map(profile => `"${profile.name}"`);
	return new UserError(`there is no profile "${printable(name, 64)}"`, {
		field: 'name',
		mend:
			names.length === 0
				? 'none is saved yet'
				: `saved are ${names.slice(0, 10).join(', ')}${names.length > 10 ? ', …' : ''}`,
	});
}

function entriesOf({profiles}: StoredFile): readonly unknown[] {
	return Array.isArray(profiles) ? profiles : [];
}

/** What an entry of the file has under a name, whatever the entry is. */
function memberOf(entry: unknown, name: string): unknown {
	return typeof entry === 'object' && entry !== null ? Reflect.get(entry, name) : undefined;
}

function nameOf(entry: unknown): string {
	const name = memberOf(entry, 'name');
	return typeof name === 'string' ? name : '';
}

function savedAtOf(entry: unknown): number {
	const savedAt = memberOf(entry, 'savedAt');
	return typeof savedAt === 'number' ? savedAt : 0;
}

function readAll(file: StoreFile): ProfileList {
	const profiles: Profile[] = [];
	const bad: BadProfile[] = [];
	const taken = new TakenNames();
	for (const entry of entriesOf(file.read())) {
		const name = printable(nameOf(entry), 64);
		const parsed = parseDocument(memberOf(entry, 'document'));
		const nameProblem = checkProfileName(nameOf(entry)) ?? taken.problem(nameOf(entry));
		if (parsed.document && nameProblem === undefined) {
			taken.add(name);
			profiles.push({name, savedAt: savedAtOf(entry), document: parsed.document, ...madeUpOf(entry)});
		} else {
			const badName = nameProblem === undefined ? [] : [{field: 'name', value: '', problem: nameProblem, mend: ''}];
			bad.push({name: name || '(no name)', problems: [...badName, ...(parsed.problems ?? [])]});
		}
	}

	return {profiles: profiles.sort((a, b) => order.compare(a.name, b.name)), bad};
}

/** What an entry of the profiles file says of what the sandbox made up. */
export function madeUpOf(entry: unknown): Pick<Profile, 'madeUp'> {
	const given = memberOf(entry, 'madeUp');
	if (typeof given !== 'object' || given === null) return {};
	const texts = Object.entries(given).filter((each): each is [string, string] => typeof each[1] === 'string');
	return texts.length > 0 ? {madeUp: Object.fromEntries(texts)} : {};
}

/** Made once: comparing thousands of names with a fresh one each takes seconds. */
const order = new Intl.Collator();

/** Only what the schema knows is ever written, and no path to a schema that lies beside some other file. */
function withoutStrangers(document: ConnectionDocument): ConnectionDocument {
	const parsed = parseDocument(document);
	if (parsed.document) {
		const {$schema: _beside, ...kept} = parsed.document;
		return kept;
	}

	throw new UserError('this connection is not one that can be saved as a profile yet', {
		items: parsed.problems.map(problem => `${problem.field}: ${problem.problem}`),
		mend: 'go through the steps that are marked; the draft is kept meanwhile',
	});
}
