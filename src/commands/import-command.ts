import {cloudOfId, readBack, readsAsId} from '../clouds/engine/read-back.ts';
import {moduleOf} from '../clouds/registry.ts';
import {homeRegion} from '../clouds/sign-in/home-region.ts';
import type {CloudId} from '../connection/finding.ts';
import {jsonText} from '../connection/json-text.ts';
import {printable} from '../connection/printable.ts';
import {type ExitCode, exitCode, UserError} from '../connection/user-error.ts';
import {jsonOf, largestBytes, readJsonFile} from '../profiles/document-file.ts';
import {type ImportedConnection, importedFrom} from '../profiles/import-source.ts';
import {checkProfileName} from '../profiles/profile-names.ts';
import type {Profile, Profiles} from '../profiles/profiles.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';
import {openSaved, profileSummary} from './profiles-command.ts';
import {withSession} from './with-session.ts';

export interface ImportOptions extends CommandOptions {
	readonly overwrite?: boolean;
	/** Of the profile; for one connection only. */
	readonly name?: string;
	readonly region?: string;
	/** Read back from this cloud in place of a file. */
	readonly from?: CloudId;
	readonly id?: string;
}

/**
 * `profiles import FILE`, or `profiles import --from CLOUD --id ID`: saves what was read, and says line by line what was left out and
 * assumed. All of a file's connections are saved, or none. @throws UserError, CloudError
 */
export async function importProfile(
	file: string | undefined,
	options: ImportOptions,
	io: CommandIo,
): Promise<ExitCode> {
	const imported = await read(file, options, io);
	const profiles = await openSaved(io);
	const named = withNames(imported, options, profiles);
	const saved = named.map(connection => ({
		...connection,
		profile: profiles.save(connection.name, connection.document, {overwrite: options.overwrite ?? false}),
	}));
	if (options.json) {
		const [first, ...more] = saved.map(json);
		io.out(jsonText(more.length > 0 ? {result: 'imported', profiles: saved.map(json)} : first, 2));
	} else {
		for (const entry of saved) for (const line of lines(entry)) io.out(line);
	}

	return exitCode.done;
}

async function read(
	file: string | undefined,
	options: ImportOptions,
	io: CommandIo,
): Promise<readonly ImportedConnection[]> {
	const {from, id} = options;
	if ((file === undefined) === (from === undefined))
		throw new UserError('name one source: a FILE (or - for standard input), or --from CLOUD with --id ID', {
			mend: 'as in: tunnelwright profiles import --from aws --id vpn-40f41529 --region eu-central-1',
		});
	if ((from === undefined) !== (id === undefined))
		throw new UserError(
			from === undefined ? '--id belongs to --from' : '--from needs the id of the connection to read back',
			{
				field: from === undefined ? '--from' : '--id',
				mend: 'add --from aws|tencent --id ID; tunnelwright status lists the ids',
			},
		);
	if (from !== undefined && id !== undefined) return [await fromCloud(from, id, options, io)];
	if (file !== undefined && readsAsId(file))
		throw new UserError(`${file} is a connection, and a FILE is meant here`, {
			field: '--from',
			mend: `tunnelwright profiles import --from ${cloudOfId(file)} --id ${file}`,
		});
	const isInput = file === undefined || file === '-';
	const source = isInput ? 'standard input' : file;
	const json = isInput ? jsonOf(await io.readInput(largestBytes), source) : readJsonFile(file);
	return importedFrom(json, printable(source, 200), cloud => regionOf(cloud, options, io.env));
}

async function fromCloud(
	from: CloudId,
	id: string,
	options: ImportOptions,
	io: CommandIo,
): Promise<ImportedConnection> {
	return withSession({options, io}, async ({session, signal}) => {
		const region = regionOf(from, options, session.optionsOf(from).env);
		const imported = await readBack(await session.cloud(from), region, id, signal);
		return {...imported, from, name: imported.document.name};
	});
}

/** @throws UserError that names the option and the variables */
function regionOf(cloud: CloudId, {region}: ImportOptions, env: CommandIo['env']): string {
	const known = region ?? homeRegion(cloud, env);
	if (known) return known;
	const {example, variables} = moduleOf(cloud).region;
	throw new UserError('the region of this connection is not known: it does not say itself', {
		field: '--region',
		mend: `add --region, as in --region ${example}, or set ${variables.join(' or ')}`,
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
	const taken = overwrite ? [] : [...good, ...bad].map(profile => profile.name);
	for (const connection of named) {
		const problem = checkProfileName(connection.name, taken);
		if (problem)
			throw new UserError(problem, {field: '--name', mend: 'choose another name with --name, or add --overwrite'});
		taken.push(connection.name);
	}

	return named;
}

type Saved = ImportedConnection & {readonly profile: Profile};

function json({profile, from, leftOut, assumed}: Saved): object {
	return {
		...profileSummary(profile),
		result: 'imported',
		from,
		leftOut: leftOut.map(({field, why}) => ({field: printable(field), why: printable(why)})),
		assumed: assumed.map(line => printable(line)),
	};
}

function lines({profile, leftOut, assumed}: Saved): readonly string[] {
	return [
		`imported the profile "${printable(profile.name)}"`,
		...leftOut.map(({field, why}) => `  left out  ${printable(field)}: ${printable(why)}`),
		...assumed.map(line => `  assumed   ${printable(line)}`),
	];
}
