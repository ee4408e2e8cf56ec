import {problemLine} from '../clouds/document/schema-errors.ts';
import {jsonText} from '../connection/json-text.ts';
import {printable} from '../connection/printable.ts';
import {type ExitCode, exitCode} from '../connection/user-error.ts';
import {openSavedProfiles, type Profile} from '../session/profiles.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';
import {keepingOf} from './keeping.ts';
import {loadDocument} from './load-document.ts';
import {isoTime} from './status-text.ts';

interface ProfileOptions extends CommandOptions {
	readonly overwrite?: boolean;
}

type Output = Pick<CommandIo, 'out' | 'err'>;

export async function listProfiles(options: ProfileOptions, io: CommandIo): Promise<ExitCode> {
	const {profiles, bad} = (await openSavedProfiles(keepingOf(io))).list();
	if (options.json) {
		io.out(
			jsonText(
				{
					profiles: profiles.map(profileSummary),
					damaged: bad.map(profile => ({name: profile.name, problems: profile.problems})),
				},
				2,
			),
		);
		return exitCode.done;
	}

	if (profiles.length === 0 && bad.length === 0)
		io.out('no profile is saved yet: tunnelwright profiles save NAME FILE saves one');
	for (const profile of profiles) {
		const {name, cloud, region, routing, savedAt} = profileSummary(profile);
		io.out(`${name.padEnd(24)}  ${cloud.padEnd(7)}  ${region.padEnd(16)}  ${routing.padEnd(6)}  saved ${savedAt}`);
	}

	for (const profile of bad) {
		io.err(`"${printable(profile.name)}" is damaged and can't be used; it is kept as it is:`);
		for (const problem of profile.problems.slice(0, 5)) io.err(`  ${problemLine(problem)}`);
	}

	return exitCode.done;
}

/** A profile on one line, as JSON. */
export function profileSummary(profile: Profile) {
	const {name, savedAt, document} = profile;
	return {
		name,
		savedAt: isoTime(savedAt),
		cloud: document.cloud,
		region: document.region,
		connection: document.name,
		routing: document.routing.mode,
	};
}

/** `profiles show NAME`: the document, which `plan` reads. */
export async function showProfile(name: string, _options: ProfileOptions, io: CommandIo): Promise<ExitCode> {
	io.out(jsonText((await openSavedProfiles(keepingOf(io))).get(name).document, 2));
	return exitCode.done;
}

export async function saveProfile(
	name: string,
	file: string,
	options: ProfileOptions,
	io: CommandIo,
): Promise<ExitCode> {
	const document = await loadDocument({file}, io);
	const profile = (await openSavedProfiles(keepingOf(io))).save(name, document, {
		overwrite: options.overwrite ?? false,
	});
	return tell(profile, 'saved', options, io);
}

export async function renameProfile(
	from: string,
	to: string,
	options: ProfileOptions,
	io: CommandIo,
): Promise<ExitCode> {
	const profiles = await openSavedProfiles(keepingOf(io));
	const before = profiles.get(from).name;
	const renamed = profiles.rename(from, to);
	return done(
		{...profileSummary(renamed), result: 'renamed', from: before},
		`renamed the profile "${printable(before)}" to "${printable(renamed.name)}"`,
		options,
		io,
	);
}

export async function deleteProfile(name: string, options: ProfileOptions, io: CommandIo): Promise<ExitCode> {
	(await openSavedProfiles(keepingOf(io))).remove(name);
	return done(
		{name, result: 'deleted'},
		`deleted the profile "${printable(name)}"; what it made in a cloud is untouched`,
		options,
		io,
	);
}

/** `profiles export NAME FILE`; `-` is standard output, as it is standard input elsewhere. */
export async function exportProfile(
	name: string,
	file: string,
	options: ProfileOptions,
	io: CommandIo,
): Promise<ExitCode> {
	if (file === '-') return showProfile(name, options, io);
	(await openSavedProfiles(keepingOf(io))).exportTo(name, file, {overwrite: options.overwrite ?? false});
	return done({name, file, result: 'exported'}, `wrote ${printable(file)}`, options, io);
}

function tell(profile: Profile, result: string, options: ProfileOptions, io: Output): ExitCode {
	return done({...profileSummary(profile), result}, `${result} the profile "${printable(profile.name)}"`, options, io);
}

function done(json: object, text: string, options: ProfileOptions, io: Output): ExitCode {
	io.out(options.json ? jsonText(json, 2) : text);
	return exitCode.done;
}
