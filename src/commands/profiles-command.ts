import {problemLine} from '../clouds/document/schema-errors.ts';
import {jsonText} from '../connection/json-text.ts';
import {printable} from '../connection/printable.ts';
import {type ExitCode, exitCode} from '../connection/user-error.ts';
import {openSavedProfiles, type Profile} from '../session/profiles.ts';
import {answer} from './answer.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';
import {keepingOf, loadDocument} from './keeping.ts';
import {isoTime} from './status-text.ts';

interface ProfileOptions extends CommandOptions {
	readonly overwrite?: boolean;
}

export async function listProfiles(options: ProfileOptions, io: CommandIo): Promise<ExitCode> {
	const {profiles, bad} = (await openSavedProfiles(keepingOf(io))).list();
	const summaries = profiles.map(profileSummary);
	answer(
		options,
		io,
		{profiles: summaries, damaged: bad.map(({name, problems}) => ({name, problems}))},
		profiles.length === 0 && bad.length === 0
			? ['no profile is saved yet: tunnelwright profiles save NAME FILE saves one']
			: summaries.map(
					({name, cloud, region, routing, savedAt}) =>
						`${name.padEnd(24)}  ${cloud.padEnd(7)}  ${region.padEnd(16)}  ${routing.padEnd(6)}  saved ${savedAt}`,
				),
	);
	for (const {name, problems} of options.json ? [] : bad) {
		io.err(`"${printable(name)}" is damaged and can't be used; it is kept as it is:`);
		for (const problem of problems.slice(0, 5)) io.err(`  ${problemLine(problem)}`);
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
	const profile = (await openSavedProfiles(keepingOf(io))).save(name, document, {overwrite: options.overwrite});
	const value = {...profileSummary(profile), result: 'saved'};
	return answer(options, io, value, [`saved the profile "${printable(profile.name)}"`]);
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
	return answer(options, io, {...profileSummary(renamed), result: 'renamed', from: before}, [
		`renamed the profile "${printable(before)}" to "${printable(renamed.name)}"`,
	]);
}

export async function deleteProfile(name: string, options: ProfileOptions, io: CommandIo): Promise<ExitCode> {
	(await openSavedProfiles(keepingOf(io))).remove(name);
	return answer(options, io, {name, result: 'deleted'}, [
		`deleted the profile "${printable(name)}"; what it made in a cloud is untouched`,
	]);
}

/** `profiles export NAME FILE`; `-` is standard output, as it is standard input elsewhere. */
export async function exportProfile(
	name: string,
	file: string,
	options: ProfileOptions,
	io: CommandIo,
): Promise<ExitCode> {
	if (file === '-') return showProfile(name, options, io);
	(await openSavedProfiles(keepingOf(io))).exportTo(name, file, {overwrite: options.overwrite});
	return answer(options, io, {name, file, result: 'exported'}, [`wrote ${printable(file)}`]);
}
