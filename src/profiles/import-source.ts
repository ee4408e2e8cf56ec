import type {Imported} from '../clouds/document/foreign.ts';
import {parseDocument, problemLine} from '../clouds/document/schema-errors.ts';
import {cloudModules} from '../clouds/registry.ts';
import type {CloudId} from '../connection/finding.ts';
import {printable} from '../connection/printable.ts';
import {UserError} from '../connection/user-error.ts';
import {madeUpOf, type Profile} from './profiles.ts';

/** A connection out of a file, under the name that the file gives it. */
export interface ImportedConnection extends Imported, Pick<Profile, 'madeUp'> {
	readonly name: string;
	/** What it was read as. */
	readonly from: 'tunnelwright' | CloudId;
}

/** Members that only our own documents have. */
const ownMembers = ['cloud', 'cloudGateway', 'routing'];

/**
 * Turns the JSON of a file into connections, told apart by shape: our own document, several of them (a list, or the profiles file
 * of another machine), or a request of a cloud's own command line tool.
 * Requests name no region: `regionOf` gives it for their cloud, and is asked only then.
 * @param source names the file in messages
 * @throws UserError when it is none of them, or makes no whole connection; never with a key in its words
 */
export async function importedFrom(
	json: unknown,
	source: string,
	regionOf: (cloud: CloudId) => Promise<string>,
): Promise<readonly ImportedConnection[]> {
	const entries = entriesOf(json);
	if (entries) {
		if (entries.length === 0) throw new UserError(`there is no connection in ${source}`);
		return entries.map((entry, index) => own(entry, `${source}, entry ${index + 1}`));
	}

	if (!isObject(json)) throw unknown(source);
	if (ownMembers.some(name => Object.hasOwn(json, name))) return [own(json, source)];
	const fits = (how: 'surely' | 'perhaps') => cloudModules().find(({requests}) => requests.fits(json) === how);
	const cloud = fits('surely') ?? fits('perhaps');
	if (!cloud) throw unknown(source);
	const imported = await cloud.requests.read(json, await regionOf(cloud.id));
	return [{...imported, from: cloud.id, name: imported.document.name}];
}

function unknown(source: string): UserError {
	const commands = cloudModules().map(({requests}) => requests.command);
	return new UserError(`${source} holds no connection that is known here`, {
		mend: `known are tunnelwright’s own documents, ${commands.slice(0, -1).join(', ')}, and ${commands.at(-1)}`,
	});
}

/** The connections of a file that holds several; undefined for one that does not. */
function entriesOf(json: unknown): readonly unknown[] | undefined {
	if (Array.isArray(json)) return json;
	return isObject(json) && Array.isArray(json.profiles) ? json.profiles : undefined;
}

/** A document, or a profile as the profiles file has it: a name with its document. */
function own(entry: unknown, source: string): ImportedConnection {
	const profile = isObject(entry) && isObject(entry.document) ? entry : undefined;
	const {document, problems} = parseDocument(profile ? profile.document : entry);
	if (!document)
		throw new UserError(`${source} is not a connection document`, {
			field: problems[0]?.field ?? '',
			items: problems.map(problemLine),
			mend: 'tunnelwright schema prints what a document may hold, tunnelwright skeleton a document to fill in',
		});
	const name = typeof profile?.name === 'string' ? printable(profile.name, 64) : document.name;
	return {document, name, from: 'tunnelwright', leftOut: [], assumed: [], ...madeUpOf(profile)};
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
