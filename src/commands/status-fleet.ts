import type {ConnectionStatus} from '../clouds/contract/cloud.ts';
import {CloudError} from '../clouds/contract/cloud-error.ts';
import {printable} from '../connection/printable.ts';
import {type ExitCode, exitCode, UserError} from '../connection/user-error.ts';
import type {FleetChoice} from '../session/fleet-choice.ts';
import {readFleet} from '../session/read-fleet.ts';
import {withMaintenance} from '../session/read-status.ts';
import {type DownVerdict, downVerdict} from '../session/tunnels-down.ts';
import type {FleetSnapshot} from '../watch/fleet/fleet.ts';
import {answer} from './answer.ts';
import {downJson, downLine} from './down-text.ts';
import {failureHere, failureOf} from './failure.ts';
import {statusJson, statusText} from './status-text.ts';
import type {CommandWork} from './with-session.ts';

/** What is asked of connections of any number of accounts and regions. */
interface AskedOfFleet extends CommandWork {
	readonly choice: FleetChoice;
	readonly exitCode?: boolean | undefined;
	readonly downForMs?: number | undefined;
	readonly maintenance?: boolean | undefined;
	/** With exitCode: more than the line, on standard error. */
	readonly isVerbose?: boolean | undefined;
}

const exits: Readonly<Record<DownVerdict['says'], ExitCode>> = {
	up: exitCode.done,
	down: exitCode.down,
	impaired: exitCode.down,
	unknown: exitCode.cloud,
};

/** `status` of several accounts or regions, or with --exit-code: each is read side by side, and one that does not answer keeps none back. */
export async function statusOfFleet(asked: AskedOfFleet): Promise<ExitCode> {
	const {session, choice, options, signal, io} = asked;
	const snapshot = await readFleet(session, choice, {signal, speed: options.speed ?? io.clockFactor});
	if (snapshot.notice !== undefined) io.err(printable(snapshot.notice));
	const {errors, missing} = failuresOf(snapshot, choice);
	const failures = [...errors, ...missing.map(({error}) => error)].map(error => failureHere(failureOf(error), options));
	const verdict = asked.exitCode ? downVerdict(snapshot, asked.downForMs) : undefined;
	const connections = asked.maintenance
		? await maintained(asked, snapshot)
		: snapshot.connections.map(({status}) => status);
	const places = new Map(snapshot.connections.map(({place, status}) => [status.id, place]));
	answer(
		options,
		io,
		{
			...(verdict ? {check: downJson(verdict)} : {}),
			connections: connections.map(status => ({
				...statusJson(status),
				account: places.get(status.id)?.account,
				accountNumber: places.get(status.id)?.accountNumber ?? null,
				profile: places.get(status.id)?.profile ?? null,
			})),
			errors: failures.map(({json}) => json),
		},
		// a monitoring system reads the first line, and some take a second one for something else
		verdict
			? [
					downLine(
						verdict,
						snapshot.at,
						missing.map(({id}) => id),
					),
				]
			: connections.length === 0
				? // what did not answer may have some
					failures.length > 0
					? []
					: ['no VPN connections are there']
				: connections.map(statusText),
	);
	if (!options.json && (!verdict || asked.isVerbose)) for (const failure of failures) io.err(failure.text);
	if (!options.json && asked.isVerbose) for (const status of troubled(snapshot, verdict)) io.err(statusText(status));
	const isFailed = failures.length > 0;
	if (verdict) return verdict.says === 'up' && isFailed ? exitCode.cloud : exits[verdict.says];
	return isFailed ? exitCode.cloud : exitCode.done;
}

/** What did not answer, and which ids are nowhere, where every place that could have them answered. */
function failuresOf(
	{places, connections}: FleetSnapshot,
	{ids = []}: FleetChoice,
): {
	readonly errors: readonly CloudError[];
	readonly missing: readonly {readonly id: string; readonly error: UserError}[];
} {
	const errors = places.flatMap(({error}) => (error ? [new CloudError(error)] : []));
	const there = new Set(connections.flatMap(({status}) => (status.phase === 'gone' ? [] : [status.id])));
	const nowhere = errors.length > 0 ? [] : ids.filter(id => !there.has(id));
	const where = places.map(({place}) => place.region).filter(Boolean);
	return {
		errors,
		missing: nowhere.map(id => ({
			id,
			error: new UserError(
				`no VPN connection ${printable(id, 60)} is there (asked: ${where.join(', ') || 'no region'})`,
				{
					exit: exitCode.cloud,
					mend: 'is it of another region, account or profile? --region and the profile options say which are asked',
				},
			),
		})),
	};
}

/** What the line is about, as the cloud tells it. */
function troubled({connections}: FleetSnapshot, verdict: DownVerdict | undefined): readonly ConnectionStatus[] {
	if (!verdict) return [];
	const {down, notLong, impaired, notLongImpaired} = verdict;
	const meant = new Set([...[...down, ...notLong].map(each => each.connection), ...impaired, ...notLongImpaired]);
	return connections.filter(connection => meant.has(connection)).map(({status}) => status);
}

async function maintained(
	{session, signal}: AskedOfFleet,
	snapshot: FleetSnapshot,
): Promise<readonly ConnectionStatus[]> {
	const read = await Promise.all(
		snapshot.places.map(({place}) => {
			const there = snapshot.connections.filter(each => each.place.key === place.key).map(({status}) => status);
			return there.length > 0 ? withMaintenance(session, place, there, signal) : {connections: there};
		}),
	);
	return read.flatMap(({connections}) => connections);
}
