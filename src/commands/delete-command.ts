import {moduleOf} from '../clouds/registry.ts';
import {printable} from '../connection/printable.ts';
import {optionWords} from '../connection/shell-word.ts';
import {isNameTyped, nameToType} from '../connection/take-down.ts';
import {type ExitCode, UserError} from '../connection/user-error.ts';
import {type DeleteEvent, deleteShown, type Removal, readDeletion} from '../session/delete.ts';
import {type PlaceWords, placeOf} from '../session/places.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';
import {stepText, tellEnd, tellEvents} from './tell-taking-away.ts';
import {type CommandWork, saidWhileWaiting, withSession} from './with-session.ts';

interface DeleteOptions extends CommandOptions, PlaceWords {
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
	let begun = false;
	const work = async (at: CommandWork<DeleteOptions>) => {
		const {session, signal} = at;
		const place = await placeOf(id, options, session);
		const cloud = await session.cloud(place.cloud, place.region);
		const shown = await saidWhileWaiting(cloud, io, readDeletion(session, {...place, id}, signal));
		await confirm(shown.removal, at);
		const events = deleteShown(session, shown, {signal, sleep: io.sleep});
		return tellDeletion({...shown, sandbox: session.sandbox}, events, at, () => {
			begun = true;
		});
	};
	return withSession(options, io, work, () => (begun ? deleteStopMessage : 'stopped: nothing was deleted'));
}

/** Tells a deletion while it goes on, and how it ended. @param onBegun called once a journal tells of it */
export async function tellDeletion(
	{removal, sandbox}: {readonly removal: Removal; readonly sandbox: boolean},
	events: AsyncIterable<DeleteEvent>,
	{options, io, say}: CommandWork,
	onBegun: () => void = () => {},
): Promise<ExitCode> {
	let runId = '';
	const end = await tellEvents(events, say, begun => {
		runId = begun;
		onBegun();
	});
	if (end.result === 'whole' && !options.json) {
		say(`deleted: ${printable(nameToType(removal.connection))}, ${removal.connection.id}`);
		for (const {title, detail, why} of removal.stays)
			say(`stays: ${stepText({title, detail})} (${printable(why, 400)})`);
		say(moduleOf(removal.cloud).newDeviceNote);
	}

	const about = {runId, connectionId: removal.connection.id, name: removal.connection.name, stays: removal.stays};
	const goesOn = sandbox
		? 'the sandbox ends with this command: nothing of it is left, so nothing'
		: `tunnelwright runs resume ${runId} --yes`;
	return tellEnd(end, {result: 'deleted', options, about, goesOn}, io);
}

/** @throws UserError unless the connection's name was typed or given */
async function confirm(removal: Removal, {options, io, signal, say}: CommandWork<DeleteOptions>): Promise<void> {
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
		moduleOf(cloud).newDeviceNote,
	];
}
