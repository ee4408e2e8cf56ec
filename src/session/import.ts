import {statSync} from 'node:fs';
import {cloudOfId, readsAsId} from '../clouds/engine/read-back.ts';
import {moduleOf} from '../clouds/registry.ts';
import type {CloudId} from '../connection/finding.ts';
import {printable} from '../connection/printable.ts';
import {UserError} from '../connection/user-error.ts';
import {jsonOf, largestBytes, readJsonFile} from '../profiles/document-file.ts';
import {type ImportedConnection, importedFrom} from '../profiles/import-source.ts';
import {checkProfileName, sameName} from '../profiles/profile-names.ts';
import type {Profile, Profiles} from '../profiles/profiles.ts';
import {readPipe} from '../run/read-pipe.ts';
import type {Clouds} from './open-session.ts';
import {type Keeping, openSavedProfiles} from './profiles.ts';
import {readBack} from './read.ts';
import {regionInUse} from './sign-in.ts';

export {largestBytes} from '../profiles/document-file.ts';

/** A file, what came on standard input, or a connection that stands. */
export type ImportSource =
	| {readonly file: string}
	| {readonly input: Uint8Array}
	| {readonly from: CloudId; readonly id: string};

interface ImportOptions {
	/** Of what does not say its region itself; left out: the one that environment or profile name. */
	readonly region?: string;
	/** Of the profile; for one connection only. Left out: the name that each has. */
	readonly name?: string;
	/** Replaces profiles of these names. */
	readonly overwrite?: boolean;
	readonly signal: AbortSignal;
}

/** A connection that was read, and the profile that it is now. */
export type ImportedProfile = ImportedConnection & {readonly profile: Profile};

/** Saves what a file or a cloud holds: all of its connections, or none. @throws UserError, CloudError */
export async function importProfiles(
	source: ImportSource,
	{clouds, keeping}: {readonly clouds: Clouds; readonly keeping: Keeping},
	options: ImportOptions,
): Promise<readonly ImportedProfile[]> {
	const imported = await read(source, clouds, options);
	const profiles = await openSavedProfiles(keeping);
	const {overwrite = false} = options;
	return withNames(imported, options, profiles).map(connection => {
		const {name, document, madeUp = {}} = connection;
		return {...connection, profile: profiles.save(name, document, {overwrite, madeUp})};
	});
}

async function read(
	source: ImportSource,
	clouds: Clouds,
	{region, signal}: ImportOptions,
): Promise<readonly ImportedConnection[]> {
	const regionOf = async (cloud: CloudId) => region ?? (await regionInUse(cloud, clouds)) ?? unknownRegion(cloud);
	if ('from' in source) {
		const {from, id} = source;
		const imported = await readBack(clouds, {cloud: from, region: await regionOf(from), id}, signal);
		return [{...imported, from, name: imported.document.name}];
	}

	if ('input' in source) return importedFrom(jsonOf(source.input, 'standard input'), 'standard input', regionOf);
	const {file} = source;
	if (readsAsId(file))
		throw new UserError(`${file} is a connection, and a FILE is meant here`, {
			field: '--from',
			mend: 'name a file; the tunnels that are watched have a key that makes another one like it',
			mendByOption: `tunnelwright profiles import --from ${cloudOfId(file)} --id ${file}`,
		});
	return importedFrom(await jsonAt(file, signal), printable(file, 200), regionOf);
}

/** The JSON of a file, or of a pipe while nobody asks for the end. @throws UserError */
async function jsonAt(file: string, signal: AbortSignal): Promise<unknown> {
	const isPipe = statSync(file, {throwIfNoEntry: false})?.isFIFO();
	const piped = isPipe ? await readPipe(file, {most: largestBytes + 1, signal}) : undefined;
	return piped ? jsonOf(piped, file) : readJsonFile(file);
}

/** @throws UserError that names the option and the variables */
function unknownRegion(cloud: CloudId): never {
	const {example, variables} = moduleOf(cloud).region;
	throw new UserError('the region of this connection is not known: it does not say itself', {
		field: '--region',
		mend: `set ${variables.join(' or ')}`,
		mendByOption: `name it, as in --region ${example}, or set ${variables.join(' or ')}`,
	});
}

/** The names under which they will be saved. @throws UserError before anything is saved, when one of them cannot be used */
function withNames(
	imported: readonly ImportedConnection[],
	{name, overwrite}: ImportOptions,
	profiles: Profiles,
): readonly ImportedConnection[] {
	if (name !== undefined && imported.length > 1)
		throw new UserError(`--name names one profile, and there are ${imported.length} connections`, {
			field: '--name',
			mend: 'leave --name out: each gets its own name',
		});
	const named = imported.map(connection => ({...connection, name: name ?? connection.name}));
	const {profiles: good, bad} = profiles.list();
	const saved = overwrite ? [] : [...good, ...bad].map(profile => profile.name);
	const taken = [...saved];
	for (const connection of named) {
		const problem = checkProfileName(connection.name, taken);
		if (problem) {
			const isSaved = saved.some(known => sameName(known, connection.name));
			const options = [
				...(named.length === 1 ? ['give it another name with --name'] : []),
				...(isSaved ? ['replace what has it with --overwrite'] : []),
			];
			const mend = `give it another name in the file${isSaved ? ', or rename the profile that has it' : ''}`;
			throw new UserError(problem, {
				field: '--name',
				mend,
				mendByOption: options.length > 0 ? options.join(', or ') : mend,
			});
		}

		taken.push(connection.name);
	}

	return named;
}
