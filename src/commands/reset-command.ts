import {printable} from '../connection/printable.ts';
import {optionWords} from '../connection/shell-word.ts';
import {isNameTyped, nameToType} from '../connection/take-down.ts';
import {type ExitCode, UserError} from '../connection/user-error.ts';
import {type PlaceWords, placeOf} from '../session/places.ts';
import {type PlannedDeed, planDeed} from '../session/plan-deed.ts';
import {runPlan} from '../session/run.ts';
import type {CommandIo} from './command-io.ts';
import {type DeedOptions, deedLimit, deedStopMessage, dryRunOfDeed, reportDeed} from './tell-deed.ts';
import {tellRun} from './tell-run.ts';
import {type CommandWork, saidWhileWaiting, withSession} from './with-session.ts';

interface ResetOptions extends Omit<DeedOptions, 'yes'>, PlaceWords {
	/** The connection's name, in place of typing it. */
	readonly confirm?: string;
}

/**
 * `reset ID`: has the cloud reset a connection, which interrupts it, and may clear more. Its name has to be typed, or given with --confirm; without
 * either it is a dry run. @throws UserError, CloudError
 */
export async function resetCommand(id: string, options: ResetOptions, io: CommandIo): Promise<ExitCode> {
	let begun = false;
	const limit = deedLimit(options);
	const work = async (at: CommandWork<ResetOptions>) => {
		const {session, signal, say} = at;
		const place = {...(await placeOf(id, options, session)), id};
		const cloud = await session.cloud(place.cloud, place.region);
		const {evenIfDown} = options;
		const asked = planDeed(session, place, {kind: 'reset'}, {signal, evenIfDown});
		const planned = await saidWhileWaiting(cloud, io, asked);
		const {plan} = planned;
		const end = await confirmed(planned, at);
		if (end !== undefined) return end;
		begun = true;
		const events = runPlan(session, {plan, secrets: new Map(), account: undefined}, {signal, limit, sleep: io.sleep});
		const ended = await tellRun(plan, events, say);
		return reportDeed(plan, ended, {done: [`reset: ${printable(id)}`, ...notesOf(planned)]}, at);
	};
	return withSession(options, io, work, () => (begun ? deedStopMessage : 'stopped: nothing was changed'));
}

/** @returns undefined where the name was typed or given, else the exit code of the dry run @throws UserError for another name */
async function confirmed(planned: PlannedDeed, at: CommandWork<ResetOptions>): Promise<ExitCode | undefined> {
	const {options, io, signal, say} = at;
	const {id, name: called} = planned.plan.exists ?? {id: '', name: ''};
	const name = nameToType({id, name: called});
	const {confirm} = options;
	if (confirm === undefined && !io.interactive)
		return dryRunOfDeed(
			planned,
			at,
			`it has to be confirmed by its name: tunnelwright reset ${id} ${optionWords('--confirm', name)}`,
		);
	if (confirm === undefined) for (const line of notesOf(planned)) say(line);
	const typed = confirm ?? (await io.ask(`Type the name of the connection to reset it, ${printable(name)}: `, signal));
	if (!isNameTyped({id, name: called}, typed))
		throw new UserError(`"${printable(typed, 60)}" is not its name: nothing was changed`, {
			field: confirm === undefined ? 'NAME' : '--confirm',
			mend: `its name is ${printable(name)}`,
		});
	return dryRunOfDeed(planned, {...at, options: {...options, yes: true}}, '');
}

function notesOf({plan: {notes, leftByHand}}: PlannedDeed): readonly string[] {
	return [...notes, ...leftByHand].map(note => printable(note, 400));
}
