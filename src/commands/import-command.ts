import {cloudIds} from '../clouds/registry.ts';
import type {CloudId} from '../connection/finding.ts';
import {printable} from '../connection/printable.ts';
import {type ExitCode, UserError} from '../connection/user-error.ts';
import {type ImportedProfile, type ImportSource, importProfiles, largestBytes} from '../session/import.ts';
import {answer} from './answer.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';
import {helpWords} from './help-words.ts';
import {keepingOf} from './keeping.ts';
import {profileSummary} from './profiles-command.ts';
import {withSession} from './with-session.ts';

interface ImportOptions extends CommandOptions {
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
	const source = await sourceOf(file, options, io);
	return withSession(options, io, async ({session, signal}) => {
		const saved = await importProfiles(source, {clouds: session, keeping: keepingOf(io)}, {...options, signal});
		const profiles = saved.map(json);
		const value = profiles.length > 1 ? {result: 'imported', profiles} : profiles[0];
		return answer(options, io, value, saved.flatMap(lines));
	});
}

async function sourceOf(file: string | undefined, {from, id}: ImportOptions, io: CommandIo): Promise<ImportSource> {
	const {first} = helpWords();
	if ((file === undefined) === (from === undefined))
		throw new UserError('name one source: a FILE (or - for standard input), or --from CLOUD with --id ID', {
			mend: `as in: tunnelwright profiles import --from ${first.id} --id ${first.connectionId.example} --region ${first.region.example}`,
		});
	if ((from === undefined) !== (id === undefined))
		throw new UserError(
			from === undefined ? '--id belongs to --from' : '--from needs the id of the connection to read back',
			{
				field: from === undefined ? '--from' : '--id',
				mend: `add --from ${cloudIds().join('|')} --id ID; tunnelwright status lists the ids`,
			},
		);
	if (from !== undefined && id !== undefined) return {from, id};
	return file === undefined || file === '-' ? {input: await io.readInput(largestBytes)} : {file};
}

function json({profile, from, leftOut, assumed}: ImportedProfile): object {
	return {
		...profileSummary(profile),
		result: 'imported',
		from,
		leftOut: leftOut.map(({field, why}) => ({field: printable(field), why: printable(why)})),
		assumed: assumed.map(line => printable(line)),
	};
}

function lines({profile, leftOut, assumed}: ImportedProfile): readonly string[] {
	return [
		`imported the profile "${printable(profile.name)}"`,
		...leftOut.map(({field, why}) => `  left out  ${printable(field)}: ${printable(why)}`),
		...assumed.map(line => `  assumed   ${printable(line)}`),
	];
}
