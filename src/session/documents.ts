import {readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import type {ConnectionDocument} from '../connection/document.ts';
import {isList} from '../connection/is-list.ts';
import {printable} from '../connection/printable.ts';
import {UserError} from '../connection/user-error.ts';
import {documentFrom, jsonOf, largestBytes, readJsonFile} from '../profiles/document-file.ts';
import {reasonOf} from '../run/file-trouble.ts';
import {type Keeping, openSavedProfiles} from './profiles.ts';
import {parseSavedPlan, type SavedPlan, saysSavedPlan} from './saved-plan.ts';

/** A document with where it comes from, for people; or a plan that was saved of one. */
export interface NamedDocument {
	/** The path as it was given, `standard input`, or the profile's name. */
	readonly source: string;
	readonly document: ConnectionDocument;
	readonly saved?: SavedPlan;
}

/** What is named on the command line. */
interface Named {
	/** Paths of files and folders, or `-` for standard input. */
	readonly files: readonly string[];
	readonly profile: string | undefined;
}

interface Documents {
	readonly documents: readonly NamedDocument[];
	/** Whether several could be meant: what is told of them is a list then, also where it has one entry. */
	readonly several: boolean;
	/** Files of a folder that are no connection documents, and why each was passed over. */
	readonly passedOver: readonly {readonly path: string; readonly why: string}[];
}

/**
 * Reads every document that is named. Of a folder those files that end in `.json` and are connection documents, by name, and not those of folders in it: one that
 * is none is passed over and told; one that breaks off, or does not hold to the schema, is refused, with all the rest, before anything is done.
 * @throws UserError
 */
export async function readDocuments(
	{files, profile}: Named,
	keeping: Keeping,
	readInput: (largestBytes: number) => Promise<Uint8Array>,
): Promise<Documents> {
	if ((files.length === 0) === (profile === undefined))
		throw new UserError('name one document or several: FILEs (or - for standard input), or --profile NAME', {
			mend: 'as in: tunnelwright plan site.json',
		});
	if (profile !== undefined) {
		const {document} = (await openSavedProfiles(keeping)).get(profile);
		return {documents: [{source: profile, document}], several: false, passedOver: []};
	}

	if (files.filter(file => file === '-').length > 1)
		throw new UserError('standard input can be read once', {field: '-', mend: 'name - once'});
	const documents: NamedDocument[] = [];
	const passedOver: Documents['passedOver'][number][] = [];
	for (const file of files) {
		if (file === '-')
			documents.push(namedOf(jsonOf(await readInput(largestBytes), 'standard input'), 'standard input'));
		else if (isFolder(file)) {
			const found = documentsIn(file);
			documents.push(...found.documents);
			passedOver.push(...found.passedOver);
		} else documents.push(namedOf(readJsonFile(file), file));
	}

	const several = files.length > 1 || files.some(isFolder);
	if (several) refuseTogether(documents);
	return {documents, several, passedOver};
}

function isFolder(path: string): boolean {
	if (path === '-' || path === '') return false;
	try {
		return statSync(path, {throwIfNoEntry: false})?.isDirectory() ?? false;
	} catch {
		// who reads it as a file says why it can't be read
		return false;
	}
}

/** @throws UserError where it holds none */
function documentsIn(folder: string): Pick<Documents, 'documents' | 'passedOver'> {
	const documents: NamedDocument[] = [];
	const passedOver: Documents['passedOver'][number][] = [];
	for (const name of jsonNames(folder)) {
		const path = join(folder, name);
		// one that can't be read may be one that was meant
		const value = readJsonFile(path);
		const why = whyNone(value);
		if (why === undefined) documents.push(namedOf(value, path));
		else passedOver.push({path, why});
	}

	if (documents.length > 0) return {documents, passedOver};
	throw new UserError(`${printable(folder, 200)} holds no connection document`, {
		items: passedOver.map(({path, why}) => printable(`${path}: ${why}`, 400)),
		mend: 'name a folder with documents in it, each a file that ends in .json',
	});
}

function jsonNames(folder: string): readonly string[] {
	try {
		return readdirSync(folder, {withFileTypes: true})
			.filter(entry => !entry.isDirectory() && /\.json$/i.test(entry.name) && !entry.name.startsWith('.'))
			.map(({name}) => name)
			.sort();
	} catch (error) {
		throw new UserError(`${printable(folder, 200)} can't be read: ${reasonOf(error)}`, {mend: 'name another folder'});
	}
}

/** Why what stands in a file of a folder is no connection document; undefined where it says that it is one. */
function whyNone(value: unknown): string | undefined {
	if (saysSavedPlan(value)) return 'it is a saved plan, which is applied by itself';
	if (typeof value !== 'object' || value === null || isList(value)) return 'it is no connection document';
	return Object.hasOwn(value, 'version') && Object.hasOwn(value, 'cloud') ? undefined : 'it is no connection document';
}

/** @throws UserError that lists everything that is wrong with it */
function namedOf(value: unknown, source: string): NamedDocument {
	if (saysSavedPlan(value)) {
		const saved = parseSavedPlan(value, source);
		return {source, document: saved.plan.document, saved};
	}

	return {source, document: documentFrom(value, source)};
}

/** What can't be done with others. @throws UserError */
function refuseTogether(documents: readonly NamedDocument[]): void {
	const saved = documents.find(each => each.saved);
	if (saved)
		throw new UserError(`${printable(saved.source, 200)} is a saved plan, and others are named with it`, {
			mend: 'apply a saved plan by itself',
		});
	const seen = new Map<string, string>();
	for (const {source, document} of documents) {
		const {cloud, region, name} = document;
		const key = JSON.stringify([cloud, region, name]);
		const first = seen.get(key);
		if (first !== undefined)
			throw new UserError(
				`${printable(first, 200)} and ${printable(source, 200)} are both of the connection ${printable(name)} in ${printable(region)}`,
				{field: 'name', mend: 'leave one of them out, or give them two names'},
			);
		seen.set(key, source);
	}
}
