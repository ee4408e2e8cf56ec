import type {Cloud, CloudId} from '../clouds/contract/cloud.ts';
import {printable} from '../connection/printable.ts';
import {optionWords} from '../connection/shell-word.ts';
import {isNameTyped, nameToType, newDeviceNote} from '../connection/take-down.ts';
import {type ExitCode, UserError} from '../connection/user-error.ts';
import {type BegunDeletion, beginDelete, deleteConnection, readRemoval} from '../run/delete.ts';
import {foldersOf} from '../run/folders.ts';
import type {Journal} from '../run/journal.ts';
import type {Removal} from '../run/removal.ts';
import type {DeleteRecord} from '../run/run-record.ts';
import {placeOf} from '../session/places.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';
import {readWithIdentity} from './prepare.ts';
import {stepText, tellEnd, tellEvents} from './tell-taking-away.ts';
import {withSession} from './with-session.ts';

export interface DeleteOptions extends CommandOptions {
	readonly cloud?: CloudId;
	readonly region?: string;
	/** The connection's name, in place of typing it. */
	readonly confirm?: string;
}

/** What the first Ctrl-C says while something is being deleted. */
export const deleteStopMessage =
	'stopping after the call in flight; press Ctrl-C again to leave at once (runs resume finishes it)';

/**
 * `delete ID`: deletes a connection that stands, its routes, and the gateways that only it used and that runs of ours made.
 * Its name has to be typed, or given with --confirm; without either it only says what would be deleted.
 * @throws UserError, CloudError
 */
export async function deleteCommand(id: string, options: DeleteOptions, io: CommandIo): Promise<ExitCode> {
	const say = options.json ? io.err : io.out;
	let begun = false;
	return withSession(
		{options, io, stopping: () => (begun ? deleteStopMessage : 'stopped: nothing was deleted')},
		async ({session, signal}) => {
			const place = await placeOf(id, options, session);
			const cloud = await session.cloud(place.cloud, place.region);
			const where = {...place, id, sandbox: session.sandbox, stateFolder: foldersOf(io.env).state};
			const {identity, found: removal} = await readWithIdentity(
				cloud,
				(signal, asked) => readRemoval(cloud, {...where, account: async () => (await asked)?.account}, signal),
				{signal, io},
			);
			await confirm(removal, options, io, say, signal);
			const journal = await beginDelete(cloud, removal, {...where, account: identity?.account}, signal);
			begun = true;
			try {
				const fresh = {removal, undone: new Map(), sandbox: session.sandbox};
				return await carryOut(cloud, fresh, {journal, options, signal}, io);
			} finally {
				await journal.close();
			}
		},
	);
}

/** Deletes what is left to delete, and tells how it went. */
export async function carryOut(
	cloud: Cloud,
	begun: BegunDeletion & Pick<DeleteRecord, 'sandbox'>,
	{
		journal,
		options,
		signal,
	}: {readonly journal: Journal; readonly options: CommandOptions; readonly signal: AbortSignal},
	io: CommandIo,
): Promise<ExitCode> {
	const {json} = options;
	const say = json ? io.err : io.out;
	const {removal} = begun;
	const {runId} = journal;
	const events = deleteConnection(cloud, begun, {journal, signal, ...(io.sleep ? {sleep: io.sleep} : {})});
	const end = await tellEvents(events, say);
	if (end.result === 'whole' && !json) {
		say(`deleted: ${printable(nameToType(removal.connection))}, ${removal.connection.id}`);
		for (const {title, detail, why} of removal.stays)
			say(`stays: ${stepText({title, detail})} (${printable(why, 400)})`);
		say(newDeviceNote(removal.cloud));
	}

	const about = {runId, connectionId: removal.connection.id, name: removal.connection.name, stays: removal.stays};
	const goesOn = begun.sandbox
		? 'the sandbox ends with this command: nothing of it is left, so nothing'
		: `tunnelwright runs resume ${runId} --yes`;
	return tellEnd(end, {result: 'deleted', options, about, goesOn}, io);
}

/** @throws UserError unless the connection's name was typed or given */
async function confirm(
	removal: Removal,
	options: DeleteOptions,
	io: CommandIo,
	say: (line: string) => void,
	signal: AbortSignal,
): Promise<void> {
	const {confirm: given} = options;
	const name = nameToType(removal.connection);
	if (given !== undefined) {
		if (isNameTyped(removal.connection, given)) return;
		throw new UserError(
			`--confirm says "${printable(given, 60)}", and the connection ${removal.connection.id} is named "${printable(name)}"`,
			{field: '--confirm', mend: 'nothing was deleted: look whether it is the connection that you mean'},
		);
	}

	if (!io.interactive)
		throw new UserError('delete takes a connection down for good, so its name has to be given', {
			field: '--confirm',
			items: removalLines(removal),
			mend: `tunnelwright delete ${removal.connection.id} --region ${removal.region} ${optionWords('--confirm', name)}`,
		});

	for (const line of removalLines(removal)) say(line);
	const typed = await io.ask(`Type the name of the connection to delete it, ${printable(name)}: `, signal);
	if (isNameTyped(removal.connection, typed)) return;
	throw new UserError(`"${printable(typed, 60)}" is not its name: nothing was deleted`, {
		field: 'NAME',
		mend: `its name is ${printable(name)}`,
	});
}

/** What would be deleted and what would stay, for people. */
export function removalLines({cloud, steps, goesWith, stays, notes}: Removal): readonly string[] {
	return [
		...steps.map(step => `would ${stepText(step)}`),
		...goesWith.map(({title, detail, why}) => `${why}: ${stepText({title, detail})}`),
		...stays.map(({title, detail, why}) => `stays: ${stepText({title, detail})} (${printable(why, 400)})`),
		...notes.map(note => printable(note, 400)),
		newDeviceNote(cloud),
	];
}
