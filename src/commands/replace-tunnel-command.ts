import {printable} from '../connection/printable.ts';
import {type ExitCode, exitCode, UserError} from '../connection/user-error.ts';
import {type PlaceWords, placeOf} from '../session/places.ts';
import {planDeed} from '../session/plan-deed.ts';
import {pendingOf} from '../session/read-status.ts';
import {runPlan} from '../session/run.ts';
import type {CommandIo} from './command-io.ts';
import {isoTime} from './status-text.ts';
import {type DeedOptions, deedLimit, deedStopMessage, dryRunOfDeed, reportDeed} from './tell-deed.ts';
import {tellRun} from './tell-run.ts';
import {type CommandWork, saidWhileWaiting, withSession} from './with-session.ts';

interface ReplaceOptions extends DeedOptions, PlaceWords {
	readonly applyMaintenance?: boolean;
	readonly drain?: boolean;
}

/**
 * `replace-tunnel ID N`: the cloud gives one tunnel another endpoint now; with `--apply-maintenance` what it has pending is done with it. Without
 * `--yes` it is a dry run. @throws UserError, CloudError
 */
export async function replaceTunnelCommand(
	id: string,
	number: number,
	options: ReplaceOptions,
	io: CommandIo,
): Promise<ExitCode> {
	let begun = false;
	const limit = deedLimit(options);
	const work = async (at: CommandWork<ReplaceOptions>) => {
		const {session, signal, say} = at;
		const {applyMaintenance: applies = false, evenIfDown, drain} = options;
		const place = {...(await placeOf(id, options, session)), id};
		const cloud = await session.cloud(place.cloud, place.region);
		const deed = {kind: 'replace-tunnel', tunnel: number, pendingMaintenance: applies} as const;
		const planned = await saidWhileWaiting(cloud, io, planDeed(session, place, deed, {signal, evenIfDown, drain}));
		const pending = await pendingOf(session, place, number, signal);
		if ('unread' in pending) say(`pending maintenance is not known: ${printable(pending.unread.message)}`);
		else if (applies && pending.told === undefined)
			throw new UserError(`nothing is pending for tunnel ${number} of ${id}`, {
				field: '--apply-maintenance',
				mend: 'leave it out: the tunnel is replaced all the same',
				exit: exitCode.refused,
			});
		else if (!applies && pending.told)
			say(`tunnel ${number}: ${pending.told(isoTime)}. --apply-maintenance does it with this, once and for all`);
		const end = await dryRunOfDeed(planned, at, 'look at it, then add --yes');
		if (end !== undefined) return end;
		begun = true;
		const events = runPlan(
			session,
			{plan: planned.plan, secrets: new Map(), account: undefined},
			{signal, limit, sleep: io.sleep},
		);
		const ended = await tellRun(planned.plan, events, say);
		return reportDeed(planned.plan, ended, {done: [`replaced: tunnel ${number} of ${printable(id)}`]}, at);
	};
	return withSession(options, io, work, () => (begun ? deedStopMessage : 'stopped: nothing was changed'));
}
